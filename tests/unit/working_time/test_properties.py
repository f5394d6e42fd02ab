"""Working time against a minute-by-minute oracle, over year ends, holidays, ranges and days without hours."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dinas_sop.working_time.calendar import NoWorkingDay
from dinas_sop.working_time.clock import (
	is_working,
	next_opening,
	split_minutes,
	working_minutes,
	working_seconds,
	working_spans,
)
from dinas_sop.working_time.due import Verdict, due, verdict
from dinas_sop.working_time.explain import explain
from tests.unit.working_time import calendars as some
from tests.unit.working_time.oracle import Oracle

SECOND = timedelta(seconds=1)


def oracle_of(calendar):
	return Oracle(calendar, some.HORIZON)


def result_of(function, *args):
	"""What the function returns; None where the office never opens again."""
	try:
		return function(*args)
	except NoWorkingDay:
		return None


@settings(max_examples=150, deadline=None)
@given(some.calendars(), some.minutes)
def test_openings(calendar, moment):
	"""Protects whoever applies at night: the clock starts at the first worked minute, in any calendar."""
	oracle = oracle_of(calendar)
	assert is_working(calendar, moment) == oracle.works(moment)
	assert result_of(next_opening, calendar, moment) == oracle.opening(moment)


@settings(max_examples=150, deadline=None)
@given(some.calendars(), some.minutes, some.in_minutes)
def test_due_after_minutes(calendar, start, standard):
	"""Protects staff measured in minutes, in any calendar an administrator may enter."""
	expected = oracle_of(calendar).after_minutes(start, standard.seconds // 60)
	assert result_of(due, calendar, start, standard) == expected


@settings(max_examples=150, deadline=None)
@given(some.calendars(), some.minutes, some.in_days)
def test_due_after_days(calendar, start, standard):
	"""Protects staff measured in days, in any calendar an administrator may enter."""
	assert result_of(due, calendar, start, standard) == oracle_of(calendar).after_days(start, standard.amount)


@settings(max_examples=100, deadline=None)
@given(some.calendars(), some.moments, some.moments)
def test_minutes_used(calendar, one, other):
	"""Protects the compliance report: minutes used are those the minute hand passed while the office worked."""
	start, end = sorted((one, other))
	floor = {"second": 0, "microsecond": 0}
	expected = oracle_of(calendar).minutes(start.replace(**floor), end.replace(**floor))
	assert working_minutes(calendar, start, end) == expected
	spans = list(working_spans(calendar, start, end))
	assert working_seconds(calendar, start, end) == sum((b - a).total_seconds() for a, b in spans)
	assert abs(working_seconds(calendar, start, end) - 60 * expected) < 60


@settings(max_examples=150, deadline=None)
@given(some.calendars(), st.lists(some.moments, min_size=2, max_size=9))
def test_parts_add_up_to_the_whole(calendar, moments):
	"""Protects the Lembar Kendali: rows that neither overlap nor leave a gap never lose or win a minute."""
	moments.sort()
	parts = split_minutes(calendar, moments)
	assert len(parts) == len(moments) - 1 and min(parts) >= 0
	assert sum(parts) == working_minutes(calendar, moments[0], moments[-1])
	seconds = [working_seconds(calendar, a, b) for a, b in pairwise(moments)]
	assert sum(seconds) == working_seconds(calendar, moments[0], moments[-1])


@settings(max_examples=200, deadline=None)
@given(some.calendars(), some.moments, some.in_minutes)
def test_due_to_the_second(calendar, start, standard):
	"""Protects the clerk who leaves in the due second: exactly the standard's time has passed, never more."""
	deadline = result_of(due, calendar, start, standard)
	if deadline is None:
		return
	assert working_seconds(calendar, start, deadline) == standard.seconds
	assert is_working(calendar, deadline - SECOND), "nothing earlier would do"
	assert working_minutes(calendar, start, deadline) <= standard.seconds // 60
	assert verdict(deadline, deadline) is Verdict.ON_TIME
	assert verdict(deadline, deadline + SECOND) is Verdict.LATE


@settings(max_examples=200, deadline=None)
@given(some.calendars(), some.moments, some.moments, some.standards)
def test_who_comes_first_is_due_first(calendar, one, other, standard):
	"""Protects the applicant who came first: nobody who comes later is due before."""
	first, second = (result_of(due, calendar, start, standard) for start in sorted((one, other)))
	assert second is None or (first is not None and first <= second)


@settings(max_examples=150, deadline=None)
@given(some.calendars(), some.moments, some.standards)
def test_every_due_date_explains_itself(calendar, start, standard):
	"""Protects the reader: one line, naming exactly the holidays on which the office would else have worked."""
	deadline = result_of(due, calendar, start, standard)
	if deadline is None:
		return
	line = explain(calendar, start, standard, deadline)
	assert (
		line.startswith(f"{standard.amount} {standard.unit.value.lower()} kerja sejak ") and "\n" not in line
	)
	oracle = oracle_of(calendar)
	for holiday in calendar.holidays:
		week = oracle.week(holiday.day)
		would_work = (week if any(week.days) else calendar.week).days[holiday.day.weekday()]
		skipped = start.date() <= holiday.day < deadline.date() and would_work is not None
		assert (holiday.name in line) == skipped, f"{holiday} in: {line}"
