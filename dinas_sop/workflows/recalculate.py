"""Changed hours or holidays move the due dates of open steps, never of closed ones (DESIGN "Time")."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType

from dinas_sop.constants import SETTINGS, STEP_LOG
from dinas_sop.public_information import objection_time, requests
from dinas_sop.workflows import clock

CLOCK_FIELDS = ("working_hours", "holiday_list", *requests.SETTINGS_FIELDS, *objection_time.SETTINGS_FIELDS)
BATCH = 500


def holidays_changed(holiday_list: Document, method: str | None = None) -> None:
	"""`on_update` of Holiday List: the office's own list moves open due dates."""
	if holiday_list.name == frappe.get_cached_doc(SETTINGS).holiday_list:
		enqueue()


def enqueue() -> None:
	"""Move open due dates in the background; a run that waits already serves this change too."""
	frappe.enqueue(
		"dinas_sop.workflows.recalculate.move_open_due_dates",
		queue="long",
		job_id="dinas-sop-move-due-dates",
		deduplicate=True,
		enqueue_after_commit=True,
	)


def move_open_due_dates() -> int:
	"""Compute the due date of every open row anew, in batches that each commit: it can stop and be run again.

	Returns:
		How many rows moved. Whoever changed the hours is shown the progress.
	"""
	log, moved, done = DocType(STEP_LOG), 0, ""
	total = frappe.db.count(STEP_LOG, {"left_on": ("is", "not set"), "standard": ("is", "set")})
	seen = 0
	while True:
		rows = (
			frappe.qb.from_(log)
			.select(log.name, log.standard, log.entered_on, log.due_on)
			.where(log.left_on.isnull() & log.standard.isnotnull() & (log.name > done))
			.orderby(log.name)
			.limit(BATCH)
			.run(as_dict=True)
		)
		if not rows:
			return moved + requests.move_open() + objection_time.move_open()
		for row in rows:
			facts = clock.opening_facts(row.standard, row.entered_on)
			if facts["due_on"] != row.due_on:
				# a row that was left in between is closed, and closed rows stay
				frappe.qb.update(log).set(log.due_on, facts["due_on"]).set(
					log.near_on, facts["near_on"]
				).where((log.name == row.name) & log.left_on.isnull()).run()
				moved += 1
		done, seen = rows[-1].name, seen + len(rows)
		frappe.db.commit()  # a background job of its own
		frappe.publish_progress(seen * 100 / max(total, seen), title=_("Moving due dates"))
