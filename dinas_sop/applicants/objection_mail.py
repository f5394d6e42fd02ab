"""What the applicant is told of an objection by e-mail, and the office by its desk."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from dinas_sop.applicants import mail, office
from dinas_sop.constants import CHANNEL_LINK, DATA_REQUEST, OBJECTION, STATE_FIELD
from dinas_sop.print_formats.dates import tanggal
from dinas_sop.public_information import objection_time

LODGED = "Dinas SOP: keberatan diterima"
ENDED = "Dinas SOP: keberatan berakhir"


def tell(objection: Document) -> None:
	"""`on_update` of an objection: lodged, or ended by somebody else than the applicant."""
	if objection.is_lodged_now:
		send_later(objection.name, LODGED)
	elif objection.has_moved and objection.ended_on and frappe.flags.dinas_channel != CHANNEL_LINK:
		send_later(objection.name, ENDED)


def send_later(name: str, template: str) -> None:
	"""Send one message by a background job, after the commit."""
	mail.after_commit("dinas_sop.applicants.objection_mail.send", name, name=name, template=template)


def send(name: str, template: str) -> None:
	"""Background job: send one message of an objection, where applicant, template and Email Account are there."""
	objection = frappe.get_doc(OBJECTION, name)
	case = frappe.get_doc(DATA_REQUEST, objection.data_request)
	mail.send_words(case, template, values(objection, case))


def values(objection: Document, case: Document) -> dict[str, str]:
	"""What a message of an objection can say."""
	due, dispute = objection.respond_due_on, objection_time.dispute_until(objection)
	return {
		"nomor": case.name,
		"nomor_keberatan": objection.name,
		"nama": case.applicant_name,
		"alasan_keberatan": objection.ground,
		"status": objection.get(STATE_FIELD),
		"batas": tanggal(frappe.utils.getdate(due)) if due else "",
		"keputusan": objection.decision or "",
		"tanggapan": objection.response or "",
		"sengketa_sampai": tanggal(dispute.date()) if dispute else "",
		"tautan": office.management_link(case.doctype, case.name, case.link_version),
		"dinas": office.settings().agency_name or "",
	}
