"""The last month's visits measured by the durations of another version of the SOP."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe import _
from frappe.query_builder import DocType, Order
from frappe.utils import add_months, get_datetime, now_datetime

from dinas_sop.constants import CASE_DOCTYPES, STEP_LOG
from dinas_sop.reports.sight import rows_in_sight
from dinas_sop.workflows import clock
from dinas_sop.workflows.sop_versions import Version, matched_steps, standards_by_state
from dinas_sop.working_time.replay import PastVisit, Replayed, replay, tally

MOST = 20_000  # visits of a month; more are not replayed, and the answer says so
SHOWN = 100


def last_month(before: Version, after: Version, sections: dict[str, str]) -> dict:
	"""Which due dates and verdicts of visits that began in the last month would have been different.

	Args:
		before, after: two versions of the SOP; the durations of `after` are tried.
		sections: case DocType -> name of its section.

	Returns:
		As `month` of `sop_changes.what_changes`.
	"""
	now = now_datetime()
	first = get_datetime(add_months(now, -1))
	pairs = matched_steps(before, after)
	standards = standards_by_state(after, pairs)
	numbers = {(step.doctype, step.state): step.number for step in (*before.steps, *after.steps)}
	visits = _visits(first)
	replayed = [
		(
			row,
			replay(
				clock.calendar(),
				PastVisit(row.entered_on, row.left_on, row.due_on, clock.standard_of(row.standard)),
				clock.standard_of(standards.get((row.reference_doctype, row.state))),
				now,
			),
		)
		for row in visits[:MOST]
		if (row.reference_doctype, row.state) in standards
	]
	touched = [(row, result) for row, result in replayed if result.is_moved]
	return {
		"from": first,
		"to": now,
		**vars(tally(result for _row, result in replayed)),
		"cases": len({(row.reference_doctype, row.reference_name) for row, _result in touched}),
		"steps": _by_step(touched, standards, numbers, sections),
		"due_dates": [_moved(row, result) for row, result in touched[:SHOWN]],
		"complete": len(visits) <= MOST,
	}


def _visits(first: datetime) -> list:
	"""Visits to steps that began since `first`, the newest first, of cases that the user may see."""
	log = DocType(STEP_LOG)
	return (
		frappe.qb.from_(log)
		.select(
			log.reference_doctype,
			log.reference_name,
			log.state,
			log.entered_on,
			log.left_on,
			log.due_on,
			log.standard,
		)
		# what began since then has ended since then or not at all, and that the index knows
		.where(
			(log.left_on.isnull() | (log.left_on >= first))
			& (log.entered_on >= first)
			& (log.kind == "Langkah")
			& log.state.notnull()
			& rows_in_sight(log, CASE_DOCTYPES)
		)
		.orderby(log.entered_on, order=Order.desc)
		.limit(MOST + 1)
		.run(as_dict=True)
	)


def _by_step(touched: list, standards: dict, numbers: dict, sections: dict[str, str]) -> list[dict]:
	groups: dict[tuple, list[Replayed]] = {}
	for row, result in touched:
		groups.setdefault((row.reference_doctype, row.state, row.standard or ""), []).append(result)
	rows = [
		{
			"section": sections.get(doctype, ""),
			"step": numbers.get((doctype, state), 0),
			"state": _(state),
			"before": standard,
			"after": standards.get((doctype, state), ""),
			**vars(tally(results)),
		}
		for (doctype, state, standard), results in groups.items()
	]
	return sorted(rows, key=lambda row: (row["section"], row["step"]))


def _moved(row, result: Replayed) -> dict:
	return {
		"doctype": row.reference_doctype,
		"name": row.reference_name,
		"state": _(row.state),
		"entered_on": row.entered_on,
		"due_before": row.due_on,
		"due_after": result.due,
		"verdict_before": result.before.value,
		"verdict_after": result.after.value,
		"is_open": not row.left_on,
	}
