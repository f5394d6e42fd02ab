"""The office's clock at the edge: hours and holidays from the settings, due dates and verdicts for the step log."""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache

import frappe
from frappe.utils import cint, get_datetime, getdate, strip_html

from dinas_sop.constants import SETTINGS
from dinas_sop.working_time.calendar import Calendar, Holiday, NoWorkingDay, Period
from dinas_sop.working_time.clock import add_working_seconds, working_minutes, working_seconds
from dinas_sop.working_time.due import due, verdict
from dinas_sop.working_time.explain import explain
from dinas_sop.working_time.hours import DayHours, WeekHours
from dinas_sop.working_time.standard import Standard, Unit, parse_standard

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NEAR_PERCENT = 80


def calendar() -> Calendar:
	"""The office's working hours and holidays, built once per change of the settings or the Holiday List."""
	settings = frappe.get_cached_doc(SETTINGS)
	holidays = frappe.get_cached_doc("Holiday List", settings.holiday_list) if settings.holiday_list else None
	key = (
		frappe.local.site,
		str(settings.modified),
		holidays and holidays.name,
		str(holidays and holidays.modified),
	)
	return _calendar(key)


@lru_cache(maxsize=8)
def _calendar(key: tuple) -> Calendar:
	settings = frappe.get_cached_doc(SETTINGS)
	return build_calendar(
		settings.working_hours,
		frappe.get_cached_doc("Holiday List", settings.holiday_list).holidays
		if settings.holiday_list
		else (),
	)


def build_calendar(hours, holidays) -> Calendar:
	"""A Calendar from rows of Working Hours and of a Holiday List, saved or not.

	Raises:
		ValueError: hours that contradict each other; the message names them.
	"""
	usual, periods = {}, {}
	for row in hours:
		week = usual
		if row.valid_from or row.valid_to:
			key = (
				getdate(row.valid_from or row.valid_to),
				getdate(row.valid_to or row.valid_from),
				row.period_name or "",
			)
			week = periods.setdefault(key, {})
		day = WEEKDAYS.index(row.weekday)
		if day in week:
			raise ValueError(f"{row.weekday}: {row.period_name or ''}".strip(": "))
		week[day] = DayHours(
			_time(row.opens), _time(row.closes), _time(row.break_start), _time(row.break_end)
		)
	return Calendar(
		_week(usual),
		tuple(
			Period(first, last, _week(days), name) for (first, last, name), days in sorted(periods.items())
		),
		tuple(
			Holiday(getdate(row.holiday_date), strip_html(row.description or "").strip())
			for row in holidays
			if not cint(row.weekly_off)
		),
	)


def standard_of(text: str | None) -> Standard:
	"""The standard of a step; what cannot be read is open-ended and never late."""
	try:
		return parse_standard(text or "")
	except ValueError:
		return Standard(0, Unit.OPEN_ENDED)


def due_on(standard: str | None, entered: datetime) -> datetime | None:
	"""When a step entered at `entered` is due; None without a standard or without working hours."""
	try:
		return due(calendar(), get_datetime(entered), standard_of(standard))
	except NoWorkingDay:
		return None


def opening_facts(standard: str | None, entered: datetime) -> dict:
	"""When a step entered at `entered` is nearing its due date, and when it is due."""
	entered, due_date = get_datetime(entered), due_on(standard, entered)
	if not due_date:
		return {"near_on": None, "due_on": None}
	percent = cint(frappe.get_cached_doc(SETTINGS).near_percent) or NEAR_PERCENT
	used = working_seconds(calendar(), entered, due_date) * percent // 100
	return {"near_on": add_working_seconds(calendar(), entered, used), "due_on": due_date}


def explained(standard: str | None, entered: datetime, due_date: datetime | None) -> str:
	"""Why a step is due when it is, in one sentence; empty without a due date."""
	if not due_date:
		return ""
	return explain(calendar(), get_datetime(entered), standard_of(standard), get_datetime(due_date))


def closing_facts(row: dict, left: datetime) -> dict:
	"""What the log says of a visit that ends: working minutes used, verdict, and why it was due then.

	Args:
		row: the open row, with entered_on, due_on and standard.
		left: moment of leaving; a clock that ran backwards counts as no time.
	"""
	entered, left = get_datetime(row["entered_on"]), get_datetime(left)
	due_date = get_datetime(row["due_on"]) if row.get("due_on") else None
	return {
		"working_minutes": working_minutes(calendar(), entered, max(entered, left)),
		"verdict": verdict(due_date, left).value,
		"explanation": explained(row.get("standard"), entered, due_date),
	}


def row_values(row) -> tuple:
	"""A row of Working Hours in the form in which two can be compared."""
	dates = (str(getdate(row.get(name))) if row.get(name) else "" for name in ("valid_from", "valid_to"))
	hours = (_time(row.get(name)) for name in ("opens", "closes", "break_start", "break_end"))
	return (row.weekday, *hours, *dates, row.period_name or "")


def _week(days: dict[int, DayHours]) -> WeekHours:
	return WeekHours(tuple(days.get(day) for day in range(7)))


def _time(value) -> time | None:
	"""A Time field's value: Frappe gives a timedelta from the database and text from a form."""
	if value in (None, ""):
		return None
	return (
		get_datetime(f"2000-01-01 {value}").time()
		if isinstance(value, str)
		else (datetime.min + value).time()
	)
