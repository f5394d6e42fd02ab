"""Objections (keberatan) in My Queue: they wait for whose turn it is by their own Workflow, until the law's day."""

from __future__ import annotations

import frappe
from frappe.utils import now_datetime

from dinas_sop.constants import OBJECTION, STATE_FIELD
from dinas_sop.public_information import objections
from dinas_sop.queues.plan import Part
from dinas_sop.queues.rows import OVERDUE, TODAY, Wanted, parts_of, pattern, tomorrow
from dinas_sop.workflows import consistency

FIELDS = (
	"name",
	"workflow_state",
	"data_request",
	"applicant_name",
	"ground",
	"lodged_on",
	"respond_due_on",
	"respond_near_on",
	"ended_on",
)
SEARCHED = ("name", "data_request", "applicant_name", "ground", "statement")


def waiting(wanted: Wanted) -> list[tuple[frappe._dict, Part]]:
	"""Every open objection that a queue shows, each with its state as the session user looks at it.

	There are few of them, so all are read; whoever may not see the request sees none (see `permissions.objections`).
	"""
	if wanted.doctype not in ("", OBJECTION) or not frappe.has_permission(OBJECTION, "read"):
		return []
	if not consistency.active_workflow(OBJECTION):
		return []
	looked_at = {part.state: part for part in parts_of(objections.path(), wanted.scope)}
	rows = frappe.get_list(
		OBJECTION,
		fields=FIELDS,
		filters=[["ended_on", "is", "not set"], [STATE_FIELD, "in", list(looked_at)], *_due(wanted.when)],
		or_filters=[[column, "like", pattern(wanted.search)] for column in SEARCHED if wanted.search],
		limit=0,
	)
	return [(row, looked_at[row[STATE_FIELD]]) for row in rows]


def _due(when: str) -> list[list]:
	now = now_datetime()
	if when == OVERDUE:
		return [["respond_due_on", "<", now]]
	if when == TODAY:
		return [["respond_due_on", ">=", now], ["respond_due_on", "<", tomorrow(now)]]
	return []
