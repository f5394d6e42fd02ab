"""The receipt of an objection (keberatan): what was lodged, when, and until when it is answered."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, get_url, getdate

from dinas_sop.constants import CHANNEL_LINK, DATA_REQUEST
from dinas_sop.letters import office
from dinas_sop.print_formats.values import Receipt, ReceivedDocument


def receipt(objection: Document) -> Receipt:
	"""Tanda terima keberatan.

	Source: UU 14/2008 article 36; FORMS "Register Keberatan" for what it names.
	"""
	case = frappe.get_doc(DATA_REQUEST, objection.data_request)
	by_link = objection.lodged_via == CHANNEL_LINK
	officer = office.receiver(None if by_link else objection.owner)
	wanted = [row.data_name for row in case.requested_data if row.data_name]
	return Receipt(
		office=office.office(),
		title="Tanda Terima Keberatan",
		number=objection.name,
		received_at=get_datetime(objection.lodged_on),
		applicant=objection.applicant_name or "",
		subject_label="Informasi yang Diminta",
		subject="; ".join(wanted),
		service="Keberatan atas Permohonan Informasi",
		rows=(
			("Kuasa", objection.proxy_name or ""),
			("Nomor Permohonan", case.name),
			("Alasan Keberatan", objection.ground),
			("Uraian", objection.statement or ""),
			("Disampaikan melalui", objection.lodged_via or ""),
		),
		documents=[ReceivedDocument("Surat kuasa khusus", "berkas digital", None, "")]
		if objection.proxy_letter
		else [],
		officer=officer,
		promise="Ditanggapi oleh Atasan PPID paling lambat" if objection.respond_due_on else "",
		promised=getdate(objection.respond_due_on) if objection.respond_due_on else None,
		closing=()
		if officer
		else ("Tanda terima ini dibuat oleh sistem dan sah tanpa tanda tangan petugas.",),
		tracking_code=case.tracking_code or "",
		tracking_url=get_url(f"/lacak?nomor={case.name}"),
		paper=office.paper(),
	)
