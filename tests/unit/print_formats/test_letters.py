"""The letters, read back from their PDF as a recipient, a clerk and a scanner read them."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dinas_sop.print_formats import kinds, renderer
from dinas_sop.print_formats.values import Letter, Signatory, jabatan_lines
from tests.unit.print_formats import reading
from tests.unit.print_formats.samples import (
	COMPLETION,
	DATA_REPLY,
	HEAD,
	NUMBER,
	OFFICE,
	RECOMMENDATION,
	TITLE,
	VERIFY_URL,
)

ISSUED = pytest.mark.parametrize(
	"letter", [RECOMMENDATION, COMPLETION, DATA_REPLY], ids=lambda each: each.kind
)


@ISSUED
def test_a_letter_carries_kop_number_date_and_signatory(letter):
	"""Protects the recipient, who must see who wrote what, when, under which number."""
	words = reading.text(letter)
	for line in OFFICE.kop:
		assert line.text in words
	assert letter.number in words
	for line in (*letter.signatory.jabatan_lines, letter.signatory.name, letter.signatory.pangkat):
		assert line in words
	assert f"NIP. {letter.signatory.nip}" in words
	assert f"Sidoarjo, {'1 Februari 2027' if letter is COMPLETION else '24 November 2026'}" in words
	for line in letter.tembusan:
		assert line in words


@ISSUED
def test_its_qr_leads_to_the_page_that_checks_it(letter, tmp_path):
	"""Protects whoever holds a paper copy and wants to know whether it is genuine."""
	assert reading.scanned(letter, tmp_path) == [VERIFY_URL]
	assert f"Keaslian surat dapat diperiksa di {VERIFY_URL}" in reading.text(letter)


def test_the_recommendation_says_who_what_where_when_and_on_what_ground():
	"""Protects the researcher at the door of a Unit Kerja (FORMS, surat rekomendasi)."""
	words = reading.text(RECOMMENDATION)
	assert "SURAT REKOMENDASI PENELITIAN" in words
	for part in (
		*RECOMMENDATION.basis,
		*RECOMMENDATION.provisions,
		"a. Dasar",
		"b. Menimbang",
		"1187/UN3.FEB/PN/2026",
		"000.9.2/4821/209.4/2026 tanggal 19 Oktober 2026",
		"memberikan rekomendasi kepada:",
		"Rina Ayu Wulandari",
		"042011233117",
		"S1 Ekonomi Pembangunan",
		"0812-3456-7890",
		"Universitas Airlangga",
		TITLE,
		"Ekonomi pembangunan",
		"Baru",
		"Bagus Prasetyo",
		"Kabupaten Sidoarjo",
		"1 November 2026 s.d. 31 Januari 2027",
		"Penyusunan skripsi",
		"Dengan ketentuan:",
		"Yth. Kepala Badan Kesatuan Bangsa dan Politik Provinsi Jawa Timur;",
		"Yang bersangkutan.",
	):
		assert part in words, part


def test_the_certificate_names_the_signatory_then_the_researcher():
	"""Protects the student whose campus asks for the certificate (FORMS, surat keterangan selesai)."""
	words = reading.text(COMPLETION)
	order = [
		"SURAT KETERANGAN SELESAI PENELITIAN",
		"Yang bertanda tangan di bawah ini",
		"Siti Rahmawati, S.E., M.M.",
		"menerangkan bahwa",
		"Rina Ayu Wulandari",
		TITLE,
		"telah selesai melaksanakan penelitian",
		NUMBER,
		"soft copy",
		"Demikian surat keterangan ini dibuat dengan sebenarnya",
		"a.n. KEPALA DINAS KOPERASI,",
		"SEKRETARIS",
	]
	position = 0
	for part in order:
		position = words.find(part, position)
		assert position >= 0, part


def test_the_reply_says_the_decision_what_is_given_and_the_right_to_object():
	"""Protects the applicant under the public information law (FORMS, surat balasan)."""
	words = re.sub(r" ?: ", " : ", reading.text(DATA_REPLY))  # extraction guesses the gap before a colon
	for part in (
		"Sifat : Biasa",
		"Lampiran : 1 (satu) berkas",
		"Hal : Balasan Permohonan Data",
		"Yth. Direktur Lembaga",
		"di Surabaya",
		"031/LP-KSM/X/2026 tanggal 9 November 2026",
		"Dikabulkan sebagian",
		"Koperasi produsen menurut sektor usaha, 2025",
		"Excel (XLSX)",
		"s.d. 24 Desember 2026",
		"Nihil",
		"informasi yang dikecualikan",
		"Pasal 17 huruf b Undang-Undang Nomor 14 Tahun 2008",
		"sumber data",
		"mengajukan keberatan",
	):
		assert part in words, part


def test_a_draft_cannot_be_taken_for_a_letter(tmp_path):
	"""Protects the recipient from an unsigned draft that looks issued: no number, QR or address on it."""
	draft = replace(RECOMMENDATION, draft=True)
	words = reading.text(draft)
	assert "KONSEP" in words and NUMBER not in words and "Keaslian" not in words and VERIFY_URL not in words
	assert reading.scanned(draft, tmp_path) == []
	assert "KONSEP" not in reading.text(RECOMMENDATION)


def test_bsre_is_named_only_where_a_signed_pdf_exists(tmp_path):
	"""Protects everyone from a letter that claims an electronic signature it does not have."""
	for letter in (
		RECOMMENDATION,
		replace(RECOMMENDATION, draft=True),
		replace(RECOMMENDATION, tnde_anchors=True, draft=True),
	):
		words = reading.text(letter)
		assert "BSrE" not in words and "elektronik" not in words
	signed = replace(DATA_REPLY, signed_electronically=True)
	assert "Ditandatangani secara elektronik oleh: KEPALA DINAS" in reading.text(signed)
	assert "BSrE" in reading.text(signed)
	assert reading.scanned(signed, tmp_path) == [VERIFY_URL]


def test_a_draft_for_tnde_carries_its_anchors_whole():
	"""Protects the clerk: TNDE finds an anchor only when no line break splits it."""
	words = reading.text(replace(DATA_REPLY, draft=True, tnde_anchors=True))
	for anchor in (
		"nomor_naskah",
		"tanggal_naskah",
		"ttd_pengirim",
		"nama_pengirim",
		"jabatan_pengirim",
		"nip_pengirim",
	):
		assert f"${{{anchor}}}" in words
	assert "KONSEP" not in words


@pytest.mark.parametrize("acting", ["Plt.", "Plh.", "a.n."])
def test_who_acts_for_the_head_says_so(acting):
	"""Protects the deputy who signs while the Kepala Dinas is away."""
	lines = jabatan_lines("KEPALA DINAS", acting, "SEKRETARIS")
	assert lines == (
		(f"{acting} KEPALA DINAS", "SEKRETARIS") if acting == "a.n." else (f"{acting} KEPALA DINAS",)
	)
	deputy = Signatory(jabatan_lines=lines, name="Siti Rahmawati, S.E., M.M.")
	assert f"{acting} KEPALA DINAS" in reading.text(replace(RECOMMENDATION, signatory=deputy))


def test_a_kind_the_office_adds_is_laid_out_too():
	"""Protects the administrator who adds a kind of letter that no code knows."""
	added = replace(RECOMMENDATION, kind="Surat Tugas", title="Surat Tugas")
	assert "SURAT TUGAS" in reading.text(added) and renderer.template_name(added) == "surat_berjudul.html"
	assert renderer.template_name(replace(added, recipient=["Rektor"])) == "surat_dinas.html"


def test_a_letter_is_issued_whole_or_not_at_all():
	"""Protects the register: no issued letter without number, date and signatory."""
	whole = {"number": NUMBER, "date": date(2026, 11, 24), "signatory": HEAD}
	for missing in whole:
		with pytest.raises(ValueError, match="issued letter"):
			Letter(kind=kinds.PLAIN_LETTER, office=OFFICE, draft=False, **{**whole, missing: None})
	with pytest.raises(ValueError, match="draft"):
		Letter(kind=kinds.PLAIN_LETTER, office=OFFICE, draft=True, signed_electronically=True)
	with pytest.raises(ValueError, match="TNDE"):
		Letter(kind=kinds.PLAIN_LETTER, office=OFFICE, draft=False, tnde_anchors=True, **whole)


def test_an_empty_draft_can_be_previewed():
	"""Protects the Sekretariat, who looks at a letter before anything is filled in."""
	for kind in kinds.LETTERS:
		assert "KONSEP" in reading.text(Letter(kind=kind, office=OFFICE))
