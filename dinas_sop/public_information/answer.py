"""What the log of a request says of the law's time to answer it. Plain functions.

Source: UU 14/2008 article 22 (7) and (8); docs/adr/0011.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dinas_sop.public_information.deadline import DayKind, last_day, office_deadline
from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.clock import exact


@dataclass(frozen=True)
class Rules:
	"""The law as the office's settings have it.

	Args:
		days: working days to answer; 0: the office keeps no such clock.
		extension: working days of the one extension.
		from_complete: counted from the moment the request was complete; else from its registration.
	"""

	days: int
	extension: int
	from_complete: bool = True


@dataclass(frozen=True)
class Stay:
	"""A visit of the request to a state, as the log has it.

	Args:
		step: number of the SOP's step that the state waits for; 0 where none does.
		of_applicant: the applicant had the turn.
	"""

	step: int
	entered: datetime
	left: datetime | None
	of_applicant: bool = False
	final: bool = False


@dataclass(frozen=True)
class Count:
	"""Where the count of a request stands.

	Args:
		start: what the days are counted from; None while something is awaited of the applicant.
		answered: when the answer was given or the request ended; None before.
		was_completed: the count began anew when the applicant gave what was still missing.
	"""

	start: datetime | None
	answered: datetime | None = None
	was_completed: bool = False


def count_of(stays: Iterable[Stay], submitted: datetime, reply_step: int, from_complete: bool) -> Count:
	"""Read the log.

	Args:
		stays: the visits in order, the open one last; steps before the first state left out.
		submitted: moment of registration.
		reply_step: the step whose passing is the answer (the signed reply goes out).

	Returns:
		The count. A request that waits for its applicant is not complete: the days begin when it is.
	"""
	start, was_completed, waiting = submitted, False, False
	for stay in stays:
		if stay.final or (reply_step and stay.step > reply_step):
			return Count(None if waiting else start, stay.entered, was_completed)
		if not (from_complete and stay.of_applicant):
			continue
		waiting = stay.left is None
		if stay.left is not None:
			start, was_completed = stay.left, True
	return Count(None if waiting else start, None, was_completed)


@dataclass(frozen=True)
class Due:
	"""The law's deadline of a request.

	Args:
		on: closing time of the last day, the extension included.
		without_extension: the same without it.
		extended: the extension was told in time and counts.
	"""

	on: datetime
	without_extension: datetime
	extended: bool = False


def due_of(calendar: Calendar, start: datetime, rules: Rules, extended_on: datetime | None) -> Due:
	"""When the answer has to be given.

	Args:
		extended_on: when the letter that extends the time was signed. Only one that was signed before the time ran
			out extends it.
	"""
	first = office_deadline(calendar, start, rules.days, DayKind.WORKING)
	if not extended_on or exact(extended_on) > first:
		return Due(first, first)
	last = last_day(calendar, first.date(), rules.extension)
	return Due(
		office_deadline(calendar, datetime.combine(last, first.time()), 0, DayKind.WORKING), first, True
	)


def nearer(*moments: datetime | None) -> datetime | None:
	"""The earliest of some due dates; None where there is none."""
	return min((moment for moment in moments if moment), default=None)
