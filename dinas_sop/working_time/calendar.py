"""When the office works: the usual week, ranges of dates that replace it, and holidays."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from dinas_sop.working_time.hours import DayHours, WeekHours

ONE_DAY = timedelta(days=1)


class NoWorkingDay(ValueError):
	"""The calendar never opens again, so the clock can neither start nor end."""


@dataclass(frozen=True)
class Holiday:
	"""One day on which nobody works: a national holiday or cuti bersama.

	Args:
		name: in the office's words, for the explanation; may be empty.

	Source: ERPNext's Holiday List. Its rows of weekly days off need not be given; the week knows them.
	"""

	day: date
	name: str = ""


@dataclass(frozen=True)
class Period:
	"""Dates on which other hours replace the usual week, such as Ramadan; a closed week closes the office.

	Args:
		first, last: both included.
		week: the hours that hold instead.
		name: in the office's words, for the explanation; may be empty.

	Raises:
		ValueError: the last day lies before the first.
	"""

	first: date
	last: date
	week: WeekHours
	name: str = ""

	def __post_init__(self):
		if self.last < self.first:
			raise ValueError(f"{self}: ends before it begins")

	def __str__(self) -> str:
		return f"{self.name or 'Period'} {self.first}–{self.last}"


@dataclass(frozen=True)
class Calendar:
	"""Hours and holidays of the office as one value: equal calendars give equal due dates.

	Args:
		week: the usual hours.
		periods: ranges that replace them, in any order; none overlaps another.
		holidays: closed whatever the hours say, in any order; names of one day are joined.

	Raises:
		ValueError: two periods overlap.

	Source: DESIGN "Time".
	"""

	week: WeekHours
	periods: tuple[Period, ...] = ()
	holidays: tuple[Holiday, ...] = ()

	def __post_init__(self):
		for earlier, later in pairwise(self._periods):
			if later.first <= earlier.last:
				raise ValueError(f"{earlier} and {later} overlap: which hours hold?")

	@cached_property
	def _periods(self) -> tuple[Period, ...]:
		return tuple(sorted(self.periods, key=lambda period: period.first))

	@cached_property
	def _period_starts(self) -> list[date]:
		return [period.first for period in self._periods]

	@cached_property
	def _holiday_names(self) -> dict[date, str]:
		names: dict[date, list[str]] = {}
		for holiday in self.holidays:
			of_day = names.setdefault(holiday.day, [])
			if holiday.name and holiday.name not in of_day:
				of_day.append(holiday.name)
		return {day: ", ".join(of_day) for day, of_day in names.items()}

	def period_on(self, day: date) -> Period | None:
		"""The range of dates that replaces the usual week on `day`."""
		index = bisect_right(self._period_starts, day) - 1
		return self._periods[index] if index >= 0 and day <= self._periods[index].last else None

	def week_on(self, day: date) -> WeekHours:
		"""The week in force on `day`, holidays aside."""
		period = self.period_on(day)
		return period.week if period else self.week

	def hours_on(self, day: date) -> DayHours | None:
		"""Hours of `day`; None where nobody works."""
		if day in self._holiday_names:
			return None
		return self.week_on(day).days[day.weekday()]

	def closed_by(self, day: date) -> str | None:
		"""What closes a day on which the office would else work.

		Returns:
			Name of the holiday, or of the period that closes the whole office (may be empty); None where the
			office works on that day or is off every week.
		"""
		period, weekday = self.period_on(day), day.weekday()
		if period and period.week.is_closed:
			return (self._holiday_names.get(day) or period.name) if self.week.days[weekday] else None
		return self._holiday_names.get(day) if self.week_on(day).days[weekday] else None

	def working_day_from(self, day: date) -> date:
		"""The first day on or after `day` on which the office works.

		Raises:
			NoWorkingDay: there is none. Found without walking for ever: a closed stretch is left in one leap,
				and in an open one only the listed holidays can close the days that have hours.
		"""
		found = day
		while not self.hours_on(found):
			if self.week_on(found).is_closed:
				found = self._last_day_alike(found, asked=day)
			found = _following(found, asked=day)
		return found

	def working_day_after(self, day: date) -> date:
		"""The first day after `day` on which the office works; errors as `working_day_from`."""
		return self.working_day_from(_following(day, asked=day))

	def _last_day_alike(self, day: date, asked: date) -> date:
		"""The last day of the stretch around `day` in which the same week holds."""
		period = self.period_on(day)
		if period:
			return period.last
		index = bisect_right(self._period_starts, day)
		if index == len(self._periods):
			raise _never_open(asked)
		return self._period_starts[index] - ONE_DAY


def _following(day: date, asked: date) -> date:
	try:
		return day + ONE_DAY
	except OverflowError:
		raise _never_open(asked) from None


def _never_open(asked: date) -> NoWorkingDay:
	return NoWorkingDay(
		f"The working hours leave no working day on or after {asked}; enter hours for a weekday"
	)
