"""What the head of a case's form shows: its place among the steps, whose turn it is, what the user may do."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from dinas_sop.constants import STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import clock, demands, guard, ownership, reading
from dinas_sop.workflows.moves import offered_moves
from dinas_sop.workflows.overview import direction, step_statuses
from dinas_sop.workflows.process import Process


def progress_of(case: Document) -> dict:
	"""Where a stored case stands, for the session user. See `api.progress` for what is in it."""
	process = reading.process_for(case.doctype, case.sop)
	visits = reading.visits_of(case.doctype, case.name)
	state, last = case.get(STATE_FIELD), demands.last_step(reading.plain_visits(visits))
	may_write = bool(case.has_permission("write"))
	turn = process.turn(state)
	return {
		"section": process.section,
		"state": state,
		"is_final": process.is_final(state),
		"is_done": state == process.closing,
		"is_correction": state == process.correction,
		"is_pause": not (process.step_of(state) or process.is_final(state) or state == process.correction),
		"step": process.step_of(state),
		"turn": turn,
		"turn_of_applicant": guard.is_applicant_role(turn),
		"my_turn": may_write and turn in acting.roles_of() and not process.is_final(state),
		"since": visits[-1].entered_on if visits else case.creation,
		"due": due_of(visits[-1]) if visits else None,
		"legal": case.legal_standing(),
		"may_extend": may_write and case.may_extend(),
		"steps": _steps(process, state, last, visits),
		"arrived": _arrived(visits),
		"corrections": _open_corrections(case, process),
		"answered": _answered_corrections(case, process, visits),
		"warnings": case.warnings(),
		"actions": _actions(process, case, last) if may_write else [],
		"writable": sorted(_writable_now(process, case, visits)) if may_write else [],
		"unread": bool(unread_dispositions(case)),
	}


def due_of(row: frappe._dict) -> dict | None:
	"""When an open visit is due, why then, and how it stands; None where the clock does not run."""
	if row.left_on or not row.due_on:
		return None
	now = now_datetime()
	return {
		"on": row.due_on,
		"why": clock.explained(row.standard, row.entered_on, row.due_on),
		"standing": "overdue"
		if now > row.due_on
		else "near"
		if row.near_on and now >= row.near_on
		else "in time",
		"late_reason": row.late_reason or "",
	}


def unread_dispositions(case: Document) -> list[Document]:
	"""Open disposition rows of the user's own Departments that nobody there has seen yet."""
	departments = reading.own_departments(frappe.session.user)
	return [
		row
		for row in case.get("dispositions") or []
		if row.department in departments and row.status == "Terbuka" and not row.read_on
	]


def _steps(process: Process, state: str, last: int, visits: list) -> list[dict]:
	statuses = step_statuses(process, state, last)
	left = {visit.step_number: visit for visit in visits if visit.step_number and visit.left_on}
	return [
		{
			"number": step.number,
			"activity": step.activity,
			"performer": process.turn(step.state) or step.performer,
			"standard_time": step.standard_time,
			"status": statuses[step.number],
			"done_on": left[step.number].left_on
			if statuses[step.number] == "done" and step.number in left
			else None,
			"done_by": left[step.number].actor_name
			if statuses[step.number] == "done" and step.number in left
			else None,
		}
		for step in process.steps
	]


def _arrived(visits: list) -> dict:
	"""How the case came where it is: the action, by whom, and the reason where one was written."""
	row = next((visit for visit in reversed(visits) if visit.action), None)
	return {"action": row.action, "by": row.actor_name, "reason": row.reason} if row else {}


def _open_corrections(case: Document, process: Process) -> list[dict]:
	if case.get(STATE_FIELD) != process.correction:
		return []
	return [
		{
			"field": row.case_field,
			"label": _(case.meta.get_label(row.case_field), context=case.doctype),
			"why": row.why,
		}
		for row in case.corrections
		if not row.answered_on
	]


def _answered_corrections(case: Document, process: Process, visits: list) -> list[dict]:
	"""What the applicant corrected, where the case has just come back: whoever asked for it looks at it again."""
	if len(visits) < 2 or not process.correction or visits[-2].state != process.correction:
		return []
	return [
		{"label": row.field_label, "why": row.why, "answer": row.answer or ""}
		for row in case.corrections
		if row.answered_on and row.answered_on >= visits[-2].entered_on
	]


def _actions(process: Process, case: Document, last: int) -> list[dict]:
	seen = {}
	for transition in offered_moves(process, case):
		seen.setdefault(
			transition.action,
			{
				"action": transition.action,
				"next_state": transition.next_state,
				"direction": direction(process, transition.state, transition.next_state, last).value,
			},
		)
	return list(seen.values())


def _writable_now(process: Process, case: Document, visits: list) -> set[str]:
	state, roles = case.get(STATE_FIELD), acting.roles_of()
	if state == process.correction:
		if not roles & set(process.editors(state)):
			return set()
		entered = visits[-1].entered_on
		return {row.case_field for row in case.corrections if row.asked_on >= entered} | {guard.CORRECTIONS}
	steps = ownership.writable_steps(process, state, roles, None)
	return {e.field for e in process.evidence if e.step in steps and e.field}
