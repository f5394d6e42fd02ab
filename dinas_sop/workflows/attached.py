"""What hangs on a case: its files, its child rows, shares. The guard covers them too."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import contextmanager
from urllib.parse import unquote

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import get_files_path

from dinas_sop.constants import OBJECTION, OFFICIAL_LETTER, STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import messages, ownership, reading
from dinas_sop.workflows.uploads import DOCUMENTS, RESULTS, UploadProblem, UploadRefused, check_upload

ATTACH_TYPES = ("Attach", "Attach Image")
RESULT_FIELDS = ("result_file", "file")
PRIVATE = "/private/files/"


@contextmanager
def engine_writes():
	"""The app's own code keeps a file; the guard on File rows lets it."""
	before, frappe.flags.dinas_engine = frappe.flags.dinas_engine, True
	try:
		yield
	finally:
		frappe.flags.dinas_engine = before


def upload_problem_text(problem: UploadProblem) -> str:
	"""Why an upload is refused, as a sentence."""
	return {
		UploadProblem.EMPTY: _("The file is empty."),
		UploadProblem.TOO_LARGE: _("The file is too large; a file may have up to 10 MB."),
		UploadProblem.WRONG_TYPE: _("This kind of file is not accepted here. Please use PDF, JPEG or PNG."),
		UploadProblem.BROKEN: _("The file cannot be opened: it is damaged or locked with a password."),
		UploadProblem.ACTIVE_CONTENT: _("The file contains a programme or other files and is not accepted."),
	}[problem]


def keep_file(
	content: bytes, extension: str, file_name: str, doctype: str, name: str, field: str | None
) -> Document:
	"""Keep checked bytes as a private File of a case or letter, stored under a random name.

	Args:
		content: the checked bytes.
		extension: of their real type, without dot.
		file_name: the name that people see.
		field: the field that will hold the URL.

	Returns:
		The File, whose `file_url` goes into the field.
	"""
	with engine_writes():
		file = frappe.get_doc(
			{
				"doctype": "File",
				# until the row stands: two uploads of one name at once would share their bytes on disk
				"file_name": f"{secrets.token_hex(16)}.{extension}",
				"is_private": 1,
				"content": content,
				"attached_to_doctype": doctype,
				"attached_to_name": name,
				"attached_to_field": field,
				"folder": "Home/Attachments",
			}
		).insert(ignore_permissions=True)  # the caller has asked the guard
		file.db_set("file_name", shown_name(file_name, extension), update_modified=False)
	return file


def shown_name(file_name: str, extension: str) -> str:
	"""A file's name as people see it: without path and markup, ending as its real type does."""
	stem = os.path.splitext(os.path.basename(file_name.replace("\\", "/")))[0]
	stem = " ".join(re.sub(r"[^\w .,()&+-]", " ", stem).split())[:90].strip(" .")
	return f"{stem or 'berkas'}.{extension}"


def allowed_types(field: str | None) -> frozenset[str]:
	"""Types of file that a field takes: results and data files more than letters."""
	return RESULTS if field in RESULT_FIELDS else DOCUMENTS


# --- values of Attach fields ----------------------------------------------------


def check_values(doc: Document, changed: frozenset[str]) -> None:
	"""Refuse a URL in an Attach field that is not a private file of this case or of the acting user's own upload."""
	for label, url in _changed_urls(doc, changed):
		if not _own_file(doc, url):
			frappe.throw(
				_("{0}: please upload the file here; another file cannot be used.").format(bold(_(label))),
				messages.Refused,
			)


def link_values(doc: Document, changed: frozenset[str]) -> None:
	"""Attach the files of changed Attach fields to the case."""
	for _label, url in _changed_urls(doc, changed):
		file = _own_file(doc, url)
		if file and file.attached_to_name != doc.name:
			frappe.db.set_value(
				"File",
				file.name,
				{"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "attached_to_field": None},
			)
	for df in doc.meta.get("fields", {"fieldtype": ("in", ATTACH_TYPES)}):
		file = (
			_own_file(doc, doc.get(df.fieldname))
			if df.fieldname in changed and doc.get(df.fieldname)
			else None
		)
		if file:  # by name: an update that looks for its row would lock the files of other submissions
			frappe.db.set_value("File", file.name, "attached_to_field", df.fieldname)


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


def _own_file(doc: Document, url: str) -> frappe._dict | None:
	"""The File of a URL, where all that share it are this case's or the acting user's own, not yet with a case."""
	if url != canonical_url(url):
		return None
	files = frappe.get_all(
		"File",
		filters={"file_url": url, "is_private": 1},
		fields=["name", "owner", "attached_to_doctype", "attached_to_name"],
	)
	of_case = [f for f in files if f.attached_to_doctype == doc.doctype and f.attached_to_name == doc.name]
	others = [f for f in files if f not in of_case]
	if not all(file.owner == frappe.session.user and _is_unsaved(file, doc) for file in others):
		return None
	return next(iter([*of_case, *others]), None)


def _is_unsaved(file: frappe._dict, doc: Document) -> bool:
	return file.attached_to_doctype in (None, "", doc.doctype) and not (
		file.attached_to_name and frappe.db.exists(doc.doctype, file.attached_to_name)
	)


def canonical_url(url: str | None) -> str:
	"""The one spelling of a private file's URL; "" where it is none. A path has many: `/./`, `//`, `%2e`."""
	name = os.path.basename(os.path.normpath(unquote(url or "")))
	return f"{PRIVATE}{name}" if (url or "").startswith(PRIVATE) else ""


# --- File rows ------------------------------------------------------------------


def guard_file(file: Document, method: str | None = None) -> None:
	"""`before_validate` of File: what is attached to a case or letter stays private, its own and as it was."""
	before = file.get_doc_before_save()
	if not (is_ours(file) or (before and is_ours(before))) or frappe.flags.dinas_engine:
		return
	if before:
		if any((file.get(field) or None) != (before.get(field) or None) for field in _FILE_FIELDS):
			frappe.throw(
				_("Files of a case stay as they are: private, and with their case."), messages.Refused
			)
		return
	if file.is_remote_file or not file.content:
		frappe.throw(_("Please upload the file itself."), messages.Refused)
	if not file.is_private:
		frappe.throw(_("Files of a case are private. Please tick Private."), messages.Refused)
	_check_may_attach(file)
	try:
		check_upload(file.get_content(), allowed_types(file.attached_to_field) | RESULTS)
	except UploadRefused as refusal:
		frappe.throw(upload_problem_text(refusal.problem), messages.Refused)


def store_under_random_name(file: Document, method: str | None = None) -> None:
	"""`after_insert` of File: no file of a case can be guessed by name, shared by content, or lost with another row.

	Frappe deletes the bytes only of rows that carry a content hash, and gives equal content one URL; without the
	hash neither happens.
	"""
	if not is_ours(file) or not file.file_url or not file.file_url.startswith(PRIVATE):
		return
	folder = get_files_path(is_private=True)
	old = os.path.basename(file.file_url)
	new = f"{secrets.token_hex(16)}{os.path.splitext(old)[1].lower()}"
	shared = frappe.db.count("File", {"file_url": file.file_url, "name": ("!=", file.name)})
	with open(os.path.join(folder, old), "rb") as source, open(os.path.join(folder, new), "wb") as target:
		target.write(source.read())
	if not shared:
		os.remove(os.path.join(folder, old))
	frappe.db.after_rollback.add(
		lambda: os.path.exists(os.path.join(folder, new)) and os.remove(os.path.join(folder, new))
	)
	file.db_set({"file_url": f"/private/files/{new}", "content_hash": None}, update_modified=False)


def guard_file_deletion(file: Document, method: str | None = None) -> None:
	"""`on_trash` of File: a case keeps its files. An upload that no field holds yet can be taken back."""
	if not is_ours(file) or frappe.flags.dinas_engine:
		return
	if file.owner == frappe.session.user and file.attached_to_doctype != OFFICIAL_LETTER:
		case = file.attached_to_name and frappe.db.exists(file.attached_to_doctype, file.attached_to_name)
		if not case or file.file_url not in urls_in_use(
			frappe.get_doc(file.attached_to_doctype, file.attached_to_name)
		):
			return
	frappe.throw(_("This file belongs to a case and is kept."), messages.Refused)


# the hash too: with one, Frappe takes the bytes from the disk before it asks whether a row may be deleted
_FILE_FIELDS = (
	"attached_to_doctype",
	"attached_to_name",
	"attached_to_field",
	"is_private",
	"file_url",
	"file_name",
	"content_hash",
)


def is_ours(file) -> bool:
	"""Whether a File is attached to a case, letter or objection."""
	return reading.is_case(file.attached_to_doctype) or file.attached_to_doctype in (
		OFFICIAL_LETTER,
		OBJECTION,
	)


def _check_may_attach(file: Document) -> None:
	if file.attached_to_doctype == OFFICIAL_LETTER:
		frappe.throw(_("Files of a letter come by its own buttons."), messages.Refused)
	if not file.attached_to_name or not frappe.db.exists(file.attached_to_doctype, file.attached_to_name):
		frappe.has_permission(file.attached_to_doctype, "create", throw=True)
		return
	case = frappe.get_doc(file.attached_to_doctype, file.attached_to_name)
	case.check_permission("write")
	if case.doctype == OBJECTION:
		case.check_may_attach()
		return
	process, state = reading.process_for(case.doctype, case.sop), case.get(STATE_FIELD)
	roles = acting.roles_of()
	move = next(iter(process.moves_from(state, roles)), None)
	correcting = state == process.correction and (move or roles & set(process.editors(state)))
	if not (correcting or ownership.writable_steps(process, state, roles, move)):
		frappe.throw(
			_("Files are added by {0} now, not by you.").format(bold(_(process.turn(state)))),
			messages.Refused,
		)


# --- child rows and shares ---------------------------------------------------------


def refuse_row_on_its_own(row: Document, method: str | None = None) -> None:
	"""`before_validate` and `on_trash` of child rows: rows change with their case only, whatever parent they name.

	A case that is saved with its rows does not come here.
	"""
	frappe.throw(_("Rows are changed in the case itself."), messages.Refused)


def refuse_share(share: Document, method: str | None = None) -> None:
	"""`validate` of DocShare: a case or letter may be shown to a colleague, never opened for writing."""
	ours = reading.is_case(share.share_doctype) or share.share_doctype in (OFFICIAL_LETTER, OBJECTION)
	if ours and (share.write or share.share or share.submit):
		frappe.throw(_("Cases and letters can be shared for reading only."), messages.Refused)
