"""The dates of a case on the page of its link: what others are compared with, and what is said before anybody types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frappe.model.document import Document
from frappe.utils import getdate

from dinas_sop.applicants.docfields import date_rules
from dinas_sop.applicants.fields import Field
from dinas_sop.applicants.layout import words
from dinas_sop.print_formats.dates import periode


def known_dates(case: Document) -> dict[str, str]:
	"""The dates of a case that the rules of its DocType read, as they would be typed."""
	return {name: str(case.get(name) or "") for name in date_rules(case.doctype).names()}


def with_periods(fields: Iterable[Field], case: Document) -> list[Field]:
	"""The fields, those that have to lie in a period of the case with that period as their help."""
	within = date_rules(case.doctype).within
	return [_with_period(one, [case.get(name) for name in within.get(one.name, ())]) for one in fields]


def _with_period(one: Field, days: list) -> Field:
	if not days or not all(days):
		return one
	return replace(one, help=words("petunjuk", "within", periode(*map(getdate, days))))
