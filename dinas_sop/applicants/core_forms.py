"""The platform's own web form endpoints, for our documents closed: people apply through the app's pages.

They would set whatever the form lists, answer with the whole document, and count by the form's name as it was
spelled. Everything that is not a form of our documents passes through unchanged.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.website.doctype.web_form import web_form as core

from dinas_sop.workflows import reading


@frappe.whitelist(allow_guest=True)
def accept(web_form: str | dict | list, data: str):
	"""`web_form.accept` of the platform, refused for forms of our documents.

	Args:
		web_form: name of the Web Form, in any spelling that the database takes for it.
		data: the values, as JSON.

	Raises:
		frappe.PermissionError: the form is one of ours.
	"""
	refuse(web_form)
	return core.accept(web_form=web_form, data=data)


@frappe.whitelist(allow_guest=True)
def get_form_data(doctype: str, docname: str | None = None, web_form_name: str | dict | list | None = None):
	"""`web_form.get_form_data` of the platform, refused for forms of our documents: nobody renders them by it.

	Args:
		doctype, docname, web_form_name: as the platform's.

	Raises:
		frappe.PermissionError: the form or the document is one of ours.
	"""
	refuse(web_form_name)
	if reading.is_case(doctype):
		_throw()
	return core.get_form_data(doctype=doctype, docname=docname, web_form_name=web_form_name)


def refuse(web_form: object) -> None:
	"""Refuse a form of our documents, found by the same look-up as the platform's own.

	Raises:
		frappe.PermissionError: the form is one of ours.
	"""
	try:
		record = frappe.get_doc("Web Form", web_form)
	except Exception:  # the platform answers to what is no form
		frappe.clear_messages()
		return
	if reading.is_case(record.doc_type):
		_throw()


def _throw() -> None:
	frappe.throw(
		_("Please apply by the form on the office's own page."),
		frappe.PermissionError,
	)
