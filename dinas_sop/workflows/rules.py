"""What may happen to a case: the guard's decisions as plain functions over plain values.

Source: DESIGN "What a move needs". Nothing here imports frappe or knows an action, field or letter by name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from dinas_sop.workflows.evidence import Facts, Missing, Visit, missing, missing_on_entry
from dinas_sop.workflows.process import FIELD_KINDS, Kind, Process, Transition


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
		correctable: fields the applicant wrote, which a correction may name.
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


def last_step(visits: Iterable[Visit]) -> int:
	"""The last step the case stood in; 0 where it never stood in one."""
	return next((visit.step for visit in reversed(tuple(visits)) if visit.step), 0)


def is_back(process: Process, before: str, after: str, last: int) -> bool:
	"""Whether a move goes back: to a step at or below the last one, unless out of the correction state."""
	step = process.step_of(after)
	return bool(step and step <= last and before != process.correction)


def demanded_steps(process: Process, after: str, last: int) -> frozenset[int]:
	"""Steps whose evidence a move into `after` needs (rules 1 to 3).

	Args:
		after: the state moved into.
		last: number of the last step the case stood in.
	"""
	numbers = frozenset(step.number for step in process.steps)
	if after == process.closing:
		return numbers
	if after in process.finals or after == process.correction:
		return frozenset()
	step = process.step_of(after) or _nearest_later_step(process, after, last)
	return frozenset(number for number in numbers if number < step)


def needs_reason(process: Process, before: str, after: str, last: int) -> bool:
	"""Whether the move needs a written reason (rule 4)."""
	return after in process.finals or is_back(process, before, after, last)


def writable_steps(
	process: Process, state: str, roles: frozenset[str], transition: Transition | None
) -> frozenset[int]:
	"""Steps whose fields may be written in `state` by someone with `roles` who edits it, or acts by `transition`."""
	if process.is_final(state) or not (transition or roles & set(process.editors(state))):
		return frozenset()
	return frozenset({process.step_of(state)} - {0})


def is_of_later_step(process: Process, fieldname: str) -> bool:
	"""Whether a field belongs to a step that comes after the application, or to a final state."""
	owners = process.steps_owning(fieldname)
	return bool((owners or process.final_states_owning(fieldname)) and not owners & process.early_steps)


def may_draft(process: Process, state: str, roles: frozenset[str], letter: str) -> bool:
	"""Whether a letter of this kind may be drafted, issued, signed or replaced now by someone with `roles`."""
	return bool(writable_steps(process, state, roles, None) & process.letter_steps(letter))


def decide(attempt: Attempt) -> list[Refusal]:
	"""All reasons to refuse a save; an empty list lets it pass."""
	if not attempt.before:
		return _decide_new(attempt)
	move = _move_refusals(attempt)
	if move:
		return move
	return [
		*_field_refusals(attempt),
		*_table_refusals(attempt),
		*_correction_refusals(attempt),
		*_tick_refusals(attempt),
		*(_move_needs(attempt) if attempt.moves else _still_needs(attempt)),
	]


def _decide_new(attempt: Attempt) -> list[Refusal]:
	"""Rule 6: the evidence of the steps before the first state, and nothing of a later step."""
	process, refusals = attempt.process, []
	if attempt.after != process.first_state:
		refusals.append(Refusal(Code.NOT_FIRST_STATE, state=attempt.after))
	tables = {name for name, change in attempt.tables.items() if change.added}
	for name in sorted(attempt.changed | tables):
		if is_of_later_step(process, name):
			step = min(process.steps_owning(name), default=0)
			refusals.append(Refusal(Code.FIELD_OF_STEP, step=step, fields=(name,)))
	if attempt.corrections:
		refusals.append(Refusal(Code.NO_CORRECTION, fields=tuple(c.field for c in attempt.corrections)))
	lacking = missing(process, process.early_steps, attempt.facts)
	if lacking:
		refusals.append(Refusal(Code.EVIDENCE, step=lacking[0].evidence.step, missing=tuple(lacking)))
	return refusals


def _move_refusals(attempt: Attempt) -> list[Refusal]:
	if not attempt.moves or attempt.transition:
		return []
	known = [
		t for t in attempt.process.moves_from(attempt.before, attempt.roles) if t.next_state == attempt.after
	]
	if not known:
		return [Refusal(Code.NO_SUCH_MOVE, state=attempt.after)]
	if attempt.open_transitions:
		return [Refusal(Code.SELF_APPROVAL, state=attempt.after)]
	return [Refusal(Code.CONDITION, state=attempt.after)]


def _field_refusals(attempt: Attempt) -> list[Refusal]:
	process, state = attempt.process, attempt.before
	refusals = []
	if attempt.engine_fields:
		refusals.append(Refusal(Code.FIELD_OF_ENGINE, fields=attempt.engine_fields))
	for name in sorted(attempt.changed | {name for name, change in attempt.tables.items() if change}):
		if not _may_write(attempt, name):
			refusals.append(_why_not(process, state, name, attempt))
	return refusals


def _may_write(attempt: Attempt, name: str) -> bool:
	process, state = attempt.process, attempt.before
	if process.is_final(state):
		return bool(attempt.moves and attempt.after in process.final_states_owning(name))
	if state == process.correction:
		may_edit = attempt.transition or attempt.roles & set(process.editors(state))
		return bool(may_edit and name in {c.field for c in attempt.corrections if not c.is_new})
	if attempt.moves and attempt.after in process.final_states_owning(name):
		return True
	steps = writable_steps(process, state, attempt.roles, attempt.transition)
	return bool(process.steps_owning(name) & steps)


def _why_not(process: Process, state: str, name: str, attempt: Attempt) -> Refusal:
	owners = process.steps_owning(name)
	if process.is_final(state):
		return Refusal(Code.FINAL, fields=(name,), state=state)
	if process.step_of(state) in owners:
		return Refusal(Code.NOT_YOUR_TURN, step=process.step_of(state), fields=(name,), state=state)
	if owners or process.final_states_owning(name):
		return Refusal(Code.FIELD_OF_STEP, step=min(owners, default=0), fields=(name,))
	return Refusal(Code.FIELD_OF_APPLICATION, fields=(name,), state=state)


def _table_refusals(attempt: Attempt) -> list[Refusal]:
	"""In a table, who writes a step adds rows where the step asks for one, and sets columns where it asks for those."""
	process, refusals = attempt.process, []
	steps = writable_steps(process, attempt.before, attempt.roles, attempt.transition)
	for name, change in attempt.tables.items():
		if not change or not _may_write(attempt, name) or attempt.before == process.correction:
			continue
		rows = [e for e in process.evidence if e.field == name and e.step in steps]
		adds = any(e.kind == Kind.ROW for e in rows)
		if name in attempt.tracked_tables:
			good = tracked_change_allowed(change, adds)
		else:
			good = adds or (not change.added and not change.removed and _columns_allowed(rows, change))
		if not good:
			refusals.append(Refusal(Code.ROWS, step=min(steps, default=0), fields=(name,)))
	return refusals


def tracked_change_allowed(change: TableChange, may_add: bool) -> bool:
	"""Whether a change of a disposition sheet is allowed; its rows are history.

	A row is open when it is new. Who disposes adds rows, edits those given in this visit (`current`) and
	withdraws open ones; a unit marks its own open row done. Nothing else changes.

	Args:
		change: the rows; each with `status`, `unit` (sendiri or lain) and `current` (given in this visit).
		may_add: the user may dispose in this state.
	"""
	if change.added and not (
		may_add and all(row.get("status") in ("", None, "Terbuka") for row in change.added)
	):
		return False
	if any(not (may_add and row.get("current")) for row in change.removed):
		return False
	return all(_tracked_row_allowed(old, new, may_add) for old, new in change.changed)


def _tracked_row_allowed(old: Mapping, new: Mapping, may_add: bool) -> bool:
	words_changed = {key for key in new if key != "status" and new[key] != old.get(key)}
	status = (old.get("status"), new.get("status"))
	if words_changed and not (may_add and old.get("current") and status == ("Terbuka", "Terbuka")):
		return False
	if status[0] == status[1]:
		return True
	if status == ("Terbuka", "Ditarik"):
		return may_add
	return status == ("Terbuka", "Selesai") and old.get("unit") == "sendiri"


def _columns_allowed(rows: list, change: TableChange) -> bool:
	allowed = {column.name: column.values for e in rows for column in e.columns}
	for old, new in change.changed:
		for name in {key for key in new if new[key] != old.get(key)}:
			if name not in allowed or (allowed[name] and str(new[name]) not in allowed[name]):
				return False
	return True


def _correction_refusals(attempt: Attempt) -> list[Refusal]:
	"""Rule 2: corrections are opened by a return only, each naming something the applicant wrote, and why."""
	process, refusals = attempt.process, []
	opened = [c for c in attempt.corrections if c.is_new]
	if attempt.corrections_touched or (
		attempt.answers_given
		and not (
			attempt.before == process.correction
			and (attempt.transition or attempt.roles & set(process.editors(attempt.before)))
		)
	):
		refusals.append(Refusal(Code.CORRECTION_CHANGED, state=attempt.before))
	if not (attempt.moves and attempt.after == process.correction):
		if opened:
			refusals.append(Refusal(Code.CORRECTION_CHANGED, fields=tuple(c.field for c in opened)))
		return refusals
	wrong = tuple(c.field for c in opened if c.field not in attempt.correctable or not c.why.strip())
	if wrong:
		refusals.append(Refusal(Code.CORRECTION_TARGET, fields=wrong))
	elif not opened:
		refusals.append(Refusal(Code.NO_CORRECTION))
	return refusals


def _tick_refusals(attempt: Attempt) -> list[Refusal]:
	"""Rule 5: who writes the step ticks "tetap berlaku" for its fields; for a file, staff only."""
	if not attempt.ticks:
		return []
	process = attempt.process
	steps = writable_steps(process, attempt.before, attempt.roles, attempt.transition)
	own = {e.key for e in process.evidence if e.step in steps and e.kind in FIELD_KINDS}
	wrong = (attempt.ticks - own) | (frozenset() if attempt.is_staff else attempt.ticks & attempt.file_keys)
	return [Refusal(Code.TICK, fields=tuple(sorted(wrong)))] if wrong else []


def _still_needs(attempt: Attempt) -> list[Refusal]:
	if attempt.reason.strip():
		return [Refusal(Code.REASON_WITHOUT_MOVE)]
	return []


def _move_needs(attempt: Attempt) -> list[Refusal]:
	process, last = attempt.process, attempt.last_step
	refusals = []
	if needs_reason(process, attempt.before, attempt.after, last) and not attempt.reason.strip():
		refusals.append(Refusal(Code.REASON, state=attempt.after))
	if attempt.before == process.correction and not process.is_final(attempt.after):
		unanswered = tuple(c.field for c in attempt.corrections if not c.answered)
		if unanswered:
			refusals.append(Refusal(Code.UNANSWERED, fields=unanswered))
	lacking = [
		*missing(
			process,
			demanded_steps(process, attempt.after, last),
			attempt.facts,
			attempt.visits,
			attempt.ticks,
		),
		*missing_on_entry(process, attempt.after, attempt.facts),
	]
	if lacking:
		refusals.append(Refusal(Code.EVIDENCE, step=lacking[0].evidence.step, missing=tuple(lacking)))
	return refusals


def _nearest_later_step(process: Process, state: str, last: int) -> int:
	"""Rule 3: the nearest later step that some way from `state` leads on to; 0 where every way leads back."""
	beyond = max((step.number for step in process.steps), default=0) + 1
	seen, queue, later = {state}, deque([state]), set()
	while queue:
		current = queue.popleft()
		for transition in process.transitions:
			target = transition.next_state
			if transition.state != current or target in seen:
				continue
			seen.add(target)
			if target == process.closing:
				later.add(beyond)
			elif process.step_of(target):
				later.add(process.step_of(target))
			elif target != process.correction and target not in process.finals:
				queue.append(target)
	return min((step for step in later if step > last), default=0)
