"""Sites from before the reports: the log may go into spreadsheets, and the SOP has its assessors."""

import frappe

from dinas_sop.constants import STAFF_ROLES, STEP_LOG
from dinas_sop.workflows import roles


def execute():
	given = {"parent": STEP_LOG, "role": ("in", STAFF_ROLES), "permlevel": 0}
	frappe.db.set_value("Custom DocPerm", given, "export", 1)
	frappe.clear_cache(doctype=STEP_LOG)
	roles.grant_assessors()
