"""Who is told of a step: the users of its role, of Unit Kerja only those whose Department works on the case."""

from __future__ import annotations

import frappe
from frappe.query_builder import DocType

from dinas_sop.constants import SETTINGS
from dinas_sop.workflows.reading import own_departments


def users_of_role(role: str | None) -> list[str]:
	"""Enabled desk users who hold a role."""
	if not role:
		return []
	user, has_role = DocType("User"), DocType("Has Role")
	rows = (
		frappe.qb.from_(user)
		.join(has_role)
		.on((has_role.parent == user.name) & (has_role.parenttype == "User"))
		.select(user.name)
		.where((has_role.role == role) & (user.enabled == 1) & (user.user_type == "System User"))
		.orderby(user.name)
		.run()
	)
	return [name for (name,) in rows if name != "Administrator"]


def users_of_step(doctype: str, name: str, role: str | None) -> list[str]:
	"""Users whose turn a step is.

	Args:
		doctype: of the case.
		name: its registration number.
		role: the role of the log row.
	"""
	users = users_of_role(role)
	if role != frappe.get_cached_value(SETTINGS, SETTINGS, "unit_role"):
		return users
	open_units = set(
		frappe.get_all(
			"Disposition",
			{"parenttype": doctype, "parent": name, "status": "Terbuka"},
			pluck="department",
		)
	)
	return [user for user in users if own_departments(user) & open_units]
