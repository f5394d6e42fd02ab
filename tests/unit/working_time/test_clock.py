"""Working time used, by example."""

from datetime import datetime, timedelta

import pytest

from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.clock import (
	add_working_seconds,
	is_working,
	next_opening,
	split_minutes,
	working_minutes,
	working_seconds,
	working_spans,
)
from tests.unit.working_time.office import OFFICE, RAMADAN, WEEK, at, closed


@pytest.mark.parametrize(
	("moment", "works", "opening"),
	[
		("Mon 07.29.59", False, "Mon 07.30"),
		("Mon 07.30", True, "Mon 07.30"),
		("Mon 11.59.59", True, "Mon 11.59.59"),
		("Mon 12.00", False, "Mon 13.00"),
		("Mon 13.00", True, "Mon 13.00"),
		("Mon 16.00", False, "Tue 07.30"),
		("Fri 14.30", False, "Mon+ 07.30"),
		("Sun 10.00", False, "Mon+ 07.30"),
	],
)
def test_the_opening_second_is_worked_the_closing_second_is_not(moment, works, opening):
	"""Protects the applicant told "the office is open": no second belongs to two days or to none."""
	assert is_working(OFFICE, at(moment)) is works
	assert next_opening(OFFICE, at(moment)) == at(opening)


@pytest.mark.parametrize(
	("start", "end", "minutes"),
	[
		("Mon 07.30", "Mon 16.00", 450),
		("Fri 07.30", "Fri 14.30", 330),
		("Mon 11.55", "Mon 13.05", 10),
		("Fri 14.20", "Mon+ 07.50", 30),
		("Sat 00.00", "Sun 23.59", 0),
		("Mon 00.00", "Mon+ 00.00", 4 * 450 + 330),
		("Mon 09.00", "Mon 09.00", 0),
	],
)
def test_minutes_used(start, end, minutes):
	"""Protects staff in the compliance report: breaks, nights and weekends are not their time."""
	assert working_minutes(OFFICE, at(start), at(end)) == minutes
	assert working_seconds(OFFICE, at(start), at(end)) == minutes * 60


def test_holidays_and_ramadan_count_as_they_were_worked():
	"""Protects staff in Ramadan and on holidays."""
	calendar = Calendar(WEEK, (RAMADAN,), closed("libur", "Fri"))
	assert working_minutes(calendar, at("Wed 00.00"), at("Sat 00.00")) == 450 + (7 * 60 - 30)


def test_seconds_are_exact_and_minutes_follow_the_minute_hand():
	"""Protects the case whose steps last seconds: the parts add up to the whole, none is counted twice."""
	start, middle, end = at("Mon 09.00.50"), at("Mon 09.01.40"), at("Mon 09.02.10")
	assert working_seconds(OFFICE, start, end) == 80
	assert split_minutes(OFFICE, (start, middle, end)) == (1, 1)
	assert working_minutes(OFFICE, start, end) == 2


def test_rows_of_a_case_add_up():
	"""Protects the Lembar Kendali: time of office, applicant and pauses is the time of the case."""
	moments = [at("Fri 11.10.31"), at("Fri 11.25.02"), at("Fri 13.00"), at("Mon+ 07.30.59"), at("Tue+ 10.00")]
	parts = split_minutes(OFFICE, moments)
	assert parts == (15, 5, 90, 600)
	assert sum(parts) == working_minutes(OFFICE, moments[0], moments[-1])
	assert split_minutes(OFFICE, moments[:1]) == ()


def test_time_never_runs_backwards():
	"""Protects the report from negative time: a row that ends before it begins is an error."""
	late, early = at("Mon 10.00.30"), at("Mon 10.00.10")
	for count in (working_seconds, working_minutes):
		with pytest.raises(ValueError, match="lies before"):
			count(OFFICE, late, early)
	with pytest.raises(ValueError, match="lies before"):
		split_minutes(OFFICE, (early, late, early))
	with pytest.raises(ValueError, match="forwards"):
		add_working_seconds(OFFICE, late, -1)
	assert working_minutes(OFFICE, late + timedelta(microseconds=9), late + timedelta(microseconds=1)) == 0


def test_when_four_fifths_of_the_time_are_used():
	"""Protects the clerk who is warned before a step is late: 80 % of "1 Hari" lies inside working hours."""
	start, due = at("Thu 15.45"), at("Fri 14.30")
	used = working_seconds(OFFICE, start, due) * 4 // 5
	assert add_working_seconds(OFFICE, start, used) == at("Fri 13.21")
	assert add_working_seconds(OFFICE, at("Sat 10.00"), 0) == at("Mon+ 07.30")


def test_unbroken_stretches():
	"""Protects whoever reads why the clock stood still: the stretches are cut where it does."""
	assert list(working_spans(OFFICE, at("Fri 11.00"), at("Mon+ 08.00"))) == [
		(at("Fri 11.00"), at("Fri 11.30")),
		(at("Fri 13.00"), at("Fri 14.30")),
		(at("Mon+ 07.30"), at("Mon+ 08.00")),
	]


@pytest.mark.timeout(30)
def test_decades_are_counted_by_days_not_by_minutes():
	"""Protects the archive: hundreds of questions over ten years each would take minutes, minute by minute."""
	start, end = datetime(2026, 1, 1), datetime(2036, 1, 1)
	counts = {working_minutes(OFFICE, start + timedelta(days=n % 7), end) for n in range(300)}
	assert max(counts) == working_minutes(OFFICE, start, end)
