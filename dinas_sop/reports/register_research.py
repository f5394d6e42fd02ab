"""Register Penelitian: every application for research with its letters, in the office's own words."""

from __future__ import annotations

from dinas_sop.constants import RESEARCH_PERMIT, STATE_FIELD
from dinas_sop.print_formats import kinds
from dinas_sop.print_formats.dates import hari_tanggal, periode, tanggal
from dinas_sop.reports.cases import Cases, unit_name
from dinas_sop.reports.columns import column, row_number
from dinas_sop.reports.period import period_of
from dinas_sop.reports.spreadsheet import neutral_rows
from dinas_sop.workflows import reading

FIELDS = (
	"applicant_name",
	"applicant_category",
	"institution",
	"address",
	"phone",
	"email",
	"title",
	"theme",
	"location",
	"purpose",
	"bakesbangpol_number",
	"bakesbangpol_date",
	"tnde_number",
	"tnde_date",
	"unit_kerja",
	"permit_from",
	"permit_to",
	"notified_on",
	"legal_ground",
)


def run(filters: dict) -> tuple[list[dict], list[dict]]:
	"""Columns and rows.

	Args:
		filters: from_date and to_date of submission, state.
	"""
	cases = Cases(RESEARCH_PERMIT, *period_of(filters), state=filters.get("state") or "")
	process = reading.process_for(RESEARCH_PERMIT)
	known = {
		kinds.RECOMMENDATION: cases.letters(kinds.RECOMMENDATION),
		kinds.COMPLETION: cases.letters(kinds.COMPLETION),
		"closed": cases.came_to(process.closing),
		"reasons": cases.reasons(process.finals),
	}
	rows = [_row(number, case, known) for number, case in enumerate(cases.rows(FIELDS), start=1)]
	columns = _columns()
	return columns, neutral_rows(columns, rows)


def _row(number: int, case: dict, known: dict) -> dict:
	closed = known["closed"].get(case.name)
	return {
		"number": number,
		"case": case.name,
		"submitted_on": case.submitted_on.date(),
		"applicant_name": case.applicant_name,
		"category": case.applicant_category,
		"institution": case.institution,
		"address": case.address,
		"contact": ", ".join(part for part in (case.phone, case.email) if part),
		"title": case.title,
		"theme": case.theme,
		"location": case.location,
		"purpose": case.purpose,
		"bakesbangpol": _numbered(case.bakesbangpol_number, case.bakesbangpol_date),
		"agenda": _numbered(case.tnde_number, case.tnde_date),
		"unit": unit_name(case.unit_kerja),
		"period": _period(case.permit_from, case.permit_to),
		"recommendation": _letter(known[kinds.RECOMMENDATION].get(case.name)),
		"notified_on": hari_tanggal(case.notified_on) if case.notified_on else "",
		"completion": _letter(known[kinds.COMPLETION].get(case.name)),
		"handed_in_on": hari_tanggal(closed) if closed else "",
		"state": case[STATE_FIELD],
		"reason": "; ".join(
			text.strip().rstrip(".") for text in (known["reasons"].get(case.name), case.legal_ground) if text
		),
	}


def _letter(letter: dict | None) -> str:
	return _numbered(letter.letter_number, letter.letter_date) if letter else ""


def _numbered(number: str | None, day) -> str:
	"""A number with its date: "000.9.2/15/119.1/2026, 24 November 2026"."""
	return ", ".join(part for part in (number, tanggal(day) if day else "") if part)


def _period(first, last) -> str:
	if first and last and first <= last:
		return periode(first, last)
	return tanggal(first or last) if first or last else ""


def _columns() -> list[dict]:
	"""The register's own words, in every language of the desk."""
	return [
		row_number(),
		column("case", "Nomor Registrasi", "Link", 160, options=RESEARCH_PERMIT),
		column("submitted_on", "Tanggal", "Date", 120),
		column("applicant_name", "Nama Peneliti", width=180),
		column("category", "Kategori", width=100),
		column("institution", "Instansi Asal", width=220),
		column("address", "Alamat", width=200),
		column("contact", "Nomor Kontak", width=160),
		column("title", "Judul Penelitian", width=320),
		column("theme", "Tema", width=180),
		column("location", "Lokasi Penelitian", width=150),
		column("purpose", "Tujuan", width=150),
		column("bakesbangpol", "Surat Bakesbangpol (Nomor, Tanggal)", width=250),
		column("agenda", "Agenda TNDE (Nomor, Tanggal)", width=190),
		column("unit", "Unit Kerja", width=220),
		column("period", "Masa Penelitian", width=270),
		column("recommendation", "Surat Rekomendasi (Nomor, Tanggal)", width=260),
		column("notified_on", "Hari dan Tanggal Pemberitahuan", width=190),
		column("completion", "Surat Keterangan Selesai (Nomor, Tanggal)", width=260),
		column("handed_in_on", "Salinan Hasil Diterima", width=190),
		column("state", "Keadaan", width=170),
		column("reason", "Alasan Ditolak atau Dihentikan", width=220),
	]
