"""What a public page asks for a field of a document: a DocField of the platform as a plain `Field`."""

from __future__ import annotations

import frappe
from frappe.model.base_document import get_controller

from dinas_sop.applicants import conditions
from dinas_sop.applicants.fields import Field
from dinas_sop.applicants.wording import indonesian
from dinas_sop.workflows.attach_fields import ATTACH_TYPES
from dinas_sop.workflows.attached import allowed_types
from dinas_sop.workflows.dates import NO_RULES, DateRules

TEXTS = {"Data": 140, "Small Text": 2000, "Text": 10_000, "Long Text": 10_000}
KINDS = {
	"Select": "select",
	"Date": "date",
	"Int": "number",
	"Check": "check",
	"Phone": "phone",
	"Rating": "rating",
	"Table": "table",
} | dict.fromkeys(ATTACH_TYPES, "file")
BY_OPTIONS = {"Email": "email", "Phone": "phone"}
# what a phone can fill in by itself, so that nobody types an address with the thumbs
AUTOCOMPLETE = {
	"applicant_name": "name",
	"statement_name": "name",
	"institution": "organization",
	"address": "street-address",
	"phone": "tel",
	"email": "email",
}


def kind_of(df) -> str:
	"""The kind of field that asks for a DocField; empty where a public page cannot ask for it (a Link, say)."""
	if df.fieldtype in TEXTS:
		return BY_OPTIONS.get(df.options or "") or ("text" if df.fieldtype == "Data" else "long")
	return KINDS.get(df.fieldtype, "")


def date_rules(doctype: str) -> DateRules:
	"""How the dates of a DocType fit together, as its controller says it."""
	return getattr(get_controller(doctype), "date_rules", NO_RULES)


def field_of(df, **changes: object) -> Field | None:
	"""A DocField as a field of a public page.

	Args:
		df: the DocField.
		changes: what the page has otherwise: label, help, required and so on; of `options` and `max_length` only
			what the document can take is left.

	Returns:
		The field; None where a public page cannot ask for it.
	"""
	kind = kind_of(df)
	if not kind:
		return None
	length = df.length or TEXTS.get(df.fieldtype, 140)
	options = tuple(line.strip() for line in (df.options or "").splitlines() if line.strip())
	values = {
		"name": df.fieldname,
		"label": indonesian(df.label or df.fieldname, df.parent),
		"kind": kind,
		"required": bool(df.reqd),
		"required_if": conditions.parse(df.mandatory_depends_on),
		"options": options if kind == "select" else (),
		"max_length": 20 if kind == "phone" else length,
		"extensions": allowed_types(df.fieldname) if kind == "file" else frozenset(),
		"columns": columns_of(df) if kind == "table" else (),
		"hint": AUTOCOMPLETE.get(df.fieldname, ""),
	} | changes
	values["options"] = tuple(one for one in values["options"] if one in options)
	values["max_length"] = min(values["max_length"] or length, length)
	return Field(**values)


def columns_of(table, needed: frozenset[str] = frozenset()) -> tuple[Field, ...]:
	"""The columns of a table that somebody may fill in.

	Args:
		table: the table's DocField.
		needed: columns that a row must have.
	"""
	columns = [
		field_of(df, required=bool(df.reqd) or df.fieldname in needed)
		for df in frappe.get_meta(table.options).fields
		if not df.read_only and not df.hidden and kind_of(df) not in ("", "table", "file", "rating")
	]
	return tuple(column for column in columns if column)


def typed(one: Field, value: object) -> object:
	"""A stored value as somebody would have typed it."""
	if one.kind == "table":
		return [
			{column.name: typed(column, row.get(column.name)) for column in one.columns} | {"name": row.name}
			for row in value or []
		]
	if one.kind == "rating":
		return str(round(float(value or 0) * 5) or "")
	if one.kind in ("check", "number"):
		return str(value or "")
	return "" if value is None else str(value)
