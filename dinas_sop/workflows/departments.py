"""Unit Kerja and officials to choose from. Staff have no permission on ERPNext's Department, and get none: it is not ours."""

from __future__ import annotations

import frappe
from frappe import _

from dinas_sop.constants import CASE_DOCTYPES, SETTINGS


def units() -> list[dict]:
	"""The Departments of the office: `value`, `label` without the company's abbreviation, `description`.

	Those with an official of the settings come first: only there somebody will see what is sent to it.
	"""
	settings = frappe.get_cached_doc(SETTINGS)
	manned = {row.department for row in settings.officials}
	rows = frappe.get_all(
		"Department",
		filters={"company": settings.company, "is_group": 0, "disabled": 0},
		fields=["name", "department_name"],
	)
	rows.sort(key=lambda row: (row.name not in manned, row.department_name))
	return [
		{
			"value": row.name,
			"label": row.department_name,
			"description": "" if row.name in manned else _("no official there yet"),
		}
		for row in rows
	]


def officials() -> list[dict]:
	"""The people of the office: `value` (User), `label` (name with degree), `description` (position).

	Whoever is logged in is among them, in the settings or not.
	"""
	rows = {
		row.user: {"value": row.user, "label": row.full_name, "description": row.position or ""}
		for row in frappe.get_cached_doc(SETTINGS).officials
	}
	me = frappe.session.user
	rows.setdefault(me, {"value": me, "label": frappe.utils.get_fullname(me), "description": ""})
	return list(rows.values())


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def unit_query(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | None
) -> list[list[str]]:
	"""Query of a Link to Department in a form: the same choice, for whoever may read cases."""
	if not any(frappe.has_permission(case, "read") for case in CASE_DOCTYPES):
		raise frappe.PermissionError
	found = [unit for unit in units() if (txt or "").lower() in unit["label"].lower()]
	return [[unit["value"], unit["description"]] for unit in found[start : start + page_len]]
