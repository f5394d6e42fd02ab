"""What an applicant sees of the objections (keberatan) to a data request: their state, the answer, what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import frappe
from frappe.model.document import Document

from dinas_sop.applicants import office, submission
from dinas_sop.applicants.case_view import Download
from dinas_sop.constants import CHANNEL_LINK, DATA_REQUEST, OBJECTION, STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.print_formats import kinds
from dinas_sop.public_information import objection_time, objections
from dinas_sop.public_information.objection_rules import When


def of_case(case: Document) -> dict[str, object] | None:
	"""The part of the page about objections.

	Returns:
		`lodged` (the objections, newest first), `open` (one may be lodged now), `until`, `of_answer`, and `told` (why
		not, where the time for it is over); None where there is nothing to say.
	"""
	if case.doctype != DATA_REQUEST:
		return None
	window, items = objection_time.window_of(case), [_item(one) for one in _documents(case)]
	busy = any(not item["doc"].ended_on for item in items)
	if not items and window.when not in (When.OPEN, When.TOO_LATE):
		return None
	return {
		"lodged": items,
		"open": window.when is When.OPEN and not busy,
		"until": window.until,
		"of_answer": window.of_answer,
		"late": window.when is When.TOO_LATE,
	}


def _documents(case: Document) -> list[Document]:
	names = frappe.get_all(OBJECTION, {"data_request": case.name}, pluck="name", order_by="lodged_on desc")
	return [frappe.get_doc(OBJECTION, name) for name in names]


def _item(objection: Document) -> dict[str, object]:
	return {
		"doc": objection,
		"standing": objection_time.standing(objection),
		"turn": objections.path().turn(objection.get(STATE_FIELD)),
		"actions": actions(objection),
		"replies": replies(objection),
		"dispute_until": objection_time.dispute_until(objection),
		"downloads": list(_files(objection)),
	}


def actions(objection: Document) -> list[str]:
	"""The applicant's actions out of the state in which an objection stands."""
	route = objections.path()
	return list(
		dict.fromkeys(
			t.action
			for t in route.transitions
			if t.state == objection.get(STATE_FIELD) and t.role in route.applicant_roles
		)
	)


def replies(objection: Document) -> list[str]:
	"""What the applicant may reply to an answer, where no reply was given yet."""
	with office.acting_as_applicant(CHANNEL_LINK):
		may = bool(acting.roles_of() & objections.path().hands)
	if not may or objection.applicant_reply or not objection.responded_on:
		return []
	options = objection.meta.get_field("applicant_reply").options or ""
	return [line for line in options.splitlines() if line.strip()]


def downloads(case: Document) -> list[Download]:
	"""Receipts of objections and letters of answer."""
	if case.doctype != DATA_REQUEST:
		return []
	return [file for objection in _documents(case) for file in _files(objection)]


def _files(objection: Document) -> Iterable[Download]:
	if make := submission.receipt_maker():
		name = f"{kinds.RECEIPT} {objection.name}.pdf"
		yield Download(
			f"tanda-terima-{objection.name}",
			f"{kinds.RECEIPT} {objection.name}",
			name,
			partial(make, objection, kinds.RECEIPT),
		)
	if objection.responded_on and objection.response_file:
		file = frappe.db.get_value(
			"File",
			{
				"file_url": objection.response_file,
				"attached_to_doctype": OBJECTION,
				"attached_to_name": objection.name,
			},
			["name", "file_name"],
			as_dict=True,
		)
		if file:
			title = f"Surat tanggapan {objection.response_number or objection.name}"
			yield Download(file.name, title, file.file_name, partial(_bytes, file.name))


def _bytes(file: str) -> bytes:
	content = frappe.get_doc("File", file).get_content()
	return content if isinstance(content, bytes) else content.encode()
