"""Takes away what `install.py` made. Cases and letters go with their DocTypes: the platform asks for a backup first."""

from __future__ import annotations

import shutil

import frappe

from dinas_sop.applicants import parking
from dinas_sop.constants import CASE_DOCTYPES
from dinas_sop.install import PORTAL_USER


def before_uninstall():
	"""Remove the seeded records that nobody else uses, so that no broken Workflow, role or menu is left."""
	frappe.flags.in_uninstall = True
	for name in frappe.get_all("Workflow", {"document_type": ("in", CASE_DOCTYPES)}, pluck="name"):
		frappe.delete_doc("Workflow", name, force=True, ignore_permissions=True)
	frappe.db.delete("Workflow Action", {"reference_doctype": ("in", CASE_DOCTYPES)})
	for name in frappe.get_all("Web Form", {"doc_type": ("in", CASE_DOCTYPES)}, pluck="name"):
		frappe.delete_doc("Web Form", name, force=True, ignore_permissions=True)
	_remove_portal_user()
	shutil.rmtree(parking.folder())
	for record in frappe.get_all("Shipped Record", {"inserted": 1}, ["ref_doctype", "ref_name"]):
		_delete_unless_used(record.ref_doctype, record.ref_name)
	frappe.db.delete("Custom DocPerm", {"parent": ("in", _own_doctypes())})


def _remove_portal_user():
	if frappe.db.exists("User", PORTAL_USER):
		frappe.delete_doc("User", PORTAL_USER, force=True, ignore_permissions=True, ignore_missing=True)


def _delete_unless_used(doctype: str, name: str) -> None:
	if doctype in _own_doctypes() or not frappe.db.exists(doctype, name):
		return
	if _used_by_others(doctype, name):
		return
	frappe.delete_doc(doctype, name, force=True, ignore_permissions=True)


def _used_by_others(doctype: str, name: str) -> bool:
	"""Whether the office uses a role, state or action of ours elsewhere."""
	if doctype == "Role":
		permissions = frappe.db.exists(
			"Custom DocPerm", {"role": name, "parent": ("not in", _own_doctypes())}
		)
		return bool(permissions or frappe.db.exists("DocPerm", {"role": name}))
	if doctype == "Workflow State":
		return bool(frappe.db.exists("Workflow Document State", {"state": name}))
	if doctype == "Workflow Action Master":
		return bool(frappe.db.exists("Workflow Transition", {"action": name}))
	return False


def _own_doctypes() -> list[str]:
	return frappe.get_all("DocType", {"module": "Dinas SOP"}, pluck="name")
