"""When an objection may be lodged, and until when it has to be answered."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import cint, get_datetime, now_datetime

from dinas_sop.constants import DATA_REQUEST, OBJECTION, SETTINGS, STATE_FIELD
from dinas_sop.public_information import objection_rules as rules
from dinas_sop.public_information.deadline import (
	DayKind,
	end_of,
	explained,
	last_day,
	near_moment,
	office_deadline,
)
from dinas_sop.workflows import clock, guard, reading
from dinas_sop.working_time.calendar import NoWorkingDay

SETTINGS_FIELDS = ("response_days", "response_day_kind")
DUE = ("respond_due_on", "respond_near_on")
TOLD = ("near_told_on", "overdue_told_on")
LAW = "UU 14/2008 pasal 36"


def window_of(case: Document) -> rules.Window:
	"""When an objection to a request may be lodged."""
	settings = frappe.get_cached_doc(SETTINGS)
	try:
		return rules.window(
			clock.calendar(),
			now_datetime(),
			answered=_moment(case.answered_on),
			due=_moment(case.legal_due_on),
			days=cint(settings.objection_days),
			kind=DayKind(settings.objection_day_kind or DayKind.WORKING),
			withdrawn=was_withdrawn(case),
		)
	except NoWorkingDay:
		return rules.Window(rules.When.TOO_EARLY)


def was_withdrawn(case: Document) -> bool:
	"""Whether the applicant ended the request, by the page or at the counter."""
	process = reading.process_for(DATA_REQUEST, case.sop)
	if case.get(STATE_FIELD) not in process.finals:
		return False
	last = next((v for v in reversed(reading.visits_of(DATA_REQUEST, case.name)) if v.action), None)
	return bool(last) and any(
		(t.state, t.action) == (last.state, last.action) and guard.is_applicant_role(t.role)
		for t in process.transitions
	)


def why_not(case: Document, found: rules.Window) -> str:
	"""Why no objection may be lodged now, in one sentence."""
	return {
		rules.When.TOO_EARLY: lambda: _(
			"An objection to {0} can be lodged once it is answered, or when the time to answer it has run out."
		).format(case.name),
		rules.When.TOO_LATE: lambda: _("The time to lodge an objection to {0} ended on {1}.").format(
			case.name, frappe.utils.format_date(found.until, "d MMMM yyyy")
		),
		rules.When.WITHDRAWN: lambda: _("{0} was withdrawn by its applicant.").format(case.name),
	}[found.when]()


def open_objection(request: str, for_update: bool = False) -> str | None:
	"""The number of the objection to a request that is not answered or withdrawn yet.

	Args:
		for_update: read what others have committed since this transaction began, and lock it.
	"""
	waiting = {"data_request": request, "ended_on": ("is", "not set")}
	return frappe.db.get_value(OBJECTION, waiting, for_update=for_update)


# --- the days to answer ---------------------------------------------------------------------


def due_fields(lodged: datetime) -> dict:
	settings = frappe.get_cached_doc(SETTINGS)
	days, kind = cint(settings.response_days), DayKind(settings.response_day_kind or DayKind.WORKING)
	if not days:
		return dict.fromkeys(DUE)
	try:
		due = office_deadline(clock.calendar(), lodged, days, kind)
		near = near_moment(clock.calendar(), lodged, due, cint(settings.near_percent) or clock.NEAR_PERCENT)
	except NoWorkingDay:
		return dict.fromkeys(DUE)
	return {"respond_due_on": due, "respond_near_on": near}


def move_open() -> int:
	"""Compute the days to answer of every open objection anew; part of the job that moves due dates."""
	table, moved = DocType(OBJECTION), 0
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.lodged_on, table.respond_due_on)
		.where(table.ended_on.isnull())
		.run(as_dict=True)
	)
	for row in rows:
		due = due_fields(get_datetime(row.lodged_on))
		if due["respond_due_on"] != row.respond_due_on:
			values = due | dict.fromkeys(TOLD)
			frappe.db.set_value(OBJECTION, row.name, values, update_modified=False)
			moved += 1
		frappe.db.commit()  # a background job of its own
	return moved


def standing(doc: Document) -> dict | None:
	"""How an open objection stands against its deadline: `on`, `why` in one sentence, `standing`."""
	if doc.ended_on or not doc.respond_due_on:
		return None
	due, near, now = _moment(doc.respond_due_on), _moment(doc.respond_near_on), now_datetime()
	settings = frappe.get_cached_doc(SETTINGS)
	kind = DayKind(settings.response_day_kind or DayKind.WORKING)
	why = explained(
		clock.calendar(),
		get_datetime(doc.lodged_on),
		"keberatan diterima",
		cint(settings.response_days),
		kind,
		due.date(),
	)
	return {
		"on": due,
		"why": f"{why} ({LAW})",
		"standing": "overdue" if now > due else "near" if near and now >= near else "in time",
	}


def dispute_until(doc: Document) -> datetime | None:
	"""The last moment at which an answered objection can be taken to the Komisi Informasi; None where there is none.

	Source: UU 14/2008 article 37 (2).
	"""
	days = cint(frappe.get_cached_doc(SETTINGS).dispute_days)
	if not doc.responded_on or not days:
		return None
	try:
		return end_of(last_day(clock.calendar(), get_datetime(doc.responded_on).date(), days))
	except NoWorkingDay:
		return None


def _moment(value) -> datetime | None:
	return get_datetime(value) if value else None
