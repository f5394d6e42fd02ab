"""The one extension of the time to answer: a written reason, and a letter that tells it to the applicant.

The letter is an Official Letter like any other: drafted, issued and signed by who may edit the request at a step whose
(optional) evidence names it. The signed letter is what extends the time, and only one signed before it ran out.
"""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from dinas_sop.applicants import mail
from dinas_sop.constants import DATA_REQUEST
from dinas_sop.letters import drafting, rights, values
from dinas_sop.print_formats import kinds
from dinas_sop.public_information import requests
from dinas_sop.workflows import moves, reading
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.process import Process

REASON = "extension_reason"
SIGNED = "Ditandatangani"


@frappe.whitelist(methods=["POST"])
def draft(name: str, reason: str) -> str:
	"""Keep the reason and draft the letter that extends the time of a request.

	Args:
		name: the Data Request.
		reason: why the answer takes longer; the letter says it.

	Returns:
		Name of the Official Letter.

	Raises:
		messages.Refused: not the user's now, no reason, or too late.
	"""
	case = frappe.get_doc(DATA_REQUEST, name, for_update=True)
	case.check_permission("write")
	template = letter_of(reading.process_for(DATA_REQUEST, case.sop))
	if not template:
		frappe.throw(
			_("The SOP in force names no letter for extending the time. Please ask the administrator."),
			Refused,
		)
	rights.check(case, template)
	check_time(case)
	if not (reason or "").strip():
		frappe.throw(_("Please write why the answer takes longer."), Refused, title=_("Reason is missing"))
	if reason.strip() != (case.get(REASON) or ""):
		moves.carry_out(case, None, {REASON: reason.strip()})
	return drafting.draft(frappe.get_doc(DATA_REQUEST, name, for_update=True), template).name


def letter_of(process: Process) -> str:
	"""The Letter Template that extends the time, as the SOP's evidence names it."""
	letters = sorted({e.letter for e in process.evidence if e.letter and e.step})
	return next((x for x in letters if requests.letter_layout(x) == kinds.EXTENSION), "")


def can_extend(case: Document) -> bool:
	"""Whether the session user may extend the time of a request now."""
	if case.extended_on or case.answered_on or not case.legal_due_on or not requests.rules().extension:
		return False
	if now_datetime() > get_datetime(case.legal_due_on):
		return False
	letter = letter_of(reading.process_for(DATA_REQUEST, case.sop))
	return bool(letter) and rights.may_write_now(case, letter)


def check_time(case: Document) -> None:
	"""Refuse an extension that comes too late or a second time.

	Raises:
		messages.Refused: saying which.
	"""
	problem = ""
	if case.answered_on or not case.legal_due_on:
		problem = _("{0} has no time to answer that is running now.").format(bold(case.name))
	elif case.extended_on:
		problem = _("The time to answer {0} was extended once; the law allows no second time.").format(
			bold(case.name)
		)
	elif now_datetime() > get_datetime(case.legal_due_on):
		problem = _("The time to answer {0} has run out; it can only be extended before that.").format(
			bold(case.name)
		)
	if problem:
		frappe.throw(problem, Refused, title=_("The time cannot be extended"))


def check_letter(letter: Document, method: str | None = None) -> None:
	"""`validate` of Official Letter: a letter that extends the time is issued in time and with a reason.

	A mended one may replace it later; the time was extended by the first.
	"""
	before = letter.get_doc_before_save()
	if (
		not _is_extension(letter)
		or not before
		or before.status != values.DRAFT
		or letter.status == values.DRAFT
	):
		return
	case = frappe.get_doc(letter.reference_doctype, letter.reference_name)
	if not case.extended_on:
		check_time(case)
	if not case.get(REASON):
		frappe.throw(
			_("Please write {0} in {1} first: the letter says it.").format(
				bold(_(case.meta.get_label(REASON))), bold(case.name)
			),
			Refused,
			title=_("Reason is missing"),
		)


def letter_saved(letter: Document, method: str | None = None) -> None:
	"""`on_update` of Official Letter: the first signed one extends the time, and the applicant is told."""
	before = letter.get_doc_before_save()
	if not _is_extension(letter) or letter.status != SIGNED or (before and before.status == SIGNED):
		return
	if not frappe.db.get_value(DATA_REQUEST, letter.reference_name, "extended_on"):
		frappe.db.set_value(
			DATA_REQUEST, letter.reference_name, "extended_on", letter.signed_on, update_modified=False
		)
		requests.recompute(letter.reference_name)
	if frappe.db.get_value(DATA_REQUEST, letter.reference_name, "email"):
		mail.send_later(DATA_REQUEST, letter.reference_name, mail.EXTENDED)


def _is_extension(letter: Document) -> bool:
	return (
		letter.reference_doctype == DATA_REQUEST
		and requests.letter_layout(letter.letter_template) == kinds.EXTENSION
	)
