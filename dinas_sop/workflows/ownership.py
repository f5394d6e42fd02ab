"""Whose field is it: what a save may write, by the step and by the rows of a table.

Source: DESIGN "What a move needs". Nothing here imports frappe or knows an action, field or letter by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from dinas_sop.workflows.attempts import Attempt, Code, Refusal, TableChange
from dinas_sop.workflows.process import Kind, Process, Transition


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


def field_refusals(attempt: Attempt) -> list[Refusal]:
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


def table_refusals(attempt: Attempt) -> list[Refusal]:
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
