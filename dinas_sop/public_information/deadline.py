"""Deadlines that a law counts in whole days. Plain functions; the day on which the count begins is not counted."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum

from dinas_sop.print_formats.dates import DAYS, tanggal
from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.clock import add_working_seconds, exact, working_seconds
from dinas_sop.working_time.explain import closures

LAST_SECOND = time(23, 59, 59)


class DayKind(str, Enum):
	"""What a law counts."""

	WORKING = "Hari kerja"
	CALENDAR = "Hari kalender"


def last_day(calendar: Calendar, start: date, days: int, kind: DayKind = DayKind.WORKING) -> date:
	"""The last day of a deadline.

	Args:
		start: the day on which what starts it happened; it counts as day 0, also where nobody works on it.
		days: how many days of `kind`, at least 0.

	Raises:
		calendar.NoWorkingDay: the office never opens again.

	Source: UU 14/2008 articles 22, 35 and 36 ("10 hari kerja sejak …").
	"""
	if kind is DayKind.CALENDAR:
		return start + timedelta(days=days)
	day = start
	for _ in range(days):
		day = calendar.working_day_after(day)
	return day


def closing_of(calendar: Calendar, day: date) -> datetime:
	"""The last moment at which the office can act on a day: its closing time; on a day off the day's last second."""
	hours = calendar.hours_on(day)
	return datetime.combine(day, hours.closes if hours else LAST_SECOND)


def end_of(day: date) -> datetime:
	"""The last moment at which somebody can write to the office by its page: the day's last second."""
	return datetime.combine(day, LAST_SECOND)


def office_deadline(calendar: Calendar, start: datetime, days: int, kind: DayKind) -> datetime:
	"""When the office has to have acted: at closing time of the last day."""
	return closing_of(calendar, last_day(calendar, exact(start).date(), days, kind))


def near_moment(calendar: Calendar, start: datetime, due: datetime, percent: int) -> datetime:
	"""When so many percent of the working time from `start` to `due` are used."""
	start = exact(start)
	used = working_seconds(calendar, start, max(start, due)) * percent // 100
	return add_working_seconds(calendar, start, used)


def days_in_words(days: int, kind: DayKind) -> str:
	return f"{days} {kind.value.lower()}"


def moment_in_words(moment: datetime) -> str:
	"""A moment as a sentence names it: "Kamis 12 November 2026 pukul 15.45"."""
	return f"{DAYS[moment.weekday()]} {tanggal(moment.date())} pukul {moment:%H.%M}"


def explained(calendar: Calendar, start: datetime, what: str, days: int, kind: DayKind, last: date) -> str:
	"""Say how a deadline comes about, in one sentence without a full stop.

	Args:
		what: what happened at `start`, as the sentence says it: "permohonan lengkap".
		last: the deadline's last day, up to which holidays are named.
	"""
	parts = [f"{days_in_words(days, kind)} sejak {what} {moment_in_words(exact(start))}"]
	if kind is DayKind.WORKING:
		parts += closures(calendar, exact(start).date() + timedelta(days=1), last)
	return "; ".join(parts)
