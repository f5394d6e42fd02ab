"""Uploads of the desk: the platform's uploader, with the file checked by its content before anything opens it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from dinas_sop.workflows import messages, reading
from dinas_sop.workflows.attached import allowed_types, upload_problem_text
from dinas_sop.workflows.kept_files import shown_name
from dinas_sop.workflows.uploads import UploadRefused, check_upload


@frappe.whitelist(methods=["POST"])
def upload() -> Document:
	"""Keep a file for a case; `upload_file` has read it and asked for write permission on the case.

	Returns:
		The File, private and attached to the case; its own guard has asked whether it may be attached now.

	Raises:
		messages.Refused: what the upload really is, is not accepted in this field.
	"""
	frappe.clear_messages()  # the platform's look for a case that is not saved yet leaves one
	form, content = frappe.form_dict, getattr(frappe.local, "uploaded_file", None)
	if not (reading.is_case(form.doctype) and content):
		frappe.throw(_("Please upload the file itself."), messages.Refused)
	try:
		kept = check_upload(content, allowed_types(form.fieldname))
	except UploadRefused as refusal:
		frappe.throw(
			upload_problem_text(refusal.problem), messages.Refused, title=_("This file cannot be used")
		)
	return frappe.get_doc(
		{
			"doctype": "File",
			"attached_to_doctype": form.doctype,
			"attached_to_name": form.docname,
			"attached_to_field": form.fieldname,
			"folder": "Home/Attachments",
			"file_name": shown_name(frappe.local.uploaded_filename or "", kept.extension),
			"is_private": 1,
			"content": kept.content,
		}
	).insert()
