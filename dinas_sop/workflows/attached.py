"""What hangs on a case: its files, its child rows, shares. The guard covers them too. How files are kept: `kept_files`."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import OBJECTION, OFFICIAL_LETTER, STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import messages, ownership, reading
from dinas_sop.workflows.attach_fields import urls_in_use
from dinas_sop.workflows.uploads import DOCUMENTS, RESULTS, UploadProblem, UploadRefused, check_upload

RESULT_FIELDS = ("result_file", "file")


def upload_problem_text(problem: UploadProblem) -> str:
	"""Why an upload is refused, as a sentence."""
	return {
		UploadProblem.EMPTY: _("The file is empty."),
		UploadProblem.TOO_LARGE: _("The file is too large; a file may have up to 10 MB."),
		UploadProblem.WRONG_TYPE: _("This kind of file is not accepted here. Please use PDF, JPEG or PNG."),
		UploadProblem.BROKEN: _("The file cannot be opened: it is damaged or locked with a password."),
		UploadProblem.ACTIVE_CONTENT: _("The file contains a programme or other files and is not accepted."),
	}[problem]


def allowed_types(field: str | None) -> frozenset[str]:
	"""Types of file that a field takes: results and data files more than letters."""
	return RESULTS if field in RESULT_FIELDS else DOCUMENTS


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
