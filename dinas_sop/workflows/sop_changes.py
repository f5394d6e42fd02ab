"""What a version of the SOP changes against another one: told before it is published."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, cstr

from dinas_sop.constants import STATE_FIELD
from dinas_sop.reports.sight import cases_in_sight
from dinas_sop.workflows import reading, sop_replay
from dinas_sop.workflows.rewording import marked
from dinas_sop.workflows.sop_versions import (
	Change,
	EvidenceRow,
	StepRow,
	Version,
	compare,
)

TABLES = {"step": "SOP Step", "evidence": "SOP Evidence", "section": "SOP Section", "header": "SOP"}
# what two rows are matched by
KEYS = {
	"section",
	"step_number",
	"state",
	"final_state",
	"document_type",
	"kind",
	"case_field",
	"letter_template",
}


@frappe.whitelist()
@frappe.read_only()
def what_changes(sop: str, other: str | None = None) -> dict:
	"""Compare a version of the SOP with another one, and replay the last month with its durations. Writes nothing.

	Args:
		sop: the newer version, such as a draft before it is published.
		other: the version to compare with; without it the one in force, else the one before.

	Returns:
		`other`, `others` (versions to choose from), `changes` (part, how, section, step, what, column;
		before and after as (words, whether the other lacks them)), `open_cases` on the other version by process, and `month` (from, to, visits, moved, earlier, later,
		becomes_late, becomes_on_time, cases, steps, due_dates, complete). `other` is empty where there is none.

	Raises:
		frappe.PermissionError: the user may not read the SOP.
	"""
	new = _read(sop)
	others = _others(new)
	other = other or (others[0]["name"] if others else "")
	if not other:
		return {"other": "", "others": []}
	old = _read(other)
	before, after = version_of(old), version_of(new)
	sections = {row.document_type: row.section_name for row in (*old.sections, *new.sections)}
	return {
		"other": old.name,
		"others": others,
		"changes": [_told(change, sections) for change in compare(before, after)],
		"open_cases": [
			{"process": section, "doctype": doctype, "count": _open_cases(old, doctype)}
			for doctype, section in sections.items()
		],
		"month": sop_replay.last_month(before, after, sections),
	}


def version_of(sop: Document) -> Version:
	"""An SOP as the plain value that two versions are compared by."""
	doctypes = {row.section_name: row.document_type for row in sop.sections}
	return Version(
		header={
			df.fieldname: cstr(sop.get(df.fieldname))
			for df in _columns("SOP")
			if not df.read_only  # the engine's own: version, status, by whom and when put in force
		},
		sections={row.document_type: _values(row) for row in sop.sections if row.document_type},
		steps=tuple(
			StepRow(
				doctypes.get(row.section, ""),
				cint(row.step_number),
				row.state or "",
				_values(row),
			)
			for row in sop.steps
		),
		evidence=tuple(
			EvidenceRow(
				doctypes.get(row.section, ""),
				cint(row.step_number),
				"" if cint(row.step_number) else (row.final_state or ""),
				(row.kind, row.letter_template or row.case_field or ""),
				_values(row),
			)
			for row in sop.evidence
		),
	)


def _read(name: str) -> Document:
	sop = frappe.get_doc("SOP", name)
	sop.check_permission("read")
	return sop


def _others(sop: Document) -> list[dict]:
	"""Versions of the same document: the one in force first, then the newest."""
	rows = frappe.get_list(
		"SOP",
		{"document_number": sop.document_number, "name": ("!=", sop.name)},
		["name", "status", "version"],
		order_by="version desc",
	)
	return sorted(rows, key=lambda row: row.status != "Berlaku")


# --- what changes in the document ----------------------------------------------------


def _columns(doctype: str) -> list:
	return [
		df
		for df in frappe.get_meta(doctype).fields
		if df.fieldtype not in (*frappe.model.no_value_fields, *frappe.model.table_fields)
	]


def _values(row: Document) -> dict[str, str]:
	values = {}
	for df in _columns(row.doctype):
		if df.fieldname not in KEYS:
			value = row.get(df.fieldname)
			values[df.fieldname] = cstr(cint(value)) if df.fieldtype == "Check" else cstr(value)
	return values


def _told(change: Change, sections: dict[str, str]) -> dict:
	table = frappe.get_meta(TABLES[change.part.value])
	df = table.get_field(change.column) if change.column else None
	before, after = change.before, change.after
	if df and df.fieldtype == "Check":
		before, after = (_("Yes") if cint(value) else _("Not so") for value in (before, after))
	elif df and df.options == "Workflow State":
		before, after = (_(value) if value else "" for value in (before, after))
	was, now = marked(before, after)
	return {
		"part": change.part.value,
		"how": change.how.value,
		"section": sections.get(change.doctype, ""),
		"step": change.step,
		"what": _subject(change),
		"final_state": _(change.final_state) if change.final_state else "",
		"column": _(df.label, context=table.name) if df else "",
		"before": was,
		"after": now,
	}


def _subject(change: Change) -> str:
	"""What a row of evidence asks: "Field is filled: Nomor surat"."""
	kind, name = change.subject
	if not kind:
		return ""
	df = frappe.get_meta(change.doctype).get_field(name) if change.doctype else None
	return f"{_(kind)}: {_(df.label, context=change.doctype) if df else name}"


def _open_cases(sop: Document, doctype: str) -> int:
	section = next((row for row in sop.sections if row.document_type == doctype), None)
	if not section:
		return 0
	case = DocType(doctype)
	final = [section.closing_state, *reading.lines(section.final_states)]
	query = frappe.qb.from_(case).select(Count("*"))
	query = query.where((case.sop == sop.name) & case[STATE_FIELD].notin(final))
	return query.where(cases_in_sight(case, doctype)).run()[0][0]
