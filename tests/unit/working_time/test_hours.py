"""Hours and ranges as an administrator may enter them."""

import pickle
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from dinas_sop.working_time.calendar import Calendar, Holiday, NoWorkingDay, Period
from dinas_sop.working_time.clock import is_working, next_opening, working_minutes
from dinas_sop.working_time.due import due
from dinas_sop.working_time.hours import DayHours, WeekHours
from dinas_sop.working_time.standard import parse_standard
from tests.unit.working_time.office import CLOSED_WEEK, FRIDAY, OFFICE, RAMADAN, WEEK, at, closed


@pytest.mark.parametrize(
	("times", "why"),
	[
		((time(16), time(7, 30)), "follow each other"),
		((time(7, 30), time(7, 30)), "follow each other"),
		((time(7, 30), time(16), time(13), time(12)), "follow each other"),
		((time(7, 30), time(12), time(12), time(13)), "follow each other"),
		((time(7, 30), time(16), time(12)), "both"),
		((time(7, 30), time(16), None, time(13)), "both"),
		((time(7, 30, 15), time(16)), "whole minutes"),
		((time(7, 30), time(16, 0, 0, 1)), "whole minutes"),
	],
)
def test_refuses_hours_that_make_no_day(times, why):
	"""Protects the administrator who swaps two times: told at once, not by wrong due dates."""
	with pytest.raises(ValueError, match=why) as refusal:
		DayHours(*times)
	assert f"{times[0]:%H.%M}" in str(refusal.value), "the message names the hours it refuses"


def test_refuses_a_week_that_is_none():
	"""Protects the administrator whose table of hours lost its Sunday."""
	with pytest.raises(ValueError, match="seven days, not 6"):
		WeekHours((FRIDAY,) * 6)


def test_refuses_ranges_that_contradict_each_other():
	"""Protects the administrator who enters Ramadan twice: nobody could say which hours hold."""
	other = Period(RAMADAN.last, date(2026, 12, 20), WEEK, "Pilkada")
	with pytest.raises(ValueError, match=r"Ramadan .*Pilkada .*overlap"):
		Calendar(WEEK, (other, RAMADAN))
	with pytest.raises(ValueError, match="before it begins"):
		Period(date(2026, 12, 2), date(2026, 12, 1), WEEK)
	Calendar(WEEK, (replace(other, first=RAMADAN.last + timedelta(days=1)), RAMADAN))


def test_a_range_replaces_the_usual_week_on_both_its_ends():
	"""Protects staff in Ramadan, who may go home at 15.00 on its first and its last day alike."""
	calendar = Calendar(WEEK, (RAMADAN,))
	assert is_working(calendar, at("Wed 15.30")) and not is_working(calendar, at("Thu 15.30"))
	last = datetime(2026, 12, 4, 14, 45)
	assert is_working(calendar, last) and not is_working(OFFICE, last)
	after = datetime(2026, 12, 7, 15, 30)
	assert is_working(calendar, after)


def test_a_holiday_inside_a_range_is_closed():
	"""Protects staff whose national holiday falls into Ramadan."""
	calendar = Calendar(WEEK, (RAMADAN,), closed("Hari Raya", "Fri"))
	assert not is_working(calendar, at("Fri 09.00"))
	assert next_opening(calendar, at("Thu 15.00")) == at("Mon+ 08.00")


def test_what_closes_a_day_has_a_name():
	"""Protects whoever reads why a case waited: the holiday is named, a weekend needs no reason."""
	move = Period(date(2026, 12, 1), date(2026, 12, 6), CLOSED_WEEK, "Pindah kantor")
	holidays = closed("Tahun Baru", "Wed", "Sat") + closed("", "Wed") + closed("Cuti Bersama", "Wed", "Wed")
	calendar = Calendar(WEEK, (move,), (*holidays, Holiday(date(2026, 12, 3), "Natal")))
	assert calendar.closed_by(at("Wed 00.00").date()) == "Tahun Baru, Cuti Bersama"
	assert calendar.closed_by(at("Thu 00.00").date()) is None
	assert calendar.closed_by(at("Sat 00.00").date()) is None
	assert calendar.closed_by(date(2026, 12, 2)) == "Pindah kantor"
	assert calendar.closed_by(date(2026, 12, 3)) == "Natal"
	assert calendar.closed_by(date(2026, 12, 5)) is None


@pytest.mark.parametrize(
	"calendar",
	[
		Calendar(CLOSED_WEEK),
		Calendar(WEEK, (Period(date(2026, 11, 1), date.max, CLOSED_WEEK),)),
		Calendar(CLOSED_WEEK, (Period(date(2020, 1, 1), date(2026, 11, 20), WEEK),)),
		Calendar(
			CLOSED_WEEK,
			(Period(date(2026, 11, 24), date(2026, 11, 25), WEEK),),
			closed("Libur", "Tue", "Wed"),
		),
	],
	ids=["no hours", "closed for ever", "open in the past only", "all open days are holidays"],
)
@pytest.mark.timeout(20)
def test_an_office_that_never_opens_is_an_error_not_an_endless_loop(calendar):
	"""Protects the clerk on the first day of an office that entered no hours: an error, no hanging page."""
	for standard in ("10 Menit", "1 Hari"):
		with pytest.raises(NoWorkingDay, match=r"no working day on or after 2026-11-2\d; enter hours"):
			due(calendar, at("Mon 09.00"), parse_standard(standard))
	assert working_minutes(calendar, at("Mon 09.00"), at("Fri 09.00")) == 0


@pytest.mark.timeout(20)
def test_a_long_closure_is_left_in_one_leap():
	"""Protects the office whose administrator mistypes a closure's last year."""
	calendar = Calendar(WEEK, (Period(date(2026, 11, 24), date(9998, 12, 31), CLOSED_WEEK),))
	assert next_opening(calendar, at("Tue 09.00")) == datetime(9999, 1, 1, 7, 30)
	assert next_opening(
		Calendar(CLOSED_WEEK, (replace(RAMADAN, first=date(9000, 1, 1), last=date.max),)), at("Tue 09.00")
	) == datetime(9000, 1, 1, 8)


def test_a_calendar_is_a_value():
	"""Protects the background job that asks whether hours or holidays changed at all, and the cache."""
	one, other = (Calendar(WEEK, (RAMADAN,), closed("Natal", "Fri")) for _ in range(2))
	due(one, at("Thu 15.45"), parse_standard("1 Hari"))
	assert one == other and hash(one) == hash(other) and pickle.loads(pickle.dumps(one)) == other
	assert one != Calendar(WEEK, (RAMADAN,), closed("Natal", "Thu"))
	with pytest.raises(AttributeError):
		one.week = CLOSED_WEEK
