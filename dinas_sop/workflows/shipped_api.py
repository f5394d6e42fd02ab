"""For the administrator: how a shipped record differs from its shipped version, and the way back to it."""

from __future__ import annotations

import frappe

from dinas_sop.workflows import seeding


@frappe.whitelist()
def is_shipped(doctype: str, name: str) -> bool:
	"""Whether the app ships this record.

	Args:
		doctype: DocType of the record.
		name: its name.
	"""
	frappe.only_for("System Manager")
	try:
		seeding.shipped(doctype, name)
	except frappe.DoesNotExistError:
		return False
	return True


@frappe.whitelist()
def difference(doctype: str, name: str) -> list[dict]:
	"""Rows of `field`, `shipped`, `now`; empty where the record stands as shipped."""
	frappe.only_for("System Manager")
	return seeding.difference(doctype, name)


@frappe.whitelist(methods=["POST"])
def restore(doctype: str, name: str) -> str:
	"""Put the shipped version back; of an SOP, as a new draft.

	Returns:
		Name of the restored record.
	"""
	frappe.only_for("System Manager")
	return seeding.restore(doctype, name)
