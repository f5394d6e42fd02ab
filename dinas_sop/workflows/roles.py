"""Permissions of the roles that a Workflow names, given by the platform's own permission manager."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name
from frappe.permissions import add_permission, update_permission_property
from frappe.utils import cint

from dinas_sop.constants import (
	APPLICANT_ROLES,
	CASE_DOCTYPES,
	DATA_REQUEST,
	KEPALA_DINAS,
	OBJECTION,
	OFFICIAL_LETTER,
	PEMOHON,
	PETUGAS_FRONTLINER,
	SEKRETARIAT,
	SOP_ASSESSMENT,
	STEP_LOG,
	UNIT_KERJA,
)

CASE_RIGHTS = {"read": 1, "write": 1, "report": 1, "export": 1, "print": 1}
LETTER_RIGHTS = {"read": 1, "write": 1, "report": 1, "print": 1}
READ_RIGHTS = {"read": 1, "report": 1}
LOG_RIGHTS = READ_RIGHTS | {"export": 1}  # reports of the log go into spreadsheets
REGISTER_RIGHTS = READ_RIGHTS | {"export": 1, "print": 1}
ASSESSMENT_RIGHTS = {"read": 1, "write": 1, "create": 1, "report": 1, "export": 1, "print": 1}
MODULE = "Dinas SOP"
WORKFLOW_RIGHTS = ("read", "write", "create", "delete", "report", "export", "print", "email", "share")


def grant_all(workflow: Document) -> None:
	"""Give every role that the Workflow names anew what it needs, and say so.

	A role that it named before keeps what the office made of its permissions since.
	"""
	before = workflow.get_doc_before_save()
	known = named(before) if before and cint(before.is_active) else set()
	new = [role for role in sorted(named(workflow) - known) if grant_case_role(workflow.document_type, role)]
	if new and not frappe.flags.in_install and not frappe.flags.in_migrate:
		frappe.msgprint(
			_(
				"{0} may now read and write {1} and its letters, and open its reports. You can change this in Role Permissions Manager and in Role Permission for Page and Report."
			).format(", ".join(bold(_(role)) for role in new), bold(_(workflow.document_type))),
			title=_("Permissions were added"),
			indicator="blue",
		)


def named(workflow: Document) -> set[str]:
	"""The roles that a Workflow names, in its states or its actions."""
	return {row.allow_edit for row in workflow.states} | {row.allowed for row in workflow.transitions}


def grant_case_role(doctype: str, role: str) -> bool:
	"""Give a role read and write on a case DocType, and on letters; staff also read the log, SOP and templates.

	Returns:
		Whether the role had no permission on the case DocType before.
	"""
	new = grant(doctype, role, CASE_RIGHTS)
	if role not in APPLICANT_ROLES and frappe.get_cached_value("Role", role, "desk_access"):
		if new:
			grant_reports(role, doctype, STEP_LOG)
		grant(OFFICIAL_LETTER, role, LETTER_RIGHTS)
		grant(STEP_LOG, role, LOG_RIGHTS)
		for other in ("SOP", "Letter Template"):
			grant(other, role, READ_RIGHTS)
	return new


def grant_reports(role: str, *doctypes: str) -> None:
	"""Let a role open the app's reports on some DocTypes, as "Role Permission for Page and Report" does.

	Each report tells a user of no more cases than the user may open.
	"""
	reports = frappe.get_all("Report", {"module": MODULE, "ref_doctype": ("in", doctypes)}, pluck="name")
	for report in reports:
		name = frappe.db.get_value("Custom Role", {"report": report})
		custom = frappe.get_doc("Custom Role", name) if name else frappe.new_doc("Custom Role", report=report)
		# a record without roles, say because its only role was deleted, counts as none: else nobody could open it
		allowed = [row.role for row in custom.roles] or frappe.get_all(
			"Has Role", {"parenttype": "Report", "parent": report}, pluck="role"
		)
		if role in allowed:
			continue
		custom.set("roles", [{"role": each} for each in (*allowed, role)])
		custom.save(ignore_permissions=True)  # who saves the Workflow may not manage reports


def grant_creators(doctype: str, applicant_role: str) -> None:
	"""Who creates cases: the counter, and the applicants' role for the internal portal user."""
	for role in (PETUGAS_FRONTLINER, applicant_role):
		grant_case_role(doctype, role)
		update_permission_property(doctype, role, 0, "create", 1, validate=False)


def grant_assessors() -> None:
	"""Who assesses the SOP: the Sekretariat and the Kepala Dinas."""
	for role in (SEKRETARIAT, KEPALA_DINAS):
		grant(SOP_ASSESSMENT, role, ASSESSMENT_RIGHTS)


def grant_objections() -> None:
	"""Who lodges objections (the applicant, and the counter for a walk-in), who answers and who reads them."""
	for role in (PETUGAS_FRONTLINER, PEMOHON):
		grant(OBJECTION, role, CASE_RIGHTS)
		update_permission_property(OBJECTION, role, 0, "create", 1, validate=False)
	grant(OBJECTION, KEPALA_DINAS, CASE_RIGHTS)
	for role in (SEKRETARIAT, UNIT_KERJA):
		grant(OBJECTION, role, REGISTER_RIGHTS)
	frappe.clear_cache(doctype=OBJECTION)


def grant_objection_role(workflow: Document) -> None:
	"""A role newly named in the Workflow of objections may read and write them, and read the requests.

	The roles of the Workflow that ships have theirs by `grant_objections`.
	"""
	if frappe.flags.dinas_seeding:
		return
	before = workflow.get_doc_before_save()
	known = named(before) if before and cint(before.is_active) else set()
	for role in sorted(named(workflow) - known):
		new = grant(OBJECTION, role, CASE_RIGHTS)
		if role not in APPLICANT_ROLES and frappe.get_cached_value("Role", role, "desk_access"):
			grant(DATA_REQUEST, role, READ_RIGHTS)
			if new:
				grant_reports(role, OBJECTION)


def grant(doctype: str, role: str, rights: dict[str, int]) -> bool:
	"""Add a Custom DocPerm with exactly these rights, unless the role has one.

	Returns:
		Whether it was added.
	"""
	if frappe.db.exists("Custom DocPerm", {"parent": doctype, "role": role, "permlevel": 0}):
		return False
	if not add_permission(doctype, role, 0):
		return False
	permission = frappe.db.get_value("Custom DocPerm", {"parent": doctype, "role": role, "permlevel": 0})
	frappe.db.set_value(
		"Custom DocPerm", permission, {right: rights.get(right, 0) for right in WORKFLOW_RIGHTS}
	)
	frappe.clear_cache(doctype=doctype)
	return True


def roles_of_workflows() -> set[str]:
	"""The roles that the active Workflows of the case DocTypes name."""
	named = set()
	for doctype in CASE_DOCTYPES:
		workflow = get_workflow_name(doctype)
		if workflow:
			doc = frappe.get_cached_doc("Workflow", workflow)
			named |= {row.allow_edit for row in doc.states} | {row.allowed for row in doc.transitions}
	return named
