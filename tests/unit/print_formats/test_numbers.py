"""Numbers of letters and registrations."""

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.print_formats.numbers import (
	KNOWN_NAMES,
	PatternError,
	PatternWarning,
	check_pattern,
	format_number,
	roman_month,
)

LETTER = "{klasifikasi}/{urut}/{kode_unit}/{tahun}"
PARTS = {"klasifikasi": "000.9.2", "kode_unit": "106.4", "tahun": 2026}


def test_the_offices_patterns():
	"""Protects the clerk who set the pattern in the settings and expects exactly that on the letter."""
	assert format_number(LETTER, 15, **PARTS) == "000.9.2/15/106.4/2026"
	assert format_number("PNL-{tahun}-{urut:05d}", 15, tahun=2026) == "PNL-2026-00015"
	assert format_number("{urut}/{bulan_romawi}/{tahun}", 7, bulan=11, tahun=2026) == "7/XI/2026"
	assert format_number("PNL-{tahun}-{urut:03d}", 12345, tahun=2026) == "PNL-2026-12345"


@pytest.mark.parametrize(
	"pattern", ["{nomor}/{tahun}", "{urut.__class__}/{tahun}", "{urut!r}{tahun}", "{}{urut}"]
)
def test_an_unknown_name_is_answered_with_the_known_ones(pattern):
	"""Protects the administrator who mistypes a name, and the server from patterns that are code."""
	with pytest.raises(PatternError) as error:
		check_pattern(pattern)
	for name in KNOWN_NAMES:
		assert f"{{{name}}}" in str(error.value)


@pytest.mark.parametrize(
	"pattern",
	[
		"{tahun}",
		"15/2026",
		"{urut}/{tahun",
		"urut}/{tahun}",
		"{{urut}}/{tahun}",
		"{urut:>5}/{tahun}",
		"{kode_unit:03d}{urut}",
	],
)
def test_a_pattern_that_could_not_number_is_refused_when_saved(pattern):
	"""Protects the Sekretariat from two letters with one number."""
	with pytest.raises(PatternError):
		check_pattern(pattern)


def test_a_pattern_without_the_year_is_warned_of():
	"""Protects the office from last year's numbers coming again in January."""
	assert check_pattern(LETTER) == ()
	assert "tahun" in check_pattern("{urut}")[0]
	with pytest.warns(PatternWarning):
		assert format_number("{urut}", 3) == "3"


@pytest.mark.parametrize("urut", [0, -1, True, "5", 1.0, None])
def test_only_a_counter_gives_a_number(urut):
	"""Protects the register from a number that no counter gave."""
	with pytest.raises(PatternError):
		format_number(LETTER, urut, **PARTS)


def test_nothing_is_left_open():
	"""Protects the recipient from a letter numbered "000.9.2/15//2026"."""
	for missing in (None, "", " "):
		with pytest.raises(PatternError, match="kode_unit"):
			format_number(LETTER, 15, **PARTS | {"kode_unit": missing})
	with pytest.raises(PatternError, match="tahun"):
		format_number("{urut}/{tahun}", 15)
	with pytest.raises(PatternError, match="unit_lain"):
		format_number(LETTER, 15, **PARTS, unit_lain="x")
	with pytest.raises(PatternError):
		roman_month(13)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(2000, 2999), st.integers(1, 9))
def test_two_serials_never_give_one_number(one, other, year, width):
	"""Protects everyone who cites a number: within a register and year it means one letter."""
	pattern = f"PNL-{{tahun}}-{{urut:0{width}d}}"
	first, second = (format_number(pattern, each, tahun=year) for each in (one, other))
	assert (first == second) == (one == other)
	assert int(re.fullmatch(r"PNL-(\d{4})-(\d+)", first)[2]) == one


@given(st.text(max_size=40))
def test_any_text_is_either_refused_or_numbers(pattern):
	"""Protects the settings form from failing in any other way than with a message."""
	try:
		check_pattern(pattern)
	except PatternError:
		return
	with warnings.catch_warnings():
		warnings.simplefilter("ignore", PatternWarning)
		assert "15" in format_number(pattern, 15, klasifikasi="k", kode_unit="u", tahun=2026, bulan=1)


@given(st.text(min_size=1, max_size=20).filter(lambda value: value.strip()))
def test_a_part_is_never_read_as_pattern(value):
	"""Protects the register from a unit code like "{urut}" changing the number."""
	assert (
		format_number("{kode_unit}/{urut}/{tahun}", 1, kode_unit=value, tahun=2026)
		== f"{value.strip()}/1/2026"
	)
