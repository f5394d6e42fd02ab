"""Sites whose office had named roles of its own in a Workflow before that opened the reports to them."""

import frappe

from dinas_sop.constants import CASE_DOCTYPES, OBJECTION, STAFF_ROLES, STEP_LOG
from dinas_sop.workflows import roles
from dinas_sop.workflows.consistency import active_workflow


def execute():
	for doctype, reported in (
		*((case, (case, STEP_LOG)) for case in CASE_DOCTYPES),
		(OBJECTION, (OBJECTION,)),
	):
		if workflow := active_workflow(doctype):
			for role in sorted(roles.named(workflow) - set(STAFF_ROLES)):
				if frappe.get_cached_value("Role", role, "desk_access"):
					roles.grant_reports(role, *reported)
