"""What the assessment form says of a step."""

from dinas_sop.reports.findings import BAD, GOOD, finding, suggested_verdict
from dinas_sop.reports.statistics import Summary

DAY = 450


def test_a_step_is_described_in_one_glance():
	"""Protects the assessor: count, punctuality, times and reasons without opening a case."""
	words = finding(
		Summary(24, 22, 2, 8, 15), [("Proposal: belum ditandatangani.", 2), ("KTP buram", 1)], 3, DAY
	)
	assert words == (
		"Dilaksanakan 24 kali, 22 tepat waktu (91,7 %), 2 terlambat."
		" Waktu tengah 8 menit; 90 % selesai dalam 15 menit."
		" Dikembalikan 3 kali: Proposal: belum ditandatangani (2 kali); KTP buram."
	)


def test_a_step_without_due_date_is_not_called_late():
	"""Protects the researcher, whose step takes the time it takes."""
	words = finding(Summary(3, 0, 0, 9000, 9900), [], 0, DAY)
	assert (
		words
		== "Dilaksanakan 3 kali, tanpa batas waktu. Waktu tengah 20 hari kerja; 90 % selesai dalam 22 hari kerja."
	)
	assert suggested_verdict(Summary(3)) == ""


def test_a_step_that_never_happened_is_said_so():
	"""Protects the assessor from a verdict on nothing."""
	assert finding(Summary(), [], 0, DAY) == "Tidak ada pelaksanaan dalam periode ini."


def test_a_long_reason_is_cut_between_words():
	"""Protects the form from one applicant's story."""
	words = finding(Summary(1, 1, 0, 1, 1), [("kata " * 40, 1)], 1, DAY)
	assert words.endswith("kata ….") and words.count("kata") == 18


def test_the_verdict_suggested_follows_the_times():
	"""Protects both sides: nine of ten in time is good, less is not."""
	assert suggested_verdict(Summary(10, 9, 1)) == GOOD
	assert suggested_verdict(Summary(100, 89, 11)) == BAD
