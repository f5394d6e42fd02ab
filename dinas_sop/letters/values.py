"""An Official Letter as the renderer's Letter: its words, and the rows its layout shows of the case."""

from __future__ import annotations

import os
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import get_url, getdate

from dinas_sop.letters import office, placeholders, words
from dinas_sop.print_formats import kinds, rows, wording
from dinas_sop.print_formats.values import Letter, Row, Signatory

DRAFT = "Draf"
BLANK = "……………"
DELIVERY = {
	"Unduh melalui tautan": "Diunduh melalui tautan permohonan",
	"Email": "Dikirim melalui surel",
	"Diambil langsung": "Diambil langsung di kantor Dinas",
}


def letter(doc: Document, tnde: bool = False) -> Letter:
	"""What the renderer lays out for an Official Letter.

	Args:
		doc: the Official Letter, stored or with unsaved words.
		tnde: print SRIKANDI's ${…} marks, for a draft that is taken there.

	Returns:
		The letter; while it is a draft the number and date are dots and placeholders without a value too.
	"""
	case = frappe.get_doc(doc.reference_doctype, doc.reference_name)
	kind = layout_of(doc.letter_template)
	draft = doc.status == DRAFT
	day = None if draft else getdate(doc.letter_date)
	signer = office.signatory(doc.signatory, doc.acting_line or "")
	known = placeholders.values_of(case, kind, day, signer)
	shown = {name: value if wording.words(value) else BLANK for name, value in known.items()}
	shown_rows, details = printed_rows(case, kind, getdate() if draft else day)
	address = "" if draft else verification_url(doc.verification_code)
	subject = wording.fill(doc.subject or "", shown)

	def lines(field: str) -> tuple[str, ...]:
		return wording.fill_paragraphs(doc.get(field) or "", shown)

	return Letter(
		kind=kind,
		office=office.office(),
		title=subject,
		hal=subject,
		number=doc.letter_number or "",
		date=day,
		sifat=doc.nature or "Biasa",
		lampiran=wording.fill(doc.attachment_note or "-", shown),
		recipient=lines("recipient"),
		basis=lines("basis"),
		considering=lines("considering"),
		opening=lines("opening"),
		rows=shown_rows,
		body=lines("body"),
		details=details,
		provisions=lines("provisions"),
		closing=lines("closing"),
		tembusan=lines("copies_to"),
		signatory=signer,
		qr_url=address,
		verify_url=address,
		draft=draft,
		tnde_anchors=draft and tnde,
		paper=office.paper(),
	)


def layout_of(letter_template: str) -> str:
	return frappe.get_cached_value("Letter Template", letter_template, "layout")


def verification_url(code: str) -> str:
	"""Where anyone can check a paper copy."""
	return get_url(f"/periksa/{code}")


def content_hash(doc: Document) -> str:
	"""SHA-256 of what a letter says: its words and what it shows of the case, its date and number left out."""
	case = frappe.get_doc(doc.reference_doctype, doc.reference_name)
	printed = printed_rows(case, layout_of(doc.letter_template), None)
	return words.content_hash({name: doc.get(name) for name in words.WORDS}, printed)


def printed_rows(case: Document, kind: str, day: date | None) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
	"""The labelled rows before and after a letter's body.

	Args:
		day: date of the letter, from which the days of the download link count; None leaves them out.

	Source: FORMS "Letters" 2 to 4, each element.
	"""
	if kind == kinds.RECOMMENDATION:
		return _applicant(case, with_contact=True), _research(case)
	if kind == kinds.COMPLETION:
		return (*_applicant(case, with_contact=False), *_research_done(case)), ()
	if kind == kinds.DATA_REPLY:
		return (), _reply(case, day)
	return (), ()


def _applicant(case: Document, with_contact: bool) -> tuple[Row, ...]:
	faculty, level = case.get("faculty") or "", case.get("level") or ""
	return rows.applicant_rows(
		name=case.applicant_name or "",
		category=case.get("applicant_category") or "",
		identity_number=case.identity_number or "",
		position=f"{faculty} ({level})" if faculty and level else faculty or level,
		address=(case.address or "") if with_contact else "",
		phone=(case.phone or "") if with_contact else "",
		institution=case.get("institution") or "",
	)


def _research(case: Document) -> tuple[Row, ...]:
	start = case.get("permit_from") or case.get("period_from")
	end = case.get("permit_to") or case.get("period_to")
	in_order = bool(placeholders.period(start, end))
	return rows.research_rows(
		title=case.get("title") or "",
		field=case.get("research_fields") or case.get("theme") or "",
		status=case.get("research_status") or "",
		members=[
			f"{row.member_name} ({row.identity_number})" if row.identity_number else row.member_name
			for row in case.get("team_members") or []
			if row.member_name
		],
		location=case.get("location") or "",
		unit=placeholders.unit_name(case),
		start=getdate(start) if in_order else None,
		end=getdate(end) if in_order else None,
		purpose=case.get("purpose") or "",
	)


def _research_done(case: Document) -> tuple[Row, ...]:
	return (
		("Judul Penelitian", case.get("title") or ""),
		("Lokasi/Unit Kerja", " – ".join(filter(None, (placeholders.unit_name(case), case.get("location"))))),
		("Waktu Penelitian", placeholders.period(case.get("research_began"), case.get("research_ended"))),
	)


def _reply(case: Document, day: date | None) -> tuple[Row, ...]:
	decision = case.get("decision")
	if decision not in rows.DECISIONS:
		return ()
	files = [row for row in case.get("data_files") or [] if row.file]
	wanted = [row.data_name for row in case.get("requested_data") or [] if row.data_name]
	endings = (os.path.splitext(row.file)[1].lstrip(".").upper() for row in files)
	return rows.data_reply_rows(
		decision=decision,
		data_given=[row.description for row in files if row.description] or wanted,
		file_format=", ".join(dict.fromkeys(ending for ending in endings if ending)),
		delivery=DELIVERY.get(case.get("delivery_method"), case.get("delivery_method") or ""),
		link_valid_until=placeholders.link_valid_until(case, day),
		reason=case.get("decision_ground") or BLANK,
	)


def signatory_of(doc: Document) -> Signatory | None:
	"""Who would sign an Official Letter as it stands."""
	return office.signatory(doc.signatory, doc.acting_line or "")
