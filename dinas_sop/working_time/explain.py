"""Why a step is due when it is, in one Indonesian sentence for staff and applicants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise

from dinas_sop.print_formats.dates import DAYS, tanggal
from dinas_sop.working_time.calendar import Calendar, NoWorkingDay
from dinas_sop.working_time.clock import exact, next_opening, working_spans
from dinas_sop.working_time.due import due as due_of
from dinas_sop.working_time.standard import Standard, Unit


def explain(calendar: Calendar, start: datetime, standard: Standard, due: datetime | None) -> str:
	"""Say how a due date comes about.

	Args:
		start: when the step was entered, local.
		due: its due date as kept; None where it has none.

	Returns:
		One sentence without a full stop, its parts parted by semicolons: "1 hari kerja sejak Kamis 15.45; Jumat
		libur nasional". It names holidays skipped, other hours (Ramadan), and where the clock waited or the
		due time was moved into the hours; weekends go without saying. Weekdays carry their date where the
		span is longer than a week. A due date that this calendar does not give (the hours were changed
		after the step was closed) is said to follow the calendar of its time, not explained wrongly.

	Source: DESIGN "Time", "a due date can always be explained in one sentence".
	"""
	if due is None or standard.unit is Unit.OPEN_ENDED:
		return f"{standard}, tanpa batas waktu"
	start, due = exact(start), exact(due)
	name = _DayNames(start, due)
	head = f"{standard.amount} {standard.unit.value.lower()} kerja sejak {name.moment(start)}"
	if due != _computed(calendar, start, standard):
		return f"{head}; dihitung menurut jam kerja dan hari libur yang berlaku waktu itu"
	opening = next_opening(calendar, start)
	parts = [
		head,
		*_late_start(start, opening, name),
		*_closed_days(calendar, start.date(), due.date(), name),
		*_other_hours(calendar, opening.date(), due.date()),
	]
	if standard.seconds is None:
		parts += _moved(calendar, opening, due, name)
	else:
		parts += _waits(calendar, opening, due, name)
	return "; ".join(parts)


def closures(calendar: Calendar, first: date, last: date) -> list[str]:
	"""Holidays and closures from `first` to the day before `last`, named with their dates: "Jumat 25 Desember 2026
	libur Natal"; days off every week are passed over.
	"""
	name = _DayNames(datetime.combine(first, time()), datetime.combine(first, time()) + timedelta(days=7))
	return list(_closed_days(calendar, first, last, name))


def _computed(calendar: Calendar, start: datetime, standard: Standard) -> datetime | None:
	try:
		return due_of(calendar, start, standard)
	except NoWorkingDay:
		return None


class _DayNames:
	"""Names days by their weekday, with the date where weekdays alone would be ambiguous."""

	def __init__(self, start: datetime, due: datetime):
		self.with_date = (due.date() - start.date()).days >= 7

	def day(self, day: date) -> str:
		return f"{DAYS[day.weekday()]} {tanggal(day)}" if self.with_date else DAYS[day.weekday()]

	def moment(self, moment: datetime) -> str:
		return f"{self.day(moment.date())} {'pukul ' if self.with_date else ''}{moment:%H.%M}"

	def days(self, days: list[date]) -> str:
		if len(days) > 2:
			return f"{self.day(days[0])} s.d. {self.day(days[-1])}"
		return " dan ".join(self.day(day) for day in days)


def _late_start(start: datetime, opening: datetime, name: _DayNames) -> Iterator[str]:
	if opening.date() == start.date() and opening > start:
		yield f"dihitung mulai {opening:%H.%M}"
	elif opening > start:
		yield f"dihitung mulai {name.moment(opening)}"


def _closed_days(calendar: Calendar, first: date, last: date, name: _DayNames) -> Iterator[str]:
	"""Holidays and closures, adjoining ones of one name together; days off every week are passed over."""
	days = (first + timedelta(days=n) for n in range((last - first).days))
	closings = ((day, calendar.closed_by(day)) for day in days)
	told = ((day, why) for day, why in closings if why is not None or calendar.hours_on(day))
	for why, group in groupby(told, key=lambda pair: pair[1]):
		if why is not None:
			known = why.lower().startswith(("libur", "cuti"))
			yield f"{name.days([day for day, _ in group])} {why if known else f'libur {why}'.strip()}"


def _other_hours(calendar: Calendar, first: date, last: date) -> Iterator[str]:
	days = (first + timedelta(days=n) for n in range((last - first).days + 1))
	periods = (calendar.period_on(day) for day in days if calendar.hours_on(day))
	for period in dict.fromkeys(period for period in periods if period and period.name):
		yield f"jam kerja {period.name}"


def _moved(calendar: Calendar, opening: datetime, due: datetime, name: _DayNames) -> Iterator[str]:
	"""Where the clock time of the start does not fall into the hours of the due day."""
	hours = calendar.hours_on(due.date())
	if due.time() == opening.time():
		return
	if due.time() == hours.closes:
		yield f"{name.day(due.date())} tutup {due:%H.%M}"
	elif due.time() == hours.opens:
		yield f"{name.day(due.date())} buka {due:%H.%M}"
	else:
		yield f"{name.day(due.date())} istirahat sampai {due:%H.%M}"


def _waits(calendar: Calendar, opening: datetime, due: datetime, name: _DayNames) -> Iterator[str]:
	"""Where the clock stood still between start and due date; more than two such waits go in one word."""
	spans = list(working_spans(calendar, opening, due))
	waits = [(before[1], after[0]) for before, after in pairwise(spans)]
	if len(waits) > 2:
		yield "istirahat dan waktu di luar jam kerja tidak dihitung"
		return
	for stopped, went_on in waits:
		if stopped.date() == went_on.date():
			yield f"istirahat {stopped:%H.%M}–{went_on:%H.%M} tidak dihitung"
		else:
			yield f"{name.day(stopped.date())} tutup {stopped:%H.%M}, lanjut {name.moment(went_on)}"
