"""Choices for the filters of the reports: staff may not read ERPNext's Department nor the platform's Role."""

from __future__ import annotations

import frappe

from dinas_sop.constants import CASE_DOCTYPES
from dinas_sop.workflows import reading
from dinas_sop.workflows.departments import units


@frappe.whitelist()
def choices() -> dict[str, list]:
	"""Roles whose turn it can be, the office's units, and the states of each process.

	Raises:
		frappe.PermissionError: the user may read no case.
	"""
	if not any(frappe.has_permission(case, "read") for case in CASE_DOCTYPES):
		raise frappe.PermissionError
	processes = {case: reading.process_for(case) for case in CASE_DOCTYPES if reading.sop_in_force(case)}
	roles = {process.turn(state) for process in processes.values() for state in process.states}
	return {
		"roles": sorted(roles),
		"units": [{"value": unit["value"], "label": unit["label"]} for unit in units()],
		"states": {case: list(process.states) for case, process in processes.items()},
	}
