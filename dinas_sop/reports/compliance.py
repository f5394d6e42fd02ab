"""SOP Compliance: how punctual the office is, per step, role, unit and month, with the visits behind each number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.utils import cint

from dinas_sop.constants import CASE_DOCTYPES, SETTINGS
from dinas_sop.reports import visit_list, visits
from dinas_sop.reports.cases import unit_name
from dinas_sop.reports.columns import column
from dinas_sop.reports.durations import GOOD_PERCENT, day_minutes, decimal
from dinas_sop.reports.months import month_name
from dinas_sop.reports.period import period_of
from dinas_sop.reports.spreadsheet import neutral_rows
from dinas_sop.reports.statistics import summarise
from dinas_sop.reports.visits import MONTH, ROLE, STEP, UNIT, Group, Wanted
from dinas_sop.workflows import clock, reading
from dinas_sop.workflows.process import Process
from dinas_sop.working_time.standard import Unit

EACH_VISIT = "Each Visit"
NOBODY = "–"
GREEN, RED = "#2f9e58", "#d64545"


def run(filters: dict) -> tuple:
	"""The report as the platform shows it.

	Args:
		filters: from_date, to_date; group_by (Step, Role, Unit Kerja, Month, Each Visit), then_by; doctype, step,
			role, department, time_of, verdict.

	Returns:
		Columns, rows, message, chart, summary.
	"""
	first, last = period_of(filters)
	wanted = Wanted(
		first,
		last,
		doctype=filters.get("process") if filters.get("process") in CASE_DOCTYPES else "",
		step=cint(filters.get("step")),
		role=filters.get("role") or "",
		time_of=filters.get("time_of") or visits.OFFICE,
		department=filters.get("department") or "",
		verdict=filters.get("verdict") or "",
	)
	if filters.get("group_by") == EACH_VISIT:
		return visit_list.run(wanted)
	by = _dimensions(filters)
	groups = visits.groups_of(wanted, by)
	processes = _processes()
	columns = [*(each for dimension in by for each in _columns_of(dimension)), *_measures()]
	rows = [{**_named(by, key, processes), **_measured(group, first, last)} for key, group in groups.items()]
	chart = _chart(by, groups) if len(by) == 1 else None
	return columns, neutral_rows(columns, rows), _message(groups.values()), chart, _overall(groups.values())


def _dimensions(filters: dict) -> list[str]:
	known = (STEP, ROLE, UNIT, MONTH)
	asked = [filters.get(name) for name in ("group_by", "then_by")]
	return list(dict.fromkeys(each for each in asked if each in known)) or [STEP]


def _processes() -> dict[str, Process]:
	return {
		doctype: reading.process_for(doctype) for doctype in CASE_DOCTYPES if reading.sop_in_force(doctype)
	}


# --- columns and rows --------------------------------------------------------------


def _columns_of(dimension: str) -> list[dict]:
	return {
		STEP: [
			column("process", _("Process"), "Data", 165),
			column("step", _("Step"), "Int", 85),
			column("activity", _("Activity"), "Data", 210),
		],
		ROLE: [column("role_name", _("Role"), "Data", 180)],
		UNIT: [column("unit", _("Unit Kerja"), "Data", 260)],
		MONTH: [column("month_name", _("Month"), "Data", 110)],
	}[dimension]


def _measures() -> list[dict]:
	return [
		column("standard", _("Standard (Waktu)"), "Data", 110),
		column("visits", _("Steps Done"), "Int", 135),
		column("on_time", _("On Time"), "Int", 115),
		column("late", _("Late"), "Int", 100),
		column("on_time_percent", _("On Time %"), "Percent", 130, precision=1),
		column("median", _("Median (Minutes)"), "Float", 140, precision=1),
		column("p90", _("90 % Within (Minutes)"), "Int", 180),
		column("median_share", _("Median, % of Standard"), "Percent", 170, precision=1),
		column("p90_share", _("90 % Within, % of Standard"), "Percent", 210, precision=1),
		column("overdue", _("Open and Overdue"), "Int", 150),
	]


def _named(by: Sequence[str], key: tuple, processes: dict[str, Process]) -> dict:
	named = {}
	for dimension, value in zip(by, key, strict=True):
		if dimension == STEP:
			doctype, number = value
			step = processes[doctype].step(number) if doctype in processes else None
			named |= {
				"doctype": doctype,
				"process": processes[doctype].section if doctype in processes else _(doctype),
				"step": number,
				"activity": step.activity if step else "",
			}
		elif dimension == MONTH:
			named |= {"month": value, "month_name": month_name(value)}
		elif dimension == ROLE:
			named |= {"role": value, "role_name": _(value) if value else NOBODY}
		else:
			named |= {"department": value, "unit": unit_name(value) or _("Without Unit Kerja")}
	return named


def _measured(group: Group, first: date, last: date) -> dict:
	summary = group.summary
	return {
		"standard": ", ".join(sorted(group.standards)),
		"visits": summary.visits,
		"on_time": summary.on_time,
		"late": summary.late,
		"on_time_percent": summary.on_time_percent,
		"median": summary.median,
		"p90": summary.p90,
		"median_share": summary.median_share,
		"p90_share": summary.p90_share,
		"overdue": group.overdue,
		"from_date": str(first),
		"to_date": str(last),
	}


def _message(groups: Iterable[Group]) -> str | None:
	"""What the shares of a standard in days are shares of: such a step is due by the clock, not after so many minutes."""
	standards = [clock.standard_of(text) for group in groups for text in group.standards]
	if not any(standard.unit is Unit.DAYS for standard in standards):
		return None
	return _(
		"On time or late goes by the due date. In the columns “% of Standard”, one Hari counts as {0} working minutes."
	).format(day_minutes(clock.calendar()))


# --- chart and summary --------------------------------------------------------------


def _chart(by: Sequence[str], groups: dict[tuple, Group]) -> dict | None:
	if not groups:
		return None
	summaries = [group.summary for group in groups.values()]
	return {
		"data": {
			"labels": [_label(by[0], key[0]) for key in groups],
			"datasets": [
				{"name": _("On Time"), "values": [summary.on_time for summary in summaries]},
				{"name": _("Late"), "values": [summary.late for summary in summaries]},
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": [GREEN, RED],
		"height": 260,
	}


def _label(dimension: str, value) -> str:
	"""Short, since the platform's charts cut off longer ones: a step is "PNL 5", as its cases' numbers begin."""
	if dimension == STEP:
		return step_label(*value)
	if dimension == MONTH:
		return month_name(value)
	if dimension == UNIT:
		return unit_name(value) or _("Without Unit Kerja")
	return _(value) if value else NOBODY


def step_label(doctype: str, number: int) -> str:
	"""A step by the letters that its cases' numbers begin with: "PNL 5"."""
	return f"{_prefix(doctype)} {number}"


def _prefix(doctype: str) -> str:
	"""The letters that the registration numbers of a process begin with, else the first one of its name."""
	pattern_field = get_controller(doctype).number_pattern_field
	pattern = frappe.get_cached_value(SETTINGS, SETTINGS, pattern_field) or ""
	return re.match(r"[A-Za-z]*", pattern)[0] or _(doctype)[:1]


def _overall(groups) -> list[dict]:
	groups = list(groups)
	summary = summarise(tally for group in groups for tally in group.tallies)
	overdue = sum(group.overdue for group in groups)
	percent = summary.on_time_percent
	return [
		{"value": summary.visits, "label": _("Steps Done"), "datatype": "Int", "indicator": "Blue"},
		{
			"value": NOBODY if percent is None else f"{decimal(percent)} %",
			"label": _("On Time %"),
			"datatype": "Data",
			"indicator": "Green" if (percent or 0) >= GOOD_PERCENT else "Red",
		},
		{"value": summary.late, "label": _("Late"), "datatype": "Int", "indicator": "Red"},
		{"value": overdue, "label": _("Open and Overdue"), "datatype": "Int", "indicator": "Red"},
	]
