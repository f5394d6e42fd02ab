"""What the desk asks of the reports: choices for their filters, and what a new assessment begins with."""

from __future__ import annotations

import frappe

from dinas_sop.constants import CASE_DOCTYPES, OBJECTION, SOP_ASSESSMENT
from dinas_sop.public_information import objections
from dinas_sop.workflows import consistency, reading
from dinas_sop.workflows.departments import units


@frappe.whitelist()
def choices() -> dict[str, list]:
	"""Roles whose turn it can be, the office's units, and the states of each process.

	Staff may not read ERPNext's Department nor the platform's Role, so no Link can offer them.

	Raises:
		frappe.PermissionError: the user may read no case.
	"""
	if not any(frappe.has_permission(case, "read") for case in CASE_DOCTYPES):
		raise frappe.PermissionError
	processes = {case: reading.process_for(case) for case in CASE_DOCTYPES if reading.sop_in_force(case)}
	roles = {process.turn(state) for process in processes.values() for state in process.states}
	states = {case: list(process.states) for case, process in processes.items()}
	if consistency.active_workflow(OBJECTION):
		states[OBJECTION] = list(objections.path().states)
	return {
		"roles": sorted(roles),
		"units": [{"value": unit["value"], "label": unit["label"]} for unit in units()],
		"states": states,
	}


@frappe.whitelist()
def proposed_assessment(kind: str) -> dict:
	"""What a new SOP Assessment begins with: the period that is over, the SOP in force, who is logged in.

	Args:
		kind: Monitoring or Evaluasi.

	Raises:
		frappe.PermissionError: the user may not make one.
	"""
	frappe.has_permission(SOP_ASSESSMENT, "create", throw=True)
	doc = frappe.new_doc(SOP_ASSESSMENT, kind=kind)
	doc.set_defaults()
	proposed = ("period_from", "period_to", "sop", "assessor", "assessor_position", "assessor_nip")
	return {name: doc.get(name) for name in proposed}
