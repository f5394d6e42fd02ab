"""When a step is due, and whether it was left in time."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.clock import add_working_seconds, exact, next_opening
from dinas_sop.working_time.standard import Standard, Unit


class Verdict(str, Enum):
	"""How a closed step stands against its standard."""

	ON_TIME = "Tepat Waktu"
	LATE = "Terlambat"
	NOT_MEASURED = "Tidak Diukur"


def due(calendar: Calendar, start: datetime, standard: Standard) -> datetime | None:
	"""When a step entered at `start` is due.

	Args:
		start: local; outside hours the clock starts at the next opening.

	Returns:
		Local moment to the second; None for "Menyesuaikan". Menit and Jam run in working time. N Hari are due
		at the clock time of the start on the Nth working day after it, moved into that day's hours: before
		them to the opening, past them to the end, inside the break to its end.

	Raises:
		NoWorkingDay: the office never opens again.

	Source: DESIGN "Time".
	"""
	if standard.unit is Unit.OPEN_ENDED:
		return None
	if standard.seconds is not None:
		return add_working_seconds(calendar, start, standard.seconds)
	opening = next_opening(calendar, start)
	day = opening.date()
	for _ in range(standard.amount):
		day = calendar.working_day_after(day)
	same_clock = datetime.combine(day, opening.time())
	closing = datetime.combine(day, calendar.hours_on(day).closes)
	return closing if same_clock >= closing else next_opening(calendar, same_clock)


def verdict(due: datetime | None, left: datetime) -> Verdict:
	"""Whether a step left at `left` (local) was in time; leaving within the due second is.

	A step without a due date is never late: it is not measured.
	"""
	if due is None:
		return Verdict.NOT_MEASURED
	return Verdict.ON_TIME if exact(left) <= exact(due) else Verdict.LATE
