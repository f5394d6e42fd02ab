"""Visits of the past by other standards."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.due import Verdict, due
from dinas_sop.working_time.replay import PastVisit, Tally, replay, tally
from dinas_sop.working_time.standard import parse_standard
from tests.unit.working_time.office import CLOSED_WEEK, OFFICE, WEEK, at, closed

NOW = at("Thu+ 12.00")


def visit(entered: str, left: str | None, standard: str = "1 Hari") -> PastVisit:
	parsed = parse_standard(standard)
	return PastVisit(at(entered), left and at(left), due(OFFICE, at(entered), parsed), parsed)


@pytest.mark.parametrize(
	("left", "standard", "moved", "verdicts"),
	[
		("Mon 11.00", "1 Hari", False, ("Tepat Waktu", "Tepat Waktu")),
		("Mon 11.00", "2 Jam", True, ("Tepat Waktu", "Tepat Waktu")),
		("Mon 11.30", "2 Jam", True, ("Tepat Waktu", "Terlambat")),
		("Tue 10.00", "2 Hari", True, ("Terlambat", "Tepat Waktu")),
		("Tue 10.00", "Menyesuaikan", True, ("Terlambat", "Tidak Diukur")),
		(None, "2 Hari", True, ("Terlambat", "Terlambat")),
	],
)
def test_one_visit(left, standard, moved, verdicts):
	"""Protects staff before a shorter duration is published: who would have been late is known."""
	result = replay(OFFICE, visit("Mon 09.00", left), parse_standard(standard), NOW)
	assert result.is_moved is moved
	assert (result.before.value, result.after.value) == verdicts


def test_sixty_minutes_are_an_hour():
	"""Protects the number from changes that are none: written otherwise, due at the same second."""
	result = replay(OFFICE, visit("Mon 09.00", "Mon 09.30", "60 Menit"), parse_standard("1 Jam"), NOW)
	assert not result.is_moved


def test_what_did_not_change_keeps_its_due_date_whatever_the_hours_are_now():
	"""Protects the comparison from a holiday entered since: only the durations are compared."""
	since = Calendar(WEEK, holidays=closed("cuti bersama", "Tue"))
	result = replay(since, visit("Mon 09.00", "Tue 10.00"), parse_standard("1 Hari"), NOW)
	assert not result.is_moved and result.before is result.after is Verdict.LATE


def test_an_office_without_hours_has_no_due_dates():
	"""Protects the administrator whose hours are not entered yet: an answer, no error."""
	result = replay(Calendar(CLOSED_WEEK), visit("Mon 09.00", "Mon 09.30"), parse_standard("2 Hari"), NOW)
	assert result.due is None and result.after is Verdict.NOT_MEASURED


def test_what_is_counted():
	"""Protects whoever decides by the totals: every visit counts once, under what happened to it."""
	results = [
		replay(OFFICE, visit("Mon 09.00", left), parse_standard(standard), NOW)
		for left, standard in (
			("Mon 10.00", "1 Hari"),
			("Mon 11.30", "2 Jam"),
			("Tue 10.00", "2 Hari"),
			("Tue 10.00", "Menyesuaikan"),
		)
	]
	assert tally(results) == Tally(visits=4, moved=3, earlier=1, later=2, becomes_late=1, becomes_on_time=2)
	assert tally([]) == Tally()


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_longer_duration_never_makes_anybody_late(minutes, more):
	"""Protects staff: giving more time can only turn late into on time."""
	entered = at("Mon 09.00")
	standard = parse_standard("30 Menit")
	past = PastVisit(entered, entered + timedelta(minutes=minutes), due(OFFICE, entered, standard), standard)
	longer = parse_standard(f"{30 + more} Menit")
	result = replay(OFFICE, past, longer, NOW)
	assert not result.becomes_late and (result.due >= past.due)
