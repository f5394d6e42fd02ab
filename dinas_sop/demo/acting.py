"""Act as the people of the demo office: take the SOP's actions, write letters, bring files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document

from dinas_sop.constants import CHANNEL_LINK, SETTINGS
from dinas_sop.demo import papers
from dinas_sop.demo.office import email
from dinas_sop.letters import drafting, files, life
from dinas_sop.workflows import kept_files
from dinas_sop.workflows.moves import carry_out

APPLICANT = "pemohon"
# what an application of the demo says about its own case, beside what the applicant wrote
ABOUT_THE_DEMO = ("at", "workdays_ago", "waits")


@contextmanager
def acting_as(login: str) -> Iterator[None]:
	"""Act as a user of the demo office; `APPLICANT` is the portal user, through the link or form."""
	user, channel = frappe.session.user, frappe.flags.dinas_channel
	frappe.set_user(
		frappe.db.get_single_value(SETTINGS, "portal_user") if login == APPLICANT else email(login)
	)
	frappe.flags.dinas_channel = CHANNEL_LINK if login == APPLICANT else None
	try:
		yield
	finally:
		frappe.set_user(user)
		frappe.flags.dinas_channel = channel


def act(
	case: Document, login: str, action: str, values: Callable[[Document], dict] | None = None
) -> Document:
	"""Take an action as a user of the demo office.

	Returns:
		The case as it stands then.
	"""
	with acting_as(login):
		given = values(case) if values else {}
		carry_out(frappe.get_doc(case.doctype, case.name, for_update=True), action, given)
	return frappe.get_doc(case.doctype, case.name)


def write_letter(case: Document, login: str, letter_template: str, until: str = "Ditandatangani") -> Document:
	"""Draft a letter, issue it, and bring its scan back.

	Args:
		until: Draf, Terbit or Ditandatangani.
	"""
	with acting_as(login):
		letter = drafting.draft(case, letter_template)
		if until != "Draf":
			life.issue(letter, case)
		if until == "Ditandatangani":
			scan_letter(letter, case)
	return letter


def scan_letter(letter: Document, case: Document) -> None:
	"""Bring a letter back as if signed with ink and scanned."""
	life.bring_back(letter, case, papers.signed_copy(files.read(letter), letter.signatory_name))


def upload(doctype: str, name: str, title: str, *lines: str) -> str:
	"""A PDF of the acting user, for a field of a case that may not be stored yet."""
	return kept_files.keep_file(papers.pdf(title, lines), "pdf", f"{title}.pdf", doctype, name, None).file_url
