"""What people and jobs do on a site with very many cases, by the app's own functions."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import frappe
from frappe.utils import add_days, getdate, now_datetime, nowdate

from dinas_sop.applicants import case_view
from dinas_sop.constants import RESEARCH_PERMIT, STATE_FIELD
from dinas_sop.demo.office import email
from dinas_sop.notices import scan
from dinas_sop.queues import api as queue
from dinas_sop.reports import compliance
from dinas_sop.workflows import api

Work = Callable[[], object]


def report_of_years(years: int) -> float:
	"""Seconds that the compliance report of so many years takes."""
	today = getdate(nowdate())
	return seconds("kepala", partial(_report, add_days(today, -365 * years), today))


def seconds(who: str, work: Work) -> float:
	"""How long the work takes as a request of its own; what it writes is taken back."""
	frappe.set_user(who if who in ("Administrator", "Guest") else email(who))
	frappe.local.cache = {}
	frappe.db.value_cache.clear()
	began = time.perf_counter()
	work()
	taken = time.perf_counter() - began
	frappe.db.rollback()
	return taken


def _first_page() -> list:
	fields = ["name", "applicant_name", "title", "institution", STATE_FIELD, "creation", "modified"]
	return frappe.get_list(RESEARCH_PERMIT, fields=fields, order_by="creation desc", limit=20)


def _month() -> tuple:
	"""The report of last month."""
	end = add_days(getdate(nowdate()).replace(day=1), -1)
	return _report(end.replace(day=1), end)


def _report(first, last) -> tuple:
	return compliance.run({"from_date": first, "to_date": last, "group_by": "Step"})


def _accept() -> None:
	name = frappe.db.get_value(RESEARCH_PERMIT, {STATE_FIELD: "Diajukan"}, order_by="creation desc")
	values = {
		"bakesbangpol_verdict": "Ada dan sesuai",
		"proposal_verdict": "Ada dan sesuai",
		"received_by": email("frontliner"),
		"received_on": "2026-11-24 08:15:00",
	}
	api.move(RESEARCH_PERMIT, name, "Terima", values)


def _track() -> dict:
	name = frappe.db.get_value(RESEARCH_PERMIT, {STATE_FIELD: "Menunggu Disposisi"})
	return case_view.standing(frappe.get_doc(RESEARCH_PERMIT, name))


# what is compared between two sizes: title -> who does it, and the work
MEASURED: dict[str, tuple[str, Work]] = {
	"queue (Kepala Dinas)": ("kepala", queue.queue),
	"queue (Unit Kerja)": ("unitkerja", queue.queue),
	"list, first page (Kepala Dinas)": ("kepala", _first_page),
	"list, first page (Unit Kerja)": ("unitkerja", _first_page),
	"overdue scan": ("Administrator", lambda: scan.candidates(now_datetime())),
	"compliance report, a month": ("kepala", _month),
	"one transition (Terima)": ("frontliner", _accept),
	"tracking": ("Guest", _track),
}
