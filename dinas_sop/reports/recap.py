"""Rekap Layanan: how many applications came per campus, theme or unit, month by month, and where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from pypika.enums import DatePart
from pypika.functions import Extract

from dinas_sop.constants import CASE_DOCTYPES, RESEARCH_PERMIT, STATE_FIELD
from dinas_sop.permissions.cases import SIGHT_STATUSES
from dinas_sop.reports.cases import unit_name
from dinas_sop.reports.columns import column
from dinas_sop.reports.months import month_name, months_between
from dinas_sop.reports.period import period_of, within
from dinas_sop.reports.sight import cases_in_sight
from dinas_sop.reports.spelling import Names
from dinas_sop.reports.spreadsheet import neutral_rows
from dinas_sop.workflows import reading
from dinas_sop.workflows.process import Process

CAMPUS, THEME, UNIT = "Campus or Institution", "Theme", "Unit Kerja"
IN_CHART = 8


def run(filters: dict) -> tuple:
	"""Columns, rows, message, chart.

	Args:
		filters: from_date, to_date of submission; process, a case DocType; by: Campus or Institution, Theme (of
			research only) or Unit Kerja.
	"""
	first, last = period_of(filters)
	doctype = filters.get("process") if filters.get("process") in CASE_DOCTYPES else RESEARCH_PERMIT
	by = filters.get("by") if filters.get("by") in (CAMPUS, THEME, UNIT) else CAMPUS
	if by == THEME and not frappe.get_meta(doctype).has_field("theme"):
		frappe.throw(_("Only research has a theme. Please choose another grouping."), title=_("No theme"))
	process, months = reading.process_for(doctype), months_between(first, last)
	rows = sorted(
		(
			_row(value, rows, months, process)
			for value, rows in named(counted(doctype, by, first, last), by).items()
		),
		key=lambda row: (-row["total"], row["value"]),
	)
	columns = _columns(by, months, process)
	return columns, neutral_rows(columns, rows), _message(doctype, by), _chart(rows, months)


def counted(doctype: str, by: str, first: date, last: date) -> list[dict]:
	"""Applications submitted on days of a period, of the cases in sight: rows of value, year, month, state, cases.

	Args:
		by: CAMPUS, THEME (of research only) or UNIT.
	"""
	case = DocType(doctype)
	query = frappe.qb.from_(case).where(
		within(case.submitted_on, first, last) & cases_in_sight(case, doctype)
	)
	if by == UNIT and not frappe.get_meta(doctype).has_field("unit_kerja"):
		disposition = DocType("Disposition")
		query = query.left_join(disposition).on(
			(disposition.parent == case.name)
			& (disposition.parenttype == doctype)
			& disposition.status.isin(SIGHT_STATUSES)
		)
		value = disposition.department
	else:
		value = case[{CAMPUS: "institution", THEME: "theme", UNIT: "unit_kerja"}[by]]
	columns = (
		value.as_("value"),
		Extract(DatePart.year, case.submitted_on).as_("year"),
		Extract(DatePart.month, case.submitted_on).as_("month"),
		case[STATE_FIELD].as_("state"),
	)
	query = query.select(*columns, Count(case.name).distinct().as_("cases")).groupby(*columns)
	return query.run(as_dict=True)


def named(rows: list[dict], by: str) -> dict[str, list[dict]]:
	"""Counted rows by what people read: spellings of one campus under one name, units without the company."""
	names = Names(row.value for row in rows for _i in range(row.cases)) if by == CAMPUS else None
	grouped = defaultdict(list)
	for row in rows:
		shown = names.best(row.value) if names else unit_name(row.value) if by == UNIT else row.value
		grouped[shown or _("Not given")].append(row)
	return grouped


def _row(value: str, rows: list[dict], months: list[str], process: Process) -> dict:
	by_month, by_state = Counter(), Counter()
	for row in rows:
		by_month[f"{row.year:04d}-{row.month:02d}"] += row.cases
		by_state[row.state if process.is_final(row.state) else ""] += row.cases
	return {
		"value": value,
		**{_key(month): by_month[month] for month in months},
		"total": by_month.total(),
		"in_progress": by_state[""],
		**{frappe.scrub(state): by_state[state] for state in _final_states(process)},
	}


def _final_states(process: Process) -> list[str]:
	return [process.closing, *sorted(process.finals)]


def _key(month: str) -> str:
	return f"month_{month.replace('-', '_')}"


def _columns(by: str, months: list[str], process: Process) -> list[dict]:
	label = {CAMPUS: _("Campus or Institution"), THEME: _("Theme"), UNIT: _("Unit Kerja")}[by]
	return [
		column("value", label, "Data", 280),
		*(column(_key(month), month_name(month), "Int", 100) for month in months),
		column("total", _("Total"), "Int", 80),
		column("in_progress", _("Under Way"), "Int", 110),
		*(column(frappe.scrub(state), _(state), "Int", 110) for state in _final_states(process)),
	]


def _message(doctype: str, by: str) -> str | None:
	if by == UNIT and not frappe.get_meta(doctype).has_field("unit_kerja"):
		return _("A request that was disposed to several units counts under each of them.")
	return None


def _chart(rows: list[dict], months: list[str]) -> dict | None:
	"""The months of those that come most."""
	if not rows:
		return None
	return {
		"data": {
			"labels": [month_name(month) for month in months],
			"datasets": [
				{"name": row["value"], "values": [row[_key(month)] for month in months]}
				for row in rows[:IN_CHART]
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"height": 260,
	}
