"""Number cards of the workspace: open, due today, overdue, done this month, of what the user may see.

Each leads to My Queue, which shows just those cases.
"""

from __future__ import annotations

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import get_first_day, nowdate

from dinas_sop.constants import STEP_LOG
from dinas_sop.queues import objections
from dinas_sop.queues.plan import Scope
from dinas_sop.queues.rows import OVERDUE, TODAY, Wanted, count
from dinas_sop.queues.start_page import PAGE
from dinas_sop.reports.sight import rows_in_sight
from dinas_sop.workflows import reading


@frappe.whitelist()
def mine(filters: str | list | dict | None = None) -> dict:
	"""Cases that wait for the user's roles."""
	return _card(Wanted(Scope.MINE))


@frappe.whitelist()
def open_cases(filters: str | list | dict | None = None) -> dict:
	"""Cases that have not ended, the applicants' too."""
	return _card(Wanted(Scope.ALL))


@frappe.whitelist()
def due_today(filters: str | list | dict | None = None) -> dict:
	"""Steps of the office that are due today and not late yet."""
	return _card(Wanted(Scope.OFFICE, when=TODAY))


@frappe.whitelist()
def overdue(filters: str | list | dict | None = None) -> dict:
	"""Steps of the office past their due date."""
	return _card(Wanted(Scope.OFFICE, when=OVERDUE))


@frappe.whitelist()
def done_this_month(filters: str | list | dict | None = None) -> dict:
	"""Cases that came to their closing state this month, each once."""
	log, total = DocType(STEP_LOG), 0
	for doctype in Wanted().doctypes:
		closing = reading.process_for(doctype).closing
		total += (
			frappe.qb.from_(log)
			.select(Count(log.reference_name).distinct())
			.where((log.left_on >= get_first_day(nowdate())) & (log.state == closing))
			.where(rows_in_sight(log, (doctype,)))
			.run()[0][0]
		)
	return {"value": total, "fieldtype": "Int", "route": ["query-report", "Rekap Layanan"]}


def _card(wanted: Wanted) -> dict:
	"""A number card's answer: the number, and the page with those cases."""
	return {
		"value": count(wanted) + len(objections.waiting(wanted)),
		"fieldtype": "Int",
		"route": [PAGE],
		"route_options": {"scope": wanted.scope.value, "when": wanted.when},
	}
