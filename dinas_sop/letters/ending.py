"""Letters lose their force with the case: called by the engine itself, so it loads nothing that lays out pages."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from dinas_sop.constants import LETTER_TEMPLATE, OFFICIAL_LETTER
from dinas_sop.workflows import kept_files, reading
from dinas_sop.workflows.evidence import LIVE_LETTERS
from dinas_sop.workflows.process import Kind

REVOKED = "Dicabut"
IN_FORCE = LIVE_LETTERS[Kind.ISSUED]


def end_with_case(case: Document, state: str, reason: str) -> None:
	"""The case ends other than by its closing state: letters in force are revoked with it.

	Args:
		case: the case, being moved.
		state: the final state; letters whose template lists it under "Stays valid" are left.
		reason: the written reason of the move.
	"""
	for row in frappe.get_all(
		OFFICIAL_LETTER,
		filters={
			"reference_doctype": case.doctype,
			"reference_name": case.name,
			"status": ("in", IN_FORCE),
		},
		fields=["name", "letter_template"],
	):
		stays = frappe.get_cached_value(LETTER_TEMPLATE, row.letter_template, "stays_valid_in")
		if state in reading.lines(stays):
			continue
		letter = frappe.get_doc(OFFICIAL_LETTER, row.name, for_update=True)
		letter.status, letter.revoked_on, letter.revoke_reason = REVOKED, now_datetime(), reason or state
		save(letter)


def save(letter: Document) -> None:
	"""Save a letter as the engine: the guard lets it write more than words."""
	with kept_files.engine_writes():
		# who moves the case may have no right on its letters; the callers have asked `rights` or the guard
		letter.save(ignore_permissions=True)
