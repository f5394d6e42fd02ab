"""The rows of a case: whose they are, and what the engine itself writes into them."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.model.meta import Meta

from dinas_sop.workflows import attempts, demands, guard, messages, reading


def refuse_foreign(case: Document) -> None:
	"""Frappe updates a row by its name alone: a row of another case would be carried over into this one."""
	before = case.get_doc_before_save()
	if not before:
		return  # the rows of a new case are given names of their own
	for table in case.meta.get_table_fields():
		own = {row.name for row in before.get(table.fieldname)}
		if any(row.name not in own and not row.is_new() for row in case.get(table.fieldname)):
			frappe.throw(
				_("{0}: a row belongs to another document. Please add a new row.").format(
					bold(_(table.label))
				),
				messages.Refused,
			)


def keep_engine_columns(case: Document) -> None:
	"""Columns of rows that only the engine writes keep their stored value, whatever was sent."""
	before = case.get_doc_before_save()
	for table in case.meta.get_table_fields():
		old = {row.name: row for row in before.get(table.fieldname)} if before else {}
		for row in case.get(table.fieldname) or []:
			for df in row.meta.get("fields", {"read_only": 1}):
				row.set(df.fieldname, old[row.name].get(df.fieldname) if row.name in old else None)
			if row.doctype == "Disposition" and row.name not in old:
				row.status = row.status or "Terbuka"


def stamp(case: Document, verdict: guard.Verdict, now) -> None:
	"""Write by whom and when into the rows of an accepted save.

	Args:
		now: the moment of the save, which the log has too.
	"""
	_stamp_dispositions(case, verdict.attempt, now)
	_stamp_corrections(case, verdict, now)


def _stamp_dispositions(case: Document, attempt: attempts.Attempt, now) -> None:
	departments = reading.own_departments(frappe.session.user)
	before = case.get_doc_before_save()
	for table in attempt.tracked_tables:
		old = {row.name: row for row in before.get(table)} if before else {}
		given_back = (
			attempt.moves
			and demands.is_back(attempt.process, attempt.before, attempt.after, attempt.last_step)
			and attempt.process.step_of(attempt.after) in attempt.process.steps_asking_row(table)
		)
		for row in case.get(table) or []:
			if row.name not in old:
				row.from_user, row.disposed_on = frappe.session.user, now
				row.read_on = row.done_on = None
			elif row.status == "Selesai" and not row.done_on:
				row.done_on = now
			elif given_back and row.status == "Terbuka" and row.department in {None, "", *departments}:
				row.status, row.done_on = "Dikembalikan", now


def _stamp_corrections(case: Document, verdict: guard.Verdict, now) -> None:
	before = case.get_doc_before_save()
	known = {row.name for row in before.corrections} if before else set()
	for row in case.get("corrections") or []:
		if row.name not in known:
			row.field_label = applicants_words(case.meta, row.case_field)
			row.asked_by, row.asked_on = frappe.session.user, now
			row.answer = row.answered_on = None
		elif not row.answered_on and (row.answer or row.case_field in verdict.changed):
			row.answered_on = now


def applicants_words(meta: Meta, fieldname: str) -> str:
	"""What a field is called where the applicant filled it in: the public form's label, else the document's.

	The log keeps these words for good, so they are Indonesian whatever language the desk of who returns speaks.

	Args:
		meta: of the case DocType.
		fieldname: a field of it.
	"""
	forms = frappe.get_all("Web Form", {"doc_type": meta.name, "published": 1}, pluck="name")
	shown = frappe.get_all(
		"Web Form Field",
		{"parent": ("in", forms), "fieldname": fieldname, "label": ("is", "set")},
		pluck="label",
		limit=1,
	)
	return shown[0] if shown else _(meta.get_label(fieldname), lang="id", context=meta.name)


def changed_values(case: Document, verdict: guard.Verdict | None) -> list[tuple[Document, str]]:
	"""Columns of the rows of changed tables, as (row, fieldname)."""
	if not verdict:
		return []
	return [
		(row, df.fieldname)
		for table in case.meta.get_table_fields()
		if table.fieldname in verdict.changed
		for row in case.get(table.fieldname) or []
		for df in row.meta.fields
	]
