"""One save of a case as plain values, and the reasons why one is refused.

Source: DESIGN "What a move needs". Nothing here imports frappe or knows an action, field or letter by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from dinas_sop.workflows.demands import last_step
from dinas_sop.workflows.evidence import Facts, Missing, Visit
from dinas_sop.workflows.process import Process, Transition


class Code(str, Enum):
	"""Why something is refused. The edge turns each into a sentence in the user's language."""

	NO_SUCH_MOVE = "no such move"
	CONDITION = "condition does not hold"
	SELF_APPROVAL = "self approval"
	NOT_FIRST_STATE = "not the first state"
	FIELD_OF_ENGINE = "field of the engine"
	FIELD_OF_APPLICATION = "field of the application"
	FIELD_OF_STEP = "field of another step"
	FINAL = "case is closed"
	NOT_YOUR_TURN = "not your turn"
	NO_CORRECTION = "no correction asked"
	CORRECTION_TARGET = "correction of something the applicant did not write"
	CORRECTION_CHANGED = "correction changed"
	UNANSWERED = "correction unanswered"
	REASON = "reason missing"
	REASON_WITHOUT_MOVE = "reason without move"
	EVIDENCE = "evidence missing"
	TICK = "tick not allowed"
	ROWS = "row may not be changed"


@dataclass(frozen=True)
class Refusal:
	"""One reason why a save is refused.

	Args:
		step: number of the SOP step concerned, 0 where none is.
		fields: fieldnames concerned.
		missing: the evidence that is missing.
		state: the state concerned.
	"""

	code: Code
	step: int = 0
	fields: tuple[str, ...] = ()
	missing: tuple[Missing, ...] = ()
	state: str = ""


@dataclass(frozen=True)
class TableChange:
	"""Rows of one table that a save adds, removes and changes (as pairs before, after)."""

	added: tuple[Mapping, ...] = ()
	removed: tuple[Mapping, ...] = ()
	changed: tuple[tuple[Mapping, Mapping], ...] = ()

	def __bool__(self) -> bool:
		return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Correction:
	"""A correction row as it stands after the save."""

	field: str
	why: str = ""
	is_new: bool = False
	answered: bool = False


@dataclass(frozen=True)
class Attempt:
	"""One save of a case, as plain values.

	Args:
		before: state before the save; empty for a new case.
		after: state after it.
		roles: the acting user's roles.
		open_transitions: transitions from `before` to `after` whose conditions hold before and after.
		acting: the transition that the next save of the same request will go through.
		is_owner: the acting user made the case.
		is_staff: the acting user is staff (an applicant may not tick "tetap berlaku" for a file).
		changed: plain fields whose value changes, the state and the transient fields left out.
		engine_fields: read-only fields that the save tries to change.
		tables: table -> change, the corrections left out.
		tracked_tables: those of disposition sheets, whose rows are history.
		corrections: correction rows of the present return, after the save.
		corrections_touched: an existing correction row is removed, or changed in more than its answer.
		answers_given: an answer of an open correction row changes.
		correctable: fields the applicant wrote, which a correction may name; empty unless the case is returned.
		reason: the written reason.
		ticks: evidence keys ticked "tetap berlaku" in this save; `file_keys`: those of files.
		visits: the case's log, oldest first, with the open row last.
	"""

	process: Process
	before: str
	after: str
	roles: frozenset[str]
	facts: Facts
	open_transitions: tuple[Transition, ...] = ()
	acting: Transition | None = None
	is_owner: bool = False
	is_staff: bool = True
	changed: frozenset[str] = frozenset()
	engine_fields: tuple[str, ...] = ()
	tables: Mapping[str, TableChange] = field(default_factory=dict)
	tracked_tables: frozenset[str] = frozenset()
	corrections: tuple[Correction, ...] = ()
	corrections_touched: bool = False
	answers_given: bool = False
	correctable: frozenset[str] = frozenset()
	reason: str = ""
	ticks: frozenset[str] = frozenset()
	file_keys: frozenset[str] = frozenset()
	visits: tuple[Visit, ...] = ()

	@property
	def moves(self) -> bool:
		return self.before != self.after

	@property
	def last_step(self) -> int:
		return last_step(self.visits)

	@property
	def transition(self) -> Transition | None:
		"""The transition this save goes through, if the user may take one."""
		for transition in self.open_transitions or ((self.acting,) if self.acting else ()):
			if transition.role in self.roles and (transition.allow_self_approval or not self.is_owner):
				return transition
		return None
