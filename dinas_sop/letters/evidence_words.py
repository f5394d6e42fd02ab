"""The evidence that a step was given, in Indonesian words for the control sheet."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, getdate

from dinas_sop.constants import OFFICIAL_LETTER
from dinas_sop.letters.ending import IN_FORCE
from dinas_sop.print_formats.dates import tanggal, tanggal_waktu
from dinas_sop.workflows import reading
from dinas_sop.workflows.process import LETTER_KINDS, TABLE_KINDS, Evidence, Process

FILES = ("Attach", "Attach Image", "Signature")
ROWS_NAMED = 3


def given(case: Document, process: Process, step: int) -> list[str]:
	"""What the case holds of a step's evidence now.

	Args:
		case: the stored case.
		step: number of a step of its process.

	Returns:
		One short text for each row of evidence that is there; a field and a table that several rows name, once.
	"""
	found = [
		words
		for evidence in process.evidence_of(step)
		for words in (_letters(case, evidence) if evidence.kind in LETTER_KINDS else _field(case, evidence))
	]
	return list(dict.fromkeys(found))


def _field(case: Document, evidence: Evidence) -> Iterator[str]:
	df, value = case.meta.get_field(evidence.field), case.get(evidence.field)
	if not df or not value:
		return
	label = _(df.label, lang="id", context=case.doctype)
	if evidence.kind in TABLE_KINDS:
		names = [name for row in value if (name := _name_of(row))]
		more = f", dan {len(names) - ROWS_NAMED} lagi" if len(names) > ROWS_NAMED else ""
		yield f"{label}: {', '.join(names[:ROWS_NAMED])}{more}" if names else f"{label}: {len(value)}"
	elif df.fieldtype in FILES:
		yield f"{label} (berkas)"
	else:
		yield f"{label}: {_text(df, value)}"


def _name_of(row: Document) -> str:
	"""What a row is called: the first text of its list view."""
	for df in row.meta.get("fields", {"in_list_view": 1}):
		value = row.get(df.fieldname)
		if value and df.fieldtype not in FILES:
			return _text(df, value)
	return ""


def _text(df, value) -> str:
	if df.fieldtype == "Date":
		return tanggal(getdate(value))
	if df.fieldtype == "Datetime":
		return tanggal_waktu(get_datetime(value))
	if df.fieldtype == "Check":
		return "ya" if cint(value) else "tidak"
	if df.fieldtype == "Rating":
		return f"{round(value * cint(df.options or 5))} dari {cint(df.options or 5)}"
	if df.fieldtype == "Link" and df.options == "User":
		return reading.official_name(value)
	if df.fieldtype == "Link" and df.options == "Department":
		return frappe.get_cached_value("Department", value, "department_name") or str(value)
	return str(value)


def _letters(case: Document, evidence: Evidence) -> Iterator[str]:
	rows = frappe.get_all(
		OFFICIAL_LETTER,
		filters={
			"reference_doctype": case.doctype,
			"reference_name": case.name,
			"letter_template": evidence.letter,
			"status": ("in", ("Draf", *IN_FORCE)),
		},
		fields=["letter_number", "status"],
		order_by="creation",
	)
	for row in rows:
		number = f" {row.letter_number}" if row.letter_number else ""
		yield f"{evidence.letter}{number} ({row.status.lower()})"
