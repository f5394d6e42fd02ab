"""Takes away what `install.py` made. Cases and letters go with their DocTypes: the platform asks for a backup first."""

from __future__ import annotations

import shutil

import frappe

from dinas_sop.applicants import parking
from dinas_sop.constants import CASE_DOCTYPES, OBJECTION
from dinas_sop.install import PORTAL_USER
from dinas_sop.queues import start_page

MODULE = "Dinas SOP"
WORKFLOW_DOCTYPES = (*CASE_DOCTYPES, OBJECTION)


def before_uninstall():
	"""Remove the seeded records that nobody else uses, so that no broken Workflow, role or menu is left."""
	frappe.flags.in_uninstall = True
	for name in frappe.get_all("Workflow", {"document_type": ("in", WORKFLOW_DOCTYPES)}, pluck="name"):
		frappe.delete_doc("Workflow", name, force=True, ignore_permissions=True)
	frappe.db.delete("Workflow Action", {"reference_doctype": ("in", WORKFLOW_DOCTYPES)})
	for name in frappe.get_all("Web Form", {"doc_type": ("in", CASE_DOCTYPES)}, pluck="name"):
		frappe.delete_doc("Web Form", name, force=True, ignore_permissions=True)
	_remove_portal_user()
	shutil.rmtree(parking.folder())
	remove_report_roles()
	for record in frappe.get_all("Shipped Record", {"inserted": 1}, ["ref_doctype", "ref_name"]):
		_delete_unless_used(record.ref_doctype, record.ref_name)
	frappe.db.delete("Custom DocPerm", {"parent": ("in", _own_doctypes())})
	frappe.db.delete("DefaultValue", {"defkey": start_page.KEY})
	# the platform clears the jobs of an app that is gone only at the next migrate; until then each would fail
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "dinas_sop.%")})


def _remove_portal_user():
	"""The user, and what the platform made beside it."""
	for contact in frappe.get_all("Contact", {"user": PORTAL_USER}, pluck="name"):
		frappe.delete_doc("Contact", contact, force=True, ignore_permissions=True)
	if frappe.db.exists("User", PORTAL_USER):
		frappe.delete_doc("User", PORTAL_USER, force=True, ignore_permissions=True, ignore_missing=True)
	frappe.db.delete("DefaultValue", {"parent": PORTAL_USER})


def remove_report_roles():
	"""Who may open our reports, where a Workflow or the office named more roles than those that ship."""
	reports = frappe.get_all("Report", {"module": MODULE}, pluck="name")
	for name in frappe.get_all("Custom Role", {"report": ("in", reports)}, pluck="name"):
		frappe.delete_doc("Custom Role", name, force=True, ignore_permissions=True)


def _delete_unless_used(doctype: str, name: str) -> None:
	if doctype in _own_doctypes() or not frappe.db.exists(doctype, name):
		return
	if _used_by_others(doctype, name):
		return
	frappe.delete_doc(doctype, name, force=True, ignore_permissions=True)
	if doctype == "Role":
		frappe.db.delete("Has Role", {"role": name})


def _used_by_others(doctype: str, name: str) -> bool:
	"""Whether the office uses a role, state, action or template of ours elsewhere, in any Link field."""
	own = _own_doctypes()
	fields = [
		*frappe.get_all("DocField", {"fieldtype": "Link", "options": doctype}, ["parent", "fieldname"]),
		*(
			frappe._dict(parent=field.dt, fieldname=field.fieldname)
			for field in frappe.get_all(
				"Custom Field", {"fieldtype": "Link", "options": doctype}, ["dt", "fieldname"]
			)
		),
	]
	return any(
		_is_foreign(field.parent, row, own)
		for field in fields
		if field.parent not in own and not _has_no_table(field.parent)
		for row in frappe.get_all(field.parent, filters={field.fieldname: name}, fields=["*"])
	)


def _is_foreign(doctype: str, row: frappe._dict, own: list[str]) -> bool:
	"""Whether a row that names one of our records is the office's own: not of our records, DocTypes or users' roles."""
	if row.get("parent") in own:
		return False
	kind = row.get("parenttype")
	return not ((doctype == "Has Role" and kind == "User") or (kind and _is_of_module(kind, row.parent)))


def _is_of_module(doctype: str, name: str) -> bool:
	"""Whether a record, such as a Report or a Workspace, is one of the app's."""
	has_module = frappe.db.exists(doctype, name) and frappe.get_meta(doctype).has_field("module")
	return bool(has_module) and frappe.db.get_value(doctype, name, "module") == MODULE


def _has_no_table(doctype: str) -> bool:
	meta = frappe.get_meta(doctype)
	return bool(meta.issingle or meta.is_virtual)


def _own_doctypes() -> list[str]:
	return frappe.get_all("DocType", {"module": MODULE}, pluck="name")
