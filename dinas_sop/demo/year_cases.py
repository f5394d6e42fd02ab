"""Past cases of the demo year with their log, written straight into the tables."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from random import Random

import frappe
from frappe.model.document import Document
from frappe.utils import add_days

from dinas_sop.constants import (
	CHANNEL_DESK,
	CHANNEL_LINK,
	CHANNEL_WEB_FORM,
	DATA_REQUEST,
	RESEARCH_PERMIT,
	SETTINGS,
	STATE_FIELD,
	STEP_LOG,
)
from dinas_sop.demo import year_people as people
from dinas_sop.demo.acting import APPLICANT
from dinas_sop.demo.office import department, email
from dinas_sop.demo.permits import OTHER_UNIT, PERMIT_WAY, UNITS
from dinas_sop.demo.requests import request_way
from dinas_sop.demo.year_course import Move, Way
from dinas_sop.print_formats.numbers import format_number
from dinas_sop.workflows import reading, step_log
from dinas_sop.workflows.case_rows import applicants_words
from dinas_sop.workflows.numbering import next_number

DATA_UNITS = {"unitkerja": "Bidang Kelembagaan dan Pengawasan", "unitkerja2": "Bidang Pembiayaan"}
PERMIT_DETOURS = {
	"Diajukan": [
		("frontliner", "Kembalikan", 0.14, [why for _f, why in people.CORRECTIONS[RESEARCH_PERMIT]])
	],
	"Menunggu Rekomendasi": [
		("sekretariat", "Mohon Disposisi Ulang", 0.05, ["Tema penelitian bukan urusan bidang yang ditunjuk."])
	],
}
PERMIT_ENDS = (
	(0.04, "Menunggu Disposisi", "kepala", "Tolak", "Penelitian meminta data pribadi anggota koperasi."),
	(0.04, "Diajukan", APPLICANT, "Batalkan", "Penelitian ditunda."),
	(0.03, "Menunggu Salinan Hasil", "sekretariat", "Tutup", "Peneliti tidak dapat dihubungi lagi."),
)
REQUEST_ENDS = (
	(0.05, "Diajukan", "kepala", "Tolak", "Data yang diminta memuat data pribadi."),
	(0.05, "Menunggu Pernyataan", APPLICANT, "Batalkan", "Data tidak jadi diperlukan."),
)
DECISIONS = ("Dikabulkan seluruhnya",) * 8 + ("Dikabulkan sebagian", "Tidak dikuasai")
GROUNDS = {
	"Dikabulkan sebagian": "Data per penerima memuat data pribadi (Pasal 17 huruf h UU 14/2008); yang diberikan rekapitulasi.",
	"Tidak dikuasai": "Data dihimpun oleh Badan Pusat Statistik Provinsi Jawa Timur.",
}


def way_of(doctype: str, rng: Random) -> Way:
	"""How cases of a DocType go; a request for data goes to one of the units."""
	if doctype == RESEARCH_PERMIT:
		return Way({s: (login, action) for s, login, action, _v in PERMIT_WAY}, PERMIT_DETOURS, PERMIT_ENDS)
	unit = rng.choice(("unitkerja", "unitkerja", "unitkerja2"))
	straight = {
		s: (unit if login == "unitkerja" else login, action) for s, login, action, _v in request_way({})
	}
	detours = {
		"Diajukan": [("kepala", "Kembalikan", 0.08, [why for _f, why in people.CORRECTIONS[DATA_REQUEST]])],
		"Penyusunan Surat Balasan": [(unit, "Perbaiki Data", 0.08, ["Data tahun terakhir belum lengkap."])],
		"Menunggu Tanda Tangan": [("kepala", "Revisi", 0.1, ["Perbaiki redaksi paragraf kedua."])],
	}
	return Way(straight, detours, REQUEST_ENDS)


def insert(doctype: str, moves: list[Move], rng: Random) -> Document:
	"""A past case with its rows and its log.

	Args:
		moves: its course, from `year_course`.
	"""
	submitted, process = moves[0].entered, reading.process_for(doctype)
	left = {move.state: move.left for move in moves}
	values = _permit(submitted, left, rng) if doctype == RESEARCH_PERMIT else _request(left, moves, rng)
	if moves[-1].transition.action == "Tolak":
		values["legal_ground"] = "Pasal 17 huruf h Undang-Undang Nomor 14 Tahun 2008"
	case = frappe.get_doc(
		{"doctype": doctype, **_person(rng), **values, "corrections": _corrections(moves, doctype)}
	)
	pattern = frappe.get_cached_value(SETTINGS, SETTINGS, case.number_pattern_field)
	number = next_number(f"{doctype}/{submitted.year}")
	case.update(
		{
			"name": format_number(pattern, number, tahun=submitted.year),
			"owner": _user(APPLICANT),
			"modified_by": _user(moves[-1].login),
			"creation": submitted,
			"modified": moves[-1].left,
			"sop": reading.sop_in_force(doctype),
			"submitted_on": submitted,
			"submitted_via": CHANNEL_WEB_FORM,
			"tracking_code": "".join(rng.choices("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", k=10)),
			"link_version": 1,
			STATE_FIELD: moves[-1].next_state,
		}
	)
	if doctype == RESEARCH_PERMIT and case.tnde_number:
		case.tnde_number = f"{number + 100}/TNDE"
	case.db_insert()
	for row in case.get_all_children():
		row.update({"parent": case.name, "creation": submitted, "modified": submitted, "owner": case.owner})
		row.db_insert()
	_log(case, process, moves, rng)
	return case


# --- what stands in a case ------------------------------------------------------------


def _person(rng: Random) -> dict:
	name = f"{rng.choice(people.FIRST_NAMES.split())} {rng.choice(people.LAST_NAMES.split())}"
	campuses, weights = zip(*people.CAMPUSES, strict=True)
	return {
		"applicant_name": name,
		"identity_number": str(rng.randint(190000000000, 239999999999)),
		"institution": rng.choices(campuses, weights)[0],
		"phone": f"08{rng.randint(11, 59)}-{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}",
		"address": f"Jalan {rng.choice(people.LAST_NAMES.split())} Nomor {rng.randint(1, 180)}, {rng.choice(people.CITIES)}",
	}


def _permit(submitted: datetime, left: dict, rng: Random) -> dict:
	theme = rng.choice([option for option in _options(RESEARCH_PERMIT, "theme") if option])
	title = rng.choice(people.TITLES).format(
		rng.choice(people.TOPICS), rng.choice(people.SUBJECTS), rng.choice(people.CITIES)
	)
	first_day = submitted.date()
	values = {
		"title": title,
		"theme": theme,
		"research_status": "Baru",
		"location": rng.choice(people.CITIES),
		"purpose": rng.choice(people.PURPOSES),
		"applicant_category": rng.choice(("Mahasiswa", "Mahasiswa", "Mahasiswa", "Dosen", "Peneliti")),
		"period_from": add_days(first_day, 7),
		"period_to": add_days(first_day, 97),
		"bakesbangpol_number": f"070/{rng.randint(1000, 9999)}/209.4/{first_day.year}",
		"bakesbangpol_date": add_days(first_day, -4),
	}
	good = "Ada dan sesuai"
	reached = {
		"Diajukan": lambda at: {
			"bakesbangpol_verdict": good,
			"proposal_verdict": good,
			"received_by": email("frontliner"),
			"received_on": at,
		},
		"Diterima": lambda at: {"tnde_number": "-", "tnde_date": at.date()},
		"Menunggu Disposisi": lambda at: {"dispositions": [_disposition("Sekretariat", at)]},
		"Menunggu Rekomendasi": lambda at: {
			"unit_kerja": department(UNITS.get(theme, OTHER_UNIT)),
			"permit_from": min(values["period_from"], at.date()),
			"permit_to": values["period_to"],
		},
		"Menunggu Pemberitahuan": lambda at: {"notification_channel": "Pesan WhatsApp", "notified_on": at},
		"Penelitian Berlangsung": lambda at: {"research_began": at.date()},
		"Pengumpulan Data": lambda at: {"research_ended": at.date()},
		"Menunggu Salinan Hasil": lambda at: {"publication_consent": "Hanya judul dan abstrak"},
	}
	for state, given in reached.items():
		if state in left:
			values |= given(left[state])
	return values


def _request(left: dict, moves: list[Move], rng: Random) -> dict:
	wanted, period = rng.choice(people.DATA_WANTED)
	first_day = moves[0].entered.date()
	values = {
		"applicant_type": "Perorangan",
		"occupation": "Mahasiswa",
		"purpose": rng.choice(people.REQUEST_PURPOSES),
		"delivery_method": rng.choice([o for o in _options(DATA_REQUEST, "delivery_method") if o]),
		"letter_number": f"{rng.randint(1, 400)}/PD/{first_day.year}",
		"letter_date": add_days(first_day, -3),
		"letter_subject": "Permohonan Data",
		"requested_data": [
			{
				"data_name": wanted,
				"period": period,
				"area": rng.choice(("Jawa Timur", *people.CITIES)),
				"file_format": rng.choice(people.FORMATS),
			}
		],
	}
	if rng.random() < 0.4:
		agency, occupation = rng.choice(people.AGENCIES)
		values |= {"applicant_type": "Lembaga", "institution": agency, "occupation": occupation}
	if "Diajukan" in left and len(left) > 1:
		unit = next(
			(DATA_UNITS[move.login] for move in moves if move.login in DATA_UNITS), DATA_UNITS["unitkerja"]
		)
		values["dispositions"] = [_disposition(unit, left["Diajukan"])]
	if "Pemrosesan Data" in left:
		decision = rng.choice(DECISIONS)
		values |= {"decision": decision, "decision_ground": GROUNDS.get(decision)}
	if moves[-1].transition.action == "Konfirmasi Diterima":
		values |= {"receipt_confirmed_on": moves[-1].left, "satisfaction": rng.choice((0.6, 0.8, 0.8, 1))}
	return values


def _disposition(unit: str, at) -> dict:
	return {
		"department": department(unit),
		"instruction": "Proses lebih lanjut sesuai ketentuan",
		"urgency": "Biasa",
		"status": "Selesai",
		"from_user": email("kepala"),
		"disposed_on": at,
		"done_on": at,
	}


def _corrections(moves: list[Move], doctype: str) -> list[dict]:
	fields = {why: field for field, why in people.CORRECTIONS[doctype]}
	meta = frappe.get_meta(doctype)
	return [
		{
			"case_field": fields[move.reason],
			"field_label": applicants_words(meta, fields[move.reason]),
			"why": move.reason,
			"asked_by": _user(move.login),
			"asked_on": move.left,
			"answered_on": move.left,
			"answer": "Sudah diperbaiki.",
		}
		for move in moves
		if move.reason in fields
	]


def _options(doctype: str, field: str) -> list[str]:
	return (frappe.get_meta(doctype).get_field(field).options or "").split("\n")


@lru_cache(maxsize=16)
def _user(login: str) -> str:
	return frappe.db.get_single_value(SETTINGS, "portal_user") if login == APPLICANT else email(login)


# --- the log --------------------------------------------------------------------------


def _log(case: Document, process, moves: list[Move], rng: Random) -> None:
	applicant = step_log.Actor(_user(APPLICANT), case.applicant_name, "", CHANNEL_WEB_FORM)
	names = step_log.begin(case, process, moves[0].state, moves[0].entered, applicant)
	visit, name = len(names), names[-1]
	labels = {row.why: row.field_label for row in case.corrections}
	for move in moves:
		row = frappe.db.get_value(STEP_LOG, name, ["name", "entered_on", "due_on", "standard"], as_dict=True)
		reason = f"{labels[move.reason]}: {move.reason}" if move.reason in labels else move.reason
		back = {"back_to_step": move.back_to_step, "evidence": {}} if move.back_to_step else {}
		actor = _actor(move, case)
		step_log.close_row(row, actor, move.left, move.transition.action, move.next_state, reason, **back)
		if row.due_on and move.left > row.due_on and move.login != APPLICANT and rng.random() < 0.4:
			frappe.db.set_value(STEP_LOG, name, "late_reason", rng.choice(people.LATE_REASONS))
		visit += 1
		name = step_log.open_row(case, process, move.next_state, visit, move.left)


def _actor(move: Move, case: Document) -> step_log.Actor:
	user, role = _user(move.login), move.transition.role
	if move.login == APPLICANT:
		return step_log.Actor(user, case.applicant_name, role, CHANNEL_LINK)
	return step_log.Actor(user, reading.official_name(user), role, CHANNEL_DESK)
