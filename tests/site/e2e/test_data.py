"""Permintaan Data (Eksternal) end to end: every way through the Workflow, each by the one who may, over HTTP."""

import pytest

from tests.site.e2e.applications import NAME, OTHER_UNIT, REPLY, SUBJECT, TABLE, UNIT, WANTED
from tests.site.e2e.driver import DATA, pdf, rows, words
from tests.site.e2e.ways import (
	check_papers,
	confirm,
	dispose,
	dispose_data,
	give_data,
	guest,
	lead,
	prepare,
	propose,
	send,
	sign,
	sign_statement,
	walk_in,
	way_to,
)

REPLACED = "Sudah diganti, tidak berlaku lagi"


def test_a_request_from_the_public_form_to_the_data_in_hand(office):
	"""Protects both sides: the citizen gets letter and data, and nothing of the data before he has given his word."""
	case = guest(office, DATA)
	budi = case.applicant
	assert "Langkah 2" in office.kepala.refused(case, "Disposisi")
	assert not office.unitkerja.sees(case), "a unit sees what is disposed to it"
	dispose_data(office, case)
	assert office.unitkerja.sees(case) and not office.unitkerja2.sees(case)
	assert office.unitkerja.actions(case) == set(), "it waits for the statement"

	assert budi.actions() == {"Tandatangani Pernyataan", "Batalkan"}
	assert len(budi.attempt("Tandatangani Pernyataan", statement_name=NAME[DATA]).errors) == 1
	sign_statement(office, case)
	assert NAME[DATA] in words(budi.downloads()["Surat Pernyataan"])

	assert "Langkah 4" in office.unitkerja.refused(case, "Data Siap")
	refused = office.unitkerja.refused(case, "Data Siap", decision="Dikabulkan seluruhnya")
	assert "Berkas data" in refused, "data that are granted have to be there"
	prepare(office, case)
	assert "Langkah 5" in office.unitkerja.refused(case, "Ajukan Tanda Tangan")
	propose(office, case)
	assert "Langkah 6" in office.kepala.refused(case, "Tandatangani dan Kirim")
	_letter, number, scan = sign(office.unitkerja, case, REPLY)
	assert set(budi.downloads()) == {"Tanda Terima", "Surat Pernyataan"}, "nothing before it is sent"
	office.kepala.act(case, "Tandatangani dan Kirim")
	downloads = budi.downloads()
	assert downloads[f"{REPLY} {number}"] == scan
	assert downloads[WANTED] == TABLE

	budi.act("Konfirmasi Diterima", satisfaction="4")
	assert budi.actions() == set()
	assert office.kepala.look(case)["satisfaction"] == 0.8
	assert budi.downloads()[WANTED] == TABLE, "it stays there for as long as the letter says"
	assert office.log(case) == way_to(DATA, None)
	check_papers(office, case)


def test_somebody_at_the_counter_signs_and_confirms_there(office):
	"""Protects who has no phone: the Petugas Frontliner enters, brings the signed statement, hands over the reply."""
	case = walk_in(office, DATA, "Selesai")
	assert office.log(case) == way_to(DATA, None, walk_in=True)
	check_papers(office, case)


def test_an_institution_is_addressed_as_one(office):
	"""Protects the institution: the reply goes to its head, the disposition sheet names it as the sender."""
	case = guest(office, DATA, "Menunggu Tanda Tangan", applicant_type="Lembaga", institution="Bank Jatim")
	letter = office.unitkerja.draft(case, REPLY)
	office.unitkerja.issue(letter)
	assert "Yth. Pimpinan Bank Jatim" in words(office.kepala.letter(letter))
	assert "Surat dari Nomor Tanggal : Bank Jatim" in words(office.kepala.document(case, "Lembar Disposisi"))
	assert office.log(case) == [
		*way_to(DATA, "Menunggu Tanda Tangan"),
		*rows("6 | Menunggu Tanda Tangan | Kepala Dinas | | |"),
	]


@pytest.mark.parametrize("decision", ["Tidak dikuasai", "Ditolak"])
def test_a_no_is_an_answer_too(office, decision):
	"""Protects the applicant whose data are not given: he gets a signed letter with the reason, and no empty file."""
	case = guest(office, DATA, "Pemrosesan Data")
	ground = "Pasal 17 huruf j UU 14/2008"
	assert "Langkah 4" in office.unitkerja.refused(case, "Data Siap", decision=decision), "a ground is asked"
	office.unitkerja.act(case, "Data Siap", decision=decision, decision_ground=ground)
	propose(office, case)
	letter, number, scan = sign(office.unitkerja, case, REPLY)
	office.kepala.act(case, "Tandatangani dan Kirim")
	text = words(office.kepala.letter(letter))
	assert decision in text and ground in text and "keberatan" in text
	assert set(case.applicant.downloads()) == {"Tanda Terima", "Surat Pernyataan", f"{REPLY} {number}"}
	assert case.applicant.downloads()[f"{REPLY} {number}"] == scan
	confirm(office, case)
	assert office.log(case) == way_to(DATA, None)
	check_papers(office, case)


# --- loops ------------------------------------------------------------------------


def test_a_reply_that_is_revised_replaces_the_first(office):
	"""Protects whoever reads the first reply: it says that it was replaced, and by which number."""
	case = guest(office, DATA, "Menunggu Tanda Tangan")
	first = office.unitkerja.draft(case, REPLY)
	office.unitkerja.issue(first)
	paper = office.kepala.letter(first)
	assert "alasan" in office.kepala.refused(case, "Revisi")
	office.kepala.act(case, "Revisi", move_reason="Tambahkan dasar hukum")
	assert "Langkah 5" in office.unitkerja.refused(case, "Ajukan Tanda Tangan"), (
		"the old letter does not count"
	)
	propose(office, case)
	assert REPLACED not in office.verify(paper).text, "the first stands until the second is issued"
	second, number, _scan = sign(office.unitkerja, case, REPLY)
	assert second != first
	page = office.verify(paper)
	assert REPLACED in page.text and number in page.text
	office.kepala.act(case, "Tandatangani dan Kirim")
	assert [each["status"] for each in office.letters(case)] == ["Diganti", "Ditandatangani"]
	downloads = case.applicant.downloads()
	assert [name for name in downloads if name.startswith(REPLY)] == [f"{REPLY} {number}"]
	confirm(office, case)
	assert office.log(case) == [
		*way_to(DATA, "Menunggu Tanda Tangan"),
		*rows("""
			6 | Menunggu Tanda Tangan    | Kepala Dinas | kepala    | Meja Kerja | Revisi
			5 | Penyusunan Surat Balasan | Unit Kerja   | unitkerja | Meja Kerja | Ajukan Tanda Tangan
		"""),
		*way_to(DATA, None)[-3:],
	]
	check_papers(office, case)


def test_data_that_are_wrong_are_made_anew(office):
	"""Protects the applicant from the first, wrong file: what the unit gave is asked anew before the reply goes on."""
	case = guest(office, DATA, "Penyusunan Surat Balasan")
	assert "alasan" in office.unitkerja.refused(case, "Perbaiki Data")
	office.unitkerja.act(case, "Perbaiki Data", move_reason="Angka tahun yang salah")
	assert "Langkah 4" in office.unitkerja.refused(case, "Data Siap"), "the old data do not count"
	(old,) = office.unitkerja.look(case)["data_files"]
	new = b"kabupaten_kota;jumlah\nSurabaya;121\n"
	row = {"name": old["name"], "file": office.unitkerja.upload(case, "file", new, "koperasi.csv")}
	decision = office.unitkerja.key(case, "Data Siap", "decision")
	office.unitkerja.act(case, "Data Siap", data_files=[row], still_valid=[decision])
	propose(office, case)
	send(office, case)
	downloads = case.applicant.downloads()
	assert downloads[WANTED] == new and TABLE not in downloads.values()
	confirm(office, case)
	assert office.log(case) == [
		*way_to(DATA, "Penyusunan Surat Balasan"),
		*rows("""
			5 | Penyusunan Surat Balasan | Unit Kerja | unitkerja | Meja Kerja | Perbaiki Data
			4 | Pemrosesan Data          | Unit Kerja | unitkerja | Meja Kerja | Data Siap
		"""),
		*way_to(DATA, None)[-4:],
	]
	check_papers(office, case)


def test_the_wrong_unit_gives_the_request_back_and_it_goes_on_elsewhere(office):
	"""Protects the citizen, who signed once and is not asked again, and the unit that has nothing to do with it."""
	case = guest(office, DATA, "Pemrosesan Data")
	assert "alasan" in office.unitkerja.refused(case, "Mohon Disposisi Ulang")
	office.unitkerja.act(case, "Mohon Disposisi Ulang", move_reason="Data ada pada Bidang Pembiayaan")
	assert not office.unitkerja.sees(case), "the case goes with its disposition"
	assert "Langkah 2" in office.kepala.refused(case, "Disposisi"), "the first disposition does not count"
	dispose(office, case, OTHER_UNIT)
	assert office.state(case) == "Pemrosesan Data", "the statement is signed"
	give_data(office.unitkerja2, case)
	office.unitkerja2.act(case, "Data Siap")
	office.unitkerja2.draft(case, REPLY)
	office.unitkerja2.act(case, "Ajukan Tanda Tangan")
	sign(office.unitkerja2, case, REPLY)
	office.kepala.act(case, "Tandatangani dan Kirim")
	confirm(office, case)
	assert office.log(case) == [
		*way_to(DATA, "Pemrosesan Data"),
		*rows("""
			4 | Pemrosesan Data          | Unit Kerja   | unitkerja    | Meja Kerja     | Mohon Disposisi Ulang
			2 | Diajukan                 | Kepala Dinas | kepala       | Meja Kerja     | Disposisi
			4 | Pemrosesan Data          | Unit Kerja   | unitkerja2   | Meja Kerja     | Data Siap
			5 | Penyusunan Surat Balasan | Unit Kerja   | unitkerja2   | Meja Kerja     | Ajukan Tanda Tangan
			6 | Menunggu Tanda Tangan    | Kepala Dinas | kepala       | Meja Kerja     | Tandatangani dan Kirim
			7 | Terkirim                 | Pemohon      | Budi Hartono | Tautan Pemohon | Konfirmasi Diterima
			– | Selesai                  |              |              |                |
		"""),
	]
	check_papers(office, case)


def test_the_lead_waits_for_the_other_unit(office):
	"""Protects the applicant from half an answer: the lead goes on when the other unit has done its part."""
	case = guest(office, DATA)
	dispose(office, case, UNIT, OTHER_UNIT)
	lead(office, case, "Pemrosesan Data")
	give_data(office.unitkerja, case)
	assert "Disposisi unit kerja lain harus selesai dulu" in office.unitkerja.refused(case, "Data Siap")
	(row,) = [
		each for each in office.unitkerja2.look(case)["dispositions"] if OTHER_UNIT in each["department"]
	]
	office.unitkerja2.save(case, dispositions=[{"name": row["name"], "status": "Selesai"}])
	office.unitkerja.act(case, "Data Siap")
	lead(office, case, "Selesai")
	assert office.log(case) == way_to(DATA, None)
	check_papers(office, case)


# --- returned ----------------------------------------------------------------------

RETURNS = (
	("Diajukan", "frontliner", "letter_file", ("surat-baru.pdf", pdf())),
	("Diajukan", "kepala", "purpose", "Penyusunan tesis tentang koperasi"),
	("Pemrosesan Data", "unitkerja", "letter_subject", f"{SUBJECT} per kecamatan"),
)
RETURNED = """
	2 | Diajukan         | Kepala Dinas | frontliner | Meja Kerja | Kembalikan
	– | Perlu Dilengkapi | Pemohon      | {who} | Ajukan Kembali
	2 | Diajukan         | Kepala Dinas | kepala     | Meja Kerja | Kembalikan
	– | Perlu Dilengkapi | Pemohon      | {who} | Ajukan Kembali
	2 | Diajukan         | Kepala Dinas | kepala     | Meja Kerja | Disposisi
	3 | Menunggu Pernyataan | Pemohon   | {who} | Tandatangani Pernyataan
	4 | Pemrosesan Data  | Unit Kerja   | unitkerja  | Meja Kerja | Kembalikan
	– | Perlu Dilengkapi | Pemohon      | {who} | Ajukan Kembali
"""


@pytest.mark.parametrize("by", ["link", "counter"])
def test_every_desk_may_ask_back_and_gets_its_own_answer(office, by):
	"""Protects the applicant from beginning anew, whichever desk asks, whether he comes by link or in person."""
	case = (guest if by == "link" else walk_in)(office, DATA)
	for state, login, field, answer in RETURNS:
		lead(office, case, state)
		getattr(office, login).act(case, "Kembalikan", corrections=[{"case_field": field, "why": "Perjelas"}])
		if by == "link":
			case.applicant.act("Ajukan Kembali", **{field: answer})
		else:
			if isinstance(answer, tuple):
				answer = office.frontliner.upload(case, field, answer[1], answer[0])
			office.frontliner.act(case, "Ajukan Kembali", **{field: answer})
		assert office.state(case) == state
	prepare(office, case)
	stored = office.kepala.look(case)
	assert (stored["purpose"], stored["letter_subject"]) == (RETURNS[1][3], RETURNS[2][3])
	assert office.kepala.file(stored["letter_file"]) == RETURNS[0][3][1]
	who = "Budi Hartono | Tautan Pemohon" if by == "link" else "frontliner | Loket"
	assert office.log(case) == [
		*way_to(DATA, "Diajukan", walk_in=by == "counter"),
		*rows(RETURNED.format(who=who)),
		*rows("4 | Pemrosesan Data          | Unit Kerja | unitkerja | Meja Kerja | Data Siap"),
		*rows("5 | Penyusunan Surat Balasan | Unit Kerja |           |            |"),
	]
	check_papers(office, case)


# --- ends -------------------------------------------------------------------------


def test_the_kepala_dinas_refuses_with_reason_and_legal_ground(office):
	"""Protects the applicant's right to know why his request is not even processed."""
	case = guest(office, DATA)
	ground = "Pasal 17 huruf a UU 14/2008"
	assert "Dasar hukum" in office.kepala.refused(case, "Tolak", move_reason="Dikecualikan")
	office.kepala.act(case, "Tolak", move_reason="Informasi yang dikecualikan", legal_ground=ground)
	page = case.applicant.open(case.applicant.link)
	assert "Informasi yang dikecualikan" in page.text and ground in page.text
	assert office.log(case) == [
		*way_to(DATA, "Diajukan"),
		*rows("""
			2 | Diajukan | Kepala Dinas | kepala | Meja Kerja | Tolak
			– | Ditolak  |              |        |            |
		"""),
	]


TURNS = {
	"Diajukan": "2 | Diajukan | Kepala Dinas",
	"Menunggu Pernyataan": "3 | Menunggu Pernyataan | Pemohon",
	"Pemrosesan Data": "4 | Pemrosesan Data | Unit Kerja",
	"Penyusunan Surat Balasan": "5 | Penyusunan Surat Balasan | Unit Kerja",
	"Terkirim": "7 | Terkirim | Pemohon",
}


@pytest.mark.parametrize("state", [*list(TURNS)[:4], "Perlu Dilengkapi"])
@pytest.mark.parametrize("by", ["link", "counter"])
def test_an_applicant_withdraws_as_long_as_no_letter_is_out(office, state, by):
	"""Protects who needs the data no more: from every state before the letter is asked, on the link or in person."""
	who = "Budi Hartono | Tautan Pemohon" if by == "link" else "frontliner | Loket"
	make = guest if by == "link" else walk_in
	if state == "Perlu Dilengkapi":
		case = make(office, DATA)
		office.frontliner.act(case, "Kembalikan", corrections=[{"case_field": "purpose", "why": "Perjelas"}])
		last = f"""
			2 | Diajukan         | Kepala Dinas | frontliner | Meja Kerja | Kembalikan
			– | Perlu Dilengkapi | Pemohon      | {who} | Batalkan
		"""
	else:
		case = make(office, DATA, state)
		last = f"{TURNS[state]} | {who} | Batalkan"
	if by == "link":
		case.applicant.act("Batalkan", move_reason="Tidak jadi perlu")
		assert set(case.applicant.downloads()) <= {"Tanda Terima", "Surat Pernyataan"}
	else:
		office.frontliner.act(case, "Batalkan", move_reason="Tidak jadi perlu")
	before = way_to(DATA, "Diajukan" if state == "Perlu Dilengkapi" else state, walk_in=by == "counter")
	assert office.log(case) == [*before, *rows(last), *rows("– | Dibatalkan | | | |")]


@pytest.mark.parametrize("state", ["Perlu Dilengkapi", "Menunggu Pernyataan", "Terkirim"])
def test_the_frontliner_closes_what_the_applicant_leaves_lying(office, state):
	"""Protects the counter's list from requests whose applicant never answers; a reply that was sent stays valid."""
	case = guest(office, DATA, "Diajukan" if state == "Perlu Dilengkapi" else state)
	if state == "Perlu Dilengkapi":
		office.kepala.act(case, "Kembalikan", corrections=[{"case_field": "purpose", "why": "Perjelas"}])
		last = """
			2 | Diajukan         | Kepala Dinas | kepala     | Meja Kerja | Kembalikan
			– | Perlu Dilengkapi | Pemohon      | frontliner | Meja Kerja | Tutup
		"""
	else:
		last = f"{TURNS[state]} | frontliner | Meja Kerja | Tutup"
	assert "alasan" in office.frontliner.refused(case, "Tutup")
	office.frontliner.act(case, "Tutup", move_reason="Tidak ada jawaban selama 30 hari")
	assert case.applicant.actions() == set()
	assert "Tidak ada jawaban selama 30 hari" in case.applicant.page.text
	valid = ["Ditandatangani"] if state == "Terkirim" else []
	assert [each["status"] for each in office.letters(case)] == valid
	before = way_to(DATA, "Diajukan" if state == "Perlu Dilengkapi" else state)
	assert office.log(case) == [*before, *rows(last), *rows("– | Ditutup | | | |")]
