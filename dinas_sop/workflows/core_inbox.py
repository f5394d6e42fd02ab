"""Core's inbox of workflow actions, which cases stay out of.

Core makes `Workflow Action` rows for every state that a document enters, unless one for that state is there. Ours
is there first, completed from the start, so that core leaves it at that:

- its updates look for rows by user and lock the end of that index, and two clerks who move two cases at the same
  time dead-lock on it;
- its rows are shown by role alone, so that every unit reads the numbers of the others' cases;
- the links in its mails take the action without a login, for ever.

Whose turn it is, staff see in the workspace and in the list of cases.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.query_builder import DocType

from dinas_sop.constants import STATE_FIELD

INBOX = "Workflow Action"


def keep_out(case: Document) -> None:
	"""Make the row that core would find. Called from the case's own `on_update`, which runs before core's."""
	entry = {
		"reference_doctype": case.doctype,
		"reference_name": case.name,
		"workflow_state": case.get(STATE_FIELD),
	}
	if case.get_doc_before_save() and frappe.db.exists(INBOX, entry):
		return
	now, user = frappe.utils.now(), frappe.session.user
	values = entry | {
		"name": frappe.generate_hash(length=10),
		"status": "Completed",
		"owner": user,
		"modified_by": user,
		"creation": now,
		"modified": now,
	}
	frappe.qb.into(DocType(INBOX)).columns(*values).insert(*values.values()).run()
