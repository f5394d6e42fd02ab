"""All documents of the SOP by one door: `pdf(doc, kind)` and `html(doc, kind)`.

Permissions are the caller's to ask: `api` for the desk, the applicants' pages for theirs.
"""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import (
	DATA_REQUEST,
	LETTER_TEMPLATE,
	OBJECTION,
	OFFICIAL_LETTER,
	RESEARCH_PERMIT,
	SOP_ASSESSMENT,
)
from dinas_sop.letters import (
	assessments,
	commitments,
	drafting,
	files,
	objection_papers,
	papers,
	rendering,
	sheets,
	values,
)
from dinas_sop.letters.ending import IN_FORCE
from dinas_sop.print_formats import kinds
from dinas_sop.workflows.messages import Refused

SOP = "SOP"
BUILDERS = {
	(RESEARCH_PERMIT, kinds.RECEIPT): papers.receipt,
	(DATA_REQUEST, kinds.RECEIPT): papers.receipt,
	(RESEARCH_PERMIT, kinds.DISPOSITION_SHEET): papers.disposition_sheet,
	(DATA_REQUEST, kinds.DISPOSITION_SHEET): papers.disposition_sheet,
	(DATA_REQUEST, kinds.COMMITMENT): papers.commitment,
	(RESEARCH_PERMIT, kinds.CONTROL_SHEET): sheets.control_sheet,
	(DATA_REQUEST, kinds.CONTROL_SHEET): sheets.control_sheet,
	(OBJECTION, kinds.RECEIPT): objection_papers.receipt,
	(SOP, kinds.SOP_DOCUMENT): sheets.sop_document,
	(SOP_ASSESSMENT, kinds.ASSESSMENT): assessments.assessment_sheet,
}


def pdf(doc: Document, kind: str | None = None) -> bytes:
	"""A document as PDF.

	Args:
		doc: a case, an SOP, its assessment or an Official Letter.
		kind: which document of a case or SOP: a name of `kinds.DOCUMENTS`, or a Letter Template. An Official
			Letter is its own kind.

	Returns:
		The file. Of a letter that was issued and a commitment that was signed, the very bytes that were kept; of a
		letter that was not issued, a draft.

	Raises:
		messages.Refused: there is no such document of this record, or its file was altered.
	"""
	letter = _letter(doc, kind)
	if not letter:
		signed = commitments.kept(doc) if kind == kinds.COMMITMENT else None
		return signed or rendering.pdf(_build(doc, kind))
	return files.read(letter) if letter.status != values.DRAFT else rendering.pdf(values.letter(letter))


def html(doc: Document, kind: str | None = None) -> str:
	"""A document as a complete HTML page. Arguments and errors as `pdf`.

	Returns:
		The page; empty for a letter that was issued: what counts is its PDF, and no second version is made.
	"""
	letter = _letter(doc, kind)
	if not letter:
		return rendering.html(_build(doc, kind))
	return rendering.html(values.letter(letter)) if letter.status == values.DRAFT else ""


def current_letter(case: Document, letter_template: str) -> Document:
	"""The letter of a kind that a case has now: the one in force, else its draft, else what a draft would say."""
	own = {"reference_doctype": case.doctype, "reference_name": case.name, "letter_template": letter_template}
	for statuses in (IN_FORCE, (values.DRAFT,)):
		name = frappe.db.get_value(
			OFFICIAL_LETTER, own | {"status": ("in", statuses)}, order_by="creation desc"
		)
		if name:
			return frappe.get_doc(OFFICIAL_LETTER, name)
	template = frappe.get_cached_doc(LETTER_TEMPLATE, letter_template)
	words = drafting.first_words(case, template)
	return frappe.get_doc({"doctype": OFFICIAL_LETTER, **own, **words, "status": values.DRAFT})


def _letter(doc: Document, kind: str | None) -> Document | None:
	if doc.doctype == OFFICIAL_LETTER:
		return doc
	return current_letter(doc, kind) if kind and _is_letter_of(doc.doctype, kind) else None


def _is_letter_of(doctype: str, kind: str) -> bool:
	if (doctype, kind) in BUILDERS or doctype == SOP or not frappe.db.exists(LETTER_TEMPLATE, kind):
		return False
	return frappe.get_cached_value(LETTER_TEMPLATE, kind, "applies_to") in (doctype, "", None)


def _build(doc: Document, kind: str | None):
	builder = BUILDERS.get((doc.doctype, kind))
	if not builder:
		frappe.throw(_("{0} has no document {1}.").format(bold(_(doc.doctype)), bold(kind or "")), Refused)
	return builder(doc)
