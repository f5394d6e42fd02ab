"""Columns of Register Permohonan that follow from what a request holds."""

import pytest

from dinas_sop.reports import request_words as words

ROWS = [
	{"data_name": "Volume usaha koperasi", "period": "2020–2025", "area": "Jawa Timur", "file_format": "CSV"},
	{"data_name": "Daftar koperasi sehat", "period": None, "area": "", "file_format": "Cetak"},
]


def test_what_is_asked_for_stands_in_one_cell():
	"""Protects the PPID, who answers for each piece of information in the register."""
	assert words.wanted(ROWS) == "Volume usaha koperasi, 2020–2025, Jawa Timur; Daftar koperasi sehat"
	assert words.form(ROWS) == "Softcopy dan Hardcopy"
	assert words.form([{"file_format": ""}]) == words.wanted([]) == ""


@pytest.mark.parametrize(
	("decision", "held", "by"),
	[
		("", "", ""),
		("Dikabulkan sebagian", "Ya", "Bidang A, Bidang B"),
		("Ditolak", "Ya", "Bidang A, Bidang B"),
		("Tidak dikuasai", "Tidak", "BPS Jawa Timur"),
	],
)
def test_whether_and_by_whom_information_is_held(decision, held, by):
	"""Protects the applicant: "not held" names who holds it, and nothing is claimed before the decision."""
	assert words.is_held(decision) == held
	assert words.held_by(decision, "BPS Jawa Timur", ("Bidang A", "Bidang B")) == by


@pytest.mark.parametrize(
	("delivery", "kind"),
	[
		("Unduh melalui tautan", "Meminta salinan"),
		("Diambil langsung", "Meminta salinan"),
		("Dilihat di kantor", "Melihat"),
		(None, ""),
	],
)
def test_looking_is_told_from_asking_for_a_copy(delivery, kind):
	"""Protects an office that adds looking on the spot as a way of delivery."""
	assert words.kind(delivery) == kind


@pytest.mark.parametrize(
	("given", "ground", "legal", "reason", "decision", "refusal"),
	[
		("Dikabulkan seluruhnya", None, None, "Revisi redaksi.", "Dikabulkan seluruhnya", ""),
		("Dikabulkan sebagian", "Pasal 17 huruf h.", None, None, "Dikabulkan sebagian", "Pasal 17 huruf h"),
		("", None, "Pasal 6 UU 14/2008", "Untuk dijual.", "Ditolak", "Untuk dijual; Pasal 6 UU 14/2008"),
		("", None, None, "Data tidak jadi diperlukan.", "", ""),
	],
)
def test_a_refusal_gives_its_reason(given, ground, legal, reason, decision, refusal):
	"""Protects the applicant's right to the reason; one who withdrew was not refused."""
	assert words.decision(given, legal) == decision
	assert words.refusal(given, ground, legal, reason) == refusal
