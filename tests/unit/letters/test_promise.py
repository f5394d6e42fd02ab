"""What a receipt promises, from the SOP's own times."""

import pytest

from dinas_sop.letters.promise import office_time, promise
from dinas_sop.workflows.process import Step


@pytest.mark.parametrize(
	("standards", "expected"),
	[
		(["10 Menit", "30 Menit", "1 Hari", "1 Hari", "1 Hari"], "3 hari dan 40 menit kerja"),
		(["1 Hari"], "1 hari kerja"),
		(["1 Hari", "2 Jam", "5 Menit"], "1 hari, 2 jam dan 5 menit kerja"),
		(["1 Hari", "Menyesuaikan"], ""),
		(["segera"], ""),
		([], ""),
	],
)
def test_times_add_up_unit_by_unit(standards, expected):
	"""Protects the applicant from a promise that the SOP does not make."""
	assert office_time(standards) == expected


def test_the_sentence_names_the_steps():
	"""Protects the applicant, who can hold the office to it."""
	steps = [Step(3, "Menerima", standard_time="10 Menit"), Step(4, "Mencatat", standard_time="30 Menit")]
	assert promise(steps, "5.2.9").startswith(
		"Menurut SOP 5.2.9, giliran Dinas (langkah 3 sampai 4) diselesaikan dalam 40 menit kerja"
	)
	assert "(langkah 3)" in promise(steps[:1], "5.2.9")
	assert promise([], "5.2.9") == ""
