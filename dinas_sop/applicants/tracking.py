"""/lacak: where an application stands, for whoever has its number and the code on the receipt. No name, no file."""

from __future__ import annotations

import frappe

from dinas_sop.applicants import case_view, lookup
from dinas_sop.applicants.fields import clean
from dinas_sop.applicants.layout import Answer, page


def answer(rest: list[str]) -> Answer:
	"""The form, and after a POST the standing of the case; the code never stands in an address."""
	posted = frappe.request.form
	asked = frappe.request.method == "POST"
	number = clean(posted.get("nomor") if asked else frappe.request.args.get("nomor"))
	code = clean(posted.get("kode"))
	case = lookup.by_code(number, code) if asked and number and code else None
	return page(
		"lacak.html",
		200 if case or not asked else 404,
		nomor=number,
		dicari=asked,
		kosong=asked and not (number and code),
		standing=case_view.standing(case) if case else None,
	)
