"""What waits for whom: the number cards of the workspace, and the filter "my turn" of the lists.

Counts follow the user's own permissions; final states come from the SOP, turns from the Workflow.
"""

from __future__ import annotations

import frappe

from dinas_sop.constants import DATA_REQUEST, RESEARCH_PERMIT, STATE_FIELD
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


@frappe.whitelist()
def permits_my_turn(filters: str | list | dict | None = None) -> dict:
	"""Number card: research permits that wait for the user."""
	return _card(RESEARCH_PERMIT, ("in", my_states(RESEARCH_PERMIT)))


@frappe.whitelist()
def requests_my_turn(filters: str | list | dict | None = None) -> dict:
	"""Number card: data requests that wait for the user."""
	return _card(DATA_REQUEST, ("in", my_states(DATA_REQUEST)))


@frappe.whitelist()
def permits_open(filters: str | list | dict | None = None) -> dict:
	"""Number card: research permits that are not final."""
	return _card(RESEARCH_PERMIT, ("not in", _finals(RESEARCH_PERMIT)))


@frappe.whitelist()
def requests_open(filters: str | list | dict | None = None) -> dict:
	"""Number card: data requests that are not final."""
	return _card(DATA_REQUEST, ("not in", _finals(DATA_REQUEST)))


@frappe.whitelist()
def permits_to_correct(filters: str | list | dict | None = None) -> dict:
	"""Number card: research permits that wait for the applicant's corrections."""
	return _card(RESEARCH_PERMIT, ("=", reading.process_for(RESEARCH_PERMIT).correction))


@frappe.whitelist()
def requests_to_correct(filters: str | list | dict | None = None) -> dict:
	"""Number card: data requests that wait for the applicant's corrections."""
	return _card(DATA_REQUEST, ("=", reading.process_for(DATA_REQUEST).correction))


def _finals(doctype: str) -> list[str]:
	process = reading.process_for(doctype)
	return [state for state in process.states if process.is_final(state)]


def _card(doctype: str, states: tuple) -> dict:
	"""A number card's answer: the number, and the list that it leads to."""
	operator, value = states
	found = frappe.get_list(doctype, {STATE_FIELD: (operator, value or [""])}, pluck="name", limit=0)
	return {
		"value": len(found),
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": {STATE_FIELD: [operator, value]},
	}
