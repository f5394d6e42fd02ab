"""The office's clock: it runs inside working hours only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from dinas_sop.working_time.calendar import Calendar


def is_working(calendar: Calendar, moment: datetime) -> bool:
	"""Whether the office works at `moment` (local). The opening second is worked, the closing second is not."""
	moment = exact(moment)
	second = _second_of(moment)
	return any(start <= second < end for start, end in _spans(calendar, moment.date()))


def next_opening(calendar: Calendar, moment: datetime) -> datetime:
	"""When the clock of a step entered at `moment` starts.

	Args:
		moment: local, naive.

	Returns:
		`moment` itself to the second where the office works, else the next opening: the end of the break, or
		the first hour of the next working day.

	Raises:
		NoWorkingDay: the office never opens again.

	Source: DESIGN "Time", "outside hours the clock starts at the next opening".
	"""
	moment = exact(moment)
	day, second = moment.date(), _second_of(moment)
	for start, end in _spans(calendar, day):
		if second < end:
			return _at(day, max(start, second))
	day = calendar.working_day_after(day)
	return _at(day, _spans(calendar, day)[0][0])


def working_seconds(calendar: Calendar, start: datetime, end: datetime) -> int:
	"""Working seconds in [start, end), both local.

	Raises:
		ValueError: `end` lies before `start`.
	"""
	start, end = exact(start), exact(end)
	if end < start:
		raise ValueError(f"{end} lies before {start}")
	first, last = start.date(), end.date()
	if first == last:
		return _worked_before(calendar, end) - _worked_before(calendar, start)
	between = (first + timedelta(days=n) for n in range(1, (last - first).days))
	return (
		_seconds_on(calendar, first)
		- _worked_before(calendar, start)
		+ sum(_seconds_on(calendar, day) for day in between)
		+ _worked_before(calendar, end)
	)


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
	"""Working minutes from `start` to `end`, both local, as the minute hand shows: seconds are dropped from both.

	So minutes of adjoining spans always add up to those of the whole, and a step left in time never shows more
	minutes than its standard. The price is an error of less than one minute per span.

	Raises:
		ValueError: `end` lies before `start`.
	"""
	start, end = exact(start), exact(end)
	if end < start:
		raise ValueError(f"{end} lies before {start}")
	return working_seconds(calendar, start.replace(second=0), end.replace(second=0)) // 60


def split_minutes(calendar: Calendar, moments: Iterable[datetime]) -> tuple[int, ...]:
	"""Working minutes of adjoining rows, such as the visits of one case.

	Args:
		moments: when the first row began, when each gave way to the next, when the last ended; local, in order.

	Returns:
		One number per row; their sum is `working_minutes` from the first moment to the last.

	Raises:
		ValueError: the moments are not in order.
	"""
	return tuple(working_minutes(calendar, start, end) for start, end in pairwise(moments))


def add_working_seconds(calendar: Calendar, start: datetime, seconds: int) -> datetime:
	"""The earliest moment by which so many working seconds have passed since `start`.

	Args:
		start: local.
		seconds: working seconds, not negative; 0 gives the next opening.

	Returns:
		Local moment to the second. Time that is used up at the closing ends then, not at the next opening.

	Raises:
		ValueError: `seconds` is negative.
		NoWorkingDay: the office never opens again.
	"""
	if seconds < 0:
		raise ValueError(f"working time runs forwards only, not by {seconds} seconds")
	moment = next_opening(calendar, start)
	day, second = moment.date(), _second_of(moment)
	while True:
		for opens, closes in _spans(calendar, day):
			begins = max(opens, second)
			if begins + seconds <= closes:
				return _at(day, begins + seconds)
			seconds -= max(closes - begins, 0)
		day, second = calendar.working_day_after(day), 0


def working_spans(calendar: Calendar, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
	"""The unbroken stretches of working time in [start, end), local, in order."""
	start, end = exact(start), exact(end)
	for n in range((end.date() - start.date()).days + 1):
		day = start.date() + timedelta(days=n)
		for opens, closes in _spans(calendar, day):
			begins, ends = max(_at(day, opens), start), min(_at(day, closes), end)
			if begins < ends:
				yield begins, ends


def exact(moment: datetime) -> datetime:
	"""`moment` to the second.

	Raises:
		TypeError: it is no datetime, or an aware one.
	"""
	if not isinstance(moment, datetime) or moment.tzinfo is not None:
		raise TypeError(f"a naive datetime on the office's clock (Asia/Jakarta) is needed, not {moment!r}")
	return moment.replace(microsecond=0)


def _spans(calendar: Calendar, day: date) -> tuple[tuple[int, int], ...]:
	hours = calendar.hours_on(day)
	return hours.spans if hours else ()


def _seconds_on(calendar: Calendar, day: date) -> int:
	hours = calendar.hours_on(day)
	return hours.seconds if hours else 0


def _worked_before(calendar: Calendar, moment: datetime) -> int:
	"""Working seconds of the moment's day that lie before it."""
	second = _second_of(moment)
	return sum(min(end, second) - start for start, end in _spans(calendar, moment.date()) if start < second)


def _second_of(moment: datetime) -> int:
	return (moment.hour * 60 + moment.minute) * 60 + moment.second


def _at(day: date, second: int) -> datetime:
	return datetime.combine(day, time.min) + timedelta(seconds=second)
