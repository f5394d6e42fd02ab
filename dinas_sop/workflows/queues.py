"""The filter "my turn" of the lists. The page My Queue and the workspace's cards are in `queues/`."""

from __future__ import annotations

import frappe

from dinas_sop.permissions import acting
from dinas_sop.workflows import reading


@frappe.whitelist()
def my_states(doctype: str) -> list[str]:
	"""The states of a case DocType in which one of the user's roles has the turn.

	Args:
		doctype: a case DocType.
	"""
	frappe.has_permission(doctype, "read", throw=True)
	process, roles = reading.process_for(doctype), set(acting.roles_of())
	return [s for s in process.states if process.turn(s) in roles and not process.is_final(s)]
