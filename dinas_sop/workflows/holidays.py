"""The office's Holiday List, filled by what ERPNext's own form fills it by: the library `holidays`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import getdate

from dinas_sop.workflows import clock

LIST_NAME = "Hari Libur Dinas"
COUNTRY, LANGUAGE, JOINT_LEAVE = "ID", "id", "government"  # as the library calls them
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def fill(
	settings: Document,
	first_year: int,
	last_year: int,
	joint_leave: bool = True,
	weekly_off: bool = True,
	own_days: Iterable[dict] = (),
) -> dict:
	"""Add Indonesia's national holidays to the office's list; where the office has none, it is made.

	Days that stand in the list already keep their row, whatever it says, so that it can be run again at any time.
	Saving the list moves open due dates (`recalculate.holidays_changed`).

	Args:
		settings: Dinas SOP Settings; saved where it named no list.
		first_year, last_year: both included.
		joint_leave: also the cuti bersama that the library knows.
		weekly_off: also the days on which the office never works; due dates need none of these, the rest of
			ERPNext does.
		own_days: rows with `holiday_date` and `description`.

	Returns:
		`holiday_list`, and how many days were added: `holidays`, `weekly`.

	Raises:
		frappe.ValidationError: the years make no sense, or an own day lies outside them.
	"""
	_check_years(first_year, last_year)
	first, last = date(first_year, 1, 1), date(last_year, 12, 31)
	holidays = _list_of(settings, first, last)
	known = len(holidays.holidays)
	with _narrowed(holidays, first, last), _in_indonesian():
		_add(holidays, ((getdate(row.get("holiday_date")), row.get("description")) for row in own_days))
		holidays.get_local_holidays()
		if joint_leave:
			_add(holidays, _joint_leave(first_year, last_year))
		off = len(holidays.holidays)
		if weekly_off:
			_add_weekly_off(holidays)
	weekly = len(holidays.holidays) - off
	# the administrator of the office's clock need not hold a role of ERPNext's HR
	holidays.save(ignore_permissions=True)
	if settings.holiday_list != holidays.name:
		settings.holiday_list = holidays.name
		settings.flags.ignore_mandatory = True  # the office may not have been described yet
		settings.save()
	return {"holiday_list": holidays.name, "holidays": off - known, "weekly": weekly}


def _check_years(first: int, last: int) -> None:
	if not FIRST_YEAR <= first <= last <= LAST_YEAR:
		frappe.throw(
			_("Please give years between {0} and {1}, the first one first.").format(
				bold(FIRST_YEAR), bold(LAST_YEAR)
			),
			title=_("National holidays"),
		)


def _list_of(settings: Document, first: date, last: date) -> Document:
	name = settings.holiday_list or frappe.db.exists("Holiday List", LIST_NAME)
	if name:
		return frappe.get_doc("Holiday List", name, for_update=True)
	return frappe.new_doc(
		"Holiday List", holiday_list_name=LIST_NAME, from_date=first, to_date=last, country=COUNTRY
	)


@contextmanager
def _narrowed(holidays: Document, first: date, last: date) -> Iterator[None]:
	"""ERPNext's methods fill all the list's years by its own country and day off; for us, for these years only."""
	begins, ends = getdate(holidays.from_date), getdate(holidays.to_date)
	kept = {name: holidays.get(name) for name in ("country", "subdivision", "weekly_off")}
	holidays.update({"from_date": first, "to_date": last, "country": COUNTRY, "subdivision": None})
	yield
	holidays.update({"from_date": min(begins, first), "to_date": max(ends, last)})
	holidays.update({name: value for name, value in kept.items() if value})


@contextmanager
def _in_indonesian() -> Iterator[None]:
	"""Holidays are named in the explanations of due dates, whatever language the desk speaks."""
	language, frappe.local.lang = frappe.local.lang, LANGUAGE
	try:
		yield
	finally:
		frappe.local.lang = language


def _joint_leave(first_year: int, last_year: int) -> Iterator[tuple[date, str]]:
	from holidays import country_holidays

	years = range(first_year, last_year + 1)
	found = country_holidays(COUNTRY, years=years, language=LANGUAGE, categories=(JOINT_LEAVE,))
	yield from sorted(found.items())


def _add(holidays: Document, days: Iterable[tuple[date | None, str | None]]) -> None:
	known = set(holidays.get_holidays())
	for day, name in days:
		if day and day not in known:
			known.add(day)
			holidays.append(
				"holidays", {"holiday_date": day, "description": (name or "").strip() or _("Libur")}
			)


def _add_weekly_off(holidays: Document) -> None:
	week = clock.calendar().week
	for weekday, hours in zip(WEEKDAYS, week.days, strict=True):
		if not hours and not week.is_closed:
			holidays.weekly_off = weekday
			holidays.get_weekly_off_dates()
