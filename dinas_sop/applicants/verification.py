"""/periksa: is this paper a letter of the office? It says what the register knows, and never more."""

from __future__ import annotations

import frappe

from dinas_sop.applicants import office
from dinas_sop.applicants.fields import clean
from dinas_sop.applicants.layout import Answer, page, redirect
from dinas_sop.constants import OFFICIAL_LETTER

FIELDS = [
	"letter_template",
	"status",
	"letter_number",
	"letter_date",
	"subject",
	"signatory_name",
	"signatory_position",
	"pdf_sha256",
	"signed_sha256",
	"signed_electronically",
	"revoked_on",
	"replaced_by",
]


def answer(rest: list[str]) -> Answer:
	"""The letter of the code in the address, or a field to type the code."""
	typed = clean(frappe.request.args.get("kode"))
	if typed and not rest:
		return redirect(f"/periksa/{frappe.utils.quoted(typed)}")
	code = clean("/".join(rest))
	if not code:
		return page("periksa.html", kode="", letter=None)
	office.refuse_guessers()
	letter = frappe.db.get_value(
		OFFICIAL_LETTER, {"verification_code": code[:40], "status": ("!=", "Draf")}, FIELDS, as_dict=True
	)
	if not letter:
		office.note_wrong_guess()
		return page("periksa.html", 404, kode=code, letter=None)
	letter.replacement = (
		frappe.db.get_value(
			OFFICIAL_LETTER, letter.replaced_by, ["letter_number", "letter_date"], as_dict=True
		)
		if letter.replaced_by
		else None
	)
	return page("periksa.html", kode=code, letter=letter)
