"""Files of cases are brought by upload, never by naming the address of a file that is there already."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from dinas_sop.workflows.attach_fields import canonical_url
from dinas_sop.workflows.attached import is_ours


def has_file_permission(doc: Document, ptype: str = "read", user: str | None = None, **kwargs) -> bool:
	"""`has_permission` of File: asked before Frappe copies the bytes that a new row's `file_url` names.

	A new File without content is refused where it would hang on a case or letter, or where the address is that
	of a case's file. Everything else is left to the platform.
	"""
	if ptype != "create" or doc.get("content") or not doc.get("file_url"):
		return True
	if is_ours(doc):
		return False
	url = canonical_url(doc.file_url)
	files = frappe.get_all("File", {"file_url": url}, ["attached_to_doctype"]) if url else []
	return not any(is_ours(file) for file in files)
