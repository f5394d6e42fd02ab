"""The visits behind a number of SOP Compliance, one line each."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.query_builder import DocType, Order
from frappe.utils import now_datetime
from pypika.terms import Criterion, Field

from dinas_sop.constants import STEP_LOG
from dinas_sop.reports.columns import column
from dinas_sop.reports.period import within
from dinas_sop.reports.spreadsheet import neutral_rows
from dinas_sop.reports.visits import Wanted, matching

MOST = 5000


def run(wanted: Wanted) -> tuple:
	"""Open visits past their due date first, then those that ended, the newest first.

	Returns:
		Columns, rows, and a message where not all are shown.
	"""
	log = DocType(STEP_LOG)
	ended = within(log.left_on, wanted.first, wanted.last)
	rows = _visits(log, wanted, ended, log.left_on)
	if not wanted.verdict:
		due = within(log.due_on, wanted.first, wanted.last) & (log.due_on < now_datetime())
		open_rows = _visits(log, wanted, log.left_on.isnull() & due, log.due_on)
		rows = [*(row | {"verdict": _("Open and Overdue")} for row in open_rows), *rows]
	message = None
	if len(rows) > MOST:
		message = _("Only {0} visits are shown. Please choose a shorter period.").format(bold(MOST))
	columns = _columns()
	return columns, neutral_rows(columns, rows[:MOST]), message


def _visits(log, wanted: Wanted, when: Criterion, order: Field) -> list[dict]:
	return (
		frappe.qb.from_(log)
		.select(
			log.reference_doctype,
			log.reference_name,
			log.step_number,
			log.state,
			log.role,
			log.actor_name,
			log.entered_on,
			log.due_on,
			log.left_on,
			log.standard,
			log.working_minutes,
			log.verdict,
			log.action,
			log.late_reason,
			log.reason,
		)
		.where(when & matching(log, wanted))
		.orderby(order, order=Order.desc)
		.limit(MOST + 1)
		.run(as_dict=True)
	)


def _columns() -> list[dict]:
	return [
		column("reference_doctype", _("Document"), "Data", hidden=1),
		column("reference_name", _("Case"), "Dynamic Link", 170, options="reference_doctype"),
		column("step_number", _("Step"), "Int", 90),
		column("state", _("State of the case"), "Data", 190),
		column("role", _("Role"), "Data", 150),
		column("actor_name", _("Name of the actor"), "Data", 180),
		column("entered_on", _("Entered on"), "Datetime", 180),
		column("due_on", _("Due on"), "Datetime", 180),
		column("left_on", _("Left on"), "Datetime", 180),
		column("standard", _("Standard (Waktu)"), "Data", 110),
		column("working_minutes", _("Working minutes used"), "Int", 130),
		column("verdict", _("Verdict"), "Data", 120),
		column("action", _("Action"), "Data", 150),
		column("late_reason", _("Reason of delay"), "Data", 220),
		column("reason", _("Reason"), "Data", 220),
	]
