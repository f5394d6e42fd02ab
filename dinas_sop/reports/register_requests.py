"""Register Permohonan Data, in the columns of the official form."""

from __future__ import annotations

from dinas_sop.constants import DATA_REQUEST, STATE_FIELD
from dinas_sop.print_formats import kinds
from dinas_sop.print_formats.dates import hari_tanggal
from dinas_sop.reports import request_words as words
from dinas_sop.reports.cases import Cases
from dinas_sop.reports.columns import column, row_number
from dinas_sop.reports.period import period_of
from dinas_sop.reports.spreadsheet import neutral_rows
from dinas_sop.workflows import reading

FIELDS = (
	"applicant_name",
	"institution",
	"address",
	"phone",
	"email",
	"occupation",
	"purpose",
	"delivery_method",
	"decision",
	"decision_ground",
	"legal_ground",
	"receipt_confirmed_on",
)
COST = "Nihil"


def run(filters: dict) -> tuple[list[dict], list[dict]]:
	"""Columns and rows.

	Args:
		filters: from_date and to_date of submission, state.

	Source: FORMS "Register Permohonan". "Jenis" follows the way of delivery, "biaya dan cara bayar" is nil: the
		SOP asks for no fee.
	"""
	cases = Cases(DATA_REQUEST, *period_of(filters), state=filters.get("state") or "")
	process = reading.process_for(DATA_REQUEST)
	replied_at = max(process.letter_steps(kinds.DATA_REPLY), default=0)
	known = {
		"wanted": cases.children("Requested Data", ("data_name", "period", "area", "file_format")),
		"files": cases.children("Data File", ("file",)),
		"units": cases.units(),
		"replied": cases.came_past(replied_at) if replied_at else {},
		"ended": cases.ended(),
		"reasons": cases.reasons(process.finals),
	}
	rows = [_row(number, case, known) for number, case in enumerate(cases.rows(FIELDS), start=1)]
	columns = _columns()
	return columns, neutral_rows(columns, rows)


def _row(number: int, case: dict, known: dict) -> dict:
	name, wanted = case.name, known["wanted"].get(case.name, [])
	told = known["replied"].get(name) or (known["ended"].get(name) if case.legal_ground else None)
	given = case.receipt_confirmed_on if (case.decision or "").startswith(words.GRANTED) else None
	return {
		"number": number,
		"case": name,
		"submitted_on": case.submitted_on.date(),
		"applicant_name": ", ".join(part for part in (case.applicant_name, case.institution) if part),
		"address": case.address,
		"contact": ", ".join(part for part in (case.phone, case.email) if part),
		"occupation": case.occupation,
		"wanted": words.wanted(wanted),
		"purpose": case.purpose,
		"is_held": words.is_held(case.decision),
		"held_by": words.held_by(case.decision, case.decision_ground, known["units"].get(name, ())),
		"documented": "Ya" if known["files"].get(name) else "",
		"form": words.form(wanted),
		"kind": words.kind(case.delivery_method),
		"decision": words.decision(case.decision, case.legal_ground),
		"refusal": words.refusal(
			case.decision, case.decision_ground, case.legal_ground, known["reasons"].get(name)
		),
		"told_on": hari_tanggal(told) if told else "",
		"given_on": hari_tanggal(given) if given else "",
		"cost": COST,
		"state": case[STATE_FIELD],
	}


def _columns() -> list[dict]:
	"""The official form's own words, in every language of the desk."""
	return [
		row_number(),
		column("case", "Nomor Pendaftaran", "Link", 160, options=DATA_REQUEST),
		column("submitted_on", "Tanggal", "Date", 120),
		column("applicant_name", "Nama", width=220),
		column("address", "Alamat", width=200),
		column("contact", "Nomor Kontak", width=160),
		column("occupation", "Pekerjaan", width=130),
		column("wanted", "Informasi yang Diminta", width=300),
		column("purpose", "Tujuan Penggunaan Informasi", width=200),
		column("is_held", "Di Bawah Penguasaan", width=110),
		column("held_by", "Dikuasai oleh", width=200),
		column("documented", "Telah Didokumentasikan", width=110),
		column("form", "Bentuk Informasi", width=130),
		column("kind", "Jenis Permohonan", width=140),
		column("decision", "Keputusan", width=160),
		column("refusal", "Alasan Penolakan", width=220),
		column("told_on", "Hari dan Tanggal Pemberitahuan", width=190),
		column("given_on", "Hari dan Tanggal Pemberian", width=190),
		column("cost", "Biaya dan Cara Bayar", width=110),
		column("state", "Keadaan", width=150),
	]
