"""The office's hours on one day, with a break, and in one week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True)
class DayHours:
	"""Opening hours of one day. The opening minute is worked, the closing minute is not: [opens, closes).

	Args:
		opens, closes: wall-clock times in whole minutes, on the same day.
		break_start, break_end: the break between them, [break_start, break_end); both or neither.

	Raises:
		ValueError: the times are not in this order, not whole minutes, or only one end of the break is given.

	Source: DESIGN "Time", "working hours per weekday with a break".
	"""

	opens: time
	closes: time
	break_start: time | None = None
	break_end: time | None = None

	def __post_init__(self):
		if (self.break_start is None) != (self.break_end is None):
			raise ValueError(f"{self}: a break needs both its start and its end")
		times = self.opens, self.break_start, self.break_end, self.closes
		seconds = [_seconds(value) for value in times if value is not None]
		if any(second % 60 for second in seconds):
			raise ValueError(f"{self}: hours are given in whole minutes")
		if any(later <= earlier for earlier, later in pairwise(seconds)):
			raise ValueError(f"{self}: opening, break and closing must follow each other within one day")

	def __str__(self) -> str:
		hours = f"{self.opens:%H.%M}–{self.closes:%H.%M}"
		if self.break_start is None and self.break_end is None:
			return hours
		ends = (f"{end:%H.%M}" if end else "?" for end in (self.break_start, self.break_end))
		return f"{hours} (break {'–'.join(ends)})"

	@cached_property
	def spans(self) -> tuple[tuple[int, int], ...]:
		"""The worked parts of the day as [start, end) in seconds since midnight, in order."""
		opens, closes = _seconds(self.opens), _seconds(self.closes)
		if self.break_start is None or self.break_end is None:
			return ((opens, closes),)
		return ((opens, _seconds(self.break_start)), (_seconds(self.break_end), closes))

	@cached_property
	def seconds(self) -> int:
		"""Working seconds of the whole day."""
		return sum(end - start for start, end in self.spans)


@dataclass(frozen=True)
class WeekHours:
	"""Hours of the seven weekdays, Monday first; None is a day off.

	Raises:
		ValueError: not exactly seven days are given.
	"""

	days: tuple[DayHours | None, ...]

	def __post_init__(self):
		if len(self.days) != 7:
			raise ValueError(f"a week has seven days, not {len(self.days)}")

	@cached_property
	def is_closed(self) -> bool:
		"""Whether no day of the week is worked."""
		return not any(self.days)


def _seconds(value: time) -> int:
	return (value.hour * 60 + value.minute) * 60 + value.second + bool(value.microsecond)
