"""The papers of a case as the renderer's values: receipt, disposition sheet, commitment."""

from __future__ import annotations

import io
import os
from html import unescape
from itertools import pairwise

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, get_files_path, get_url, getdate
from pypdf import PdfReader

from dinas_sop.constants import CHANNEL_WEB_FORM, RESEARCH_PERMIT, SETTINGS
from dinas_sop.letters import office
from dinas_sop.letters.promise import promise
from dinas_sop.print_formats import rows
from dinas_sop.print_formats.dates import tanggal
from dinas_sop.print_formats.values import (
	Choice,
	Commitment,
	DispositionHop,
	DispositionSheet,
	Receipt,
	ReceivedDocument,
)
from dinas_sop.workflows import guard, reading
from dinas_sop.workflows.process import Process, Step

BAKESBANGPOL = "Badan Kesatuan Bangsa dan Politik Provinsi Jawa Timur"
# What a disposition usually asks for (tata naskah dinas); ticked where the Kepala Dinas wrote it so.
INSTRUCTIONS = (
	"Tanggapan dan saran",
	"Proses lebih lanjut",
	"Koordinasi/konfirmasikan",
	"Untuk diketahui",
)
# file field -> (name, number field, date field, verdict field)
DOCUMENTS = (
	(
		"bakesbangpol_letter",
		"Surat pengantar Bakesbangpol",
		"bakesbangpol_number",
		"bakesbangpol_date",
		"bakesbangpol_verdict",
	),
	("proposal", "Proposal penelitian", None, None, "proposal_verdict"),
	("campus_letter", "Surat pengantar kampus", "campus_letter_number", "campus_letter_date", None),
	("letter_file", "Surat permohonan data", "letter_number", "letter_date", None),
)


def receipt(case: Document) -> Receipt:
	"""Tanda terima of an application (SOP research 2 and 3, data 1)."""
	process = reading.process_for(case.doctype, case.sop)
	by_form = case.submitted_via == CHANNEL_WEB_FORM
	officer = office.receiver(case.get("received_by") or (None if by_form else case.owner))
	wanted = [row.data_name for row in case.get("requested_data") or [] if row.data_name]
	is_research = case.doctype == RESEARCH_PERMIT
	return Receipt(
		office=office.office(),
		number=case.name,
		received_at=get_datetime(case.submitted_on or case.creation),
		applicant=case.applicant_name or "",
		subject=(case.title if is_research else "; ".join(wanted)) or "",
		subject_label="Judul Penelitian" if is_research else "Data yang Diminta",
		service=process.section,
		rows=(
			("Instansi", case.get("institution") or ""),
			("Nomor HP", case.phone or ""),
			("Disampaikan melalui", case.submitted_via or ""),
		),
		documents=[document for entry in DOCUMENTS if (document := _received(case, *entry))],
		officer=officer,
		promise=promise(_next_office_steps(process), _document_number(case)),
		closing=()
		if officer
		else ("Tanda terima ini dibuat oleh sistem dan sah tanpa tanda tangan petugas.",),
		tracking_code=case.tracking_code or "",
		tracking_url=get_url(f"/lacak?nomor={case.name}"),
		paper=office.paper(),
	)


def _received(
	case: Document, field: str, name: str, number: str | None, day: str | None, verdict: str | None
) -> ReceivedDocument | None:
	url = case.get(field)
	if not url:
		return None
	label = name
	if number and case.get(number):
		label += f" nomor {case.get(number)}"
	if day and case.get(day):
		label += f" tanggal {tanggal(getdate(case.get(day)))}"
	return ReceivedDocument(
		label, "berkas digital", _sheets(url), (case.get(verdict) or "") if verdict else ""
	)


def _sheets(url: str) -> int | None:
	"""Pages of a PDF, as a receipt counts them; None for another file."""
	path = get_files_path(os.path.basename(url), is_private=True)
	if not url.lower().endswith(".pdf") or not os.path.exists(path):
		return None
	try:
		with open(path, "rb") as file:
			return len(PdfReader(io.BytesIO(file.read())).pages)
	except Exception:  # a damaged file makes the parser fail in many ways; the receipt counts nothing then
		return None


def _next_office_steps(process: Process) -> list[Step]:
	"""The steps from the first state on, until an applicant has the turn."""
	steps = []
	for step in process.steps:
		if not step.state:
			continue
		if guard.is_applicant_role(process.turn(step.state)):
			break
		steps.append(step)
	return steps


def _document_number(case: Document) -> str:
	return (frappe.get_cached_value("SOP", case.sop, "document_number") if case.sop else "") or ""


def disposition_sheet(case: Document) -> DispositionSheet:
	"""Lembar disposisi (SOP research 5, data 2): the incoming letter, and every hand it went through."""
	is_research = case.doctype == RESEARCH_PERMIT
	given = [row for row in case.dispositions if row.instruction or row.department or row.note]
	process = reading.process_for(case.doctype, case.sop)
	who_next = _next_performer(process)
	latest = given[-1] if given else None
	day = case.get("bakesbangpol_date") if is_research else case.get("letter_date")
	return DispositionSheet(
		office=office.office(),
		sender=BAKESBANGPOL if is_research else _sender(case),
		letter_number=(case.get("bakesbangpol_number") if is_research else case.get("letter_number")) or "",
		letter_date=getdate(day) if day else None,
		received_on=getdate(case.get("received_on") or case.submitted_on or case.creation),
		agenda_number=case.get("tnde_number") or ("" if is_research else case.name),
		sifat=(latest.urgency or "") if latest else "",
		subject=_incoming_subject(case, is_research),
		receivers=_receivers(given, who_next),
		instructions=[Choice(text, any(_says(row, text) for row in given)) for text in INSTRUCTIONS],
		note=(latest.note or "") if latest else "",
		hops=[_hop(row, who_next) for row in given],
		blank_hops=max(1, 3 - len(given)),
		case_number=case.name if is_research else "",  # a request for data is registered under its own number
		paper=office.paper(),
	)


def _sender(request: Document) -> str:
	"""Whose letter it is: a person who names his campus still writes for himself."""
	return (request.applicant_type == "Lembaga" and request.institution) or request.applicant_name


def _incoming_subject(case: Document, is_research: bool) -> str:
	if is_research:
		return f"Penelitian a.n. {case.applicant_name}: {case.title}"
	return case.get("letter_subject") or f"Permohonan data a.n. {case.applicant_name}"


def _receivers(given: list[Document], who_next: str) -> list[Choice]:
	chosen = {row.department for row in given if row.status != "Ditarik"} - {None, ""}
	units = dict.fromkeys(row.department for row in office.settings().officials if row.department)
	listed = list(dict.fromkeys([*units, *(row.department for row in given if row.department)]))
	to_nobody = any(not row.department and row.status != "Ditarik" for row in given)
	choices = [
		Choice(name, department in chosen or (to_nobody and name == who_next))
		for department in listed
		if (name := office.department_name(department))
	]
	if to_nobody and who_next and all(choice.text != who_next for choice in choices):
		choices.append(Choice(who_next, True))
	return choices


def _next_performer(process: Process) -> str:
	"""Who takes up a disposition that names no unit: the turn of the step after the one that disposes."""
	for step, following in pairwise(process.steps):
		if step.number in process.steps_owning("dispositions"):
			role = process.turn(following.state)
			return "" if guard.is_applicant_role(role) else role
	return ""


def _says(row: Document, text: str) -> bool:
	return text.lower() in (row.instruction or "").lower()


def _hop(row: Document, who_next: str) -> DispositionHop:
	giver = office.official(row.from_user)
	return DispositionHop(
		giver=(giver.position if giver else "") or reading.official_name(row.from_user),
		receiver=office.department_name(row.department) or who_next,
		instruction=row.instruction or "",
		note=(f"({row.status.lower()})" if row.status in ("Ditarik", "Dikembalikan") else ""),
		date=getdate(row.disposed_on) if row.disposed_on else None,
	)


def commitment(case: Document) -> Commitment:
	"""Surat pernyataan of a data applicant (SOP data 3), to be signed or as it was signed."""
	given, signed = office.settings(), bool(case.statement_signed_on)
	moment = get_datetime(case.statement_signed_on) if signed else None
	return Commitment(
		office=office.office(),
		name=(case.statement_name or case.applicant_name) or "",
		rows=rows.commitment_rows(
			name=case.applicant_name or "",
			identity_label="NIK" if case.applicant_type == "Perorangan" else "Nomor Badan Hukum",
			identity_number=case.identity_number or "",
			address=case.address or "",
			institution=case.institution or "-",
			phone=case.phone or "",
			email=case.email or "-",
		),
		request_number=case.name,
		data_requested=[_wanted(row) for row in case.requested_data if row.data_name],
		purpose=case.purpose or "",
		undertakings=reading.lines(_commitment_text(moment)),
		date=moment.date() if moment else None,
		signature_data_uri=office.data_uri(case.statement_signature) if case.statement_signature else "",
		signed_at=moment,
		text_version=(case.statement_version if signed else given.commitment_version) or "",
		stamp_duty=bool(given.stamp_duty),
		paper=office.paper(),
	)


def _wanted(row: Document) -> str:
	more = ", ".join(filter(None, (row.period, row.area)))
	return f"{row.data_name} ({more})" if more else row.data_name


def _commitment_text(moment) -> str:
	"""The undertakings as they stood when they were signed; the settings' history knows older ones."""
	if moment:
		for version in frappe.get_all(
			"Version",
			filters={"ref_doctype": SETTINGS, "docname": SETTINGS, "creation": (">", moment)},
			fields=["data"],
			order_by="creation asc",
		):
			for field, old, _new in frappe.parse_json(version.data).get("changed", []):
				if field == "commitment_text":
					return unescape((old or "").replace("<br>", "\n"))  # the history keeps it as shown
	return office.settings().commitment_text or ""
