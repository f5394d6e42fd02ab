"""Charts and shares of the workspace: of the last twelve months, and of the cases that the user may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import frappe
from frappe import _

from dinas_sop.constants import CASE_DOCTYPES, RESEARCH_PERMIT
from dinas_sop.permissions.cases import ALL, sight
from dinas_sop.print_formats.dates import MONTHS
from dinas_sop.reports import visits
from dinas_sop.reports.compliance import step_label
from dinas_sop.reports.months import months_between
from dinas_sop.reports.period import period_of
from dinas_sop.reports.recap import CAMPUS, THEME, UNIT, counted, named
from dinas_sop.workflows import reading

MOST = 6  # the rest is in Rekap Layanan
FRESH = 300  # seconds; a year's numbers are not wrong for being five minutes old


@frappe.whitelist()
def get(chart_name: str | None = None, filters: str | dict | None = None, **kwargs) -> dict:
	"""One chart, as the platform's widget asks for it.

	Args:
		chart_name: one of CHARTS: of a Dashboard Chart, or a list of the workspace's own block.
		filters: there are none.

	Returns:
		`labels` and `datasets`; both empty where there is nothing to show.

	Raises:
		frappe.PermissionError: the user may read no case.
	"""
	if not any(frappe.has_permission(doctype, "read") for doctype in CASE_DOCTYPES):
		raise frappe.PermissionError
	if chart_name not in CHARTS:
		frappe.throw(_("There is no such chart."))
	return _remembered(chart_name)


def _remembered(chart_name: str) -> dict:
	"""Whoever sees all cases shares one answer; who does not has an own one."""
	user, (first, last) = frappe.session.user, period_of({})
	seen = {doctype: sight(user, doctype) for doctype in CASE_DOCTYPES}
	whose = "all" if set(seen.values()) == {ALL} else user
	key = f"dinas_sop_chart|{chart_name}|{whose}|{frappe.local.lang}|{last}"
	found = frappe.cache.get_value(key, expires=True)
	if found is None:
		found = CHARTS[chart_name](first, last)
		frappe.cache.set_value(key, found, expires_in_sec=FRESH)
	return found


def _on_time_per_step(first: date, last: date) -> dict:
	"""Share of the office's steps left in time, of those that have a due date."""
	groups = visits.groups_of(visits.Wanted(first, last), (visits.STEP,))
	measured = {key[0]: group.summary for key, group in groups.items() if group.summary.measured}
	return _chart(
		{step_label(*step): round(summary.on_time_percent, 1) for step, summary in measured.items()},
		_("On Time %"),
	)


def _per_month(first: date, last: date) -> dict:
	"""Applications that came, month by month, of both processes."""
	months = months_between(first, last)
	datasets = []
	for doctype in _processes():
		by_month = Counter()
		for row in counted(doctype, CAMPUS, first, last):
			by_month[f"{row.year:04d}-{row.month:02d}"] += row.cases
		if by_month:
			datasets.append({"name": _(doctype), "values": [by_month[month] for month in months]})
	# of twelve months each name comes once, and the chart has no room for the year
	names = [MONTHS[int(month[-2:]) - 1][:3] for month in months]
	return {"labels": names if datasets else [], "datasets": datasets}


def _per(by: str, doctypes: tuple[str, ...] = CASE_DOCTYPES) -> Callable[[date, date], dict]:
	"""Applications by what they have in common, the most frequent first."""

	def chart(first: date, last: date) -> dict:
		rows = [row for doctype in _processes(doctypes) for row in counted(doctype, by, first, last)]
		total = Counter({value: sum(row.cases for row in group) for value, group in named(rows, by).items()})
		return _chart(dict(total.most_common(MOST)), _("Applications"))

	return chart


def _processes(doctypes: tuple[str, ...] = CASE_DOCTYPES) -> list[str]:
	return [doctype for doctype in doctypes if reading.sop_in_force(doctype)]


def _chart(values: dict[str, float], name: str) -> dict:
	if not values:
		return {"labels": [], "datasets": []}
	return {"labels": list(values), "datasets": [{"name": name, "values": list(values.values())}]}


CHARTS = {
	"On Time per Step": _on_time_per_step,
	"Applications per Month": _per_month,
	"Research per Theme": _per(THEME, (RESEARCH_PERMIT,)),
	"Applications per Campus": _per(CAMPUS),
	"Applications per Unit Kerja": _per(UNIT),
}
