"""The people of the demo office, and cases of both processes in any state, made by the engine itself."""

from __future__ import annotations

import io
import secrets
import time
from contextlib import contextmanager

import frappe
from frappe.utils import add_days, nowdate
from frappe.utils.background_jobs import get_queues
from pypdf import PdfWriter

from dinas_sop.constants import CHANNEL_LINK, SETTINGS
from dinas_sop.demo.office import PASSWORD, department, email, make_office
from dinas_sop.letters import drafting, life
from dinas_sop.workflows import api, kept_files

RESEARCH, DATA = "Research Permit", "Data Request"
CHILDREN = ("Disposition", "Correction", "Requested Data", "Data File", "Research Team Member")
NOBODY = "tanpaperan@dinas.test"  # a desk user without any role of ours
OUTSIDER = "peneliti@luar.test"  # a website user who somehow holds the applicants' roles
PORTAL = "portal"
UNIT, OTHER_UNIT = "Bidang Kelembagaan dan Pengawasan", "Bidang Pembiayaan"
RECOMMENDATION = "Surat Rekomendasi Penelitian"
CERTIFICATE = "Surat Keterangan Selesai Penelitian"
REPLY = "Surat Balasan Permohonan Data"

# (state, who has the turn, action): the straight way; then the ways aside, from a state on that way.
WAY = {
	RESEARCH: (
		("Diajukan", "frontliner", "Terima"),
		("Diterima", "suratmasuk", "Registrasi TNDE"),
		("Menunggu Disposisi", "kepala", "Disposisi"),
		("Menunggu Rekomendasi", "sekretariat", "Terbitkan Rekomendasi"),
		("Menunggu Pemberitahuan", "frontliner", "Beritahu Peneliti"),
		("Penelitian Berlangsung", PORTAL, "Mulai Pengumpulan Data"),
		("Pengumpulan Data", PORTAL, "Selesai Penelitian"),
		("Menunggu Surat Keterangan", "sekretariat", "Terbitkan Surat Keterangan"),
		("Menunggu Salinan Hasil", PORTAL, "Serahkan Salinan"),
	),
	DATA: (
		("Diajukan", "kepala", "Disposisi"),
		("Menunggu Pernyataan", PORTAL, "Tandatangani Pernyataan"),
		("Pemrosesan Data", "unitkerja", "Data Siap"),
		("Penyusunan Surat Balasan", "unitkerja", "Ajukan Tanda Tangan"),
		("Menunggu Tanda Tangan", "kepala", "Tandatangani dan Kirim"),
		("Terkirim", PORTAL, "Konfirmasi Diterima"),
	),
}
ASIDE = {
	RESEARCH: {
		"Perlu Dilengkapi": ("Diterima", "suratmasuk", "Kembalikan"),
		"Ditolak": ("Menunggu Disposisi", "kepala", "Tolak"),
		"Dibatalkan": ("Diajukan", PORTAL, "Batalkan"),
		"Dicabut": ("Menunggu Pemberitahuan", "kepala", "Cabut Izin"),
		"Ditutup": ("Menunggu Salinan Hasil", "sekretariat", "Tutup"),
	},
	DATA: {
		"Perlu Dilengkapi": ("Pemrosesan Data", "unitkerja", "Kembalikan"),
		"Ditolak": ("Diajukan", "kepala", "Tolak"),
		"Dibatalkan": ("Menunggu Pernyataan", PORTAL, "Batalkan"),
		"Ditutup": ("Terkirim", "frontliner", "Tutup"),
	},
}
LETTERS = {
	"Menunggu Rekomendasi": ("sekretariat", RECOMMENDATION, "Ditandatangani"),
	"Menunggu Surat Keterangan": ("sekretariat", CERTIFICATE, "Ditandatangani"),
	"Penyusunan Surat Balasan": ("unitkerja", REPLY, "Draf"),
	"Menunggu Tanda Tangan": ("kepala", REPLY, "Ditandatangani"),
}


def day(distance: int = 0) -> str:
	"""A date so many days from the office's today."""
	return str(add_days(nowdate(), distance))


# --- people ---------------------------------------------------------------------


def people() -> None:
	"""The demo office, and two who have no business with a case. Making it again changes nothing."""
	make_office()
	make_user(NOBODY, [])
	make_user(OUTSIDER, ["Peneliti", "Pemohon"])


def make_user(name: str, roles: list[str], user_type: str = "System User") -> str:
	if not frappe.db.exists("User", name):
		user = frappe.get_doc(
			doctype="User",
			email=name,
			first_name=name.split("@")[0],
			user_type=user_type,
			send_welcome_email=0,
			new_password=PASSWORD,
			roles=[{"role": role} for role in roles],
		)
		user.flags.ignore_password_policy = True
		user.insert()
	return name


def wait_for_worker(seconds: float = 60) -> None:
	"""Until the background worker has done all that earlier tests left for it."""
	until = time.monotonic() + seconds
	while any(queue.count or queue.started_job_registry.count for queue in get_queues()):
		assert time.monotonic() < until, "the worker does not come to an end"
		time.sleep(0.1)


def user_of(login: str) -> str:
	"""The User behind a short name: `kepala`, `unitkerja2`, PORTAL, or a full name as it is."""
	if login == PORTAL:
		return frappe.db.get_single_value(SETTINGS, "portal_user")
	return login if "@" in login or login in ("Administrator", "Guest") else email(login)


@contextmanager
def acting(login: str):
	"""Act in this process as somebody; PORTAL is the applicant who comes by the link."""
	user, channel = frappe.session.user, frappe.flags.dinas_channel
	frappe.set_user(user_of(login))
	frappe.flags.dinas_channel = CHANNEL_LINK if login == PORTAL else None
	try:
		yield
	finally:
		frappe.set_user(user)
		frappe.flags.dinas_channel = channel


# --- files ------------------------------------------------------------------------


def pdf() -> bytes:
	"""A small PDF, no two alike."""
	writer, kept = PdfWriter(), io.BytesIO()
	writer.add_blank_page(200, 200)
	writer.add_metadata({"/Title": secrets.token_hex(8)})
	writer.write(kept)
	return kept.getvalue()


def upload(doctype: str, name: str = "new-case", field: str | None = None) -> str:
	"""A file of the acting user's, as the form's upload keeps it; returns its URL."""
	return kept_files.keep_file(pdf(), "pdf", "berkas.pdf", doctype, name, field).file_url


# --- cases -------------------------------------------------------------------------


def application(doctype: str, **changes) -> dict:
	"""A complete application of the acting user's."""
	person = {
		"doctype": doctype,
		"applicant_name": "Siti Aminah",
		"identity_number": "3578014501990001",
		"phone": "081234567890",
		"address": "Jalan Ketintang 1, Surabaya",
		"purpose": "Penyusunan skripsi",
		"institution": "Universitas Negeri Surabaya",
	}
	if doctype == RESEARCH:
		person |= {
			"title": f"Digitalisasi koperasi {secrets.token_hex(3)}",
			"theme": "Pembiayaan",
			"location": "Surabaya",
			"period_from": day(),
			"period_to": day(60),
			"applicant_category": "Mahasiswa",
			"bakesbangpol_number": f"070/{secrets.randbelow(9999)}/209.4/2026",
			"bakesbangpol_date": day(-4),
			"bakesbangpol_letter": upload(doctype),
			"proposal": upload(doctype),
			"team_members": [{"member_name": "Budi"}],
		}
	else:
		person |= {
			"applicant_type": "Perorangan",
			"delivery_method": "Email",
			"letter_number": "12/UN38/2026",
			"letter_date": day(-4),
			"letter_file": upload(doctype),
			"requested_data": [{"data_name": "Jumlah koperasi aktif"}],
		}
	return person | changes


def enter(doctype: str, login: str = "frontliner", **changes):
	"""A new case, entered at the counter."""
	with acting(login):
		return frappe.get_doc(application(doctype, **changes)).insert()


def case_in(doctype: str, state: str):
	"""A case that the engine led to a state, each step taken by the one whose turn it is."""
	aside = ASIDE[doctype].get(state)
	case = enter(doctype)
	while case.workflow_state != (aside[0] if aside else state):
		here, login, action = next(w for w in WAY[doctype] if w[0] == case.workflow_state)
		case = move(case, login, action, **given(case, here, login))
	if aside:
		case = move(case, *aside[1:], **given_aside(case, aside[2]))
	return case


def move(case, login: str, action: str | None, **values):
	"""Take an action as somebody; returns the case as it stands then."""
	with acting(login):
		api.move(case.doctype, case.name, action, values)
	return frappe.get_doc(case.doctype, case.name)


def given(case, state: str, login: str) -> dict:
	"""What completes the step that waits in `state`: the dialog's values; its letter is made at once."""
	with acting(login):
		values = _values(case, state)
		if values and state in LETTERS:  # the letter says them, so they are saved before it
			api.move(case.doctype, case.name, None, values)
	if state in LETTERS:
		write_letter(case, *LETTERS[state])
		return {}
	return values


def _values(case, state: str) -> dict:
	number = secrets.randbelow(10**9)
	dispositions = {
		RESEARCH: [{"department": department("Sekretariat"), "instruction": "Proses lebih lanjut"}],
		DATA: [{"department": department(UNIT), "instruction": "Siapkan datanya"}],
	}
	return {
		(RESEARCH, "Diajukan"): lambda: {
			"bakesbangpol_verdict": "Ada dan sesuai",
			"proposal_verdict": "Ada dan sesuai",
			"received_by": user_of("frontliner"),
			"received_on": "2026-11-24 08:15:00",
		},
		(RESEARCH, "Diterima"): lambda: {"tnde_number": f"T-{number}", "tnde_date": day()},
		(RESEARCH, "Menunggu Disposisi"): lambda: {"dispositions": dispositions[RESEARCH]},
		(RESEARCH, "Menunggu Rekomendasi"): lambda: {
			"unit_kerja": department(UNIT),
			"permit_from": day(-10),
			"permit_to": day(60),
		},
		(RESEARCH, "Menunggu Pemberitahuan"): lambda: {
			"notification_channel": "Pesan WhatsApp",
			"notified_on": "2026-11-25 09:00:00",
		},
		(RESEARCH, "Penelitian Berlangsung"): lambda: {"research_began": day(-5)},
		(RESEARCH, "Pengumpulan Data"): lambda: {"research_ended": day()},
		(RESEARCH, "Menunggu Salinan Hasil"): lambda: {
			"result_file": upload(case.doctype, case.name, "result_file"),
			"publication_consent": "Hanya judul dan abstrak",
		},
		(DATA, "Diajukan"): lambda: {"dispositions": dispositions[DATA]},
		(DATA, "Menunggu Pernyataan"): lambda: {
			"statement_name": "Siti Aminah",
			"statement_version": "1",
			"statement_signature": upload(case.doctype, case.name, "statement_signature"),
			"statement_signed_on": "2026-11-24 10:00:00",
		},
		(DATA, "Pemrosesan Data"): lambda: {
			"decision": "Dikabulkan seluruhnya",
			"data_files": [{"file": upload(case.doctype, case.name, "file"), "description": "Data"}],
		},
		(DATA, "Terkirim"): lambda: {"receipt_confirmed_on": "2026-11-26 09:00:00"},
	}.get((case.doctype, state), dict)()


def given_aside(case, action: str) -> dict:
	"""What a way aside asks for: the reason, the corrections, the legal ground."""
	if action == "Kembalikan":
		field = "title" if case.doctype == RESEARCH else "letter_number"
		return {"corrections": [{"case_field": field, "why": "Kurang jelas"}]}
	ground = {"legal_ground": "Pasal 6 UU 14/2008"} if action == "Tolak" else {}
	return {"move_reason": "Alasan tertulis"} | ground


def write_letter(case, login: str, template: str, until: str) -> str:
	"""Draft a letter, issue it and bring it back signed, as far as `until`; returns its name."""
	with acting(login):
		stored = frappe.get_doc(case.doctype, case.name, for_update=True)
		letter = drafting.draft(stored, template)
		if until != "Draf":
			life.issue(letter, stored)
		if until == "Ditandatangani":
			life.bring_back(letter, stored, pdf())
	return letter.name


# --- cases that stand for many tests ---------------------------------------------------

_STANDING: dict[tuple[str, str], str] = {}
_CLIENTS: dict[str, object] = {}


def states_of(doctype: str) -> list[str]:
	"""Every state of the shipped process of a DocType."""
	end = {RESEARCH: "Diarsipkan", DATA: "Selesai"}[doctype]
	return [*(w[0] for w in WAY[doctype]), *ASIDE[doctype], end]


def standing(doctype: str, state: str):
	"""A committed case in a state, made once a session: whoever moves it puts it back (see photo.py)."""
	if (doctype, state) not in _STANDING:
		people()
		_STANDING[doctype, state] = case_in(doctype, state).name
		frappe.db.commit()
	return frappe.get_doc(doctype, _STANDING[doctype, state])


def client(http, login: str):
	"""The HTTP session of a user, logged in once a session."""
	if login not in _CLIENTS:
		if login == "Guest":
			_CLIENTS[login] = http.guest()
		else:
			password = None if login == "Administrator" else PASSWORD
			_CLIENTS[login] = http.login(user_of(login), password)
	return _CLIENTS[login]
