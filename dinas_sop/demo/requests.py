"""Requests for data of the demo office: how one comes in, and what each step of it gives."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime, nowdate

from dinas_sop.constants import CHANNEL_WEB_FORM, DATA_REQUEST, SETTINGS
from dinas_sop.demo import papers
from dinas_sop.demo.acting import ABOUT_THE_DEMO, APPLICANT, acting_as, scan_letter, upload, write_letter
from dinas_sop.demo.office import department
from dinas_sop.workflows import kept_files

DATA_UNIT, DATA_LOGIN = "Bidang Kelembagaan dan Pengawasan", "unitkerja"


def new_request(application: dict) -> Document:
	"""A request for data as it comes from the public form."""
	given = {
		key: value
		for key, value in application.items()
		if key not in (*ABOUT_THE_DEMO, "requested_data", "decision", "decision_ground")
	}
	with acting_as(APPLICANT):
		frappe.flags.dinas_channel = CHANNEL_WEB_FORM
		columns = ("data_name", "period", "area", "file_format")
		request = frappe.get_doc(
			{
				"doctype": DATA_REQUEST,
				**given,
				"letter_file": upload(DATA_REQUEST, "new", "Surat Permohonan Data", given["letter_number"]),
				"letter_date": add_days(nowdate(), -3),
				"requested_data": [
					dict(zip(columns, row, strict=True)) for row in application["requested_data"]
				],
			}
		).insert()
	return frappe.get_doc(DATA_REQUEST, request.name)


def request_way(application: dict) -> list[tuple]:
	"""The way of a request for data, with the decision that its application names."""
	decision = application.get("decision", "Dikabulkan seluruhnya")
	ground = application.get("decision_ground")
	return [
		(
			"Diajukan",
			"kepala",
			"Disposisi",
			lambda case: {
				"dispositions": [
					{"department": department(DATA_UNIT), "instruction": "Siapkan data dan konsep balasan"}
				]
			},
		),
		("Menunggu Pernyataan", APPLICANT, "Tandatangani Pernyataan", _signed_statement),
		("Pemrosesan Data", DATA_LOGIN, "Data Siap", lambda case: _decided(case, decision, ground)),
		("Penyusunan Surat Balasan", DATA_LOGIN, "Ajukan Tanda Tangan", _reply_issued),
		("Menunggu Tanda Tangan", "kepala", "Tandatangani dan Kirim", _reply_signed),
		(
			"Terkirim",
			APPLICANT,
			"Konfirmasi Diterima",
			lambda case: {"receipt_confirmed_on": now_datetime(), "satisfaction": 0.8},
		),
	]


def _signed_statement(case: Document) -> dict:
	image = kept_files.keep_file(papers.signature(), "png", "Tanda tangan.png", case.doctype, case.name, None)
	return {
		"statement_name": case.applicant_name,
		"statement_version": frappe.db.get_single_value(SETTINGS, "commitment_version"),
		"statement_signature": image.file_url,
		"statement_signed_on": now_datetime(),
	}


def _decided(case: Document, decision: str, ground: str | None) -> dict:
	rows = []
	if decision.startswith("Dikabulkan"):
		for wanted in case.requested_data:
			file = kept_files.keep_file(
				papers.table("jumlah"), "csv", f"{wanted.data_name}.csv", case.doctype, case.name, "file"
			)
			rows.append({"file": file.file_url, "description": f"{wanted.data_name}, {wanted.period}"})
	return {"decision": decision, "decision_ground": ground, "data_files": rows}


def _reply_issued(case: Document) -> dict:
	write_letter(case, DATA_LOGIN, "Surat Balasan Permohonan Data", until="Terbit")
	return {}


def _reply_signed(case: Document) -> dict:
	letter = frappe.get_last_doc("Official Letter", {"reference_name": case.name, "status": "Terbit"})
	scan_letter(letter, case)
	return {}


REQUEST_ENDS = {
	"Dibatalkan": (
		"Menunggu Pernyataan",
		APPLICANT,
		"Batalkan",
		lambda case: {"move_reason": "Data tidak jadi diperlukan."},
	),
}
