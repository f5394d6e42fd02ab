"""Names of campuses as people type them."""

import pytest

from dinas_sop.reports.spelling import Names, most_named, same


@pytest.mark.parametrize(
	("one", "other", "alike"),
	[
		("Universitas Airlangga", "  universitas   AIRLANGGA. ", True),
		("UIN Sunan Ampel", "U.I.N Sunan Ampel", False),
		("ITS", "IT's", False),
		("Politeknik Negeri Malang", "Politeknik Negeri Madura", False),
	],
)
def test_spellings_of_one_name(one, other, alike):
	"""Protects the campus whose students write it in capitals: it is counted once, and only it."""
	assert (same(one) == same(other)) is alike


def test_a_name_is_shown_as_most_people_write_it():
	"""Protects the reader of the Rekap from the one odd spelling."""
	names = Names(["unesa", "UNESA", "UNESA", None, " ", "Universitas X", "universitas x"])
	assert [names.best(each) for each in ("Unesa", "UNIVERSITAS X", "", None, "unknown")] == [
		"UNESA",
		"Universitas X",
		"",
		"",
		"",
	]


def test_reasons_given_most_often_come_first():
	"""Protects the assessor from reading a hundred times the same reason."""
	given = [
		"Proposal: belum ditandatangani",
		"KTP buram",
		"proposal: belum ditandatangani.",
		None,
		"",
		"Lain",
	]
	assert most_named(given, 2) == [("Proposal: belum ditandatangani", 2), ("KTP buram", 1)]
