"""Protects staff who read how much time a step still has: working time only, and never more than there is."""

import pytest

from dinas_sop.reports.durations import day_minutes
from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.left import in_words, time_left
from tests.unit.working_time.office import OFFICE, WEEK, at, closed


@pytest.mark.parametrize(
	("now", "due", "words"),
	[
		("Mon 11.40", "Mon 13.15", "35 working minutes left"),  # the break is not counted
		("Mon 09.00", "Mon 10.59", "1 working hour left"),  # never more than there is
		("Mon 09.00", "Mon 11.00", "2 working hours left"),
		("Fri 14.00", "Mon+ 08.00", "1 working hour left"),  # the weekend is not counted
		("Fri 20.00", "Mon+ 07.45", "15 working minutes left"),  # nor the night
		("Mon 09.00", "Tue 09.00", "1 working day left"),
		("Mon 09.00", "Thu 09.00", "3 working days left"),
		("Mon 15.59", "Mon 16.00", "1 working minute left"),
		("Mon 10.00.20", "Mon 10.00.50", "less than a working minute left"),
		("Mon 10.00", "Mon 10.00", "less than a working minute left"),  # the due second is in time
		("Mon 10.35", "Mon 10.00", "35 working minutes late"),
		("Mon 15.30", "Mon 13.00", "2 working hours late"),
		("Wed 10.00", "Mon 10.00", "2 working days late"),
		("Mon 20.00", "Mon 16.00", "late by less than a working minute"),  # overdue, and the office is closed
		("Mon+ 08.00", "Fri 14.30", "30 working minutes late"),
	],
)
def test_words(now, due, words):
	"""Protects whoever plans the day by the queue: what it says is what the office still works until then."""
	assert in_words(time_left(OFFICE, at(now), at(due), day_minutes(OFFICE))) == words


def test_a_holiday_is_no_working_time():
	"""Protects staff from being told late on a day on which nobody works."""
	calendar = Calendar(WEEK, holidays=closed("Libur nasional", "Tue"))
	assert in_words(time_left(calendar, at("Wed 07.40"), at("Mon 15.50"), day_minutes(calendar))) == (
		"20 working minutes late"
	)


def test_an_office_without_hours_counts_minutes():
	"""Protects a page from failing where the settings hold no hours yet."""
	closed_office = Calendar(type(WEEK)((None,) * 7))
	left = time_left(closed_office, at("Mon 08.00"), at("Tue 08.00"), day_minutes(closed_office))
	assert in_words(left) == "less than a working minute left"


def test_every_sentence_passes_through_the_translator():
	"""Protects the office's language: no sentence is put together around the translation."""
	asked = []

	def translate(sentence):
		asked.append(sentence)
		return "x {0}"

	assert in_words(time_left(OFFICE, at("Mon 09.00"), at("Mon 11.00"), 450), translate) == "x 2"
	assert "{0} working hours left" in asked
