"""Sample cases of the demo office in every kind of state, made by the engine as the right users."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate, now_datetime, nowdate

from dinas_sop.constants import (
	CHANNEL_LINK,
	CHANNEL_WEB_FORM,
	DATA_REQUEST,
	RESEARCH_PERMIT,
	SETTINGS,
	STATE_FIELD,
)
from dinas_sop.demo import clock, papers
from dinas_sop.demo.applications import PERMITS, REQUESTS
from dinas_sop.demo.office import department, email
from dinas_sop.letters import drafting, files, life
from dinas_sop.workflows import attached
from dinas_sop.workflows.moves import carry_out

APPLICANT = "pemohon"
ABOUT_THE_DEMO = ("at", "workdays_ago", "waits")
UNITS = {
	"Kelembagaan dan Pengawasan Koperasi": "Bidang Kelembagaan dan Pengawasan",
	"Pemberdayaan Koperasi": "Bidang Pemberdayaan Koperasi",
	"Pemberdayaan Usaha Kecil": "Bidang Pemberdayaan Usaha Kecil",
	"Pembiayaan": "Bidang Pembiayaan",
}
OTHER_UNIT = "Bidang Produksi dan Restrukturisasi Usaha"
# state -> working days and minutes until the case leaves it
WAITS = {
	"Diajukan": (0, 6),
	"Diterima": (0, 21),
	"Menunggu Disposisi": (0, 260),
	"Menunggu Rekomendasi": (0, 380),
	"Menunggu Pemberitahuan": (0, 95),
	"Penelitian Berlangsung": (7, 30),
	"Pengumpulan Data": (24, 45),
	"Menunggu Surat Keterangan": (0, 310),
	"Menunggu Salinan Hasil": (1, 80),
	"Menunggu Pernyataan": (0, 170),
	"Pemrosesan Data": (0, 400),
	"Penyusunan Surat Balasan": (0, 150),
	"Menunggu Tanda Tangan": (0, 320),
	"Terkirim": (1, 45),
}
DATA_UNIT, DATA_LOGIN = "Bidang Kelembagaan dan Pengawasan", "unitkerja"


def make_cases() -> int:
	"""Make the sample cases where there are none yet, with weeks of history.

	Returns:
		How many were made; 0 where they stand already.
	"""
	if frappe.db.exists(RESEARCH_PERMIT, {"identity_number": PERMITS[0]["identity_number"]}):
		return 0
	today = getdate()
	lives = [_life(new_permit, each, PERMIT_WAY, PERMIT_ENDS, today) for each in PERMITS]
	lives += [_life(new_request, each, request_way(each), REQUEST_ENDS, today) for each in REQUESTS]
	clock.play(lives)
	return len(lives)


def _life(make: Callable[[dict], Document], application: dict, way: list, ends: dict, today: date):
	serial = int(application["identity_number"][-2:])
	moment = datetime.combine(clock.workdays_ago(today, application["workdays_ago"]), clock.OPENING)
	# odd microseconds, since Frappe takes a timestamp without any for a changed document
	moment += timedelta(minutes=17 + 3 * serial, seconds=serial % 60, microseconds=1000 + serial)
	yield moment
	for state in steps_to(make(application), application["at"], way, ends):
		days, minutes = application.get("waits", {}).get(state) or WAITS[state]
		moment = clock.later(moment, days, minutes + serial % 7)
		yield moment


@contextmanager
def acting_as(login: str) -> Iterator[None]:
	"""Act as a user of the demo office; `APPLICANT` is the portal user, through the link or form."""
	user, channel = frappe.session.user, frappe.flags.dinas_channel
	frappe.set_user(
		frappe.db.get_single_value(SETTINGS, "portal_user") if login == APPLICANT else email(login)
	)
	frappe.flags.dinas_channel = CHANNEL_LINK if login == APPLICANT else None
	try:
		yield
	finally:
		frappe.set_user(user)
		frappe.flags.dinas_channel = channel


def lead(case: Document, target: str, way: list[tuple], ends: dict[str, tuple]) -> Document:
	"""Lead a case along the SOP at once until it stands in a state. Arguments as `steps_to`.

	Returns:
		The case as it stands then.
	"""
	for _state in steps_to(case, target, way, ends):
		pass
	return frappe.get_doc(case.doctype, case.name)


def steps_to(case: Document, target: str, way: list[tuple], ends: dict[str, tuple]) -> Iterator[str]:
	"""Lead a case along the SOP, pausing in each state before it is left.

	Args:
		way: (state, login, action, values) in order; `values` is a function of the case.
		ends: states aside of the way: (state to leave from, login, action, values).

	Yields:
		The state that the case stands in.
	"""
	end = ends.get(target)
	stop = end[0] if end else target
	while case.get(STATE_FIELD) != stop:
		yield case.get(STATE_FIELD)
		_state, login, action, values = next(step for step in way if step[0] == case.get(STATE_FIELD))
		case = act(case, login, action, values)
	if end:
		yield stop
		act(case, *end[1:])
	else:
		_arrive(case)


def act(
	case: Document, login: str, action: str, values: Callable[[Document], dict] | None = None
) -> Document:
	"""Take an action as a user of the demo office.

	Returns:
		The case as it stands then.
	"""
	with acting_as(login):
		given = values(case) if values else {}
		carry_out(frappe.get_doc(case.doctype, case.name, for_update=True), action, given)
	return frappe.get_doc(case.doctype, case.name)


def _arrive(case: Document) -> None:
	"""What lies on the desk in the state reached: a draft where the next thing is a letter."""
	if case.get(STATE_FIELD) == "Menunggu Rekomendasi":
		write_letter(permit_research(case), "sekretariat", "Surat Rekomendasi Penelitian", until="Draf")
	elif case.get(STATE_FIELD) == "Menunggu Surat Keterangan":
		write_letter(case, "sekretariat", "Surat Keterangan Selesai Penelitian", until="Draf")
	elif case.get(STATE_FIELD) == "Penyusunan Surat Balasan":
		write_letter(case, DATA_LOGIN, "Surat Balasan Permohonan Data", until="Draf")


# --- letters and files ---------------------------------------------------------


def write_letter(case: Document, login: str, letter_template: str, until: str = "Ditandatangani") -> Document:
	"""Draft a letter, issue it, and bring its scan back.

	Args:
		until: Draf, Terbit or Ditandatangani.
	"""
	with acting_as(login):
		letter = drafting.draft(case, letter_template)
		if until != "Draf":
			life.issue(letter, case)
		if until == "Ditandatangani":
			scan_letter(letter, case)
	return letter


def scan_letter(letter: Document, case: Document) -> None:
	"""Bring a letter back as if signed with ink and scanned."""
	life.bring_back(letter, case, papers.signed_copy(files.read(letter), letter.signatory_name))


def upload(doctype: str, name: str, title: str, *lines: str) -> str:
	"""A PDF of the acting user, for a field of a case that may not be stored yet."""
	return attached.keep_file(papers.pdf(title, lines), "pdf", f"{title}.pdf", doctype, name, None).file_url


# --- research ------------------------------------------------------------------


def new_permit(application: dict) -> Document:
	"""An application as it comes from the public form."""
	given = {key: value for key, value in application.items() if key not in (*ABOUT_THE_DEMO, "team_members")}
	serial = str(1000 + PERMITS.index(application) * 37) if application in PERMITS else "0999"
	with acting_as(APPLICANT):
		frappe.flags.dinas_channel = CHANNEL_WEB_FORM
		name = given["applicant_name"]
		files = {
			"bakesbangpol_letter": upload(RESEARCH_PERMIT, "new", "Surat Pengantar Bakesbangpol", name),
			"proposal": upload(RESEARCH_PERMIT, "new", "Proposal Penelitian", name, given["title"]),
		}
		if given.get("campus_letter_number"):
			files["campus_letter"] = upload(RESEARCH_PERMIT, "new", "Surat Pengantar Kampus", name)
			files["campus_letter_date"] = add_days(nowdate(), -12)
		permit = frappe.get_doc(
			{
				"doctype": RESEARCH_PERMIT,
				**given,
				**files,
				"bakesbangpol_number": f"070/{serial}/209.4/{nowdate()[:4]}",
				"bakesbangpol_date": add_days(nowdate(), -4),
				"bakesbangpol_valid_until": add_days(nowdate(), 180),
				"period_from": add_days(nowdate(), 7),
				"period_to": add_days(nowdate(), 97),
				"team_members": [
					{"member_name": member, "identity_number": number}
					for member, number in application.get("team_members", ())
				],
			}
		).insert()
	return frappe.get_doc(RESEARCH_PERMIT, permit.name)


def _received(case: Document) -> dict:
	good = "Ada dan sesuai"
	return {
		"bakesbangpol_verdict": good,
		"proposal_verdict": good,
		"received_by": frappe.session.user,
		"received_on": now_datetime(),
	}


def _registered(case: Document) -> dict:
	return {"tnde_number": f"{int(case.name[-5:]) + 400}/TNDE", "tnde_date": nowdate()}


def _disposed(case: Document) -> dict:
	row = {
		"department": department("Sekretariat"),
		"instruction": "Proses lebih lanjut sesuai tema penelitian",
		"urgency": "Segera",
		"note": "Koordinasikan dengan bidang terkait.",
	}
	return {"dispositions": [row]}


def permit_research(case: Document) -> Document:
	"""Step 6 before its letter: unit and period, saved without moving ("Simpan dulu")."""
	values = {
		"unit_kerja": department(UNITS.get(case.theme, OTHER_UNIT)),
		"permit_from": case.period_from,
		"permit_to": case.period_to,
	}
	return act(case, "sekretariat", None, lambda case: values)


def _recommended(case: Document) -> dict:
	write_letter(permit_research(case), "sekretariat", "Surat Rekomendasi Penelitian")
	return {}


def _certified(case: Document) -> dict:
	write_letter(case, "sekretariat", "Surat Keterangan Selesai Penelitian")
	return {}


def _handed_in(case: Document) -> dict:
	return {
		"result_file": upload(case.doctype, case.name, "Hasil Penelitian", case.title),
		"publication_consent": "Hanya judul dan abstrak",
	}


PERMIT_WAY = [
	("Diajukan", "frontliner", "Terima", _received),
	("Diterima", "suratmasuk", "Registrasi TNDE", _registered),
	("Menunggu Disposisi", "kepala", "Disposisi", _disposed),
	("Menunggu Rekomendasi", "sekretariat", "Terbitkan Rekomendasi", _recommended),
	(
		"Menunggu Pemberitahuan",
		"frontliner",
		"Beritahu Peneliti",
		lambda case: {"notification_channel": "WhatsApp", "notified_on": now_datetime()},
	),
	(
		"Penelitian Berlangsung",
		APPLICANT,
		"Mulai Pengumpulan Data",
		lambda case: {"research_began": nowdate()},
	),
	("Pengumpulan Data", APPLICANT, "Selesai Penelitian", lambda case: {"research_ended": nowdate()}),
	("Menunggu Surat Keterangan", "sekretariat", "Terbitkan Surat Keterangan", _certified),
	("Menunggu Salinan Hasil", APPLICANT, "Serahkan Salinan", _handed_in),
]
PERMIT_ENDS = {
	"Perlu Dilengkapi": (
		"Diajukan",
		"frontliner",
		"Kembalikan",
		lambda case: {
			"corrections": [
				{
					"case_field": "proposal",
					"why": "Halaman pengesahan proposal belum ditandatangani pembimbing.",
				},
				{"case_field": "location", "why": "Mohon sebutkan kecamatan tempat penelitian."},
			]
		},
	),
	"Dicabut": (
		"Pengumpulan Data",
		"kepala",
		"Cabut Izin",
		lambda case: {"move_reason": "Kuesioner yang dibagikan menyimpang dari judul yang direkomendasikan."},
	),
	"Ditolak": (
		"Menunggu Disposisi",
		"kepala",
		"Tolak",
		lambda case: {
			"legal_ground": "Pasal 17 huruf h Undang-Undang Nomor 14 Tahun 2008",
			"move_reason": "Penelitian meminta data pribadi anggota koperasi untuk kepentingan komersial.",
		},
	),
}


# --- data ----------------------------------------------------------------------


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
	image = attached.keep_file(papers.signature(), "png", "Tanda tangan.png", case.doctype, case.name, None)
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
			file = attached.keep_file(
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
