"""Dates on paper."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.print_formats.dates import MONTHS, hari_tanggal, periode, tanggal, tanggal_waktu


def test_as_official_letters_write_them():
	"""Protects the clerk who would have to correct each date by hand before the Kepala Dinas signs."""
	assert tanggal(date(2026, 11, 24)) == "24 November 2026"
	assert tanggal(date(2023, 2, 1)) == "1 Februari 2023"
	assert hari_tanggal(date(2026, 11, 24)) == "Selasa, 24 November 2026"
	assert tanggal_waktu(datetime(2026, 11, 24, 10, 5)) == "24 November 2026 pukul 10.05 WIB"
	assert periode(date(2026, 11, 1), date(2027, 1, 31)) == "1 November 2026 s.d. 31 Januari 2027"
	assert periode(date(2026, 11, 1), date(2026, 11, 1)) == "1 November 2026"


def test_moments_are_the_offices_own_clock():
	"""Protects the applicant whose evening submission must not be dated the day before."""
	assert (
		tanggal_waktu(datetime(2026, 11, 24, 17, 30, tzinfo=timezone.utc))
		== "25 November 2026 pukul 00.30 WIB"
	)
	assert tanggal_waktu(datetime(2026, 11, 24, 23, 30, tzinfo=timezone.utc), "WIT").endswith("08.30 WIT")
	assert tanggal(datetime(2026, 11, 24, 17, 30, tzinfo=timezone.utc)) == "25 November 2026"


def test_refuses_what_is_no_date():
	"""Protects the developer who passes the database's text instead of a date."""
	with pytest.raises(TypeError):
		tanggal("2026-11-24")
	with pytest.raises(TypeError):
		tanggal_waktu(date(2026, 11, 24))
	with pytest.raises(ValueError):
		tanggal(date(2026, 11, 24), "GMT")
	with pytest.raises(ValueError):
		periode(date(2026, 11, 2), date(2026, 11, 1))


@given(st.dates())
def test_every_date_can_be_read_back(day):
	"""Protects whoever checks a letter's date against the register: one text, one day."""
	number, month, year = tanggal(day).split()
	assert not number.startswith("0")
	assert date(int(year), MONTHS.index(month) + 1, int(number)) == day


@given(st.dates(), st.integers(0, 4000))
def test_a_period_names_both_its_ends(first, days):
	"""Protects the researcher whose permit must say until when."""
	if (date.max - first).days < days:
		return
	last = first + timedelta(days=days)
	words = periode(first, last)
	assert words.startswith(tanggal(first)) and words.endswith(tanggal(last))
	assert (" s.d. " in words) == (days > 0)
