"""The platform alone: Research Permit's DocType, permissions, Workflow and Web Form once more, without our hooks."""

from __future__ import annotations

import frappe

from dinas_sop.constants import RESEARCH_PERMIT

TWIN = "Permit Twin"
FORM, ROUTE = "permit-twin", "permit-twin"
PAGE = "permit-twin-page"


def make() -> None:
	"""Make the twin and what belongs to it, and commit."""
	_doctype()
	_workflow()
	_web_form()
	_page()
	# what the platform's own form needs for an upload by a guest
	frappe.db.set_single_value("System Settings", "allow_guests_to_upload_files", 1)
	frappe.db.commit()
	frappe.clear_cache()


def _doctype() -> None:
	if frappe.db.exists("DocType", TWIN):
		return
	twin = frappe.copy_doc(frappe.get_doc("DocType", RESEARCH_PERMIT))
	# a custom DocType has no controller of its own; all else is the same
	twin.update({"name": TWIN, "custom": 1, "naming_rule": "Random", "autoname": "hash"})
	twin.set("permissions", [])
	for row in frappe.get_meta(RESEARCH_PERMIT).permissions:
		twin.append("permissions", {key: row.get(key) for key in _PERMISSION})
	twin.insert()


_PERMISSION = ("role", "permlevel", "read", "write", "create", "report", "export", "print", "select", "share")


def _workflow() -> None:
	name = frappe.db.get_value("Workflow", {"document_type": RESEARCH_PERMIT, "is_active": 1})
	if not frappe.db.exists("Workflow", TWIN):
		twin = frappe.copy_doc(frappe.get_doc("Workflow", name))
		twin.update({"workflow_name": TWIN, "document_type": TWIN})
		twin.insert()


def _web_form() -> None:
	if frappe.db.exists("Web Form", FORM):
		return
	shipped = frappe.get_doc("Web Form", frappe.db.get_value("Web Form", {"doc_type": RESEARCH_PERMIT}))
	twin = frappe.copy_doc(shipped)
	twin.update({"title": FORM, "route": ROUTE, "doc_type": TWIN})
	twin.insert(set_name=FORM)


def _page() -> None:
	"""A page in the platform's own layout that is made anew for every visitor, as a case's standing has to be."""
	if frappe.db.exists("Web Page", {"route": PAGE}):
		return
	frappe.get_doc(
		doctype="Web Page",
		title=PAGE,
		route=PAGE,
		published=1,
		content_type="HTML",
		dynamic_template=1,
		main_section_html="<h1>{{ frappe.utils.now() }}</h1>",
	).insert()
