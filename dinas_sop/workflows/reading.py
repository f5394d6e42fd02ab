"""Reads the site's records into plain values: the Workflow and SOP as a Process, a case as Facts."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name, get_workflow_safe_globals
from frappe.utils import cint, flt, get_datetime, getdate

from dinas_sop.constants import CASE_DOCTYPES, OFFICIAL_LETTER, STEP_LOG
from dinas_sop.workflows.evidence import Facts, LetterFact, Visit
from dinas_sop.workflows.process import (
	FIELD_KINDS,
	TABLE_KINDS,
	Evidence,
	Kind,
	Process,
	Step,
	Transition,
	parse_columns,
)

IN_FORCE = "dinas_sop_in_force"  # in the cache


def sop_in_force(doctype: str) -> str | None:
	"""Name of the SOP that new cases of `doctype` run on: the one in force with a section for it."""
	return frappe.cache.get_value(IN_FORCE, _read_in_force).get(doctype)


def _read_in_force() -> dict[str, str]:
	sop = frappe.qb.DocType("SOP")
	oldest_first = frappe.qb.from_(sop).where(sop.status == "Berlaku").orderby(sop.published_on)
	return {
		section.document_type: name
		for name in oldest_first.select(sop.name).run(pluck=True)
		for section in frappe.get_cached_doc("SOP", name).sections
	}


def process_for(doctype: str, sop: str | None = None) -> Process:
	"""The process that a case of `doctype` runs through.

	Args:
		sop: the SOP version of the case; without it, the one in force.

	Raises:
		frappe.ValidationError: there is no active Workflow or no SOP in force for the DocType.
	"""
	workflow_name = get_workflow_name(doctype)
	sop = sop or sop_in_force(doctype)
	if not (workflow_name and sop):
		frappe.throw(
			_("{0} needs an active Workflow and an SOP in force. Please ask the administrator.").format(
				frappe.bold(_(doctype))
			),
			title=_("Process is not set up"),
		)
	records = frappe.get_cached_doc("Workflow", workflow_name), frappe.get_cached_doc("SOP", sop)
	# once for the same records of one request: a renamed role or state leaves `modified` as it is, but not the cache
	built = frappe.flags.setdefault("dinas_processes", {})
	known = built.get((doctype, sop))
	if not known or any(old is not new for old, new in zip(known[0], records, strict=True)):
		known = built[doctype, sop] = records, build_process(doctype, *records)
	return known[1]


def build_process(doctype: str, workflow: Document, sop: Document) -> Process:
	"""A Process from a Workflow and an SOP document, saved or not."""
	section = next((s for s in sop.sections if s.document_type == doctype), None)
	if not section:
		frappe.throw(_("{0} has no section for {1}.").format(frappe.bold(sop.name), frappe.bold(_(doctype))))
	states: dict[str, tuple[str, ...]] = {}
	for row in workflow.states:
		states[row.state] = (*states.get(row.state, ()), row.allow_edit)
	return Process(
		doctype=doctype,
		section=section.section_name,
		states=states,
		transitions=tuple(
			Transition(
				t.state,
				t.action,
				t.next_state,
				t.allowed,
				bool(cint(t.allow_self_approval)),
				t.condition or "",
			)
			for t in workflow.transitions
		),
		steps=tuple(
			sorted(
				(_step(row) for row in sop.steps if row.section == section.section_name),
				key=lambda step: step.number,
			)
		),
		evidence=tuple(_evidence(row) for row in sop.evidence if row.section == section.section_name),
		closing=section.closing_state,
		correction=section.correction_state or "",
		finals=frozenset(lines(section.final_states)),
	)


def lines(text: str | None) -> list[str]:
	"""The non-empty lines of a text, stripped."""
	return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _step(row: Document) -> Step:
	return Step(
		number=cint(row.step_number),
		activity=row.activity or "",
		state=row.state or "",
		performer=row.performer or "",
		moment_field=row.moment_field or "",
		standard_time=row.standard_time or "",
	)


def evidence_key(row: Document) -> str:
	"""The name by which the log remembers a row of evidence, the same in every version of the SOP."""
	return f"{cint(row.step_number) or row.final_state}:{row.kind}:{row.letter_template or row.case_field}"


def _evidence(row: Document) -> Evidence:
	return Evidence(
		key=evidence_key(row),
		kind=Kind(row.kind),
		step=cint(row.step_number),
		final_state="" if cint(row.step_number) else (row.final_state or ""),
		field=row.case_field or "",
		values=tuple(lines(row.allowed_values)),
		rows_where=parse_columns(row.rows_where),
		columns=parse_columns(row.columns),
		letter=row.letter_template or "",
		mandatory=bool(cint(row.mandatory)),
		condition=row.condition or "",
		hint=row.hint or "",
	)


# --- the case ---------------------------------------------------------------


def plain(fieldtype: str, value: object) -> object:
	"""A value in the form in which two of them can be compared, whatever way it came in.

	Args:
		fieldtype: the DocField's type.
		value: from the database, a form or JSON.
	"""
	if fieldtype in ("Check", "Int"):
		return cint(value)
	if fieldtype in ("Float", "Currency", "Percent", "Rating", "Duration"):
		return flt(value, 6)
	if value in (None, ""):
		return ""
	if fieldtype == "Date":
		return str(getdate(value))
	if fieldtype == "Datetime":
		return str(get_datetime(value))
	return str(value)


def value_fields(meta) -> list:
	"""The DocFields of a DocType that hold a value of their own."""
	no_value = ("Table", "Table MultiSelect")
	return [
		df
		for df in meta.fields
		if (df.fieldtype not in frappe.model.no_value_fields or df.fieldtype in no_value)
		and not df.get("is_virtual")
	]


def own_departments(user: str) -> frozenset[str]:
	"""The Departments of a user, by the officials in the settings."""
	settings = frappe.get_cached_doc("Dinas SOP Settings")
	return frozenset(row.department for row in settings.officials if row.user == user and row.department)


def plain_row(row: Document, departments: frozenset[str] = frozenset()) -> dict:
	"""A child row as plain values, with its `name` and, where it has a department, its `unit`."""
	values = {
		df.fieldname: plain(df.fieldtype, row.get(df.fieldname))
		for df in value_fields(frappe.get_meta(row.doctype))
	}
	values["name"] = row.name or ""
	if "department" in values:
		values["unit"] = "sendiri" if values["department"] in departments else "lain"
	return values


def facts_of(doc: Document, process: Process, user: str | None = None, with_letters: bool = True) -> Facts:
	"""The case as plain values, conditions of evidence included."""
	own = own_departments(user or frappe.session.user)
	meta, values, tables = doc.meta, {}, {}
	for evidence in process.evidence:
		if evidence.kind in FIELD_KINDS and (df := meta.get_field(evidence.field)):
			values[evidence.field] = plain(df.fieldtype, doc.get(evidence.field))
		elif evidence.kind in TABLE_KINDS and evidence.field not in tables:
			rows = doc.get(evidence.field) or []
			departments = units_in_charge(rows, own)
			tables[evidence.field] = [plain_row(row, departments) for row in rows]
	return Facts(
		values=values,
		tables=tables,
		letters=letters_of(doc) if with_letters else (),
		applies={e.key: holds(e.condition, doc) for e in process.evidence if e.condition},
	)


def units_in_charge(rows: list[Document], own: frozenset[str]) -> frozenset[str]:
	"""The Departments whose disposition rows count as "sendiri" when evidence is asked.

	The acting user's own where they have an open row; for somebody else, such as the Kepala Dinas who signs, the one
	unit that still works on the case. Where several units do, each is another (lain).

	Args:
		rows: rows of one table.
		own: the acting user's Departments.
	"""
	open_units = {row.get("department") for row in rows if row.get("status") == "Terbuka"} - {None, ""}
	if open_units & own:
		return own
	return frozenset(open_units) if len(open_units) == 1 else own


def letters_of(doc: Document) -> tuple[LetterFact, ...]:
	rows = frappe.get_all(
		OFFICIAL_LETTER,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=["name", "letter_template", "status", "content_hash"],
	)
	return tuple(LetterFact(r.name, r.letter_template, r.status, r.content_hash or "") for r in rows)


def holds(condition: str, doc: Document) -> bool:
	"""Whether a condition, written as in a Workflow, holds on a document."""
	if not condition:
		return True
	return bool(frappe.safe_eval(condition, get_workflow_safe_globals(), {"doc": doc.as_dict()}))


def visits_of(doctype: str, name: str) -> list[frappe._dict]:
	"""The case's log, oldest first."""
	return frappe.get_all(
		STEP_LOG,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=[
			"name",
			"visit",
			"step_number",
			"kind",
			"state",
			"entered_on",
			"left_on",
			"standard",
			"near_on",
			"due_on",
			"working_minutes",
			"verdict",
			"time_of",
			"explanation",
			"late_reason",
			"back_to_step",
			"evidence",
			"still_valid",
			"action",
			"role",
			"actor_name",
			"channel",
			"reason",
		],
		order_by="visit asc",
	)


def plain_visits(rows: list[frappe._dict]) -> tuple[Visit, ...]:
	return tuple(
		Visit(
			step=row.step_number or 0,
			state=row.state or "",
			back_to=row.back_to_step or 0,
			evidence=frappe.parse_json(row.evidence) or {},
			still_valid=tuple(frappe.parse_json(row.still_valid) or ()),
		)
		for row in rows
	)


def is_case(doctype: str | None) -> bool:
	return doctype in CASE_DOCTYPES


def official_name(user: str) -> str:
	"""Name of an official as the settings give it, or the User's full name."""
	for row in frappe.get_cached_doc("Dinas SOP Settings").officials:
		if row.user == user:
			return row.full_name
	return frappe.utils.get_fullname(user)
