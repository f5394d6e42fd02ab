"""A process of the SOP as plain values: the Workflow's who beside the SOP's how well.

Nothing here imports frappe. `reading.py` fills these from the records of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Kind(str, Enum):
	"""What kind of evidence a step leaves behind (SOP Evidence, field "Kind")."""

	FILLED = "Field is filled"
	VALUE = "Field has value"
	ROW = "Table has a row"
	ROWS = "Table has only rows"
	DRAFTED = "Letter is drafted"
	ISSUED = "Letter is issued"
	SIGNED = "Letter is signed"


FIELD_KINDS = frozenset({Kind.FILLED, Kind.VALUE})
TABLE_KINDS = frozenset({Kind.ROW, Kind.ROWS})
LETTER_KINDS = frozenset({Kind.DRAFTED, Kind.ISSUED, Kind.SIGNED})


@dataclass(frozen=True)
class Column:
	"""One condition on a row of a table: the column is filled, or holds one of the values."""

	name: str
	values: tuple[str, ...] = ()

	def holds(self, row: Mapping) -> bool:
		value = row.get(self.name)
		return str(value) in self.values if self.values else value not in (None, "", 0)


@dataclass(frozen=True)
class Evidence:
	"""One row of a step's evidence, or of a final state's (then `step` is 0)."""

	key: str
	kind: Kind
	step: int = 0
	final_state: str = ""
	field: str = ""
	values: tuple[str, ...] = ()
	rows_where: tuple[Column, ...] = ()
	columns: tuple[Column, ...] = ()
	letter: str = ""
	mandatory: bool = True
	condition: str = ""
	hint: str = ""


@dataclass(frozen=True)
class Step:
	"""One numbered row of the SOP. `state` is the workflow state that waits for it, or empty."""

	number: int
	activity: str
	state: str = ""
	performer: str = ""
	moment_field: str = ""
	standard_time: str = ""


@dataclass(frozen=True)
class Transition:
	"""One row of the Workflow's transitions."""

	state: str
	action: str
	next_state: str
	role: str
	allow_self_approval: bool = True
	condition: str = ""


@dataclass(frozen=True)
class Process:
	"""One section of one SOP version, with the active Workflow of its DocType.

	Args:
		states: state -> roles of its `allow_edit` rows, in the Workflow's order; the first has the turn.
		transitions: the Workflow's transitions in order.
		steps: the section's steps by number.
		evidence: the section's evidence rows.
		closing: the state a case ends in when every step is done.
		correction: the state in which the applicant corrects; empty where there is none.
		finals: the other final states.
	"""

	doctype: str
	section: str
	states: Mapping[str, tuple[str, ...]]
	transitions: tuple[Transition, ...]
	steps: tuple[Step, ...]
	evidence: tuple[Evidence, ...] = ()
	closing: str = ""
	correction: str = ""
	finals: frozenset[str] = field(default_factory=frozenset)

	@property
	def first_state(self) -> str:
		return next(iter(self.states))

	@cached_property
	def early_steps(self) -> frozenset[int]:
		"""Steps that happen before the office has the application."""
		waiting = [step.number for step in self.steps if step.state]
		return frozenset(step.number for step in self.steps if step.number < min(waiting, default=0))

	def step_of(self, state: str) -> int:
		"""Number of the step that `state` waits for; 0 where no step names it."""
		return next((step.number for step in self.steps if step.state and step.state == state), 0)

	def step(self, number: int) -> Step | None:
		return next((step for step in self.steps if step.number == number), None)

	def is_final(self, state: str) -> bool:
		return state == self.closing or state in self.finals

	def editors(self, state: str) -> tuple[str, ...]:
		return self.states.get(state, ())

	def turn(self, state: str) -> str:
		"""The role whose turn it is: of a state's roles the first `allow_edit` row; nobody's in a final state.

		Frappe demands an `allow_edit` of final states, too; it says nothing there.
		"""
		return "" if self.is_final(state) else next(iter(self.editors(state)), "")

	def moves_from(self, state: str, roles: frozenset[str] | set[str]) -> list[Transition]:
		return [t for t in self.transitions if t.state == state and t.role in roles]

	def evidence_of(self, step: int = 0, final_state: str = "") -> list[Evidence]:
		return [e for e in self.evidence if (e.step == step if step else e.final_state == final_state)]

	def steps_owning(self, fieldname: str) -> frozenset[int]:
		"""Steps whose evidence names the field; empty: it belongs to the application or a final state."""
		return frozenset(e.step for e in self.evidence if e.step and e.field == fieldname)

	def steps_asking_row(self, table: str) -> frozenset[int]:
		"""Steps that ask for a row of the table."""
		return frozenset(e.step for e in self.evidence if e.field == table and e.kind == Kind.ROW)

	def final_states_owning(self, fieldname: str) -> frozenset[str]:
		return frozenset(e.final_state for e in self.evidence if e.final_state and e.field == fieldname)

	def letter_steps(self, letter: str) -> frozenset[int]:
		"""Steps whose evidence names this kind of letter."""
		return frozenset(e.step for e in self.evidence if e.letter == letter and e.step)


def parse_columns(text: str | None) -> tuple[Column, ...]:
	"""Read the lines of "Rows that count" or "Columns that must hold".

	Args:
		text: one column per line, `column` (is filled) or `column = value | value`.

	Returns:
		The columns in order; blank lines are skipped.
	"""
	columns = []
	for line in (text or "").splitlines():
		name, separator, values = line.partition("=")
		if name.strip():
			columns.append(
				Column(
					name.strip(),
					tuple(v.strip() for v in values.split("|") if v.strip()) if separator else (),
				)
			)
	return tuple(columns)
