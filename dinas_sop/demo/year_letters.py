"""Letters of the demo year's cases: numbered by date, all with one sample sheet as their file."""

from __future__ import annotations

import secrets
from datetime import datetime

import frappe
from frappe.model.document import Document

from dinas_sop.constants import LETTER_TEMPLATE, OFFICIAL_LETTER, SETTINGS
from dinas_sop.demo import papers
from dinas_sop.demo.office import email
from dinas_sop.demo.year_course import Move
from dinas_sop.letters import files, life
from dinas_sop.print_formats import kinds
from dinas_sop.print_formats.numbers import format_number
from dinas_sop.workflows.numbering import next_number

LETTER_OF = {
	"Menunggu Rekomendasi": (kinds.RECOMMENDATION, "Terbitkan Rekomendasi", "sekretariat"),
	"Menunggu Surat Keterangan": (kinds.COMPLETION, "Terbitkan Surat Keterangan", "sekretariat"),
	"Menunggu Tanda Tangan": (kinds.DATA_REPLY, "Tandatangani dan Kirim", "unitkerja"),
}


def insert(cases: list[tuple[Document, list[Move]]]) -> None:
	"""The letters that cases left behind, signed on the day of the move that sends them."""
	wanted = [
		(move.left, case, *LETTER_OF[move.state])
		for case, moves in cases
		for move in moves
		if move.state in LETTER_OF and move.transition.action == LETTER_OF[move.state][1]
	]
	sheet = None
	for moment, case, kind, _action, login in sorted(wanted, key=lambda each: each[0]):
		letter = _letter(case, kind, moment, email(login))
		sheet = sheet or _sheet(letter)
		letter.update({"pdf_file": sheet.file_url, "signed_file": sheet.file_url})
		letter.update({"pdf_sha256": sheet.sha256, "signed_sha256": sheet.sha256})
		letter.db_insert()
		_attach(letter, sheet)


def _letter(case: Document, kind: str, moment: datetime, issuer: str) -> Document:
	template = frappe.get_cached_doc(LETTER_TEMPLATE, kind)
	settings = frappe.get_cached_doc(SETTINGS)
	head = next(row for row in settings.officials if row.user == settings.head)
	register = f"{template.register_name}/{moment.year}"
	sequence = next_number(f"{OFFICIAL_LETTER}/{register}")
	return frappe.get_doc(
		{
			"doctype": OFFICIAL_LETTER,
			"name": frappe.generate_hash(length=10),
			"owner": issuer,
			"modified_by": issuer,
			"creation": moment,
			"modified": moment,
			"letter_template": kind,
			"reference_doctype": case.doctype,
			"reference_name": case.name,
			"status": life.SIGNED,
			"subject": kind,
			"register_key": register,
			"sequence": sequence,
			"letter_number": format_number(
				template.number_pattern,
				sequence,
				klasifikasi=template.classification or "",
				kode_unit=settings.unit_code or "",
				tahun=moment.year,
				bulan=moment.month,
			),
			"letter_date": moment.date(),
			"issued_on": moment,
			"issued_by": issuer,
			"signed_on": moment,
			"signed_by": issuer,
			"signatory": settings.head,
			"signatory_name": head.full_name,
			"signatory_position": head.position,
			"verification_code": "".join(
				secrets.choice(life.CODE_ALPHABET) for _i in range(life.CODE_LENGTH)
			),
		}
	)


def _sheet(letter: Document) -> frappe._dict:
	content = papers.pdf("Surat contoh", ["Arsip tahun lalu dari kantor contoh; isinya tidak dibuat."])
	url, sha256 = files.keep(letter, content, "pdf", "pdf_file")
	return frappe._dict(file_url=url, sha256=sha256, first=letter.name)


def _attach(letter: Document, sheet: frappe._dict) -> None:
	if letter.name == sheet.first:
		return
	file = frappe.get_doc(
		{
			"doctype": "File",
			"name": frappe.generate_hash(length=10),
			"file_name": files.file_name(letter, "pdf"),
			"file_url": sheet.file_url,
			"is_private": 1,
			"folder": "Home/Attachments",
			"attached_to_doctype": OFFICIAL_LETTER,
			"attached_to_name": letter.name,
			"attached_to_field": "pdf_file",
			"creation": letter.creation,
			"modified": letter.creation,
			"owner": letter.owner,
		}
	)
	file.db_insert()
