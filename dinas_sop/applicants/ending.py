"""What the end of a case means for its applicant: in words, with the reason given and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.model.document import Document

from dinas_sop.applicants import web_forms
from dinas_sop.constants import DATA_REQUEST, STATE_FIELD
from dinas_sop.public_information import objection_time
from dinas_sop.public_information.objection_rules import When
from dinas_sop.workflows import consistency, reading
from dinas_sop.workflows.process import FIELD_KINDS


@dataclass(frozen=True)
class Ending:
	"""The end of a case.

	Args:
		meaning: the office's words for its state (the state's message in the Workflow); may be empty.
		reason: as written by whoever ended it; may be empty.
		grounds: further texts that its final state asks for, such as the legal ground.
		objection_until: until when the applicant may object; None where there is nothing to object to.
		form: route of the form for a new application; empty where it is closed.
		early: it ended before its last step.
	"""

	meaning: str
	reason: str
	grounds: tuple[str, ...]
	objection_until: datetime | None
	form: str
	early: bool


def of(case: Document) -> Ending | None:
	"""The end of a case; None while it runs."""
	process, state = reading.process_for(case.doctype, case.sop), case.get(STATE_FIELD)
	if not process.is_final(state):
		return None
	last = next((v for v in reversed(reading.visits_of(case.doctype, case.name)) if v.action), None)
	early = state in process.finals
	return Ending(
		meaning=meaning(case.doctype, state),
		reason=(last.reason or "") if last and early else "",
		grounds=tuple(
			str(case.get(e.field))
			for e in process.evidence_of(final_state=state)
			if e.field and e.kind in FIELD_KINDS and case.get(e.field)
		),
		objection_until=objection_until(case),
		form=open_form(case.doctype) if early else "",
		early=early,
	)


def meaning(doctype: str, state: str) -> str:
	"""The message that the Workflow holds for a state."""
	workflow = consistency.active_workflow(doctype)
	rows = workflow.states if workflow else []
	return next(
		(row.message.strip() for row in rows if row.state == state and (row.message or "").strip()), ""
	)


def objection_until(case: Document) -> datetime | None:
	"""Until when the applicant of a data request may lodge an objection, where it is the time for one."""
	if case.doctype != DATA_REQUEST:
		return None
	window = objection_time.window_of(case)
	return window.until if window.when is When.OPEN else None


def open_form(doctype: str) -> str:
	"""Route of the published form of a case DocType; empty where there is none."""
	for route, name in web_forms.routes().items():
		record = frappe.get_cached_doc("Web Form", name)
		if record.doc_type == doctype and record.published:
			return route
	return ""
