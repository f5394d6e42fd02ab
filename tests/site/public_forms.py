"""What an applicant types into the public forms, and the Web Form records behind them, changed and put back."""

from __future__ import annotations

from contextlib import contextmanager
from urllib.parse import quote

import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter

from tests.site.e2e.driver import Applicant, pdf

RESEARCH, DATA = "Research Permit", "Data Request"
ROUTES = {RESEARCH: "izin-penelitian", DATA: "permohonan-data"}
FILES = {RESEARCH: ("bakesbangpol_letter", "proposal", "campus_letter"), DATA: ("letter_file",)}


def answers(doctype: str, **changes) -> dict:
	"""A complete application, every file with its own bytes."""
	typed = {
		"applicant_name": "Siti Aminah",
		"identity_number": "3578014501990001",
		"phone": "0812-3456-7890",
		"address": "Jalan Ketintang 1, Surabaya",
		"purpose": "Penyusunan skripsi",
		"institution": "Universitas Negeri Surabaya",
	}
	if doctype == RESEARCH:
		typed |= {
			"applicant_category": "Mahasiswa",
			"title": "Digitalisasi koperasi simpan pinjam",
			"theme": "Pembiayaan",
			"location": "Surabaya",
			"period_from": "2026-12-01",
			"period_to": "2027-01-31",
			"team_members": [{"member_name": "Budi"}, {"member_name": "Ani", "identity_number": "0719"}],
			"bakesbangpol_number": "070/12/209.4/2026",
			"bakesbangpol_date": "2025-11-20",
			"bakesbangpol_letter": ("surat bakesbangpol.pdf", pdf()),
			"proposal": ("proposal.pdf", pdf()),
		}
	else:
		typed |= {
			"applicant_type": "Perorangan",
			"delivery_method": "Unduh melalui tautan",
			"requested_data": [{"data_name": "Jumlah koperasi aktif", "period": "2020 sampai 2025"}],
			"letter_number": "12/UN38/2026",
			"letter_date": "2025-11-20",
			"letter_file": ("surat permohonan.pdf", pdf()),
		}
	return typed | changes


def fill_in(applicant: Applicant, doctype: str, pages: int, **changes) -> None:
	"""Open a form and go through so many of its pages."""
	left = answers(doctype, **changes)
	applicant.open(applicant._draft(ROUTES[doctype]))
	for _page in range(pages):
		for name in [name for name, value in left.items() if isinstance(value, list)]:
			applicant._make_rows(name, left)
		here = applicant.names("Lanjut")
		applicant.press("Lanjut", **{name: left.pop(name) for name in list(left) if name in here})
		assert not applicant.page.errors, applicant.page.errors


@contextmanager
def web_form(name: str):
	"""The record of a form, committed as it is changed inside, and put back afterwards."""
	stored = frappe.get_doc("Web Form", name).as_dict()
	record = frappe.get_doc("Web Form", name)

	def commit():
		record.save()
		frappe.db.commit()

	record.commit = commit
	try:
		yield record
	finally:
		frappe.db.rollback()
		frappe.clear_document_cache("Web Form", name)
		again = frappe.get_doc("Web Form", name)
		again.update(
			{key: value for key, value in stored.items() if key not in ("modified", "web_form_fields")}
		)
		again.set("web_form_fields", [])
		for row in stored["web_form_fields"]:
			again.append("web_form_fields", {k: v for k, v in row.items() if k not in ("name", "parent")})
		again.save()
		frappe.db.commit()


@contextmanager
def property_of(doctype: str, fieldname: str, name: str, value):
	"""A property of a DocField set by Customize Form, committed, and taken back afterwards."""
	setter = make_property_setter(doctype, fieldname, name, value, "Check")
	frappe.db.commit()
	frappe.clear_cache(doctype=doctype)
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.delete_doc("Property Setter", setter.name)
		frappe.db.commit()
		frappe.clear_cache(doctype=doctype)


def field_of(record, fieldname: str):
	"""The row of a field in a Web Form."""
	return next(row for row in record.web_form_fields if row.fieldname == fieldname)


def send_file(client, place: str, name: str, content: bytes):
	"""What the page's script does as soon as a file is chosen; the answer."""
	return client.post(
		"/api/method/dinas_sop.applicants.api.upload",
		params={"place": place},
		data=content,
		headers={"X-File-Name": quote(name), "Content-Type": "application/octet-stream"},
	)


def count(doctype: str) -> int:
	"""How many documents stand in the database at this moment."""
	frappe.db.rollback()
	return frappe.db.count(doctype)
