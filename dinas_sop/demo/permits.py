"""Research of the demo office: how an application comes in, and what each step of it gives."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate, now_datetime, nowdate

from dinas_sop.constants import CHANNEL_WEB_FORM, RESEARCH_PERMIT
from dinas_sop.demo.acting import ABOUT_THE_DEMO, APPLICANT, act, acting_as, upload, write_letter
from dinas_sop.demo.office import department
from dinas_sop.demo.permit_applications import PERMITS

UNITS = {
	"Kelembagaan dan Pengawasan Koperasi": "Bidang Kelembagaan dan Pengawasan",
	"Pemberdayaan Koperasi": "Bidang Pemberdayaan Koperasi",
	"Pemberdayaan Usaha Kecil": "Bidang Pemberdayaan Usaha Kecil",
	"Pembiayaan": "Bidang Pembiayaan",
}
OTHER_UNIT = "Bidang Produksi dan Restrukturisasi Usaha"


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
		"permit_from": min(case.period_from, getdate(nowdate())),
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
		lambda case: {"notification_channel": "Pesan WhatsApp", "notified_on": now_datetime()},
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
