"""Who sees an objection: who sees the request that it is about."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from dinas_sop.constants import DATA_REQUEST, OBJECTION
from dinas_sop.permissions.cases import ALL, NONE, UNITS, cases_of_units, may_unit_touch, sight

READING = ("read", "print", "report", "export", "select")


def has_objection_permission(doc: Document, ptype: str = "read", user: str | None = None, **kwargs) -> bool:
	"""`has_permission` of Information Objection. A unit reads the objections to its requests and writes none."""
	user = user or frappe.session.user
	seen = sight(user, DATA_REQUEST)
	if seen == ALL:
		return True
	if seen == NONE or not doc.data_request or ptype not in READING:
		return False
	return may_unit_touch(user, DATA_REQUEST, doc.data_request)


def objection_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""`permission_query_conditions` of Information Objection."""
	user = user or frappe.session.user
	seen = sight(user, DATA_REQUEST)
	if seen == UNITS:
		return f"`tab{OBJECTION}`.`data_request` in ({cases_of_units(user, DATA_REQUEST).get_sql()})"
	return "" if seen == ALL else "1=0"
