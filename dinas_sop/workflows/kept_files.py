"""How the files of cases are kept: private, under a random name, never another's bytes."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.utils import get_files_path

from dinas_sop.workflows.attach_fields import PRIVATE
from dinas_sop.workflows.attached import is_ours

FOLDER = "Home/Attachments"
_OF_A_NEW_FILE = (
	"before_insert",
	"before_validate",
	"validate",
	"before_save",
	"after_insert",
	"on_update",
	"on_change",
)


@contextmanager
def engine_writes():
	"""The app's own code keeps a file; the guard on File rows lets it."""
	before, frappe.flags.dinas_engine = frappe.flags.dinas_engine, True
	try:
		yield
	finally:
		frappe.flags.dinas_engine = before


def keep_file(
	content: bytes, extension: str, file_name: str, doctype: str | None, name: str | None, field: str | None
) -> Document:
	"""Keep checked bytes as a private File, stored under a random name.

	Args:
		content: the checked bytes.
		extension: of their real type, without dot.
		file_name: the name that people see.
		doctype, name: the case or letter; None for a case that this transaction is about to insert.
		field: the field that will hold the URL.

	Returns:
		The File, whose `file_url` goes into the field.
	"""
	stored_as = _random_name(extension)
	with engine_writes():
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": stored_as,  # what it is called on the disk, too
				"is_private": 1,
				"content": content,
				"attached_to_doctype": doctype,
				"attached_to_name": name,
				"attached_to_field": field,
				"folder": FOLDER,
			}
		)
		file.flags.stored_as = stored_as
		file.flags.ignore_duplicate_entry_error = True  # never another's URL; saves a look at all
		file.insert(ignore_permissions=True)  # the caller has asked the guard
	_finish(file, file_name=shown_name(file_name, extension), content_hash=None)
	return file


def move_in(path: Path, extension: str, file_name: str) -> str:
	"""Make a checked file that lies on the disk the session user's upload, for a case about to be inserted.

	The bytes are moved, and the row is written by the document's own `db_insert` alone: the rest of what the platform
	does for a File (looking for a twin, writing, telling desks) is a third of a submission. Where another app has a
	hand in new files, such as a virus scanner or object storage, the file goes its whole way.

	Args:
		path: of the file; it is gone from there, and back again after a rollback.
		extension: of its real type, without dot.
		file_name: the name that people see.

	Returns:
		The URL for the field.
	"""
	if _others_handle_files():
		content = path.read_bytes()
		frappe.db.after_commit.add(lambda: path.unlink(missing_ok=True))
		return keep_file(content, extension, file_name, None, None, None).file_url
	stored_as = _random_name(extension)
	place = Path(get_files_path(stored_as, is_private=True))
	shutil.move(path, place)
	frappe.db.after_rollback.add(lambda: shutil.move(place, path))
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": shown_name(file_name, extension),
			"file_url": f"{PRIVATE}{stored_as}",
			"file_size": place.stat().st_size,
			"file_type": extension.upper(),
			"is_private": 1,
			"folder": FOLDER,
		}
	)
	file.name = frappe.generate_hash(length=10)  # as its autoname does
	file.db_insert()
	return file.file_url


def _others_handle_files() -> bool:
	"""Whether an app other than the platform's and ours has a hand in new files."""
	handlers = frappe.get_hooks("doc_events").get("File", {})
	named = [name for event in _OF_A_NEW_FILE for name in handlers.get(event, [])]
	return (
		any(not name.startswith("dinas_sop.") for name in named)
		or bool(frappe.get_hooks("write_file") or frappe.get_hooks("before_write_file"))
		or "File" in frappe.get_hooks("override_doctype_class")
	)


def shown_name(file_name: str, extension: str) -> str:
	"""A file's name as people see it: without path and markup, ending as its real type does."""
	stem = os.path.splitext(os.path.basename(file_name.replace("\\", "/")))[0]
	stem = " ".join(re.sub(r"[^\w .,()&+-]", " ", stem).split())[:90].strip(" .")
	return f"{stem or 'berkas'}.{extension}"


def store_under_random_name(file: Document, method: str | None = None) -> None:
	"""`after_insert` of File: no file of a case can be guessed by name, shared by content, or lost with another row.

	Frappe deletes the bytes only of rows that carry a content hash, and gives equal content one URL; without the
	hash neither happens.
	"""
	if not is_ours(file) or not file.file_url or not file.file_url.startswith(PRIVATE):
		return
	if os.path.basename(file.file_url) == file.flags.stored_as:  # by `keep_file`, and of no other content
		return
	folder = get_files_path(is_private=True)
	old = os.path.basename(file.file_url)
	new = _random_name(os.path.splitext(old)[1].lower().lstrip("."))
	shared = frappe.db.count("File", {"file_url": file.file_url, "name": ("!=", file.name)})
	with open(os.path.join(folder, old), "rb") as source, open(os.path.join(folder, new), "wb") as target:
		target.write(source.read())
	if not shared:
		os.remove(os.path.join(folder, old))
	frappe.db.after_rollback.add(
		lambda: os.path.exists(os.path.join(folder, new)) and os.remove(os.path.join(folder, new))
	)
	_finish(file, file_url=f"/private/files/{new}", content_hash=None)


def _finish(file: Document, **values) -> None:
	"""Write what a new row of File should be like; it is this transaction's own, nobody has seen it yet."""
	table = frappe.qb.DocType("File")
	query = frappe.qb.update(table).where(table.name == file.name)
	for column, value in values.items():
		query = query.set(column, value)
	query.run()
	file.update(values)


def _random_name(extension: str) -> str:
	return f"{secrets.token_hex(16)}.{extension}"
