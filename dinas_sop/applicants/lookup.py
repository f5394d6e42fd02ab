"""Finding a case for somebody who is not logged in: by its link, or by number and tracking code.

A wrong code and an unknown number take the same way and get the same answer.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from dinas_sop.applicants import office, tokens
from dinas_sop.constants import CASE_DOCTYPES

NOBODY = frappe._dict(doctype="", name="", link_version=0, tracking_code="")


def by_link(number: str, token: str) -> Document | None:
	"""The case of a management link; None where number or token is not right.

	Raises:
		limits.TooMany: this address has guessed wrong too often.
	"""
	office.refuse_guessers()
	row = _row(number)
	expected = tokens.link_token(office.key(), row.doctype, row.name, row.link_version)
	return _open(row, tokens.same(token, expected))


def by_code(number: str, code: str) -> Document | None:
	"""The case of a registration number and its tracking code; None where one of them is not right.

	Args:
		code: as printed, in any case, with or without blanks.

	Raises:
		limits.TooMany: this address has guessed wrong too often.
	"""
	office.refuse_guessers()
	row = _row(number)
	given = "".join(c for c in code.upper() if c.isalnum())
	return _open(row, tokens.same(given, row.tracking_code or "-"))


def _row(number: str) -> frappe._dict:
	found = NOBODY
	for doctype in CASE_DOCTYPES:  # both are asked, whichever has it
		row = frappe.db.get_value(
			doctype, {"name": number[:140]}, ["name", "link_version", "tracking_code"], as_dict=True
		)
		if row:
			found = frappe._dict(row, doctype=doctype)
	return found


def _open(row: frappe._dict, right: bool) -> Document | None:
	if not right or not row.name:
		office.note_wrong_guess()
		return None
	return frappe.get_doc(row.doctype, row.name)
