"""Values of Attach fields: which file may stand in one, and files linked to the case that names them."""

from __future__ import annotations

import os
from urllib.parse import unquote

import frappe
from frappe import _, bold
from frappe.model.document import Document
from pypika.terms import Case as CaseOf

from dinas_sop.workflows import messages, remembered

ATTACH_TYPES = ("Attach", "Attach Image")
PRIVATE = "/private/files/"


def check_values(doc: Document, changed: frozenset[str]) -> None:
	"""Refuse a URL in an Attach field that is not a private file of this case or of the acting user's own upload."""
	urls = _changed_urls(doc, changed)
	files = doc.flags.own_files = _own_files(doc, [url for _label, url in urls])
	for label, url in urls:
		if url not in files:
			frappe.throw(
				_("{0}: please upload the file here; another file cannot be used.").format(bold(_(label))),
				messages.Refused,
			)


def link_values(doc: Document, changed: frozenset[str]) -> None:
	"""Attach the files of changed Attach fields to the case, after `check_values` in the same save."""
	fields = {
		doc.get(df.fieldname): df.fieldname
		for df in doc.meta.get("fields", {"fieldtype": ("in", ATTACH_TYPES)})
		if df.fieldname in changed and doc.get(df.fieldname)
	}
	new = {url for _label, url in _changed_urls(doc, changed)}
	known = doc.flags.own_files or {}
	files = known | _own_files(doc, sorted((new | set(fields)) - set(known)))
	_attach(
		doc,
		{
			file.name: fields.get(url)
			for url, file in files.items()
			if url in fields or file.attached_to_name != doc.name
		},
	)


def _attach(doc: Document, files: dict[str, str | None]) -> None:
	"""One statement for all: name of a File -> the field that holds it."""
	if not files:
		return
	table, held_by = frappe.qb.DocType("File"), CaseOf()
	for name, field in files.items():
		held_by = held_by.when(table.name == name, field)
	# by name: an update that looks for its rows would lock the files of other submissions
	(
		frappe.qb.update(table)
		.set(table.attached_to_doctype, doc.doctype)
		.set(table.attached_to_name, doc.name)
		.set(table.attached_to_field, held_by)
		.where(table.name.isin(list(files)))
		.run()
	)
	remembered.forget(*(frappe.get_document_cache_key("File", name) for name in files))


def urls_in_use(doc: Document) -> set[str]:
	"""URLs of the files that a case or letter holds in its fields and rows."""
	return {url for _label, url in _urls(doc)}


def _urls(doc: Document) -> list[tuple[str, str]]:
	found = []
	for df in doc.meta.fields:
		if df.fieldtype in ATTACH_TYPES and doc.get(df.fieldname):
			found.append((df.label, doc.get(df.fieldname)))
		elif df.fieldtype in frappe.model.table_fields:
			for row in doc.get(df.fieldname) or []:
				found += _urls(row)
	return found


def _changed_urls(doc: Document, changed: frozenset[str]) -> list[tuple[str, str]]:
	before = doc.get_doc_before_save()
	known = urls_in_use(before) if before else set()
	return [(label, url) for label, url in _urls(doc) if url not in known]


def _own_files(doc: Document, urls: list[str]) -> dict[str, frappe._dict]:
	"""URL -> its File, where all that share it are this case's or the acting user's own, not yet with a case."""
	canonical = [url for url in urls if url == canonical_url(url)]
	if not canonical:
		return {}
	file = frappe.qb.DocType("File")
	rows = (
		frappe.qb.from_(file)
		.select(file.name, file.owner, file.file_url, file.attached_to_doctype, file.attached_to_name)
		.where(file.file_url.isin(canonical) & (file.is_private == 1))
		.run(as_dict=True)
	)
	of_case, others = [], []
	for row in rows:
		is_its = row.attached_to_doctype == doc.doctype and row.attached_to_name == doc.name
		(of_case if is_its else others).append(row)
	saved = _saved(doc.doctype, {row.attached_to_name for row in others} - {None, ""})
	foreign = {
		row.file_url
		for row in others
		if row.owner != frappe.session.user
		or row.attached_to_doctype not in (None, "", doc.doctype)
		or row.attached_to_name in saved
	}
	found = {row.file_url: row for row in [*others, *of_case]}  # of several, the case's own
	return {url: found[url] for url in urls if url in found and url not in foreign}


def _saved(doctype: str, names: set[str]) -> set[str]:
	"""Which of these names are documents."""
	return set(frappe.get_all(doctype, {"name": ("in", sorted(names))}, pluck="name")) if names else set()


def canonical_url(url: str | None) -> str:
	"""The one spelling of a private file's URL; "" where it is none. A path has many: `/./`, `//`, `%2e`."""
	name = os.path.basename(os.path.normpath(unquote(url or "")))
	return f"{PRIVATE}{name}" if (url or "").startswith(PRIVATE) else ""
