"""The signed commitment of a data applicant (SOP data 3): the paper as it was signed, kept beside the signature.

Its words are the office's to change; what was signed is read from the kept file, whoever signed it and where.
"""

from __future__ import annotations

import hashlib

from frappe.model.document import Document

from dinas_sop.letters import files, papers, rendering
from dinas_sop.print_formats import kinds
from dinas_sop.workflows import kept_files

SIGNED = ("statement_name", "statement_version", "statement_signature", "statement_signed_on")
KEPT, SHA = "statement_pdf", "statement_sha256"


def follow(case: Document, changed: frozenset[str]) -> None:
	"""Keep the commitment anew after a save that signed it; one that is not whole any more is none.

	Args:
		case: the saved Data Request.
		changed: fields that the save changed.
	"""
	if not changed & set(SIGNED):
		return
	if all(case.get(name) for name in SIGNED):
		keep(case)
	elif case.get(KEPT):
		case.db_set({KEPT: None, SHA: None}, update_modified=False)


def keep(case: Document) -> None:
	"""Make the PDF of a commitment as it is signed now, and keep it with its SHA-256."""
	content = rendering.pdf(papers.commitment(case))
	name = f"{kinds.COMMITMENT} {case.name}.pdf"
	file = kept_files.keep_file(content, "pdf", name, case.doctype, case.name, KEPT)
	sha = hashlib.sha256(files.bytes_of(file.file_url)).hexdigest()
	case.db_set({KEPT: file.file_url, SHA: sha}, update_modified=False)


def kept(case: Document) -> bytes | None:
	"""The commitment as it was signed; None where nothing was kept.

	Raises:
		messages.Refused: the file is not the one that was kept.
	"""
	if not case.get(KEPT):
		return None
	return files.unaltered(case.get(KEPT), case.get(SHA), f"{kinds.COMMITMENT} {case.name}")
