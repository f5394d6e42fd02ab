"""The period of a report, from its filters."""

from __future__ import annotations

from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import add_months, get_first_day, getdate, nowdate
from pypika.terms import Criterion, Field


def period_of(filters: dict) -> tuple[date, date]:
	"""First and last day of a report; without them the last twelve months, this one included.

	Raises:
		frappe.ValidationError: it ends before it begins.
	"""
	last = getdate(filters.get("to_date") or nowdate())
	first = getdate(filters.get("from_date") or get_first_day(add_months(last, -11)))
	if first > last:
		frappe.throw(
			_("The period ends before it begins. Please correct the dates."), title=_("Period of the report")
		)
	return first, last


def within(field: Field, first: date, last: date) -> Criterion:
	"""Moments of a Datetime column on the days from `first` to `last`, both included."""
	return (field >= first) & (field < last + timedelta(days=1))
