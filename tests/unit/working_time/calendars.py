"""Random calendars over a year's end, for hypothesis."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from dinas_sop.working_time.calendar import Calendar, Holiday, Period
from dinas_sop.working_time.hours import DayHours, WeekHours
from dinas_sop.working_time.standard import Standard, Unit

FIRST, LAST = date(2026, 12, 14), date(2027, 1, 17)
# What is special about the calendars ends here.
HORIZON = date(2027, 1, 25)


def _clock(minutes: int) -> time:
	return time(minutes // 60, minutes % 60)


@st.composite
def day_hours(draw) -> DayHours:
	"""A day with or without a break, half an hour long at least: the oracle walks every minute of a year's end."""
	length = st.integers(30, 5 * 60)
	opens = draw(st.integers(0, 8 * 60))
	morning, pause, afternoon = opens + draw(length), draw(st.integers(1, 120)), draw(length)
	if draw(st.booleans()):
		return DayHours(_clock(opens), _clock(morning))
	break_end = morning + pause
	return DayHours(_clock(opens), _clock(break_end + afternoon), _clock(morning), _clock(break_end))


closed_week = st.just(WeekHours((None,) * 7))
open_week = st.tuples(*[st.none() | day_hours()] * 7).map(WeekHours)
weeks = st.one_of(open_week, open_week, open_week, closed_week)
days = st.dates(FIRST, HORIZON - timedelta(days=1))


@st.composite
def calendars(draw, usual=weeks) -> Calendar:
	"""A usual week, up to two ranges that replace it (closed ones too), up to eight holidays."""
	bounds = sorted(draw(st.lists(days, unique=True, max_size=4)))
	periods = [
		Period(first, last, draw(weeks), f"Masa {n}")
		for n, (first, last) in enumerate(zip(bounds[::2], bounds[1::2], strict=False))
	]
	holidays = [Holiday(day, f"Hari {day:%d%m}") for day in draw(st.lists(days, unique=True, max_size=8))]
	return Calendar(draw(usual), tuple(draw(st.permutations(periods))), tuple(holidays))


minutes = st.datetimes(
	datetime.combine(FIRST, time.min), datetime.combine(LAST, time(23, 59)), allow_imaginary=False
).map(lambda moment: moment.replace(second=0, microsecond=0))
moments = st.builds(
	lambda moment, second, fraction: moment.replace(second=second, microsecond=fraction),
	minutes,
	st.integers(0, 59),
	st.sampled_from((0, 1, 999_999)),
)
in_minutes = st.builds(Standard, st.integers(1, 600), st.just(Unit.MINUTES)) | st.builds(
	Standard, st.integers(1, 12), st.just(Unit.HOURS)
)
in_days = st.builds(Standard, st.integers(1, 7), st.just(Unit.DAYS))
standards = in_minutes | in_days
