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
	row = _row(number, ["name", "link_version"])
	expected = tokens.link_token(office.key(), row.doctype, row.name, row.link_version)
	return frappe.get_doc(row.doctype, row.name) if _is_right(row, tokens.same(token, expected)) else None


def by_code(number: str, code: str) -> Document | None:
	"""The case of a registration number and its tracking code, without the rows of its tables: to be looked at only.

	Args:
		code: as printed, in any case, with or without blanks.

	Returns:
		None where number or code is not right.

	Raises:
		limits.TooMany: this address has guessed wrong too often.
	"""
	office.refuse_guessers()
	row = _row(number, "*")
	given = "".join(c for c in code.upper() if c.isalnum())
	return frappe.get_doc(row) if _is_right(row, tokens.same(given, row.tracking_code or "-")) else None


def _row(number: str, columns: list[str] | str) -> frappe._dict:
	found = NOBODY
	for doctype in CASE_DOCTYPES:  # both are asked, whichever has it
		row = frappe.db.get_value(doctype, {"name": number[:140]}, columns, as_dict=True, order_by=None)
		if row:
			found = frappe._dict(row, doctype=doctype)
	return found


def _is_right(row: frappe._dict, right: bool) -> bool:
	if not right or not row.name:
		office.note_wrong_guess()
		return False
	return True
