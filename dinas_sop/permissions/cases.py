"""Who sees a case: one query behind the list filter and has_permission, failing closed.

Unit Kerja see a case when one of its dispositions names one of their Departments and is open or done; they may
write while it is open. Applicants' roles see nothing, save the internal portal user behind our endpoints.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.query_builder import DocType

from dinas_sop.constants import CASE_DOCTYPES, SETTINGS
from dinas_sop.workflows.reading import own_departments

ALL, UNITS, NONE = "all", "units", "none"
SIGHT_STATUSES = ("Terbuka", "Selesai")


def sight(user: str, doctype: str) -> str:
	"""How much of a case DocType a user sees: all, those disposed to the own units, or none.

	Args:
		user: name of the User.
		doctype: a case DocType.
	"""
	if user == "Administrator" or user == frappe.get_cached_value(SETTINGS, SETTINGS, "portal_user"):
		return ALL
	unit_role = frappe.get_cached_value(SETTINGS, SETTINGS, "unit_role")
	reading_roles = {
		p.role for p in frappe.get_meta(doctype).permissions if p.read and not p.permlevel
	} & set(frappe.get_roles(user))
	if any(_is_of_desk(role) for role in reading_roles - {unit_role}):
		return ALL
	return UNITS if unit_role in reading_roles and _is_of_desk(unit_role) else NONE


def _is_of_desk(role: str) -> bool:
	return bool(frappe.get_cached_value("Role", role, "desk_access"))


def cases_of_units(user: str, doctype: str, statuses: tuple[str, ...] = SIGHT_STATUSES):
	"""Query of the names of cases disposed to the user's Departments."""
	disposition = DocType("Disposition")
	return (
		frappe.qb.from_(disposition)
		.select(disposition.parent)
		.where(
			(disposition.parenttype == doctype)
			& disposition.department.isin(sorted(own_departments(user)) or [""])
			& disposition.status.isin(statuses)
		)
	)


def has_case_permission(doc: Document, ptype: str = "read", user: str | None = None, **kwargs) -> bool:
	"""`has_permission` of the case DocTypes."""
	user = user or frappe.session.user
	seen = sight(user, doc.doctype)
	if seen == ALL:
		return True
	if seen == NONE or doc.is_new():
		return False
	return may_unit_touch(
		user, doc.doctype, doc.name, write=ptype not in ("read", "print", "report", "export", "select")
	)


def may_unit_touch(user: str, doctype: str, name: str, write: bool = False) -> bool:
	"""Whether one of the user's Departments has a live disposition row of the case, an open one for writing."""
	statuses = ("Terbuka",) if write else SIGHT_STATUSES
	disposition = DocType("Disposition")
	return bool(cases_of_units(user, doctype, statuses).where(disposition.parent == name).limit(1).run())


def case_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""`permission_query_conditions` of the case DocTypes."""
	user = user or frappe.session.user
	seen = sight(user, doctype)
	if seen == ALL:
		return ""
	if seen == NONE:
		return "1=0"
	return f"`tab{doctype}`.`name` in ({cases_of_units(user, doctype).get_sql()})"


def has_attached_permission(doc: Document, ptype: str = "read", user: str | None = None, **kwargs) -> bool:
	"""`has_permission` of Official Letter and SOP Step Log: they follow their case."""
	if not (doc.reference_doctype and doc.reference_name):
		return True
	user = user or frappe.session.user
	seen = sight(user, doc.reference_doctype)
	if seen == ALL:
		return True
	if seen == NONE:
		return False
	return may_unit_touch(user, doc.reference_doctype, doc.reference_name, write=ptype == "write")


def attached_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""`permission_query_conditions` of Official Letter and SOP Step Log."""
	user, parts = user or frappe.session.user, []
	for case in CASE_DOCTYPES:
		seen = sight(user, case)
		if seen == NONE:
			continue
		part = f"`tab{doctype}`.`reference_doctype` = {frappe.db.escape(case)}"
		if seen == UNITS:
			part += f" and `tab{doctype}`.`reference_name` in ({cases_of_units(user, case).get_sql()})"
		parts.append(f"({part})")
	return f"({' or '.join(parts)})" if parts else "1=0"
