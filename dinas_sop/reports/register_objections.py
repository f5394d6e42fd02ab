"""Register Keberatan, in the columns of the official form."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe.query_builder import DocType

from dinas_sop.constants import DATA_REQUEST, OBJECTION, STATE_FIELD
from dinas_sop.print_formats.dates import hari_tanggal
from dinas_sop.reports.columns import column, row_number
from dinas_sop.reports.period import period_of, within
from dinas_sop.reports.sight import cases_in_sight
from dinas_sop.reports.spreadsheet import neutral_rows

FIELDS = (
	"name",
	"lodged_on",
	"data_request",
	"proxy_name",
	"ground",
	"statement",
	"decision",
	"response",
	"response_number",
	"responded_on",
	"responder_name",
	"responder_position",
	"applicant_reply",
	STATE_FIELD,
)


def run(filters: dict) -> tuple[list[dict], list[dict]]:
	"""Columns and rows.

	Args:
		filters: from_date and to_date of lodging, state.

	Source: FORMS "Register Keberatan", its columns in their order.
	"""
	found = _objections(*period_of(filters), state=filters.get("state") or "")
	wanted = _wanted({row.data_request for row in found})
	rows = [_row(number, row, wanted[row.data_request]) for number, row in enumerate(found, start=1)]
	columns = _columns()
	return columns, neutral_rows(columns, rows)


def _objections(first, last, state: str) -> list[dict]:
	"""The objections lodged on these days to requests that the session's user sees, in order."""
	objection, case = DocType(OBJECTION), DocType(DATA_REQUEST)
	query = (
		frappe.qb.from_(objection)
		.join(case)
		.on(case.name == objection.data_request)
		.select(
			*(objection[name] for name in FIELDS),
			case.applicant_name,
			case.institution,
			case.address,
			case.phone,
			case.email,
			case.purpose,
		)
		.where(within(objection.lodged_on, first, last) & cases_in_sight(case, DATA_REQUEST))
		.orderby(objection.lodged_on)
		.orderby(objection.name)
	)
	if state:
		query = query.where(objection[STATE_FIELD] == state)
	return query.run(as_dict=True)


def _wanted(requests: set[str]) -> dict[str, str]:
	"""What each request asks for."""
	names = defaultdict(list)
	for row in frappe.get_all(
		"Requested Data",
		{"parenttype": DATA_REQUEST, "parent": ("in", list(requests) or [""])},
		["parent", "data_name"],
		order_by="parent asc, idx asc",
	):
		if row.data_name:
			names[row.parent].append(row.data_name)
	return defaultdict(str, {parent: "; ".join(given) for parent, given in names.items()})


def _row(number: int, row: dict, wanted: str) -> dict:
	return {
		"number": number,
		"objection": row.name,
		"lodged_on": row.lodged_on.date(),
		"applicant": _identity(row),
		"data_request": row.data_request,
		"wanted": wanted,
		"purpose": row.purpose,
		"ground": ": ".join(part for part in (row.ground, row.statement) if part),
		"decision": _decision(row),
		"responded_on": hari_tanggal(row.responded_on) if row.responded_on else "",
		"responder": ", ".join(part for part in (row.responder_name, row.responder_position) if part),
		"reply": row.applicant_reply or "",
		"state": row[STATE_FIELD],
	}


def _identity(row: dict) -> str:
	who = ", ".join(
		part for part in (row.applicant_name, row.institution, row.address, row.phone, row.email) if part
	)
	return f"{who} (kuasa: {row.proxy_name})" if row.proxy_name else who


def _decision(row: dict) -> str:
	"""The decision with its words; of one given by letter alone, the letter's number."""
	letter = f"surat nomor {row.response_number}" if row.response_number else ""
	return ": ".join(part for part in (row.decision, row.response or letter) if part)


def _columns() -> list[dict]:
	"""The official form's own words, in every language of the desk."""
	return [
		row_number(),
		column("objection", "Nomor Registrasi", "Link", 150, options=OBJECTION),
		column("lodged_on", "Tanggal Diterima", "Date", 120),
		column("applicant", "Identitas Pemohon/Kuasa", width=260),
		column("data_request", "Nomor Pendaftaran Permohonan", "Link", 160, options=DATA_REQUEST),
		column("wanted", "Informasi yang Diminta", width=260),
		column("purpose", "Tujuan Penggunaan Informasi", width=200),
		column("ground", "Alasan Keberatan", width=240),
		column("decision", "Keputusan Atasan PPID", width=240),
		column("responded_on", "Hari dan Tanggal Tanggapan", width=190),
		column("responder", "Nama dan Jabatan Atasan PPID", width=240),
		column("reply", "Tanggapan Pemohon", width=170),
		column("state", "Keadaan", width=120),
	]
