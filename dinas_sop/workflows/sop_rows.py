"""Do the rows of an SOP make sense by themselves? A row that nobody could ever fulfil would stop every case."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import cint

from dinas_sop.workflows import reading
from dinas_sop.workflows.process import FIELD_KINDS, TABLE_KINDS, Kind, parse_columns

SEEN_FROM_USER = "unit"  # of rows with a department: sendiri or lain


def problems(sop: Document) -> list[str]:
	"""What is wrong with an SOP's rows, as sentences that name the row and what to do."""
	return [*_step_problems(sop), *_evidence_problems(sop)]


def _step_problems(sop: Document) -> list[str]:
	found, seen = [], set()
	sections = {row.section_name for row in sop.sections}
	for row in [*sop.steps, *sop.evidence]:
		if row.section not in sections:
			found.append(_("Row {0}: there is no section {1}.").format(row.idx, bold(row.section)))
	for row in sop.steps:
		for key in ((row.section, cint(row.step_number)), (row.section, row.state)):
			if key[1] and key in seen:
				found.append(
					_("{0}: step or state {1} stands twice.").format(bold(row.section), bold(key[1]))
				)
			seen.add(key)
	return found


def _evidence_problems(sop: Document) -> list[str]:
	found, seen = [], set()
	for row in sop.evidence:
		section = next((s for s in sop.sections if s.section_name == row.section), None)
		if not section:
			continue
		where = _("Evidence row {0}").format(row.idx)
		key = (row.section, reading.evidence_key(row))
		if key in seen:
			found.append(_("{0} stands twice.").format(where))
		seen.add(key)
		steps = {cint(step.step_number): step for step in sop.steps if step.section == row.section}
		found += [
			problem.format(where, *(bold(word) for word in words))
			for problem, *words in (
				*_place_problems(row, section, steps),
				*_subject_problems(row, section.document_type, steps),
				*_condition_problems(row),
			)
		]
	return found


def _place_problems(row: Document, section: Document, steps: dict[int, Document]) -> Iterator[tuple]:
	number = cint(row.step_number)
	if bool(number) == bool(row.final_state):
		yield (_("{0}: name a step or a final state."),)
	elif row.final_state:
		if row.final_state not in (section.closing_state, *reading.lines(section.final_states)):
			yield _("{0}: {1} is not a final state of its section."), row.final_state
	elif number not in steps:
		yield _("{0}: there is no step {1}."), number
	elif cint(row.mandatory) and not steps[number].state and not _is_early(number, steps):
		yield _("{0}: no state waits for step {1}, so nobody could give this."), number


def _subject_problems(row: Document, doctype: str, steps: dict[int, Document]) -> Iterator[tuple]:
	if row.kind not in (*FIELD_KINDS, *TABLE_KINDS):
		if not row.letter_template:
			yield (_("{0}: name the letter."),)
		return
	df = frappe.get_meta(doctype).get_field(row.case_field) if row.case_field else None
	is_table = bool(df and df.fieldtype in frappe.model.table_fields)
	if not df or is_table != (row.kind in TABLE_KINDS):
		yield _("{0}: {1} is not such a field of the document."), row.case_field
		return
	if df.read_only:
		yield _("{0}: {1} is filled in by the system, so nobody could give this."), df.label
	if df.reqd and not _is_early(cint(row.step_number), steps):
		yield (
			_("{0}: {1} is mandatory in the document itself, so no application could come in without it."),
			df.label,
		)
	if row.kind == Kind.VALUE:
		yield from _value_problems(row, df)
	if is_table:
		yield from _column_problems(row, df)


def _value_problems(row: Document, df) -> Iterator[tuple]:
	values = reading.lines(row.allowed_values)
	if not values:
		yield (_("{0}: list the values that are right, one a line."),)
	choices = reading.lines(df.options) if df.fieldtype == "Select" else values
	for value in values:
		if value not in choices:
			yield _("{0}: {1} is not a choice of {2}."), value, df.label


def _column_problems(row: Document, df) -> Iterator[tuple]:
	meta = frappe.get_meta(df.options)
	for column in (*parse_columns(row.rows_where), *parse_columns(row.columns)):
		pseudo = column.name == SEEN_FROM_USER and meta.has_field("department")
		if not (meta.has_field(column.name) or pseudo):
			yield _("{0}: {1} has no column {2}."), df.label, column.name


def _condition_problems(row: Document) -> Iterator[tuple]:
	try:
		compile(row.condition or "True", "condition", "eval")
	except (SyntaxError, ValueError):
		yield _("{0}: the condition {1} cannot be read."), row.condition


def _is_early(number: int, steps: dict[int, Document]) -> bool:
	waiting = [n for n, step in steps.items() if step.state]
	return 0 < number < min(waiting, default=0)
