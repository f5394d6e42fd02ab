"""Sites from before the law's time to answer and the objections: settings, evidence, rights, and their requests."""

import json

import frappe

from dinas_sop.constants import CASE_DOCTYPES, DATA_REQUEST, SETTINGS
from dinas_sop.public_information import requests
from dinas_sop.workflows import roles
from dinas_sop.workflows.consistency import active_workflow
from dinas_sop.workflows.seeding import ONCE

FIRST, LAST = "answer_days", "dispute_days"


def execute():
	fill_settings()
	add_optional_evidence()
	roles.grant_objections()
	fill_messages()
	for name in frappe.get_all(DATA_REQUEST, pluck="name"):
		requests.recompute(name)


def fill_settings():
	"""The law's numbers, where a field has no value yet. A field that is new to the site has none."""
	settings = frappe.get_single(SETTINGS)
	names, stored = [df.fieldname for df in settings.meta.fields], frappe.db.get_singles_dict(SETTINGS)
	for name in names[names.index(FIRST) : names.index(LAST) + 1]:
		default = settings.meta.get_field(name).default
		if default and name not in stored:
			frappe.db.set_single_value(SETTINGS, name, default)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def add_optional_evidence():
	"""The letter that extends the time, at the steps where the shipped SOP has it. It is asked of nobody: no running
	case and no published step demands more than before, so published versions may have it too.
	"""
	(sop,) = json.loads((ONCE / "sop.json").read_text(encoding="utf-8"))
	shipped = [row for row in sop["evidence"] if row.get("condition") == "doc.extension_reason"]
	for name in frappe.get_all("SOP", pluck="name"):
		doc = frappe.get_doc("SOP", name)
		sections = {row.section_name for row in doc.sections if row.document_type == DATA_REQUEST}
		steps = {(row.section, row.step_number) for row in doc.steps if row.state}
		there = {(row.section, row.step_number, row.case_field, row.letter_template) for row in doc.evidence}
		for row in shipped:
			key = (row["section"], row["step_number"], row.get("case_field"), row.get("letter_template"))
			if row["section"] in sections and key[:2] in steps and key not in there:
				doc.append("evidence", row).db_insert()
		frappe.clear_document_cache("SOP", name)


def fill_messages():
	"""What the end of a case means, for the applicant, where the Workflow's state says nothing."""
	shipped = {
		(workflow["document_type"], row["state"]): row["message"]
		for workflow in json.loads((ONCE / "workflow.json").read_text(encoding="utf-8"))
		for row in workflow["states"]
		if row.get("message")
	}
	for doctype in CASE_DOCTYPES:
		workflow = active_workflow(doctype)
		for row in workflow.states if workflow else ():
			message = shipped.get((doctype, row.state))
			if message and not row.message:
				frappe.db.set_value("Workflow Document State", row.name, "message", message)
		if workflow:
			frappe.clear_document_cache("Workflow", workflow.name)
