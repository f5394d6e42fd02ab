"""SOP Assessment: its steps measured from the log of a period."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, getdate

from dinas_sop.constants import CASE_DOCTYPES, STEP_LOG
from dinas_sop.letters import office
from dinas_sop.reports.durations import day_minutes, decimal, propose
from dinas_sop.reports.findings import BEFORE_OFFICE, finding, suggested_verdict
from dinas_sop.reports.period import within
from dinas_sop.reports.spelling import most_named
from dinas_sop.reports.statistics import Summary
from dinas_sop.reports.visits import STEP, Group, Wanted, groups_of, matching
from dinas_sop.workflows import clock, reading

# The seven questions of the yearly evaluation, on which the office answers yes or no for each SOP.
QUESTIONS = (
	"Mampu mendorong peningkatan kinerja",
	"Mudah dipahami",
	"Mudah dilaksanakan",
	"Semua orang dapat menjalankan perannya masing-masing",
	"Mampu mengatasi permasalahan yang berkaitan dengan proses",
	"Mampu menjawab kebutuhan peningkatan kinerja organisasi",
	"Sinergi satu dengan lainnya",
)


def sop_in_force() -> str | None:
	"""The SOP that new cases run on."""
	return next((name for case in CASE_DOCTYPES if (name := reading.sop_in_force(case))), None)


def assessor(user: str) -> dict:
	"""How an official stands in the form: name, position and NIP of the settings, else the user's own name."""
	official = office.official(user)
	return {
		"assessor": reading.official_name(user),
		"assessor_position": office.full_position(official.position) if official else "",
		"assessor_nip": official.nip if official else "",
	}


def fill(doc: Document) -> None:
	"""Measure the steps of an SOP Assessment; verdict, notes, action and initials already written are kept.

	Args:
		doc: the SOP Assessment, with `sop`, `period_from` and `period_to`; not saved here.
	"""
	written = {(row.section, cint(row.step_number)): row for row in doc.steps}
	rows = measured_steps(doc.sop, getdate(doc.period_from), getdate(doc.period_to))
	doc.set("steps", [])
	for row in rows:
		before = written.get((row["section"], row["step_number"]))
		suggested = row.pop("suggested")
		words = {name: before.get(name) for name in ("notes", "action", "initials")} if before else {}
		doc.append("steps", {**row, **words, "verdict": (before and before.verdict) or suggested})


def measured_steps(sop: str, first: date, last: date) -> list[dict]:
	"""What the log says of each step of an SOP version, in the SOP's order.

	Args:
		first, last: days between which visits ended, both included.

	Returns:
		Rows of SOP Assessment Step, and `suggested`, the verdict by the times alone.
	"""
	groups = groups_of(Wanted(first, last, sop=sop, time_of=""), (STEP,))
	returned, day = _returned(sop, first, last), day_minutes(clock.calendar())
	rows = []
	for section in frappe.get_cached_doc("SOP", sop).sections:
		process = reading.process_for(section.document_type, sop)
		for step in process.steps:
			key = (process.doctype, step.number)
			measured = groups.get((key,), Group()).summary
			reasons = returned.get(key, [])
			early = step.number in process.early_steps
			rows.append(
				{
					"section": process.section,
					"step_number": step.number,
					"activity": step.activity,
					"standard": step.standard_time,
					**_numbers(measured),
					"returned": len(reasons),
					"findings": BEFORE_OFFICE
					if early
					else finding(measured, most_named(reasons), len(reasons), day),
					"proposal": str(propose(clock.standard_of(step.standard_time), measured, day) or ""),
					"suggested": suggested_verdict(measured),
				}
			)
	return rows


def _numbers(measured: Summary) -> dict:
	return {
		"visits": measured.visits,
		"on_time": measured.on_time,
		"late": measured.late,
		"in_time": f"{decimal(measured.on_time_percent)} %" if measured.measured else "–",
	}


def _returned(sop: str, first: date, last: date) -> dict[tuple, list[str]]:
	"""The reasons with which each step sent cases back, to the applicant or to an earlier step, one for each time."""
	corrections = {row.correction_state for row in frappe.get_cached_doc("SOP", sop).sections} - {None, ""}
	log = DocType(STEP_LOG)
	columns = (log.reference_doctype, log.step_number, log.reason)
	rows = (
		frappe.qb.from_(log)
		.select(*columns, Count(log.name).as_("times"))
		.where(
			within(log.left_on, first, last)
			& matching(log, Wanted(first, last, sop=sop, time_of=""))
			& (log.next_state.isin(sorted(corrections) or [""]) | (log.back_to_step > 0))
		)
		.groupby(*columns)
		.run(as_dict=True)
	)
	found: dict[tuple, list[str]] = {}
	for row in rows:
		found.setdefault((row.reference_doctype, cint(row.step_number)), []).extend(
			[row.reason or ""] * row.times
		)
	return found
