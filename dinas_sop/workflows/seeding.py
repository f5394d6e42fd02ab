"""Records the app ships and the office owns: inserted once ever, never touched by an upgrade.

Frappe re-inserts the JSON files directly in `fixtures/` at each migrate, which would undo the office's changes;
ours live in `fixtures/once/`, with a marker per record. A record that the office deleted stays deleted.
"""

from __future__ import annotations

import json
from pathlib import Path

import frappe
from frappe import _, bold
from frappe.model.document import Document

ONCE = Path(__file__).parent.parent / "fixtures" / "once"
ORDER = (
	"role",
	"workflow_state",
	"workflow_action_master",
	"letter_template",
	"sop",
	"workflow",
	"email_template",
	"web_form",
	"property_setter",
	"custom_html_block",
)
SOP_ENGINE_FIELDS = ("status", "version", "published_on", "published_by", "replaces")


def shipped_records() -> list[dict]:
	"""All shipped records, in the order in which they can be inserted."""
	return [
		record for name in ORDER for record in json.loads((ONCE / f"{name}.json").read_text(encoding="utf-8"))
	]


def seed() -> list[str]:
	"""Insert each shipped record that this site has never had.

	Returns:
		What was inserted, as "DocType name".
	"""
	inserted = []
	frappe.flags.dinas_seeding = True
	try:
		for record in shipped_records():
			name = record_name(record)
			if frappe.db.exists("Shipped Record", {"ref_doctype": record["doctype"], "ref_name": name}):
				continue
			is_new = not frappe.db.exists(record["doctype"], name)
			if is_new:
				_insert(record)
				inserted.append(f"{record['doctype']} {name}")
			frappe.get_doc(
				doctype="Shipped Record",
				ref_doctype=record["doctype"],
				ref_name=name,
				inserted=int(is_new),
				inserted_on=frappe.utils.now(),
			).insert(ignore_permissions=True)  # the app itself, at install or migrate
	finally:
		frappe.flags.dinas_seeding = False
	return inserted


def record_name(record: dict) -> str:
	"""The name under which a shipped record stands on the site."""
	if record["doctype"] == "SOP":
		return f"SOP {record['document_number']} v1"
	return record["name"]


def shipped(doctype: str, name: str) -> dict:
	"""The shipped version of a record.

	Raises:
		frappe.DoesNotExistError: the app ships no such record.
	"""
	for record in shipped_records():
		if record["doctype"] == doctype and record_name(record) == name:
			return record
	raise frappe.DoesNotExistError(_("This app ships no {0} {1}.").format(_(doctype), bold(name)))


def difference(doctype: str, name: str) -> list[dict]:
	"""How a record on the site differs from its shipped version.

	Returns:
		Rows of `field`, `shipped`, `now`; of a table one row per row that differs; empty where they are alike.
		Where the record was deleted: one row with field "name".
	"""
	record = shipped(doctype, name)
	if not frappe.db.exists(doctype, name):
		return [{"field": "name", "shipped": name, "now": None}]
	doc, rows = frappe.get_doc(doctype, name), []
	for field, value in record.items():
		if field in ("doctype", "name") or field in SOP_ENGINE_FIELDS:
			continue
		if isinstance(value, list):
			rows += _table_difference(doc, field, value)
		elif _plain(doc.get(field)) != _plain(value):
			rows.append({"field": doc.meta.get_label(field), "shipped": value, "now": doc.get(field)})
	return rows


def restore(doctype: str, name: str) -> str:
	"""Put the shipped version of a record back; of an SOP, as a new draft.

	Returns:
		Name of the restored record.
	"""
	record = shipped(doctype, name)
	if doctype == "SOP":
		return frappe.get_doc(record).insert().name
	if not frappe.db.exists(doctype, name):
		return _insert(record).name
	doc = frappe.get_doc(doctype, name)
	for field, value in record.items():
		if field not in ("doctype", "name"):
			doc.set(field, value)
	doc.save()
	return doc.name


def _insert(record: dict) -> Document:
	doc = frappe.get_doc(record)
	# shipped records name each other (a Workflow its states), and some name records of the same batch
	return doc.insert(ignore_permissions=True, ignore_links=True, set_name=record.get("name"))


def _table_difference(doc: Document, field: str, rows: list[dict]) -> list[dict]:
	now, found = doc.get(field) or [], []
	label = doc.meta.get_label(field)
	for index in range(max(len(rows), len(now))):
		wanted = rows[index] if index < len(rows) else None
		has = now[index] if index < len(now) else None
		columns = wanted or {df.fieldname: "" for df in has.meta.fields if has.get(df.fieldname)}
		differing = [
			c for c in columns if _plain(has.get(c) if has else None) != _plain((wanted or {}).get(c))
		]
		if differing:
			found.append(
				{
					"field": f"{label} {index + 1}",
					"shipped": ", ".join(f"{c}: {wanted.get(c)}" for c in differing) if wanted else None,
					"now": ", ".join(f"{c}: {has.get(c)}" for c in differing) if has else None,
				}
			)
	return found


def _plain(value) -> str:
	return "" if value in (None, "", 0, "0") else str(value)
