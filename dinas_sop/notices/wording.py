"""The words of alerts and of the daily mail, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import escape_html, format_datetime, get_url, get_url_to_form

from dinas_sop.notices.plan import Notice
from dinas_sop.queues.rows import SUBJECT
from dinas_sop.queues.start_page import PAGE
from dinas_sop.reports.durations import day_minutes
from dinas_sop.workflows import clock
from dinas_sop.working_time.left import in_words, time_left

MAIL = "dinas_sop/templates/emails/overdue_digest.html"


@contextmanager
def language_of(user: str) -> Iterator[None]:
	"""Speak a user's language: the scheduler's own is nobody's."""
	before = frappe.local.lang
	frappe.local.lang = frappe.get_cached_value("User", user, "language") or before
	try:
		yield
	finally:
		frappe.local.lang = before


def alert(row: frappe._dict, notice: Notice, user: str) -> str:
	"""The sentence of an alert in the desk.

	Args:
		row: of the step log.
	"""
	applicant = frappe.db.get_value(row.reference_doctype, row.reference_name, "applicant_name")
	with language_of(user):
		sentence = {
			Notice.NEAR: _("Due soon: {0}, {1}, is due on {2}."),
			Notice.OVERDUE: _("Overdue: {0}, {1}, was due on {2}."),
			Notice.ESCALATE: _("Nobody has acted for a working day: {0}, {1}, was due on {2}. Turn of {3}."),
		}[notice]
		case = f"{row.reference_name} ({escape_html(applicant)})" if applicant else row.reference_name
		return sentence.format(case, _(row.state), _moment(row.due_on), _(row.role))


def digest(user: str, rows: list[frappe._dict], now: datetime) -> tuple[str, str]:
	"""Subject and body of a user's daily mail.

	Args:
		rows: of the step log, or deadlines of the law, which name no role; `own` is false where the step is
			somebody else's and was only escalated.
	"""
	cases = _cases(rows)
	with language_of(user):
		lines = [_line(row, cases.get(row.reference_name), now) for row in rows]
		late = sum(line["late"] for line in lines)
		subject = _("One step of the SOP waits for you") if len(rows) == 1 else ""
		subject = subject or _("{0} steps of the SOP wait for you, {1} overdue").format(len(rows), late)
		body = frappe.render_template(
			MAIL,
			{
				"name": frappe.get_cached_value("User", user, "first_name") or user,
				"own": [line for line in lines if line["own"]],
				"others": [line for line in lines if not line["own"]],
				"queue": get_url(f"/app/{PAGE}"),
			},
		)
	return subject, body


def _line(row: frappe._dict, case: frappe._dict | None, now: datetime) -> dict:
	calendar = clock.calendar()
	return {
		"number": row.reference_name,
		"url": get_url_to_form(row.reference_doctype, row.reference_name),
		"applicant": case.applicant_name if case else "",
		"subject": case.subject if case else "",
		"state": _(row.state),
		"role": _(row.role) if row.role else "",
		"due": _moment(row.due_on),
		"late": now > row.due_on,
		"left": in_words(time_left(calendar, now, row.due_on, day_minutes(calendar)), _),
		"own": row.get("own", True),
	}


def _cases(rows: list[frappe._dict]) -> dict[str, frappe._dict]:
	found = {}
	for doctype, subject in SUBJECT.items():
		names = [row.reference_name for row in rows if row.reference_doctype == doctype]
		fields = ["name", "applicant_name", f"{subject} as subject"]
		for case in frappe.get_all(doctype, {"name": ("in", names)}, fields) if names else ():
			found[case.name] = case
	return found


def _moment(moment: datetime) -> str:
	return format_datetime(moment, "d MMMM yyyy HH.mm")
