"""Objections (keberatan): when one may be lodged, and who may write what of it in which state. Plain functions.

The Workflow alone says who acts and who edits; what follows from it is read off here: an action that an applicant's
role may take is the applicant's, also at the counter; any other that ends the objection is the answer.

Source: UU 14/2008 articles 35 to 37, Perki 1/2021 article 39 (FORMS "Seven grounds of keberatan").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from dinas_sop.public_information.deadline import DayKind, end_of, last_day
from dinas_sop.workflows.process import Transition
from dinas_sop.working_time.calendar import Calendar

# in the order of the law
GROUNDS = (
	"Penolakan karena pengecualian",
	"Informasi berkala tidak disediakan",
	"Permintaan tidak ditanggapi",
	"Ditanggapi tidak sebagaimana diminta",
	"Tidak dikabulkan",
	"Biaya tidak wajar",
	"Melebihi waktu",
)
LODGED = frozenset({"data_request", "ground", "statement", "proxy_name", "proxy_letter"})
ANSWER = frozenset({"decision", "response", "response_number", "response_date", "response_file"})
REPLY = frozenset({"applicant_reply"})


# --- when --------------------------------------------------------------------------


class When(str, Enum):
	"""Whether an objection may be lodged now."""

	OPEN = "open"
	TOO_EARLY = "neither an answer nor a deadline that has passed"
	TOO_LATE = "the days to lodge it are over"
	WITHDRAWN = "the applicant withdrew the request"


@dataclass(frozen=True)
class Window:
	"""The time in which an objection may be lodged.

	Args:
		since: the answer, or the moment the time to answer ran out.
		until: the last second of it; None as long as it has not begun.
		of_answer: it counts from an answer.
	"""

	when: When
	since: datetime | None = None
	until: datetime | None = None
	of_answer: bool = False


def window(
	calendar: Calendar,
	now: datetime,
	*,
	answered: datetime | None,
	due: datetime | None,
	days: int,
	kind: DayKind,
	withdrawn: bool = False,
) -> Window:
	"""When an objection to a request may be lodged.

	Args:
		answered: when the answer was given or the office ended the request.
		due: when the time to answer runs out, where it is known.
		days: how many days of `kind` there are.
		withdrawn: the applicant ended the request.
	"""
	if withdrawn:
		return Window(When.WITHDRAWN)
	since = answered or (due if due and now > due else None)
	if not since:
		return Window(When.TOO_EARLY)
	until = end_of(last_day(calendar, since.date(), days, kind))
	return Window(When.OPEN if now <= until else When.TOO_LATE, since, until, bool(answered))


# --- who may write what -----------------------------------------------------------------


@dataclass(frozen=True)
class Path:
	"""The Workflow of objections as plain values.

	Args:
		states: state -> roles that edit it, in the Workflow's order.
		applicant_roles: roles without desk access.
	"""

	states: Mapping[str, tuple[str, ...]]
	transitions: tuple[Transition, ...]
	applicant_roles: frozenset[str] = frozenset()

	@property
	def first(self) -> str:
		return next(iter(self.states), "")

	def editors(self, state: str) -> tuple[str, ...]:
		"""The roles that edit a state; the first has the turn."""
		return self.states.get(state, ())

	def is_final(self, state: str) -> bool:
		"""Nothing leads out of it."""
		return not any(t.state == state for t in self.transitions)

	def is_applicants(self, transition: Transition) -> bool:
		"""Whether an applicant may take the same action from the same state."""
		return any(
			(t.state, t.action) == (transition.state, transition.action) and t.role in self.applicant_roles
			for t in self.transitions
		)

	@property
	def hands(self) -> frozenset[str]:
		"""The applicant, and who acts for the applicant at the counter."""
		return frozenset(t.role for t in self.transitions if self.is_applicants(t))

	def moves(self, state: str, next_state: str, roles: frozenset[str]) -> list[Transition]:
		return [
			t for t in self.transitions if t.state == state and t.next_state == next_state and t.role in roles
		]

	def turn(self, state: str) -> str:
		"""The role that has the turn; nobody's in a final state."""
		return "" if self.is_final(state) else next(iter(self.states.get(state, ())), "")

	def answers_from(self, state: str) -> bool:
		"""Whether the answer is given out of this state."""
		return any(
			t.state == state and self.is_final(t.next_state) and not self.is_applicants(t)
			for t in self.transitions
		)


class Problem(str, Enum):
	"""Why a save of an objection is refused."""

	NOT_FIRST = "a new objection begins in the first state"
	NOT_AT_LODGING = "not a field of lodging"
	LODGED = "what was lodged stays as it is"
	NO_ACTION = "no action of the user's leads there"
	NOT_NOW = "not the user's to write now"
	REPLIED = "the applicant has replied already"
	NO_ANSWER = "an answer needs a decision and its words or letter"
	ENGINE = "the system's own field"


@dataclass(frozen=True)
class Attempt:
	"""A save of an objection.

	Args:
		before, after: states; `before` is empty for a new one.
		changed: fields that change, the state left out.
		is_answered: decision and words or letter are there after the save.
		has_reply: the applicant's reply was there before the save.
	"""

	path: Path
	before: str
	after: str
	roles: frozenset[str]
	changed: frozenset[str] = field(default_factory=frozenset)
	is_answered: bool = False
	has_reply: bool = False


def decide(attempt: Attempt) -> list[tuple[Problem, tuple[str, ...]]]:
	"""Whether a save may pass.

	Returns:
		What stands against it, each with the fields it is about; empty: nothing.
	"""
	return _decide_new(attempt) if not attempt.before else [*_moves(attempt), *_fields(attempt)]


def _decide_new(attempt: Attempt) -> list[tuple[Problem, tuple[str, ...]]]:
	found = []
	if attempt.after != attempt.path.first:
		found.append((Problem.NOT_FIRST, ()))
	if others := attempt.changed - LODGED:
		found.append((Problem.NOT_AT_LODGING, tuple(sorted(others))))
	return found


def _moves(attempt: Attempt) -> list[tuple[Problem, tuple[str, ...]]]:
	if attempt.before == attempt.after:
		return []
	taken = attempt.path.moves(attempt.before, attempt.after, attempt.roles)
	if not taken:
		return [(Problem.NO_ACTION, ())]
	answers = attempt.path.is_final(attempt.after) and not all(map(attempt.path.is_applicants, taken))
	return [(Problem.NO_ANSWER, ())] if answers and not attempt.is_answered else []


def _fields(attempt: Attempt) -> list[tuple[Problem, tuple[str, ...]]]:
	by_problem: dict[Problem, list[str]] = {}
	for name in sorted(attempt.changed):
		if problem := _field(attempt, name):
			by_problem.setdefault(problem, []).append(name)
	return [(problem, tuple(names)) for problem, names in by_problem.items()]


def _field(attempt: Attempt, name: str) -> Problem | None:
	if name in LODGED:
		return Problem.LODGED
	if name in REPLY:
		return _reply(attempt)
	if name in ANSWER:
		return None if may_answer(attempt) else Problem.NOT_NOW
	return Problem.ENGINE


def _reply(attempt: Attempt) -> Problem | None:
	path = attempt.path
	if attempt.before != attempt.after or not (path.is_final(attempt.before) and attempt.is_answered):
		return Problem.NOT_NOW
	if not attempt.roles & path.hands:
		return Problem.NOT_NOW
	return Problem.REPLIED if attempt.has_reply else None


def may_answer(attempt: Attempt) -> bool:
	"""Whether the answer may be written in this save.

	By who edits a state that follows the first one (there an objection is only taken in, unless it is answered from
	there), and by who gives the answer with this very save.
	"""
	path, before = attempt.path, attempt.before
	if not before or path.is_final(before):
		return False
	is_worked_on = before != path.first or path.answers_from(before)
	if is_worked_on and attempt.roles & set(path.states.get(before, ())):
		return True
	taken = path.moves(before, attempt.after, attempt.roles)
	return path.is_final(attempt.after) and any(not path.is_applicants(t) for t in taken)
