"""What the placeholders of a letter's wording stand for in one case."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from dinas_sop.constants import OFFICIAL_LETTER
from dinas_sop.letters import office
from dinas_sop.print_formats import dates, kinds, wording
from dinas_sop.print_formats.values import Signatory
from dinas_sop.public_information import requests
from dinas_sop.workflows.evidence import LIVE_LETTERS
from dinas_sop.workflows.process import Kind

BY_LINK = "Unduh melalui tautan"
SIGHT_STATUSES = ("Terbuka", "Selesai")


def values_of(
	case: Document, kind: str, letter_date: date | None = None, signer: Signatory | None = None
) -> dict[str, object]:
	"""Every placeholder that a kind of letter knows, with its value in a case.

	Args:
		case: a Research Permit or Data Request.
		kind: the layout, one of `kinds.LETTERS`.
		letter_date: date of the letter; None while it is a draft.
		signer: who signs it.

	Returns:
		Name to value; a name that the case has nothing for is None.
	"""
	known = {
		**_office(letter_date, signer),
		**_case(case),
		**_recommendation(case, kind),
		**(requests.extension_words(case) if kind == kinds.EXTENSION else {}),
	}
	known["berlaku_tautan"] = link_valid_until(case, letter_date)
	return {name: known.get(name) for name in wording.placeholders(kind)}


def link_valid_until(case: Document, letter_date: date | None) -> date | None:
	"""Last day on which data files can be downloaded, where they come by link."""
	days = office.settings().data_link_days
	if not (letter_date and days) or case.get("delivery_method") != BY_LINK:
		return None
	return add_days(letter_date, days)


def unit_name(case: Document) -> str:
	"""The Unit Kerja of a case: the one chosen for the theme, else the one wanted; of a data request those disposed to."""
	if case.meta.has_field("unit_kerja"):
		return office.department_name(case.unit_kerja) or case.get("requested_unit") or ""
	units = [
		office.department_name(row.department)
		for row in case.get("dispositions") or []
		if row.department and row.status in SIGHT_STATUSES
	]
	return ", ".join(dict.fromkeys(units))


def recommendation(case: Document) -> frappe._dict | None:
	"""Number and date of the recommendation in force of a case, whatever its template is called."""
	templates = frappe.get_all("Letter Template", {"layout": kinds.RECOMMENDATION}, pluck="name")
	found = frappe.get_all(
		OFFICIAL_LETTER,
		filters={
			"reference_doctype": case.doctype,
			"reference_name": case.name,
			"letter_template": ("in", templates or [""]),
			"status": ("in", LIVE_LETTERS[Kind.ISSUED]),
		},
		fields=["letter_number", "letter_date"],
		order_by="issued_on desc",
		limit=1,
	)
	return found[0] if found else None


def period(start: date | str | None, end: date | str | None) -> str:
	"""A period in words; empty where an end is missing or they stand the wrong way round."""
	if not (start and end) or getdate(start) > getdate(end):
		return ""
	return dates.periode(getdate(start), getdate(end))


def as_date(value: date | str | None) -> date | None:
	return getdate(value) if value else None


def _office(letter_date: date | None, signer: Signatory | None) -> dict[str, object]:
	given = office.settings()
	return {
		"dinas": given.agency_name,
		"kota": given.city,
		"tanggal_surat_ini": letter_date,
		"nama_penandatangan": signer.name if signer else None,
		"jabatan_penandatangan": signer.jabatan if signer else None,
	}


def _case(case: Document) -> dict[str, object]:
	get = case.get
	return {
		"nama": get("applicant_name"),
		"kategori": get("applicant_category") or get("applicant_type"),
		"nomor_identitas": get("identity_number"),
		"instansi": get("institution"),
		"alamat": get("address"),
		"telepon": get("phone"),
		"email": get("email"),
		"nomor_registrasi": case.name,
		"tanggal_registrasi": as_date(get("submitted_on")),
		"fakultas": get("faculty"),
		"jenjang": get("level"),
		"judul": get("title"),
		"tema": get("theme"),
		"bidang": get("research_fields") or get("theme"),
		"tujuan": get("purpose"),
		"metode": get("method"),
		"status_penelitian": get("research_status"),
		"lokasi": get("location"),
		"unit_kerja": unit_name(case),
		"anggota": [row.member_name for row in get("team_members") or []],
		"periode": period(get("permit_from") or get("period_from"), get("permit_to") or get("period_to")),
		"nomor_bakesbangpol": get("bakesbangpol_number"),
		"tanggal_bakesbangpol": as_date(get("bakesbangpol_date")),
		"nomor_surat_kampus": get("campus_letter_number"),
		"tanggal_surat_kampus": as_date(get("campus_letter_date")),
		"periode_pelaksanaan": period(get("research_began"), get("research_ended")),
		"tanggal_mulai": as_date(get("research_began")),
		"tanggal_selesai": as_date(get("research_ended")),
		"data_diminta": [row.data_name for row in get("requested_data") or []],
		"penggunaan": get("intended_use"),
		"nomor_surat": get("letter_number"),
		"tanggal_surat": as_date(get("letter_date")),
		"hal_surat": get("letter_subject") or "Permohonan Data",
		"keputusan": get("decision"),
		"alasan": get("decision_ground"),
		"cara_penyampaian": get("delivery_method"),
	}


def _recommendation(case: Document, kind: str) -> dict[str, object]:
	given = recommendation(case) if kind == kinds.COMPLETION else None
	return (
		{"nomor_rekomendasi": given.letter_number, "tanggal_rekomendasi": given.letter_date} if given else {}
	)
