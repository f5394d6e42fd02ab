"""What the page My Queue asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import frappe
from frappe import _
from frappe.utils import cint, now_datetime

from dinas_sop.constants import CASE_DOCTYPES, OBJECTION
from dinas_sop.public_information import objection_time
from dinas_sop.queues import objections, rows
from dinas_sop.queues.plan import Part, Scope, Urgency, nearer_by_law, order, urgency
from dinas_sop.reports.durations import day_minutes
from dinas_sop.workflows import clock, guard, reading
from dinas_sop.workflows.process import Process
from dinas_sop.working_time.left import in_words, time_left

PAGE, MOST = 20, 300
Found = tuple[tuple, Callable[[], dict]]  # where a row stands, and what shows it


@frappe.whitelist()
@frappe.read_only()
def queue(
	scope: str = Scope.MINE.value,
	process: str | None = None,
	when: str | None = None,
	search: str | None = None,
	limit: int = PAGE,
) -> dict:
	"""Open cases and objections, the earliest due date first, those without one last.

	Args:
		scope: "mine" (the user's roles have the turn, or may help a colleague), "office", "applicants" or "all".
		process: a case DocType, Information Objection, or empty for all.
		when: "overdue", "today", or empty.
		search: a part of number, applicant, institution, title or purpose.
		limit: how many rows; "more" asks again for more of them, so that no row is lost or doubled in between.

	Returns:
		`rows` (see `_case`) and `more`: whether there are others.

	Raises:
		frappe.PermissionError: the user may read no case.
	"""
	if not any(frappe.has_permission(doctype, "read") for doctype in CASE_DOCTYPES):
		raise frappe.PermissionError(_("Your roles have no part in the SOP."))
	wanted = rows.Wanted(
		Scope(scope) if scope in {each.value for each in Scope} else Scope.MINE,
		process if process in (*CASE_DOCTYPES, OBJECTION) else "",
		when if when in (rows.OVERDUE, rows.TODAY) else "",
		(search or "").strip(),
	)
	limit, now = min(max(cint(limit), 1), MOST), now_datetime()
	found = [*_cases(wanted, limit + 1, now), *_objections(wanted, now)]
	found.sort(key=lambda pair: pair[0])
	return {"rows": [show() for _order, show in found[:limit]], "more": len(found) > limit and limit < MOST}


def _cases(wanted: rows.Wanted, limit: int, now: datetime) -> Iterator[Found]:
	processes = _Processes()
	for doctype in wanted.doctypes:
		looked_at = rows.parts_of(reading.process_for(doctype), wanted.scope)
		by_state = {part.state: part for part in looked_at}
		for row in rows.first_rows(doctype, looked_at, wanted, limit):
			place = order(row.due_on, row.entered_on, row.reference_name)
			yield place, partial(_case, row, by_state[row.state], processes, now)


def _case(row: frappe._dict, part: Part, processes: _Processes, now: datetime) -> dict:
	"""One case as the page shows it: what it is, where it stands, whose turn it is, and until when."""
	process = processes[row.reference_doctype, row.sop]
	step = process.step(row.step_number) if row.step_number else None
	level = urgency(now, row.near_on, row.due_on)
	return {
		"doctype": row.reference_doctype,
		"name": row.reference_name,
		"process": process.section,
		"subject": row.subject or "",
		"applicant": row.applicant_name,
		"institution": row.institution or "",
		"state": row.state,
		"kind": row.kind,
		"step": row.step_number or 0,
		"activity": step.activity if step else "",
		"since": row.entered_on,
		"turn": part.turn,
		"mine": part.mine,
		"helps": part.helps,
		"of_applicant": guard.is_applicant_role(part.turn),
		"urgency": level.value,
		"due": row.due_on,
		"why": clock.explained(row.standard, row.entered_on, row.due_on),
		"left": _left(now, row.due_on) if row.due_on else "",
		"by_law": (by_law := nearer_by_law(row.due_on, row.answer_due)),
		"late_by_law": bool(by_law and now > by_law),
		"late_reason": row.late_reason or "",
		"may_explain": part.mine and level is Urgency.OVERDUE,
	}


def _objections(wanted: rows.Wanted, now: datetime) -> Iterator[Found]:
	for row, part in objections.waiting(wanted):
		yield order(row.respond_due_on, row.lodged_on, row.name), partial(_objection, row, part, now)


def _objection(row: frappe._dict, part: Part, now: datetime) -> dict:
	"""One open objection in the same words as a case; its due date is the law's."""
	standing = objection_time.standing(row)
	return {
		"doctype": OBJECTION,
		"name": row.name,
		"process": _("Objection to {0}").format(row.data_request),
		"subject": row.ground,
		"applicant": row.applicant_name,
		"institution": "",
		"state": row.workflow_state,
		"kind": "Langkah",
		"step": 0,
		"activity": "",
		"since": row.lodged_on,
		"turn": part.turn,
		"mine": part.mine,
		"helps": part.helps,
		"of_applicant": guard.is_applicant_role(part.turn),
		"urgency": urgency(now, row.respond_near_on, row.respond_due_on).value,
		"due": row.respond_due_on,
		"why": standing["why"] if standing else "",
		"left": _left(now, row.respond_due_on) if row.respond_due_on else "",
		"by_law": None,
		"late_by_law": False,
		"late_reason": "",
		"may_explain": False,
	}


def _left(now: datetime, due_on: datetime) -> str:
	calendar = clock.calendar()
	return in_words(time_left(calendar, now, due_on, day_minutes(calendar)), _)


class _Processes(dict):
	"""Processes by DocType and version of the SOP, each built once for a page."""

	def __missing__(self, key: tuple[str, str]) -> Process:
		self[key] = reading.process_for(*key)
		return self[key]
