"""Months and half-years of a report's period. Plain."""

from __future__ import annotations

from datetime import date

from dinas_sop.print_formats.dates import MONTHS


def months_between(first: date, last: date) -> list[str]:
	"""The months that a period touches, as "2026-11", in order; empty where it ends before it begins."""
	span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
	return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in span]


def month_name(month: str) -> str:
	""" "2026-11" as "Nov 2026"."""
	year, number = month.split("-")
	return f"{MONTHS[int(number) - 1][:3]} {year}"


def last_half_year(today: date) -> tuple[date, date]:
	"""First and last day of the last half-year that is over."""
	if today.month > 6:
		return date(today.year, 1, 1), date(today.year, 6, 30)
	return date(today.year - 1, 7, 1), date(today.year - 1, 12, 31)


def last_year(today: date) -> tuple[date, date]:
	"""First and last day of the last calendar year that is over."""
	return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
