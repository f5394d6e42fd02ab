"""Durations of the SOP beside what was measured."""

from datetime import time

import pytest

from dinas_sop.reports.durations import day_minutes, in_words, minutes_of, propose
from dinas_sop.reports.statistics import Summary
from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.hours import DayHours, WeekHours
from dinas_sop.working_time.standard import parse_standard

LONG = DayHours(time(7, 30), time(16), time(12), time(13))
SHORT = DayHours(time(7, 30), time(14, 30), time(11, 30), time(13))
DAY = 450


def measured(on_time, late, p90):
	return Summary(on_time + late, on_time, late, p90 / 2, p90)


def test_a_usual_day_is_the_one_most_weekdays_have():
	"""Protects the comparison "of the standard" from the short Friday."""
	assert day_minutes(Calendar(WeekHours((LONG,) * 4 + (SHORT, None, None)))) == DAY
	assert day_minutes(Calendar(WeekHours((SHORT, LONG, None, None, None, None, None)))) == DAY
	assert day_minutes(Calendar(WeekHours((None,) * 7))) == 0


@pytest.mark.parametrize(
	("standard", "minutes"), [("10 Menit", 10), ("2 Jam", 120), ("2 Hari", 900), ("Menyesuaikan", None)]
)
def test_what_a_standard_allows(standard, minutes):
	"""Protects the Sekretariat, who compares steps of ten minutes with steps of a day."""
	assert minutes_of(parse_standard(standard), DAY) == minutes


@pytest.mark.parametrize(
	("standard", "visits", "proposal"),
	[
		("10 Menit", (5, 5, 27), "30 Menit"),  # missed: what nine of ten needed, rounded as an SOP is written
		("10 Menit", (8, 2, 9), "15 Menit"),  # missed: never the same again, never shorter
		("10 Menit", (8, 2, 55), "1 Jam"),
		("4 Jam", (2, 8, 241), "1 Hari"),
		("1 Hari", (5, 5, 300), "2 Hari"),
		("1 Hari", (1, 9, 1400), "4 Hari"),
		("1 Hari", (19, 1, 100), "2 Jam"),  # far shorter than allowed
		("2 Hari", (10, 0, 300), "1 Hari"),
		("1 Hari", (9, 1, 240), None),  # fits
		("5 Menit", (10, 0, 2), None),  # no rounder duration is shorter
		("10 Menit", (0, 4, 27), None),  # too few to judge by
		("Menyesuaikan", (0, 0, 27), None),
	],
)
def test_a_proposal_for_the_next_version_of_the_sop(standard, visits, proposal):
	"""Protects the staff from a standard nobody can keep, and applicants from one nobody needs."""
	found = propose(parse_standard(standard), measured(*visits), DAY)
	assert (str(found) if found else None) == proposal


@pytest.mark.parametrize(
	("minutes", "words"),
	[
		(0, "0 menit"),
		(42, "42 menit"),
		(60, "1 jam"),
		(185, "3 jam 5 menit"),
		(450, "1 hari kerja"),
		(630, "1,4 hari kerja"),
		(7.5, "8 menit"),
		(None, ""),
	],
)
def test_minutes_as_people_say_them(minutes, words):
	"""Protects the reader of the form from 630 minutes."""
	assert in_words(minutes, DAY) == words
