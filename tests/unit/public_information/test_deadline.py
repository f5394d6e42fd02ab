"""Protects applicants and the office alike from a legal deadline counted a day too long or too short."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.public_information.deadline import (
	DayKind,
	closing_of,
	end_of,
	explained,
	last_day,
	near_moment,
	office_deadline,
)
from dinas_sop.working_time.calendar import Calendar, Holiday
from tests.unit.working_time.calendars import calendars, days, open_week
from tests.unit.working_time.office import CLOSED_WEEK, OFFICE, WEEK, at

WORKING, CALENDAR = DayKind.WORKING, DayKind.CALENDAR
CHRISTMAS = Calendar(
	WEEK, (), (Holiday(date(2026, 12, 25), "Natal"), Holiday(date(2027, 1, 1), "Tahun Baru"))
)


@pytest.mark.parametrize(
	("start", "number", "kind", "last"),
	[
		(date(2026, 11, 24), 10, WORKING, date(2026, 12, 8)),
		(date(2026, 11, 24), 1, WORKING, date(2026, 11, 25)),
		(date(2026, 11, 27), 1, WORKING, date(2026, 11, 30)),
		(date(2026, 11, 28), 1, WORKING, date(2026, 11, 30)),  # a Saturday is day 0, too
		(date(2026, 11, 24), 0, WORKING, date(2026, 11, 24)),
		(date(2026, 12, 22), 7, WORKING, date(2027, 1, 4)),  # over Natal and Tahun Baru
		(date(2026, 11, 24), 30, CALENDAR, date(2026, 12, 24)),
	],
)
def test_the_last_day(start, number, kind, last):
	"""Protects the applicant: the day of receipt is day 0, and holidays are not counted as working days."""
	assert last_day(CHRISTMAS, start, number, kind) == last


@given(calendars(open_week.filter(lambda week: not week.is_closed)), days, st.integers(1, 12))
def test_exactly_so_many_working_days_lie_in_it(calendar, start, number):
	"""Protects both sides, whatever the calendar: the deadline holds its working days, the last one included."""
	last = last_day(calendar, start, number)
	counted = [
		day
		for day in (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
		if calendar.hours_on(day)
	]
	assert len(counted) == number and counted[-1] == last


def test_the_office_has_until_it_closes_and_a_citizen_until_midnight():
	"""Protects a citizen who writes at night, and a clerk who signs five minutes before closing."""
	assert office_deadline(OFFICE, at("Mon 08.00"), 4, WORKING) == at("Fri 14.30")
	assert closing_of(OFFICE, date(2026, 11, 28)) == datetime(2026, 11, 28, 23, 59, 59)
	assert end_of(date(2026, 11, 27)) == datetime(2026, 11, 27, 23, 59, 59)


def test_near_is_a_part_of_the_working_time():
	"""Protects the one who is warned: the warning comes in office hours, well before the end."""
	due = office_deadline(OFFICE, at("Mon 07.30"), 1, WORKING)
	assert near_moment(OFFICE, at("Mon 07.30"), due, 50) == at("Mon 16.00")
	assert near_moment(OFFICE, at("Mon 07.30"), due, 100) == due


def test_it_explains_itself():
	"""Protects whoever asks why: the sentence names what it counts from and the holidays it leaves out."""
	text = explained(CHRISTMAS, datetime(2026, 12, 22, 9), "permohonan lengkap", 7, WORKING, date(2027, 1, 4))
	assert text == (
		"7 hari kerja sejak permohonan lengkap Selasa 22 Desember 2026 pukul 09.00; "
		"Jumat 25 Desember 2026 libur Natal; Jumat 1 Januari 2027 libur Tahun Baru"
	)


def test_an_office_that_never_opens_has_no_working_day():
	"""Protects the administrator who has entered no hours: an error that says so, no endless loop."""
	with pytest.raises(ValueError, match="working day"):
		last_day(Calendar(CLOSED_WEEK), date(2026, 11, 24), 1)
