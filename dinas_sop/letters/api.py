"""What the desk asks of the letters: draft, issue, bring back signed, look at and download."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from dinas_sop.constants import OBJECTION, OFFICIAL_LETTER
from dinas_sop.letters import documents, drafting, files, life, rendering, values, words
from dinas_sop.workflows import reading
from dinas_sop.workflows.locking import tells_if_busy
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.uploads import MAX_BYTES


@frappe.whitelist(methods=["POST"])
@tells_if_busy()
def draft(doctype: str, name: str, letter_template: str) -> str:
	"""Draft a letter of a case.

	Args:
		doctype, name: the case.
		letter_template: which letter.

	Returns:
		Name of the Official Letter: the standing draft where there is one.

	Raises:
		messages.Refused: not the user's to write at this step.
	"""
	return drafting.draft(_case(doctype, name, "write", for_update=True), letter_template).name


@frappe.whitelist(methods=["POST"])
@tells_if_busy()
def issue(name: str) -> dict:
	"""Issue a draft: number, date, frozen PDF, verification code.

	Returns:
		`name`, `status`, `letter_number`.
	"""
	letter, case = _locked(name)
	life.issue(letter, case)
	return _answer(letter)


@frappe.whitelist(methods=["POST"])
@tells_if_busy()
def bring_back(name: str) -> dict:
	"""Take the signed letter, sent as multipart form data in `file`: PDF, JPEG or PNG.

	Returns:
		`name`, `status`, `letter_number`, `signed_electronically`.
	"""
	upload = frappe.request.files.get("file") if frappe.request else None
	if not upload:
		frappe.throw(_("Please choose the signed file: PDF, JPEG or PNG."), Refused)
	letter, case = _locked(name)
	life.bring_back(letter, case, upload.stream.read(MAX_BYTES + 1))
	return _answer(letter) | {"signed_electronically": letter.signed_electronically}


@frappe.whitelist(methods=["POST"])
@tells_if_busy()
def discard(name: str) -> None:
	"""Delete a draft."""
	life.discard(*_locked(name))


@frappe.whitelist(methods=["POST"])
def preview_words(name: str, values_now: str | dict | None = None) -> str:
	"""How a draft would look with words that are not saved yet.

	Args:
		values_now: field -> text, of the words only.

	Returns:
		A complete HTML page, to be shown in a frame of its own; empty for an issued letter.
	"""
	letter = _letter(name)
	if letter.status != values.DRAFT:
		return ""
	given = frappe.parse_json(values_now) or {}
	letter.update({field: given[field] for field in words.WORDS if field in given})
	letter.run_method("check_words")
	return rendering.html(values.letter(letter))


@frappe.whitelist(methods=["GET"])
def preview(name: str, tnde: str | int = 0) -> None:
	"""A letter as PDF: a draft marked KONSEP (or with SRIKANDI's marks), an issued one as it was kept.

	Args:
		tnde: 1 for a draft that is taken to SRIKANDI/TNDE.
	"""
	letter = _letter(name)
	if letter.status == values.DRAFT:
		content = rendering.pdf(values.letter(letter, tnde=bool(cint(tnde))))
	else:
		content = files.read(letter)
	_send(content, files.file_name(letter, "pdf"))


@frappe.whitelist(methods=["GET"])
def download(name: str, signed: str | int = 0) -> None:
	"""The issued PDF of a letter, or with `signed` the file that came back, byte for byte as kept."""
	letter, signed = _letter(name), bool(cint(signed))
	content = files.read(letter, signed)
	extension = files.extension_of(letter.signed_file if signed else letter.pdf_file)
	_send(content, files.file_name(letter, extension, signed))


@frappe.whitelist(methods=["GET"])
def document(doctype: str, name: str, kind: str) -> None:
	"""A document of a case, SOP or objection as PDF: Tanda Terima, Lembar Disposisi, a letter by its template, Dokumen SOP …"""
	known = reading.is_case(doctype) or doctype in (documents.SOP, OBJECTION)
	doc = frappe.get_doc(doctype, name) if known else None
	if not doc:
		frappe.throw(_("{0} has no documents of the SOP.").format(doctype), Refused)
	doc.check_permission("read")
	_send(documents.pdf(doc, kind), f"{kind} {doc.name}.pdf")


def _case(doctype: str, name: str, ptype: str, for_update: bool = False) -> Document:
	if not reading.is_case(doctype):
		frappe.throw(_("{0} is not a case of the SOP.").format(doctype), Refused)
	case = frappe.get_doc(doctype, name, for_update=for_update)
	case.check_permission(ptype)
	return case


def _letter(name: str) -> Document:
	letter = frappe.get_doc(OFFICIAL_LETTER, name)
	letter.check_permission("read")
	return letter


def _locked(name: str) -> tuple[Document, Document]:
	"""A letter and its case, both locked, the case first as every move does."""
	seen = _letter(name)
	case = _case(seen.reference_doctype, seen.reference_name, "read", for_update=True)
	return frappe.get_doc(OFFICIAL_LETTER, name, for_update=True), case


def _answer(letter: Document) -> dict:
	return {"name": letter.name, "status": letter.status, "letter_number": letter.letter_number}


def _send(content: bytes, name: str) -> None:
	frappe.local.response.filename = name
	frappe.local.response.filecontent = content
	if name.endswith(".pdf"):
		frappe.local.response.type = "pdf"
	else:
		frappe.local.response.type = "download"
		frappe.local.response.display_content_as = "inline"
