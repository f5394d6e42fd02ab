"""Penerimaan Penelitian end to end: every way through the Workflow, each by the one who may, over HTTP."""

import pytest

from tests.site.e2e.applications import CERTIFICATE, RECOMMENDATION, TITLE
from tests.site.e2e.driver import RESEARCH, pdf, rows, words
from tests.site.e2e.ways import (
	accept,
	begin,
	check_papers,
	dispose_research,
	end,
	guest,
	hand_in,
	lead,
	notify,
	permit,
	recommend,
	register,
	sign,
	walk_in,
	way_to,
)

CLOSED_LETTER = "Dicabut, tidak berlaku lagi"


def test_a_permit_from_the_public_form_to_the_archive(office):
	"""Protects the student who has nothing but a phone: every step is asked, taken and logged, her letters are hers."""
	case = guest(office, RESEARCH)
	ayu = case.applicant
	assert ayu.actions() == {"Batalkan"}
	assert "Langkah 3" in office.frontliner.refused(case, "Terima")
	accept(office, case)
	assert "Langkah 4" in office.suratmasuk.refused(case, "Registrasi TNDE", tnde_number="")
	register(office, case)
	assert "Langkah 5" in office.kepala.refused(case, "Disposisi")
	dispose_research(office, case)

	assert "Langkah 6" in office.sekretariat.refused(case, "Terbitkan Rekomendasi")
	permit(office, case)
	letter = office.sekretariat.draft(case, RECOMMENDATION)
	assert RECOMMENDATION in office.sekretariat.refused(case, "Terbitkan Rekomendasi")
	number = office.sekretariat.issue(letter)
	paper = office.sekretariat.letter(letter)
	assert "naskah bertanda tangan belum tercatat" in office.verify(paper).text
	assert RECOMMENDATION in office.sekretariat.refused(case, "Terbitkan Rekomendasi")
	assert set(ayu.downloads()) == {"Tanda Terima"}
	scan = pdf()
	office.sekretariat.bring_back(letter, scan)
	assert "sudah ditandatangani" in office.verify(paper).text
	office.sekretariat.act(case, "Terbitkan Rekomendasi")
	notify(office, case)
	assert ayu.downloads()[f"{RECOMMENDATION} {number}"] == scan

	assert ayu.actions() == {"Mulai Pengumpulan Data"}
	begin(office, case)
	end(office, case)
	assert ayu.actions() == set()
	certificate, certificate_number, certificate_scan = sign(office.sekretariat, case, CERTIFICATE)
	office.sekretariat.act(case, "Terbitkan Surat Keterangan")
	assert ayu.downloads()[f"{CERTIFICATE} {certificate_number}"] == certificate_scan
	assert number in words(office.sekretariat.letter(certificate)), "it names the letter it follows"

	nothing = ayu.attempt("Serahkan Salinan")
	assert len(nothing.errors) == 2 and office.state(case) == "Menunggu Salinan Hasil"
	hand_in(office, case)
	assert ayu.actions() == set() and "Diarsipkan" in ayu.page.text
	assert office.log(case) == way_to(RESEARCH, None)
	check_papers(office, case)


def test_a_refused_copy_is_handed_in_again(office):
	"""Protects the archive from an empty file, and the student from guessing why it was refused."""
	case = guest(office, RESEARCH, "Diarsipkan")
	assert "alasan" in office.frontliner.refused(case, "Tolak Salinan")
	office.frontliner.act(case, "Tolak Salinan", move_reason="Berkas tidak dapat dibuka")
	page = case.applicant.open(case.applicant.link)
	assert "Berkas tidak dapat dibuka" in page.text
	assert len(case.applicant.attempt("Serahkan Salinan").errors) == 2, "file and consent are asked anew"
	same = case.applicant.attempt("Serahkan Salinan", publication_consent="Hanya judul dan abstrak")
	assert len(same.errors) == 1 and "hasil" in same.errors[0].lower(), "the refused file is none"
	hand_in(office, case)
	assert office.log(case) == [
		*way_to(RESEARCH, None),
		*rows("""
			–  | Diarsipkan             |          | frontliner  | Meja Kerja     | Tolak Salinan
			11 | Menunggu Salinan Hasil | Peneliti | Ayu Lestari | Tautan Pemohon | Serahkan Salinan
			–  | Diarsipkan             |          |             |                |
		"""),
	]
	check_papers(office, case)


def test_somebody_at_the_counter_needs_no_phone_and_no_link(office):
	"""Protects who comes in person: the Petugas Frontliner enters, and acts for him; the log says Loket."""
	case = walk_in(office, RESEARCH, "Diarsipkan")
	office.frontliner.act(case, "Tolak Salinan", move_reason="Berkas tidak dapat dibuka")
	refused = office.frontliner.refused(case, "Serahkan Salinan")
	assert "Langkah 11" in refused, "what was given before is asked anew"
	consent = office.frontliner.key(case, "Serahkan Salinan", "publication_consent")
	result = office.frontliner.upload(case, "result_file", pdf())
	office.frontliner.act(case, "Serahkan Salinan", result_file=result, still_valid=[consent])
	assert office.log(case) == [
		*way_to(RESEARCH, None, walk_in=True),
		*rows("""
			–  | Diarsipkan             |          | frontliner | Meja Kerja | Tolak Salinan
			11 | Menunggu Salinan Hasil | Peneliti | frontliner | Loket      | Serahkan Salinan
			–  | Diarsipkan             |          |            |            |
		"""),
	]
	check_papers(office, case)


# --- returned ----------------------------------------------------------------------

# Where a case is returned, by whom, what is asked and what it is answered with.
RETURNS = {
	"Diajukan": ("frontliner", "proposal", ("proposal-baru.pdf", pdf())),
	"Diterima": ("suratmasuk", "bakesbangpol_number", "070/8888/209.4/2026"),
	"Menunggu Disposisi": ("kepala", "title", f"{TITLE} dan Sidoarjo"),
	"Menunggu Rekomendasi": ("sekretariat", "location", "Kota Surabaya dan Kabupaten Sidoarjo"),
}


def test_the_applicant_corrects_on_the_link_whatever_each_desk_asks(office):
	"""Protects the student: no desk makes her begin anew, and each sees its own question answered, file or words."""
	case = guest(office, RESEARCH)
	for state, (login, field, answer) in RETURNS.items():
		lead(office, case, state)
		clerk = getattr(office, login)
		assert "perbaiki" in clerk.refused(case, "Kembalikan")
		clerk.act(case, "Kembalikan", corrections=[{"case_field": field, "why": f"Perjelas {state}"}])
		page = case.applicant.open(case.applicant.link)
		assert f"Perjelas {state}" in page.text and clerk.login not in page.text
		unchanged = case.applicant.attempt("Ajukan Kembali")
		assert len(unchanged.errors) == 1 and office.state(case) == "Perlu Dilengkapi"
		case.applicant.act("Ajukan Kembali", **{field: answer})
		assert office.state(case) == state
	lead(office, case, "Menunggu Pemberitahuan")
	back = rows("– | Perlu Dilengkapi | Peneliti | Ayu Lestari | Tautan Pemohon | Ajukan Kembali")
	assert office.log(case) == [
		*way_to(RESEARCH, "Diajukan"),
		*rows("3 | Diajukan             | Petugas Frontliner  | frontliner  | Meja Kerja | Kembalikan"),
		*back,
		*rows("3 | Diajukan             | Petugas Frontliner  | frontliner  | Meja Kerja | Terima"),
		*rows("4 | Diterima             | Petugas Surat Masuk | suratmasuk  | Meja Kerja | Kembalikan"),
		*back,
		*rows("4 | Diterima             | Petugas Surat Masuk | suratmasuk  | Meja Kerja | Registrasi TNDE"),
		*rows("5 | Menunggu Disposisi   | Kepala Dinas        | kepala      | Meja Kerja | Kembalikan"),
		*back,
		*rows("5 | Menunggu Disposisi   | Kepala Dinas        | kepala      | Meja Kerja | Disposisi"),
		*rows("6 | Menunggu Rekomendasi | Sekretariat         | sekretariat | Meja Kerja | Kembalikan"),
		*back,
		*rows(
			"6 | Menunggu Rekomendasi | Sekretariat         | sekretariat | Meja Kerja | Terbitkan Rekomendasi"
		),
		*rows("7 | Menunggu Pemberitahuan | Petugas Frontliner |            |            |"),
	]
	stored = office.sekretariat.look(case)
	assert (stored["title"], stored["location"]) == (
		RETURNS["Menunggu Disposisi"][2],
		RETURNS["Menunggu Rekomendasi"][2],
	)
	assert office.sekretariat.file(stored["proposal"]) == RETURNS["Diajukan"][2][1]
	check_papers(office, case)


def test_the_clerk_at_the_counter_enters_what_was_missing(office):
	"""Protects who brings the missing paper in person: the same corrections, by the Petugas Frontliner's hands."""
	case = walk_in(office, RESEARCH)
	for state, (login, field, answer) in RETURNS.items():
		lead(office, case, state)
		getattr(office, login).act(case, "Kembalikan", corrections=[{"case_field": field, "why": "Perjelas"}])
		(asked,) = office.frontliner.asked(case, "Ajukan Kembali")["open_corrections"]
		assert (asked["field"], asked["why"]) == (field, "Perjelas")
		if isinstance(answer, tuple):
			answer = office.frontliner.upload(case, field, answer[1], answer[0])
		elif field == "title":  # it was right: an answer is enough
			office.frontliner.act(
				case, "Ajukan Kembali", corrections=[{"name": asked["name"], "answer": "Judul sudah benar"}]
			)
			continue
		office.frontliner.act(case, "Ajukan Kembali", **{field: answer})
	assert office.state(case) == "Menunggu Rekomendasi"
	back = rows("– | Perlu Dilengkapi | Peneliti | frontliner | Loket | Ajukan Kembali")
	assert office.log(case) == [
		*way_to(RESEARCH, "Diajukan", walk_in=True),
		*rows("3 | Diajukan             | Petugas Frontliner  | frontliner  | Meja Kerja | Kembalikan"),
		*back,
		*rows("3 | Diajukan             | Petugas Frontliner  | frontliner  | Meja Kerja | Terima"),
		*rows("4 | Diterima             | Petugas Surat Masuk | suratmasuk  | Meja Kerja | Kembalikan"),
		*back,
		*rows("4 | Diterima             | Petugas Surat Masuk | suratmasuk  | Meja Kerja | Registrasi TNDE"),
		*rows("5 | Menunggu Disposisi   | Kepala Dinas        | kepala      | Meja Kerja | Kembalikan"),
		*back,
		*rows("5 | Menunggu Disposisi   | Kepala Dinas        | kepala      | Meja Kerja | Disposisi"),
		*rows("6 | Menunggu Rekomendasi | Sekretariat         | sekretariat | Meja Kerja | Kembalikan"),
		*back,
		*rows("6 | Menunggu Rekomendasi | Sekretariat         |             |            |"),
	]


# --- another disposition --------------------------------------------------------------


def test_the_secretary_asks_for_another_disposition_and_again(office):
	"""Protects the secretary from a disposition that does not fit, and the Kepala Dinas's first word from being lost."""
	case = guest(office, RESEARCH, "Menunggu Rekomendasi")
	for round_ in (1, 2):
		assert "alasan" in office.sekretariat.refused(case, "Mohon Disposisi Ulang")
		office.sekretariat.act(case, "Mohon Disposisi Ulang", move_reason=f"Arahan kurang jelas ({round_})")
		assert "Langkah 5" in office.kepala.refused(case, "Disposisi"), "the old disposition does not count"
		dispose_research(office, case)
	recommend(office, case)
	again = rows("""
		6 | Menunggu Rekomendasi | Sekretariat  | sekretariat | Meja Kerja | Mohon Disposisi Ulang
		5 | Menunggu Disposisi   | Kepala Dinas | kepala      | Meja Kerja | Disposisi
	""")
	assert office.log(case) == [
		*way_to(RESEARCH, "Menunggu Rekomendasi"),
		*again,
		*again,
		*rows("""
			6 | Menunggu Rekomendasi   | Sekretariat        | sekretariat | Meja Kerja | Terbitkan Rekomendasi
			7 | Menunggu Pemberitahuan | Petugas Frontliner |             |            |
		"""),
	]
	sheet = words(office.sekretariat.document(case, "Lembar Disposisi"))
	assert sheet.count("(dikembalikan)") == 2
	check_papers(office, case)


# --- ends -------------------------------------------------------------------------


def test_the_kepala_dinas_refuses_with_reason_and_legal_ground(office):
	"""Protects the applicant's right to know why: no refusal without a reason and a legal ground, and she reads both."""
	case = guest(office, RESEARCH, "Menunggu Disposisi")
	ground = "Pasal 17 huruf h UU 14/2008"
	assert "alasan" in office.kepala.refused(case, "Tolak", legal_ground=ground)
	assert "Dasar hukum" in office.kepala.refused(case, "Tolak", move_reason="Data pribadi")
	office.kepala.act(case, "Tolak", move_reason="Data pribadi anggota", legal_ground=ground)
	page = case.applicant.open(case.applicant.link)
	assert "Data pribadi anggota" in page.text and ground in page.text
	assert case.applicant.actions() == set()
	assert office.log(case) == [
		*way_to(RESEARCH, "Menunggu Disposisi"),
		*rows("""
			5 | Menunggu Disposisi | Kepala Dinas | kepala | Meja Kerja | Tolak
			– | Ditolak            |              |        |            |
		"""),
	]
	check_papers(office, case)


TURNS = {
	"Diajukan": "3 | Diajukan | Petugas Frontliner",
	"Diterima": "4 | Diterima | Petugas Surat Masuk",
	"Menunggu Disposisi": "5 | Menunggu Disposisi | Kepala Dinas",
	"Menunggu Rekomendasi": "6 | Menunggu Rekomendasi | Sekretariat",
	"Menunggu Pemberitahuan": "7 | Menunggu Pemberitahuan | Petugas Frontliner",
	"Penelitian Berlangsung": "8 | Penelitian Berlangsung | Peneliti",
	"Pengumpulan Data": "9 | Pengumpulan Data | Peneliti",
	"Menunggu Salinan Hasil": "11 | Menunggu Salinan Hasil | Peneliti",
}
BEFORE_THE_LETTER = ("Diajukan", "Diterima", "Menunggu Disposisi", "Menunggu Rekomendasi")


@pytest.mark.parametrize("state", [*BEFORE_THE_LETTER, "Perlu Dilengkapi"])
@pytest.mark.parametrize("by", ["link", "counter"])
def test_an_applicant_withdraws_as_long_as_no_letter_is_out(office, state, by):
	"""Protects who thinks better of it: from every state before the letter, on the link or at the counter."""
	who = "Ayu Lestari | Tautan Pemohon" if by == "link" else "frontliner | Loket"
	make = guest if by == "link" else walk_in
	if state == "Perlu Dilengkapi":
		case = make(office, RESEARCH)
		office.frontliner.act(
			case, "Kembalikan", corrections=[{"case_field": "title", "why": "Kurang jelas"}]
		)
		last = f"""
			3 | Diajukan         | Petugas Frontliner | frontliner | Meja Kerja | Kembalikan
			– | Perlu Dilengkapi | Peneliti           | {who} | Batalkan
		"""
	else:
		case = make(office, RESEARCH, state)
		last = f"{TURNS[state]} | {who} | Batalkan"
	if by == "link":
		assert len(case.applicant.attempt("Batalkan").errors) == 1, "a reason is asked"
		case.applicant.act("Batalkan", move_reason="Ganti judul")
	else:
		assert "alasan" in office.frontliner.refused(case, "Batalkan")
		office.frontliner.act(case, "Batalkan", move_reason="Ganti judul")
	before = way_to(RESEARCH, "Diajukan" if state == "Perlu Dilengkapi" else state, walk_in=by == "counter")
	assert office.log(case) == [*before, *rows(last), *rows("– | Dibatalkan | | | |")]


@pytest.mark.parametrize("state", ["Menunggu Pemberitahuan", "Penelitian Berlangsung", "Pengumpulan Data"])
def test_a_withdrawn_permit_is_no_permit_any_more(office, state):
	"""Protects whoever is shown the paper: the letter of a withdrawn permit says so to who checks it."""
	case = guest(office, RESEARCH, state)
	(letter,) = office.letters(case)
	paper = office.sekretariat.letter(letter["name"])
	assert CLOSED_LETTER not in office.verify(paper).text
	assert "alasan" in office.kepala.refused(case, "Cabut Izin")
	office.kepala.act(case, "Cabut Izin", move_reason="Menyimpang dari judul")
	assert CLOSED_LETTER in office.verify(paper).text
	assert [each["status"] for each in office.letters(case)] == ["Dicabut"]
	assert set(case.applicant.downloads()) == {"Tanda Terima"}
	assert "Menyimpang dari judul" in case.applicant.page.text
	assert office.log(case) == [
		*way_to(RESEARCH, state),
		*rows(f"{TURNS[state]} | kepala | Meja Kerja | Cabut Izin"),
		*rows("– | Dicabut | | | |"),
	]
	check_papers(office, case)


@pytest.mark.parametrize("state", ["Penelitian Berlangsung", "Pengumpulan Data", "Menunggu Salinan Hasil"])
def test_the_secretary_closes_what_nobody_goes_on_with(office, state):
	"""Protects the office's lists from researchers who never come back; the letter they hold stays what it is."""
	case = guest(office, RESEARCH, state)
	office.sekretariat.act(case, "Tutup", move_reason="Tidak ada kabar selama setahun")
	assert {each["status"] for each in office.letters(case)} == {"Ditandatangani"}
	assert "Tidak ada kabar selama setahun" in case.applicant.open(case.applicant.link).text
	assert office.log(case) == [
		*way_to(RESEARCH, state),
		*rows(f"{TURNS[state]} | sekretariat | Meja Kerja | Tutup"),
		*rows("– | Ditutup | | | |"),
	]
	check_papers(office, case)


def test_the_frontliner_closes_what_is_never_corrected(office):
	"""Protects the counter's list from applications that nobody completes."""
	case = guest(office, RESEARCH)
	office.frontliner.act(case, "Kembalikan", corrections=[{"case_field": "proposal", "why": "Terpotong"}])
	office.frontliner.act(case, "Tutup", move_reason="Tidak dilengkapi selama 30 hari")
	assert case.applicant.actions() == set()
	assert office.log(case) == [
		*way_to(RESEARCH, "Diajukan"),
		*rows("""
			3 | Diajukan         | Petugas Frontliner | frontliner | Meja Kerja | Kembalikan
			– | Perlu Dilengkapi | Peneliti           | frontliner | Meja Kerja | Tutup
			– | Ditutup          |                    |            |            |
		"""),
	]
	check_papers(office, case)
