"""What applicants are told by e-mail. They need not have an address, and the office need not have an Email Account."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.model.document import Document
from frappe.utils import escape_html, get_url, getdate

from dinas_sop.applicants import ending, office
from dinas_sop.constants import CHANNEL_LINK, CHANNEL_WEB_FORM, STATE_FIELD
from dinas_sop.print_formats.dates import tanggal
from dinas_sop.workflows import reading
from dinas_sop.workflows.guard import is_applicant_role

RECEIVED = "Dinas SOP: permohonan diterima"
TURN = "Dinas SOP: giliran pemohon"
ENDED = "Dinas SOP: permohonan berakhir"
EXTENDED = "Dinas SOP: perpanjangan waktu"


def tell_received(case: Document) -> None:
	"""After the commit: number, tracking code and management link."""
	_later(case, RECEIVED)


def tell_whose_turn(case: Document, method: str | None = None) -> None:
	"""`on_update` of a case: it ended, or staff have moved it to a state in which the applicant has the turn."""
	before = case.get_doc_before_save()
	if not before or before.get(STATE_FIELD) == case.get(STATE_FIELD):
		return
	by_applicant = frappe.flags.dinas_channel in (CHANNEL_LINK, CHANNEL_WEB_FORM)
	process = reading.process_for(case.doctype, case.sop)
	state = case.get(STATE_FIELD)
	if process.is_final(state):
		# an early end is told to whom it concerns even where it came by the link, which others may hold too
		if state in process.finals or not by_applicant:
			_later(case, ENDED)
	elif not by_applicant and is_applicant_role(process.turn(state)):
		_later(case, TURN)


def send(doctype: str, name: str, template: str) -> None:
	"""Background job: send one message of a case."""
	case = frappe.get_doc(doctype, name)
	send_words(case, template, _values(case))


def send_words(case: Document, template: str, values: dict[str, str]) -> None:
	"""Send one message to the applicant of a case, where applicant, template and Email Account are there.

	Args:
		template: name of the Email Template, whose words are the office's.
		values: what the template can say; plain text.
	"""
	if not can_send(case, template):
		return
	record = frappe.get_cached_doc("Email Template", template)
	frappe.sendmail(
		recipients=[case.email],
		subject=frappe.render_template(record.subject, values),
		# what applicants typed is escaped here: the platform's templates are not
		message=frappe.render_template(
			record.response_html if record.use_html else record.response,
			{key: escape_html(value) for key, value in values.items()},
		),
		reference_doctype=case.doctype,
		reference_name=case.name,
	)


def can_send(case: Document, template: str = RECEIVED) -> bool:
	"""Whether a message would go out: the applicant gave an address, the office has template and Email Account."""
	has_address = case.get("email") and frappe.db.exists("Email Template", template)
	return bool(has_address and EmailAccount.find_outgoing())


def _later(case: Document, template: str) -> None:
	if case.get("email"):
		send_later(case.doctype, case.name, template)


def send_later(doctype: str, name: str, template: str) -> None:
	"""Send one message by a background job, after the transaction is committed.

	Args:
		template: name of the Email Template.
	"""
	after_commit(send, name, doctype=doctype, name=name, template=template)


def after_commit(method: Callable | str, subject: str, **arguments: str) -> None:
	"""Run `method` as a background job once the transaction is committed.

	Args:
		subject: what it is about, for the log.
	"""

	def enqueue():
		try:
			frappe.enqueue(method, queue="short", **arguments)
		except Exception:  # the case stands; that no queue runs may not take the answer away
			frappe.logger("dinas_sop").exception("mail for %s could not be queued", subject)

	frappe.db.after_commit.add(enqueue)


def _values(case: Document) -> dict[str, str]:
	process, state = reading.process_for(case.doctype, case.sop), case.get(STATE_FIELD)
	step = process.step(process.step_of(state))
	due = case.get("legal_due_on")
	return {
		"nomor": case.name,
		"nama": case.applicant_name,
		"kode": case.tracking_code,
		"tautan": office.management_link(case.doctype, case.name, case.link_version),
		"dinas": office.settings().agency_name or "",
		"status": state,
		"langkah": step.activity if step else state,
		"batas": tanggal(getdate(due)) if due else "",
		"alasan_perpanjangan": case.get("extension_reason") or "",
	} | _ending_values(case)


def _ending_values(case: Document) -> dict[str, str]:
	"""Of a case that ended: what that means, why, and what can be done next; empty texts while it runs."""
	end, link = ending.of(case), office.management_link(case.doctype, case.name, case.link_version)
	until = end.objection_until if end else None
	return {
		"arti": end.meaning if end else "",
		"alasan": "; ".join(filter(None, [end.reason, *end.grounds])) if end else "",
		"keberatan": f"{link}?keberatan=baru" if until else "",
		"keberatan_sampai": tanggal(until.date()) if until else "",
		"permohonan_baru": get_url(f"/{end.form}") if end and end.form else "",
	}
