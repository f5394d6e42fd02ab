"""The straight way of both processes, walked over HTTP by the right people, and the log it leaves (DESIGN's tables)."""

from __future__ import annotations

import itertools

from tests.site.e2e.applications import (
	CERTIFICATE,
	GOOD,
	NAME,
	NUMBERS,
	RECOMMENDATION,
	REPLY,
	SUBJECT,
	TABLE,
	TITLE,
	UNIT,
	WANTED,
	application,
	day,
)
from tests.site.e2e.driver import DATA, RESEARCH, Case, Row, pdf, rows, words
from tests.site.e2e.office import Clerk, Office

# What each step leaves in the log: step | state | whose turn | who ended it | how | by which action.
WAY = {
	RESEARCH: rows("""
		1  |                           | Peneliti            | Ayu Lestari | Formulir Web   |
		2  |                           | Peneliti            | Ayu Lestari | Formulir Web   |
		3  | Diajukan                  | Petugas Frontliner  | frontliner  | Meja Kerja     | Terima
		4  | Diterima                  | Petugas Surat Masuk | suratmasuk  | Meja Kerja     | Registrasi TNDE
		5  | Menunggu Disposisi        | Kepala Dinas        | kepala      | Meja Kerja     | Disposisi
		6  | Menunggu Rekomendasi      | Sekretariat         | sekretariat | Meja Kerja     | Terbitkan Rekomendasi
		7  | Menunggu Pemberitahuan    | Petugas Frontliner  | frontliner  | Meja Kerja     | Beritahu Peneliti
		8  | Penelitian Berlangsung    | Peneliti            | Ayu Lestari | Tautan Pemohon | Mulai Pengumpulan Data
		9  | Pengumpulan Data          | Peneliti            | Ayu Lestari | Tautan Pemohon | Selesai Penelitian
		10 | Menunggu Surat Keterangan | Sekretariat         | sekretariat | Meja Kerja     | Terbitkan Surat Keterangan
		11 | Menunggu Salinan Hasil    | Peneliti            | Ayu Lestari | Tautan Pemohon | Serahkan Salinan
		–  | Diarsipkan                |                     |             |                |
	"""),
	DATA: rows("""
		1 |                          | Pemohon      | Budi Hartono | Formulir Web   |
		2 | Diajukan                 | Kepala Dinas | kepala       | Meja Kerja     | Disposisi
		3 | Menunggu Pernyataan      | Pemohon      | Budi Hartono | Tautan Pemohon | Tandatangani Pernyataan
		4 | Pemrosesan Data          | Unit Kerja   | unitkerja    | Meja Kerja     | Data Siap
		5 | Penyusunan Surat Balasan | Unit Kerja   | unitkerja    | Meja Kerja     | Ajukan Tanda Tangan
		6 | Menunggu Tanda Tangan    | Kepala Dinas | kepala       | Meja Kerja     | Tandatangani dan Kirim
		7 | Terkirim                 | Pemohon      | Budi Hartono | Tautan Pemohon | Konfirmasi Diterima
		– | Selesai                  |              |              |                |
	"""),
}


def way_to(doctype: str, state: str, walk_in: bool = False) -> list[Row]:
	"""The log of a case that went straight to a state and has not left it: the rows before that state's.

	Args:
		walk_in: entered at the counter, where the Petugas Frontliner acts for the applicant.
	"""
	found = list(itertools.takewhile(lambda row: row.state != state, WAY[doctype]))
	if walk_in:
		at_counter = {"actor": "frontliner", "channel": "Loket"}
		found = [row._replace(**at_counter) if row.actor == NAME[doctype] else row for row in found]
	return found


# --- cases ----------------------------------------------------------------------


def guest(office: Office, doctype: str, until: str = "Diajukan", **changes) -> Case:
	"""A guest's application by the public form, led straight to a state."""
	case = office.applicant().apply(doctype, **application(doctype) | changes)
	return lead(office, case, until)


def walk_in(office: Office, doctype: str, until: str = "Diajukan", **changes) -> Case:
	"""An application entered at the counter, led straight to a state."""
	case = office.frontliner.enter(doctype, **application(doctype) | changes)
	return lead(office, case, until)


# --- papers ------------------------------------------------------------------------

# What each document calls itself, and what it says of the matter.
PAPERS = {
	RESEARCH: {"Tanda Terima": TITLE, "Lembar Disposisi": TITLE, "Lembar Kendali": TITLE},
	DATA: {
		"Tanda Terima": WANTED,
		"Surat Pernyataan": WANTED,
		"Lembar Disposisi": SUBJECT,
		"Lembar Kendali": SUBJECT,
	},
}


def check_papers(office: Office, case: Case) -> None:
	"""Every PDF of a case says its number, the applicant's name and the matter; so do its letters."""
	for kind, matter in PAPERS[case.doctype].items():
		text = words(office.sekretariat.document(case, kind))
		assert all(part in text for part in (kind.upper(), case.number, NAME[case.doctype], matter)), text
	for letter in office.letters(case):
		text = words(office.sekretariat.letter(letter["name"]))
		matter = TITLE if case.doctype == RESEARCH else SUBJECT
		assert all(part in text for part in (letter["letter_number"], NAME[case.doctype], matter)), text


# --- steps -----------------------------------------------------------------------


def lead(office: Office, case: Case, until: str) -> Case:
	"""Take step after step, each by whose turn it is, until the case stands in a state."""
	while (state := office.state(case)) != until:
		STEPS[state if state != "Diajukan" else case.doctype](office, case)
		assert office.state(case) != state
	return case


def accept(office: Office, case: Case) -> None:
	office.frontliner.act(case, "Terima", bakesbangpol_verdict=GOOD, proposal_verdict=GOOD)


def register(office: Office, case: Case) -> None:
	office.suratmasuk.act(case, "Registrasi TNDE", tnde_number=f"TNDE/{case.number}/{next(NUMBERS)}")


def dispose_research(office: Office, case: Case) -> None:
	dispose(office, case, "Sekretariat")


def dispose_data(office: Office, case: Case) -> None:
	dispose(office, case, UNIT)


def dispose(office: Office, case: Case, *units: str) -> None:
	"""The Kepala Dinas disposes the case to units, the first in the lead."""
	given = [
		{
			"department": office.kepala.choice(case, "Disposisi", "department", unit),
			"instruction": "Proses lebih lanjut",
		}
		for unit in units
	]
	office.kepala.act(case, "Disposisi", dispositions=given)


def permit(office: Office, case: Case) -> None:
	"""Step 6 but for its letter, saved first since the letter says it."""
	unit = office.sekretariat.choice(case, "Terbitkan Rekomendasi", "unit_kerja", UNIT)
	office.sekretariat.save(case, unit_kerja=unit, permit_from=day(0), permit_to=day(90))


def recommend(office: Office, case: Case) -> None:
	permit(office, case)
	sign(office.sekretariat, case, RECOMMENDATION)
	office.sekretariat.act(case, "Terbitkan Rekomendasi")


def notify(office: Office, case: Case) -> None:
	office.frontliner.act(case, "Beritahu Peneliti", notification_channel="Pesan WhatsApp")


def begin(office: Office, case: Case) -> None:
	as_applicant(office, case, "Mulai Pengumpulan Data", research_began=day(0))


def end(office: Office, case: Case) -> None:
	as_applicant(office, case, "Selesai Penelitian", research_ended=day(0))


def certify(office: Office, case: Case) -> None:
	sign(office.sekretariat, case, CERTIFICATE)
	office.sekretariat.act(case, "Terbitkan Surat Keterangan")


def hand_in(office: Office, case: Case) -> None:
	result = ("hasil.pdf", pdf())
	as_applicant(
		office, case, "Serahkan Salinan", result_file=result, publication_consent="Hanya judul dan abstrak"
	)


def sign_statement(office: Office, case: Case) -> None:
	if case.applicant:
		case.applicant.act("Tandatangani Pernyataan", statement_name=NAME[DATA], setuju="1")
		return
	office.frontliner.act(
		case,
		"Tandatangani Pernyataan",
		statement_name=NAME[DATA],
		statement_version="1",
		statement_signature=office.frontliner.upload(case, "statement_signature", pdf()),
	)


def prepare(office: Office, case: Case) -> None:
	give_data(office.unitkerja, case)
	office.unitkerja.act(case, "Data Siap")


def give_data(clerk: Clerk, case: Case, decision: str = "Dikabulkan seluruhnya") -> None:
	"""Step 4 without moving: the decision and a file."""
	row = {"file": clerk.upload(case, "file", TABLE, "koperasi.csv"), "description": WANTED}
	clerk.save(case, decision=decision, data_files=[row])


def propose(office: Office, case: Case) -> None:
	office.unitkerja.draft(case, REPLY)
	office.unitkerja.act(case, "Ajukan Tanda Tangan")


def send(office: Office, case: Case) -> None:
	sign(office.unitkerja, case, REPLY)
	office.kepala.act(case, "Tandatangani dan Kirim")


def confirm(office: Office, case: Case) -> None:
	if case.applicant:
		case.applicant.act("Konfirmasi Diterima", satisfaction="4")
	else:
		office.frontliner.act(case, "Konfirmasi Diterima")


def sign(clerk: Clerk, case: Case, template: str) -> tuple[str, str, bytes]:
	"""Draft a letter, issue it, bring its scan back; returns its name, its number and the scan."""
	letter, scan = clerk.draft(case, template), pdf()
	number = clerk.issue(letter)
	clerk.bring_back(letter, scan)
	return letter, number, scan


def as_applicant(office: Office, case: Case, action: str, **typed) -> None:
	"""Take an action on the page of the link, or at the counter where nobody has a link."""
	if case.applicant:
		case.applicant.act(action, **typed)
		return
	files = {
		k: office.frontliner.upload(case, k, v[1], v[0]) for k, v in typed.items() if isinstance(v, tuple)
	}
	office.frontliner.act(case, action, **typed | files)


STEPS = {
	RESEARCH: accept,
	"Diterima": register,
	"Menunggu Disposisi": dispose_research,
	"Menunggu Rekomendasi": recommend,
	"Menunggu Pemberitahuan": notify,
	"Penelitian Berlangsung": begin,
	"Pengumpulan Data": end,
	"Menunggu Surat Keterangan": certify,
	"Menunggu Salinan Hasil": hand_in,
	DATA: dispose_data,
	"Menunggu Pernyataan": sign_statement,
	"Pemrosesan Data": prepare,
	"Penyusunan Surat Balasan": propose,
	"Menunggu Tanda Tangan": send,
	"Terkirim": confirm,
}
