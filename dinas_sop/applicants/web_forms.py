"""The public forms as their Web Form records have them at this moment: order, labels, help, pages, published or not."""

from __future__ import annotations

from collections.abc import Mapping

import bleach
import frappe
from frappe.utils import cint

from dinas_sop.applicants import conditions
from dinas_sop.applicants.docfields import columns_of, date_rules, field_of
from dinas_sop.applicants.fields import Field, Form, split_pages
from dinas_sop.applicants.wording import indonesian
from dinas_sop.constants import CASE_DOCTYPES
from dinas_sop.workflows import reading, remembered
from dinas_sop.workflows.guard import CORRECTIONS
from dinas_sop.workflows.process import Process
from dinas_sop.workflows.uploads import MAX_BYTES

MEGABYTE = 1000 * 1000
CACHE_KEY = "dinas_sop_public_forms"
PLAIN_TAGS = frozenset(["p", "br", "strong", "b", "em", "i", "u", "a", "ul", "ol", "li", "h2", "h3"])


def routes() -> dict[str, str]:
	"""Route -> name of the Web Forms of our documents, published or not: the whole routes are ours."""
	return {form.route: form.name for form in _forms()}


def open_services() -> list[dict[str, str]]:
	"""Route and title of the published forms, for the menu of every page."""
	return [{"route": form.route, "title": form.title} for form in _forms() if form.published]


def _forms() -> list[frappe._dict]:
	"""What every visit asks of the Web Forms, remembered until one of them changes."""
	return frappe.cache.get_value(CACHE_KEY, _read_forms)


def _read_forms() -> list[frappe._dict]:
	columns = ["name", "route", "title", "published", "doc_type"]
	rows = frappe.get_all("Web Form", {"doc_type": ("in", CASE_DOCTYPES), "route": ("is", "set")}, columns)
	rows.sort(key=lambda row: CASE_DOCTYPES.index(row.doc_type))
	return [frappe._dict(row, route=_route(row)) for row in rows]


def _route(form) -> str:
	return form.route.strip("/").lower()


def forget_forms(form=None, method: str | None = None, *names: object) -> None:
	"""`on_update`, `after_rename` and `on_trash` of Web Form."""
	remembered.forget(CACHE_KEY)


def load(name: str) -> Form:
	"""A form as its record has it now.

	Raises:
		frappe.DoesNotExistError: the record is gone.
		frappe.ValidationError: its document has no Workflow or no SOP in force.
	"""
	record = frappe.get_cached_doc("Web Form", name)
	process = reading.process_for(record.doc_type)
	meta = frappe.get_meta(record.doc_type)
	limit = cint(frappe.conf.get("max_file_size")) or 25 * 1024 * 1024
	needed = needed_before(process)
	parts = [
		part for row in record.web_form_fields if (part := _part(row, meta, process, needed)) is not None
	]
	return Form(
		name=record.name,
		route=_route(record),
		title=record.title,
		doctype=record.doc_type,
		published=bool(cint(record.published)),
		pages=split_pages(parts, record.title, max(1, (limit - MEGABYTE) // MAX_BYTES)),
		button=record.button_label or "",
		introduction=plain_html(record.introduction_text),
		success_title=record.success_title or "",
		success_message=plain_html(record.success_message),
		max_file_bytes=cint(record.max_attachment_size) * MEGABYTE,
		dates=date_rules(record.doc_type),
	)


def plain_html(text: str | None) -> str:
	"""An administrator's HTML with nothing in it but text, lists, tables and links."""
	return bleach.clean(text or "", tags=PLAIN_TAGS, attributes={"a": ["href"]}, strip=True).strip()


def needed_before(process: Process) -> dict[str, frozenset[str]]:
	"""Fields that the evidence of the steps before the first state demands, with the columns a row must have."""
	return {
		e.field: frozenset(column.name for column in e.columns)
		for e in process.evidence
		if e.step in process.early_steps and e.mandatory and not e.condition and e.field
	}


def belongs_to_application(process: Process, fieldname: str) -> bool:
	"""Whether a field is written at creation: it is of an early step, or of no step and no final state."""
	owners = process.steps_owning(fieldname)
	if owners:
		return bool(owners & process.early_steps)
	return fieldname != CORRECTIONS and not process.final_states_owning(fieldname)


def _part(row, meta, process: Process, needed: Mapping[str, frozenset[str]]) -> Field | str | None:
	"""One row of a Web Form: a field, the title of a page that begins here, or nothing."""
	if row.fieldtype == "Page Break":
		return indonesian(row.label)
	if cint(row.hidden):
		return None
	if row.fieldtype == "Section Break":
		return (
			Field("", indonesian(row.label), "heading", help=indonesian(row.description))
			if row.label
			else None
		)
	if row.fieldtype == "HTML":
		return Field("", "", "html", help=plain_html(row.options))
	df = meta.get_field(row.fieldname) if row.fieldname else None
	if not df or df.read_only or df.hidden or cint(row.read_only):
		return None
	if not belongs_to_application(process, df.fieldname):
		return None
	return _asked(row, df, needed)


def _asked(row, df, needed: Mapping[str, frozenset[str]]) -> Field | None:
	changes = {
		"label": indonesian(row.label or df.label or df.fieldname),
		"help": indonesian(row.description),
		"required": bool(cint(row.reqd) or df.reqd or df.fieldname in needed),
		"required_if": conditions.parse(row.mandatory_depends_on or df.mandatory_depends_on),
		"shown_if": conditions.parse(row.depends_on or df.depends_on),
		"default": row.default or df.default or "",
		"max_length": cint(row.max_length),
	}
	if df.fieldtype == "Select" and row.options:
		changes["options"] = tuple(line.strip() for line in row.options.splitlines() if line.strip())
	if df.fieldtype == "Table":
		changes["columns"] = columns_of(df, needed.get(df.fieldname, frozenset()))
	if row.fieldtype == "Phone":
		changes["kind"] = "phone"
	return field_of(df, **changes)
