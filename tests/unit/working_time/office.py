"""The office the tests work in: Mon–Thu 07.30–16.00 (break 12–13), Fri 07.30–14.30 (break 11.30–13)."""

from datetime import date, datetime, time

from dinas_sop.working_time.calendar import Calendar, Holiday, Period
from dinas_sop.working_time.hours import DayHours, WeekHours

MONDAY_TO_THURSDAY = DayHours(time(7, 30), time(16), time(12), time(13))
FRIDAY = DayHours(time(7, 30), time(14, 30), time(11, 30), time(13))
WEEK = WeekHours((*[MONDAY_TO_THURSDAY] * 4, FRIDAY, None, None))
CLOSED_WEEK = WeekHours((None,) * 7)
OFFICE = Calendar(WEEK)

SHORT_DAY = DayHours(time(8), time(15), time(12), time(12, 30))
RAMADAN = Period(date(2026, 11, 26), date(2026, 12, 4), WeekHours((*[SHORT_DAY] * 5, None, None)), "Ramadan")

# 23 November 2026 is a Monday.
WEEKDAYS = {
	name: 23 + n
	for n, name in enumerate(
		("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon+", "Tue+", "Wed+", "Thu+")
	)
}


def at(text: str) -> datetime:
	"""A moment of the test week: "Mon 11.55", "Fri 14.20.30", "Tue+ 07.30" (of the week after)."""
	weekday, clock = text.split()
	day = WEEKDAYS[weekday]
	moment = date(2026, 11, day) if day <= 30 else date(2026, 12, day - 30)
	return datetime.combine(moment, time(*map(int, clock.split("."))))


def closed(name: str, *weekdays: str) -> tuple[Holiday, ...]:
	"""Holidays of one name on days of the test week."""
	return tuple(Holiday(at(f"{weekday} 00.00").date(), name) for weekday in weekdays)
