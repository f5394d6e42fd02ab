"""Receipt, disposition sheet, commitment and control sheet, read back from their PDF."""

from dataclasses import replace
from datetime import date

import pytest

from dinas_sop.print_formats import rows
from dinas_sop.print_formats.values import Commitment, DispositionSheet, Signatory
from tests.unit.print_formats import reading
from tests.unit.print_formats.samples import (
	COMMITMENT,
	CONTROL,
	DISPOSITION,
	LOGO,
	OFFICE,
	RECEIPT,
	TITLE,
	TRACK_URL,
)


def test_the_receipt_says_what_was_handed_over_and_what_happens_next(tmp_path):
	"""Protects the applicant at the counter (FORMS, tanda bukti permohonan)."""
	words = reading.text(RECEIPT)
	for part in (
		"TANDA TERIMA",
		"PNL-2026-00015",
		"24 November 2026 pukul 10.05 WIB",
		"Rina Ayu Wulandari",
		TITLE,
		"Surat pengantar dari Bakesbangpol Jatim Salinan 2",
		"Proposal penelitian Asli 34",
		"Berkas digital",
		"paling lambat 24 November 2026 pukul 10.15 WIB",
		"R7KD-93MX",
		"Dewi Lestari",
	):
		assert part in words, part
	assert reading.scanned(RECEIPT, tmp_path) == [TRACK_URL]


def test_a_handing_over_is_signed_by_both():
	"""Protects office and applicant: who gave and who took stand on one paper (FORMS, tanda bukti 2)."""
	applicant = Signatory(jabatan_lines=[], name="Rina Ayu Wulandari")
	words = reading.text(
		replace(RECEIPT, title="Tanda Bukti Penyerahan Informasi", giver=RECEIPT.officer, officer=applicant)
	)
	assert "Yang menyerahkan, " in words and "Yang menerima, Rina Ayu Wulandari" in words


def test_the_disposition_sheet_has_the_letter_the_choices_and_each_hand():
	"""Protects the Unit Kerja, which must see what the Kepala Dinas wants (FORMS, lembar disposisi)."""
	words = reading.text(DISPOSITION)
	for part in (
		"LEMBAR DISPOSISI",
		"Badan Kesatuan Bangsa dan Politik Provinsi Jawa Timur",
		"000.9.2/4821/209.4/2026",
		"19 Oktober 2026",
		"4417",
		"Sangat Segera",
		"Rahasia",
		"Diteruskan kepada Sdr.:",
		"Bidang Pembiayaan",
		"Dengan hormat harap:",
		"Koordinasi/konfirmasikan",
		"Mohon didampingi",
		"Kepala Dinas Sekretariat Proses lebih lanjut AQ 24 November 2026",
		"Setelah digunakan harap dikembalikan",
	):
		assert part in words, part


def test_ticks_stand_where_the_choice_was_made():
	"""Protects the unit that was not chosen from getting the work."""
	ticked = reading.html(DISPOSITION).count("M1.5 5.5")
	chosen = [each for each in (*DISPOSITION.receivers, *DISPOSITION.instructions) if each.ticked]
	assert ticked == len(chosen) + 1
	assert reading.html(DispositionSheet(office=OFFICE, sender="Kampus")).count("M1.5 5.5") == 0


def test_the_commitment_holds_every_undertaking_and_its_version():
	"""Protects the office when data leak, and the applicant, who must know what was promised."""
	words = reading.text(COMMITMENT)
	for part in (
		"SURAT PERNYATAAN",
		"042011233117",
		"rina@example.ac.id",
		"PDE-2026-00007",
		"Koperasi produsen menurut sektor usaha, 2025",
		"Penyusunan skripsi",
		*COMMITMENT.undertakings,
		COMMITMENT.consequence,
		"tanpa paksaan",
		"Materai Rp10.000",
		"Sidoarjo, 25 November 2026",
		"25 November 2026 pukul 08.03 WIB",
		"versi 1",
		"Mengetahui, Dosen Pembimbing,",
		"Prof. Dr. Hadi Santoso, M.Si.",
	):
		assert part in words, part
	assert "Materai" not in reading.text(replace(COMMITMENT, stamp_duty=False))


def test_the_empty_form_can_be_filled_by_hand():
	"""Protects the applicant at the counter without a phone."""
	empty = Commitment(office=OFFICE, name="", rows=rows.commitment_rows(), with_kop=True)
	page = reading.html(empty)
	assert page.count('class="titik-titik"') == 9
	assert "DINAS KOPERASI" in reading.text(empty) and "(……" in reading.text(empty)


def test_a_drawn_signature_is_printed():
	"""Protects the applicant who signed on the phone."""
	assert 'alt="Tanda tangan"' in reading.html(replace(COMMITMENT, signature_data_uri=LOGO))
	with pytest.raises(ValueError, match="signature"):
		replace(COMMITMENT, signature_data_uri="/private/files/a.png")


def test_the_control_sheet_shows_every_visit():
	"""Protects the Sekretariat, who must show where the time went."""
	words = reading.text(CONTROL)
	for visit in CONTROL.visits:
		assert visit.activity in words and visit.actor in words
	for part in (
		"terlambat",
		"TNDE tidak dapat diakses",
		"51 menit",
		"30 Menit",
		"Tautan Pemohon",
		"58 menit kerja",
		"belum",
	):
		assert part in words, part
	assert "19 Oktober 2026 – 19 Oktober 2026" in words
	first, *others = reading.pages(replace(CONTROL, visits=CONTROL.visits * 7))
	assert "Kegiatan" in first and others and all("Kegiatan" in page for page in others)


def test_a_reply_that_gives_less_says_why():
	"""Protects the applicant: a refusal without a reason is no answer."""
	for decision in (rows.PARTLY, rows.NOT_HELD, rows.REFUSED):
		with pytest.raises(ValueError, match="reason"):
			rows.data_reply_rows(decision=decision)
	with pytest.raises(ValueError, match="decision"):
		rows.data_reply_rows(decision="Nanti")
	refused = dict(
		rows.data_reply_rows(
			decision=rows.REFUSED, reason="Dikecualikan", data_given=["x"], link_valid_until=date(2026, 12, 1)
		)
	)
	assert (
		refused["Alasan"] == "Dikecualikan"
		and not refused["Data yang Diberikan"]
		and not refused["Masa Berlaku Tautan"]
	)


def test_the_identity_is_named_by_category():
	"""Protects the lecturer whose NIP must not be printed as NIM."""
	assert ("NIM", "1") in rows.applicant_rows(name="A", category="Mahasiswa", identity_number="1")
	assert ("NIP", "1") in rows.applicant_rows(name="A", category="ASN", identity_number="1")
	assert ("NIK", "1") in rows.applicant_rows(name="A", identity_number="1")
