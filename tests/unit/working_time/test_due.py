"""Due dates and verdicts by example."""

from datetime import date, datetime, timedelta, timezone

import pytest

from dinas_sop.working_time.calendar import Calendar, Period
from dinas_sop.working_time.due import Verdict, due, verdict
from dinas_sop.working_time.hours import WeekHours
from dinas_sop.working_time.standard import parse_standard
from tests.unit.working_time.office import OFFICE, RAMADAN, SHORT_DAY, WEEK, at, closed


def due_at(calendar, start, standard):
	return due(calendar, at(start), parse_standard(standard))


@pytest.mark.parametrize(
	("standard", "start", "expected"),
	[
		("10 Menit", "Mon 11.55", "Mon 13.05"),
		("30 Menit", "Fri 14.20", "Mon+ 07.50"),
		("1 Hari", "Thu 15.45", "Fri 14.30"),
		("1 Hari", "Thu 11.45", "Fri 13.00"),
		("1 Hari", "Sat 22.00", "Tue+ 07.30"),
	],
)
def test_worked_examples(standard, start, expected):
	"""Protects everyone measured by the SOP: the examples the office agreed on."""
	assert due_at(OFFICE, start, standard) == at(expected)


@pytest.mark.parametrize(
	("standard", "start", "expected"),
	[
		("10 Menit", "Mon 09.00", "Mon 09.10"),
		("10 Menit", "Mon 11.50", "Mon 12.00"),
		("10 Menit", "Mon 11.55.30", "Mon 13.05.30"),
		("10 Menit", "Mon 12.00", "Mon 13.10"),
		("10 Menit", "Mon 05.00", "Mon 07.40"),
		("10 Menit", "Mon 16.00", "Tue 07.40"),
		("10 Menit", "Fri 14.20", "Fri 14.30"),
		("10 Menit", "Fri 14.29.59", "Mon+ 07.39.59"),
		("30 Menit", "Sun 12.00", "Mon+ 08.00"),
		("2 Jam", "Mon 11.00", "Mon 14.00"),
		("8 Jam", "Mon 07.30", "Tue 08.00"),
		("40 Jam", "Mon 07.30", "Mon+ 12.00"),
	],
)
def test_minutes_run_in_working_time_only(standard, start, expected):
	"""Protects the Frontliner at noon and the Petugas Surat Masuk at closing time."""
	assert due_at(OFFICE, start, standard) == at(expected)


@pytest.mark.parametrize(
	("standard", "start", "expected"),
	[
		("1 Hari", "Mon 09.15.20", "Tue 09.15.20"),
		("1 Hari", "Mon 15.59.59", "Tue 15.59.59"),
		("1 Hari", "Mon 16.00", "Wed 07.30"),
		("1 Hari", "Mon 06.00", "Tue 07.30"),
		("1 Hari", "Mon 12.30", "Tue 13.00"),
		("1 Hari", "Thu 11.29.59", "Fri 11.29.59"),
		("1 Hari", "Thu 11.30", "Fri 13.00"),
		("1 Hari", "Thu 14.30", "Fri 14.30"),
		("1 Hari", "Fri 11.45", "Mon+ 13.00"),
		("1 Hari", "Fri 14.00", "Mon+ 14.00"),
		("1 Hari", "Fri 14.30", "Tue+ 07.30"),
		("3 Hari", "Thu 10.00", "Tue+ 10.00"),
		("5 Hari", "Mon 10.00", "Mon+ 10.00"),
	],
)
def test_days_keep_the_clock_time_of_the_start(standard, start, expected):
	"""Protects the Kepala Dinas: a disposition asked for at 09.15 is not late before 09.15 tomorrow."""
	assert due_at(OFFICE, start, standard) == at(expected)


def test_holidays_are_no_working_days():
	"""Protects staff on leave over a long weekend."""
	calendar = Calendar(WEEK, holidays=(*closed("libur nasional", "Fri"), *closed("cuti bersama", "Mon+")))
	assert due_at(calendar, "Thu 15.45", "1 Hari") == at("Tue+ 15.45")
	assert due_at(calendar, "Thu 15.50", "30 Menit") == at("Tue+ 07.50")
	assert due_at(calendar, "Fri 10.00", "1 Hari") == at("Wed+ 07.30")
	assert due_at(calendar, "Wed 10.00", "3 Hari") == at("Wed+ 10.00")


def test_a_due_time_moves_into_the_hours_of_ramadan():
	"""Protects staff who come later and leave earlier in Ramadan than the day before."""
	calendar = Calendar(WEEK, (RAMADAN,))
	assert due_at(calendar, "Wed 07.40", "1 Hari") == at("Thu 08.00")
	assert due_at(calendar, "Wed 12.00", "1 Hari") == at("Thu 13.00")
	assert due_at(calendar, "Wed 15.30", "1 Hari") == at("Thu 15.00")
	assert due_at(calendar, "Wed 15.55", "10 Menit") == at("Thu 08.05")


def test_a_range_may_open_a_weekend():
	"""Protects an office that works one Saturday for a day off: the day counts as a working day."""
	saturday = at("Sat 00.00").date()
	calendar = Calendar(WEEK, (Period(saturday, saturday, WeekHours((SHORT_DAY,) * 7)),))
	assert due_at(calendar, "Fri 10.00", "1 Hari") == at("Sat 10.00")


def test_over_the_year_s_end():
	"""Protects the application that came in on the last working day of the year."""
	new_year = Period(date(2027, 1, 1), date(2027, 1, 1), WeekHours((None,) * 7), "Tahun Baru Masehi")
	calendar = Calendar(WEEK, (new_year,))
	start = datetime(2026, 12, 31, 15, 50)
	assert due(calendar, start, parse_standard("1 Hari")) == datetime(2027, 1, 4, 15, 50)
	assert due(calendar, start, parse_standard("30 Menit")) == datetime(2027, 1, 4, 7, 50)


def test_open_ended_is_never_due_nor_late():
	"""Protects the Peneliti, whose research takes what it takes."""
	assert due_at(OFFICE, "Mon 09.00", "Menyesuaikan") is None
	assert verdict(None, datetime(2099, 1, 1)) is Verdict.NOT_MEASURED


def test_leaving_at_the_due_second_is_on_time():
	"""Protects the clerk who acts in the last second, whatever fraction of it the server's clock shows."""
	deadline = due(OFFICE, at("Mon 11.55.30") + timedelta(microseconds=400), parse_standard("10 Menit"))
	assert deadline == at("Mon 13.05.30")
	assert verdict(deadline, deadline - timedelta(microseconds=1)) is Verdict.ON_TIME
	assert verdict(deadline, deadline) is Verdict.ON_TIME
	assert verdict(deadline, deadline + timedelta(microseconds=999_999)) is Verdict.ON_TIME
	assert verdict(deadline, deadline + timedelta(seconds=1)) is Verdict.LATE


@pytest.mark.parametrize("moment", [datetime(2026, 11, 23, 9, tzinfo=timezone.utc), date(2026, 11, 23)])
def test_refuses_moments_that_are_not_the_office_s_own(moment):
	"""Protects staff from due dates seven hours off: a time in UTC is refused, not read as Jakarta's."""
	with pytest.raises(TypeError, match="Asia/Jakarta"):
		due(OFFICE, moment, parse_standard("1 Hari"))
