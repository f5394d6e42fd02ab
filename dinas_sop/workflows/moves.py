"""Carrying out an action on a case: choose the transition, write the evidence, move."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import messages, reading
from dinas_sop.workflows.guard import CORRECTIONS
from dinas_sop.workflows.overview import reads_field
from dinas_sop.workflows.process import Process, Transition


def available_moves(process: Process, case: Document) -> list[Transition]:
	"""The transitions that the session user may take now, in the Workflow's order.

	Self approval and conditions are taken into account; missing evidence is not: the dialog asks for it.
	"""
	return [t for t in _moves_of_user(process, case) if reading.holds(t.condition, case)]


def offered_moves(process: Process, case: Document) -> list[Transition]:
	"""Those, and the ones whose condition reads evidence of this step: what the dialog asks may make it hold."""
	step = process.step_of(case.get(STATE_FIELD))
	fields = {e.field for e in process.evidence_of(step=step) if e.field} if step else set()
	return [
		t
		for t in _moves_of_user(process, case)
		if reading.holds(t.condition, case) or reads_field(t.condition, fields)
	]


def _moves_of_user(process: Process, case: Document) -> list[Transition]:
	return [
		t
		for t in process.moves_from(case.get(STATE_FIELD), acting.roles_of())
		if t.allow_self_approval or case.owner != frappe.session.user
	]


def carry_out(case: Document, action: str | None, values: dict) -> None:
	"""Write `values` into the case and take `action`, as one or two guarded saves of one transaction.

	Args:
		case: the stored case, locked.
		action: the Workflow's action; None saves only.
		values: see `api.move`.

	Raises:
		messages.Refused: the action is not the user's now, or the guard refuses.
	"""
	process = reading.process_for(case.doctype, case.sop)
	before = transition_for(process, case, action) if action else None
	write(case, values)
	if not action:
		case.save()
		return
	after = transition_for(process, case, action)
	if before != after:
		_save_evidence_first(case, before or after)
		after = transition_for(process, case, action)
	if not after:
		frappe.throw(
			_("The action {0} is not yours now. Please reload the case.").format(bold(_(action))),
			messages.Refused,
		)
	case.flags.action = action
	case.set(STATE_FIELD, after.next_state)
	case.save()


def transition_for(process: Process, case: Document, action: str) -> Transition | None:
	"""The transition that `action` would take the case through as it stands; None where there is none."""
	return next((t for t in available_moves(process, case) if t.action == action), None)


def write(case: Document, values: dict) -> None:
	"""Put a dialog's values into the case; rows without `name` are added, rows with one are changed
	or, where they say `removed`, taken out."""
	for fieldname, value in values.items():
		df = case.meta.get_field(fieldname)
		if not df or fieldname == STATE_FIELD:  # the action moves the case
			frappe.throw(_("There is no field {0}.").format(bold(fieldname)), messages.Refused)
		if df.fieldtype in frappe.model.table_fields:
			_write_rows(case, df, value or [])
		elif fieldname == "still_valid" and isinstance(value, list):
			case.set(fieldname, "\n".join(value))
		else:
			case.set(fieldname, value)


def _write_rows(case: Document, df, rows: list[dict]) -> None:
	known = {row.name: row for row in case.get(df.fieldname)}
	gone = {row["name"] for row in rows if row.get("removed") and row.get("name") in known}
	if gone:
		case.set(df.fieldname, [row for name, row in known.items() if name not in gone])
	columns = {f.fieldname for f in frappe.get_meta(df.options).fields}
	for row in rows:
		values = {key: value for key, value in row.items() if key in columns}
		if row.get("name") in known:
			known[row["name"]].update(values)
		elif any(value not in (None, "", 0) for value in values.values()):
			case.append(df.fieldname, values)


def _save_evidence_first(case: Document, transition: Transition | None) -> None:
	"""The condition reads evidence of this very move, and core tests it on the stored case: store it first."""
	reason, ticks = case.move_reason, case.still_valid
	corrections = [row for row in case.get(CORRECTIONS) if not row.is_new()]
	opened = [row for row in case.get(CORRECTIONS) if row.is_new()]
	case.set(CORRECTIONS, corrections)
	case.move_reason, case.flags.acting_transition = None, transition
	case.save()
	case.flags.acting_transition = None
	case.move_reason, case.still_valid = reason, ticks
	for row in opened:
		case.append(CORRECTIONS, row)
