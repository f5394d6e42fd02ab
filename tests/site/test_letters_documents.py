"""What the eight documents say of a real case, read back from their PDFs."""

import hashlib
import io
import os
import re

import frappe
import pytest
from frappe.utils import getdate
from PIL import Image

from dinas_sop.constants import SETTINGS
from dinas_sop.demo.office import department, email
from dinas_sop.letters import documents
from dinas_sop.print_formats.dates import periode, tanggal
from tests.site import letter_reading as reading
from tests.site.factory import (
	CERTIFICATE,
	DATA,
	PORTAL,
	RECOMMENDATION,
	REPLY,
	RESEARCH,
	UNIT,
	WAY,
	acting,
	case_in,
	day,
	enter,
	given,
	move,
	people,
	upload,
	write_letter,
)

HEAD = "Dr. Andromeda Qomariah, M.M."
LEFTOVERS = re.compile(r"None|\{|\}|…|nomor tanggal|\bnan\b|belum diterbitkan")


@pytest.fixture
def office(site):
	people()
	return site


def issued(case, login, template) -> tuple[frappe._dict, bytes, str]:
	letter = frappe.get_doc("Official Letter", write_letter(case, login, template, "Terbit"))
	content = documents.pdf(letter)
	return letter, content, reading.text(content)


def recommended(**changes):
	"""A case before its recommendation, with unit and period."""
	case = enter(
		RESEARCH,
		campus_letter_number="B/1821/UN38/2026",
		campus_letter_date=day(-12),
		faculty="Akuntansi",
		level="S1",
		team_members=[{"member_name": "Budi Hartono", "identity_number": "111"}, {"member_name": "Cici"}],
		**changes,
	)
	for state, login, action in WAY[RESEARCH][:3]:
		case = move(case, login, action, **given(case, state, login))
	return permitted(case)


def permitted(case):
	"""Step 6 before its letter: unit and period are saved."""
	values = {"unit_kerja": department(UNIT), "permit_from": day(-10), "permit_to": day(60)}
	return move(case, "sekretariat", None, **values)


def test_the_recommendation_says_who_what_where_and_on_what_ground(office):
	"""Protects the researcher, whose letter is read by a unit that knows nothing else of the case."""
	case = recommended()
	letter, content, words = issued(case, "sekretariat", RECOMMENDATION)
	assert not reading.missing(
		words,
		[
			"PEMERINTAH PROVINSI JAWA TIMUR",
			"DINAS KOPERASI, USAHA KECIL DAN MENENGAH",
			"SURAT REKOMENDASI PENELITIAN",
			f"Nomor: {letter.letter_number}",
			"Peraturan Gubernur Provinsi Jawa Timur Nomor 91 Tahun 2021",
			"B/1821/UN38/2026",
			case.bakesbangpol_number,
			f"tanggal {tanggal(getdate(day(-4)))}",
			"Siti Aminah",
			"3578014501990001",
			"Akuntansi (S1)",
			"081234567890",
			"Universitas Negeri Surabaya",
			case.title,
			"Budi Hartono (111)",
			"Cici",
			"Bidang Kelembagaan dan Pengawasan – Surabaya",
			periode(getdate(day(-10)), getdate(day(60))),
			"Penyusunan skripsi",
			"melapor diri ke Bidang Kelembagaan dan Pengawasan",
			"menyerahkan salinan lunak (soft copy)",
			"KEPALA DINAS KOPERASI, USAHA KECIL DAN MENENGAH PROVINSI JAWA TIMUR",
			HEAD,
			"NIP. 196801171994032003",
			"Pembina Utama Madya",
			"Yth. Pimpinan Universitas Negeri Surabaya",
			f"/periksa/{letter.verification_code}",
		],
	)
	assert not LEFTOVERS.search(words), LEFTOVERS.search(words)
	assert reading.pages(content) == 1
	assert reading.qr(content) == [frappe.utils.get_url(f"/periksa/{letter.verification_code}")]
	assert "BSrE" not in words and "elektronik" not in words


def test_what_the_applicant_did_not_give_leaves_no_hole(office):
	"""Protects the reader from empty rows and from a campus letter without number."""
	case = permitted(case_in(RESEARCH, "Menunggu Rekomendasi"))
	_letter, _content, words = issued(case, "sekretariat", RECOMMENDATION)
	assert not LEFTOVERS.search(words), LEFTOVERS.search(words)
	assert "Jabatan/Program Studi" not in words
	assert "b. Menimbang : 1. Surat Badan Kesatuan Bangsa" in words


def test_the_certificate_names_the_recommendation_and_the_days(office):
	"""Protects the researcher, who shows it to the campus, and the office, which waits for the results."""
	case = case_in(RESEARCH, "Menunggu Surat Keterangan")
	number = frappe.db.get_value(
		"Official Letter", {"reference_name": case.name, "status": "Ditandatangani"}, "letter_number"
	)
	letter, content, words = issued(case, "sekretariat", CERTIFICATE)
	assert not reading.missing(
		words,
		[
			"SURAT KETERANGAN SELESAI PENELITIAN",
			letter.letter_number,
			"Yang bertanda tangan di bawah ini",
			HEAD,
			"196801171994032003",
			"menerangkan bahwa",
			"Siti Aminah",
			case.title,
			periode(getdate(day(-5)), getdate(day())),
			f"nomor {number}",
			"salinan lunak (soft copy)",
			"dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya",
		],
	)
	assert not LEFTOVERS.search(words), LEFTOVERS.search(words)
	assert reading.pages(content) == 1


@pytest.mark.parametrize(
	("decision", "ground", "said", "unsaid"),
	[
		(
			"Dikabulkan seluruhnya",
			None,
			["Dikabulkan seluruhnya", "Jumlah koperasi", "Nihil", "Dengan ketentuan"],
			["Alasan"],
		),
		(
			"Dikabulkan sebagian",
			"Pasal 17 huruf h",
			["Dikabulkan sebagian", "Alasan : Pasal 17 huruf h", "Nihil"],
			[],
		),
		(
			"Tidak dikuasai",
			"Dihimpun oleh BPS",
			["Tidak dikuasai", "Dihimpun oleh BPS"],
			["Dengan ketentuan", "Biaya", "Format"],
		),
		("Ditolak", "Pasal 17 huruf b", ["Ditolak", "Pasal 17 huruf b"], ["Dengan ketentuan", "Biaya"]),
	],
)
def test_the_reply_says_the_decision_and_the_right_to_object(office, decision, ground, said, unsaid):
	"""Protects the applicant, who has to know what is given, why not more, and where to object."""
	case = case_in(DATA, "Pemrosesan Data")
	values = {"decision": decision, "decision_ground": ground}
	if decision.startswith("Dikabulkan"):
		with acting("unitkerja"):
			file = upload(DATA, case.name, "file")
		values["data_files"] = [{"file": file, "description": "Jumlah koperasi aktif 2025"}]
	case = move(case, "unitkerja", "Data Siap", **values)
	letter, content, words = issued(case, "unitkerja", REPLY)
	assert not reading.missing(
		words,
		[
			letter.letter_number,
			"Hal : Jawaban atas Permohonan Data",
			"Yth. Sdr. Siti Aminah",
			f"nomor 12/UN38/2026 tanggal {tanggal(getdate(day(-4)))} hal Permohonan Data",
			case.name,
			"mengajukan keberatan",
			HEAD,
			*said,
		],
	)
	for part in unsaid:
		assert part not in words, part
	assert not LEFTOVERS.search(words), LEFTOVERS.search(words)
	assert reading.pages(content) == 1


def test_the_receipt_names_documents_promise_and_code(office):
	"""Protects the applicant, who has nothing else in hand."""
	case = case_in(RESEARCH, "Diterima")
	content = documents.pdf(case, "Tanda Terima")
	words = reading.text(content)
	assert not reading.missing(
		words,
		[
			"TANDA TERIMA",
			f"Nomor: {case.name}",
			"pukul",
			"WIB",
			"Siti Aminah",
			case.title,
			"Surat pengantar Bakesbangpol nomor",
			case.bakesbangpol_number,
			tanggal(getdate(day(-4))),
			"Proposal penelitian",
			"Ada dan sesuai",
			"Sari Dewi, S.Kom.",
			"giliran Dinas (langkah 3 sampai 7) diselesaikan dalam 3 hari dan 40 menit kerja",
			case.tracking_code,
		],
	)
	assert reading.qr(content) == [frappe.utils.get_url(f"/lacak?nomor={case.name}")]
	request = enter(DATA)
	words = reading.text(documents.pdf(request, "Tanda Terima"))
	assert not reading.missing(words, ["Surat permohonan data nomor 12/UN38/2026", "(langkah 2)"])


def test_a_receipt_of_the_public_form_needs_no_officer(office):
	"""Protects the applicant at midnight: the page says why nobody has signed."""
	case = enter(DATA)
	frappe.db.set_value(DATA, case.name, "submitted_via", "Formulir Web")
	case.reload()
	words = reading.text(documents.pdf(case, "Tanda Terima"))
	assert "sah tanpa tanda tangan petugas" in words and "Petugas penerima" not in words


def test_the_disposition_sheet_shows_every_hand(office):
	"""Protects the Kepala Dinas, whose words travel on it, and the unit that gets it second."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	case = move(case, "sekretariat", "Mohon Disposisi Ulang", move_reason="Tema lain")
	again = {"instruction": "Koordinasi/konfirmasikan dengan bidang", "urgency": "Segera", "note": "Hari ini"}
	case = move(case, "kepala", "Disposisi", dispositions=[again])
	words = reading.text(documents.pdf(case, "Lembar Disposisi"))
	assert not reading.missing(
		words,
		[
			"LEMBAR DISPOSISI",
			"Badan Kesatuan Bangsa dan Politik",
			case.bakesbangpol_number,
			case.tnde_number,
			case.title,
			"Proses lebih lanjut",
			"(dikembalikan)",
			"Koordinasi/konfirmasikan dengan bidang",
			"Hari ini",
			"Kepala Dinas",
		],
	)


def test_the_commitment_carries_the_words_that_were_signed(office):
	"""Protects the applicant: a text that the office changes later is not put into their mouth."""
	case = case_in(DATA, "Menunggu Pernyataan")
	with acting("frontliner"):
		signature = upload(DATA, case.name, "statement_signature")
	values = {
		"statement_name": "Siti Aminah",
		"statement_version": "1",
		"statement_signature": signature,
		"statement_signed_on": frappe.utils.now_datetime(),
	}
	case = move(case, "frontliner", "Tandatangani Pernyataan", **values)
	settings = frappe.get_single(SETTINGS)
	before = settings.commitment_text.splitlines()[0]
	settings.commitment_text, settings.commitment_version = "Janji yang lebih keras.", "2"
	settings.save()
	content = documents.pdf(case, "Surat Pernyataan")
	assert hashlib.sha256(content).hexdigest() == case.statement_sha256
	signed = reading.text(content)
	assert not reading.missing(signed, [before]) and "Janji yang lebih keras" not in signed
	assert not reading.missing(
		signed,
		[
			"SURAT PERNYATAAN",
			case.name,
			"Siti Aminah",
			"Jumlah koperasi aktif",
			"versi 1",
			tanggal(case.statement_signed_on),
		],
	)
	unsigned = reading.text(documents.pdf(case_in(DATA, "Menunggu Pernyataan"), "Surat Pernyataan"))
	assert "Janji yang lebih keras" in unsigned and "versi 2" in unsigned


def test_a_signed_commitment_that_was_altered_is_not_shown(office):
	"""Protects the applicant and the office alike: nobody is held to words that were not signed."""
	case = case_in(DATA, "Pemrosesan Data")
	path = frappe.utils.get_files_path(os.path.basename(case.statement_pdf), is_private=True)
	with open(path, "ab") as file:
		file.write(b"more")
	with pytest.raises(frappe.ValidationError, match=case.name):
		documents.pdf(case, "Surat Pernyataan")


def test_a_commitment_signed_anew_is_kept_anew_and_half_of_one_is_none(office):
	"""Protects the Kepala Dinas: the paper in the file says what stands in the case."""
	case = case_in(DATA, "Menunggu Pernyataan")
	signed = given(case, "Menunggu Pernyataan", PORTAL)
	case = move(case, "frontliner", None, **signed | {"statement_name": "Siti A."})
	first = case.statement_pdf
	assert not reading.missing(reading.text(documents.pdf(case, "Surat Pernyataan")), ["Siti A."])
	case = move(case, "frontliner", None, statement_name="Siti Aminah")
	assert case.statement_pdf != first
	assert not reading.missing(reading.text(documents.pdf(case, "Surat Pernyataan")), ["Siti Aminah"])
	case = move(case, "frontliner", None, statement_name="")
	assert not case.statement_pdf and not case.statement_sha256


def test_the_control_sheet_follows_the_log(office):
	"""Protects the Sekretariat, who must show where the time went and who had the case."""
	case = case_in(RESEARCH, "Perlu Dilengkapi")
	content = documents.pdf(case, "Lembar Kendali")
	words = reading.text(content)
	assert not reading.missing(
		words,
		[
			"LEMBAR KENDALI",
			case.name,
			"Penerimaan Penelitian",
			"10 Menit",
			"30 Menit",
			"Sari Dewi, S.Kom.",
			"Budi Santoso, A.Md.",
			"Meja Kerja",
			"Perlu Dilengkapi",
			"Kurang jelas",
			"belum",
		],
	)
	assert reading.paper(content) == "330 x 215"


def test_the_sop_is_printed_in_its_own_words(office):
	"""Protects the auditor: the document that hangs on the wall is the one the system runs on."""
	sop = frappe.get_last_doc("SOP", {"status": "Berlaku"})
	words = reading.text(documents.pdf(sop, "Dokumen SOP"))
	flat = words.replace(" ", "")
	assert len(sop.steps) == 18
	for step in sop.steps:
		for text in (step.activity, step.requirements, step.output, step.standard_time):
			assert all(word in flat for word in text.split()), text
	for line in (sop.legal_basis + "\n" + sop.performer_qualifications).splitlines():
		assert all(word in flat for word in line.split()), line
	assert "1 Februari 2023" in words and HEAD in words


def test_paper_and_signatory_follow_the_office(office):
	"""Protects the office that prints on A4, and the letter signed for the head by somebody else."""
	settings = frappe.get_single(SETTINGS)
	settings.paper = "A4"
	settings.save()
	case = case_in(RESEARCH, "Menunggu Surat Keterangan")
	name = write_letter(case, "sekretariat", CERTIFICATE, "Draf")
	with acting("sekretariat"):
		letter = frappe.get_doc("Official Letter", name)
		letter.signatory, letter.acting_line = email("sekretariat"), "a.n."
		letter.save()
	content = documents.pdf(letter)
	words = reading.text(content)
	assert reading.paper(content) == "210 x 297"
	assert "a.n. KEPALA DINAS KOPERASI, USAHA KECIL DAN MENENGAH PROVINSI JAWA TIMUR SEKRETARIS" in words
	assert "Rini Wulandari, S.Sos." in words and "belum diterbitkan" in words


def test_the_kop_carries_the_offices_own_logo(office):
	"""Protects the office's face: its private logo is printed, a file that is no picture or gone is left out."""
	picture = io.BytesIO()
	Image.new("RGB", (30, 40), "green").save(picture, "PNG")
	file = frappe.get_doc(
		doctype="File", file_name="lambang.png", content=picture.getvalue(), is_private=1
	).insert()
	settings = frappe.get_single(SETTINGS)
	settings.logo = file.file_url
	settings.save()
	case = enter(DATA)
	assert 'src="data:image/png;base64,' in documents.html(case, "Tanda Terima")
	for gone in ("/private/files/tidak-ada.png", "/etc/passwd", "https://example.org/a.png"):
		settings.logo = gone
		settings.save()
		assert "<img" not in documents.html(case, "Tanda Terima")


def test_a_case_has_the_letters_of_its_process_before_they_exist(office):
	"""Protects the clerk at the print preview: a letter that is not drafted shows as KONSEP, an issued one as kept."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	assert "belum diterbitkan" in reading.text(documents.pdf(case, RECOMMENDATION))
	done = case_in(RESEARCH, "Menunggu Pemberitahuan")
	letter = frappe.get_last_doc("Official Letter", {"reference_name": done.name})
	assert documents.pdf(done, RECOMMENDATION) == documents.pdf(letter)
	assert documents.html(done, RECOMMENDATION) == ""
	with pytest.raises(frappe.ValidationError, match="Surat Pernyataan"):
		documents.pdf(case, "Surat Pernyataan")
	with pytest.raises(frappe.ValidationError):
		documents.pdf(case, REPLY)
