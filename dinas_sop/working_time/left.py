"""How much working time is left until a due date, or has passed since, in one number and one unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.clock import working_minutes
from dinas_sop.working_time.standard import Unit

HOUR = 60


@dataclass(frozen=True)
class TimeLeft:
	"""Working time until a due date, or since.

	Args:
		late: the due date has passed.
		amount: whole units; 0 for less than a working minute.
	"""

	late: bool
	amount: int
	unit: Unit


def time_left(calendar: Calendar, now: datetime, due: datetime, day: int) -> TimeLeft:
	"""Working time from `now` to `due`, or from `due` to `now` where that has passed.

	Args:
		now, due: local.
		day: working minutes of a usual day, from which on days are counted.

	Returns:
		Minutes below an hour, hours below a day, else days; always rounded down, so that nobody is promised more
		time than there is, nor blamed for more than has passed.
	"""
	late = now > due
	minutes = working_minutes(calendar, *((due, now) if late else (now, due)))
	if day and minutes >= day:
		return TimeLeft(late, minutes // day, Unit.DAYS)
	if minutes >= HOUR:
		return TimeLeft(late, minutes // HOUR, Unit.HOURS)
	return TimeLeft(late, minutes, Unit.MINUTES)


def in_words(left: TimeLeft, _: Callable[[str], str] = str) -> str:
	"""Say it: "35 working minutes left", "2 working hours late".

	Args:
		_: translates a sentence; without it the sentences are English.
	"""
	one, many, none = _late(_) if left.late else _left(_)
	if not left.amount:
		return none
	return one[left.unit] if left.amount == 1 else many[left.unit].format(left.amount)


def _left(_: Callable[[str], str]) -> tuple[dict[Unit, str], dict[Unit, str], str]:
	one = {
		Unit.MINUTES: _("1 working minute left"),
		Unit.HOURS: _("1 working hour left"),
		Unit.DAYS: _("1 working day left"),
	}
	many = {
		Unit.MINUTES: _("{0} working minutes left"),
		Unit.HOURS: _("{0} working hours left"),
		Unit.DAYS: _("{0} working days left"),
	}
	return one, many, _("less than a working minute left")


def _late(_: Callable[[str], str]) -> tuple[dict[Unit, str], dict[Unit, str], str]:
	one = {
		Unit.MINUTES: _("1 working minute late"),
		Unit.HOURS: _("1 working hour late"),
		Unit.DAYS: _("1 working day late"),
	}
	many = {
		Unit.MINUTES: _("{0} working minutes late"),
		Unit.HOURS: _("{0} working hours late"),
		Unit.DAYS: _("{0} working days late"),
	}
	return one, many, _("late by less than a working minute")
