"""Of which cases a user's reports tell: the same that the user may open."""

from __future__ import annotations

import frappe
from pypika.queries import Table
from pypika.terms import Criterion, LiteralValue

from dinas_sop.constants import CASE_DOCTYPES
from dinas_sop.permissions.cases import ALL, UNITS, cases_of_units, sight

NOTHING = LiteralValue(1) == LiteralValue(0)


def cases_in_sight(case: Table, doctype: str) -> Criterion:
	"""Cases of a DocType that the session's user sees; none where that is none.

	Args:
		case: the table of `doctype`.
	"""
	user = frappe.session.user
	seen = sight(user, doctype)
	if seen == ALL:
		return case.name.notnull()
	return case.name.isin(cases_of_units(user, doctype)) if seen == UNITS else NOTHING


def rows_in_sight(row: Table, doctypes: tuple[str, ...] = CASE_DOCTYPES) -> Criterion:
	"""Rows that name their case (the step log) of which the session's user sees the case.

	Args:
		row: a table with `reference_doctype` and `reference_name`.
		doctypes: the case DocTypes asked for.
	"""
	user, found = frappe.session.user, NOTHING
	for doctype in doctypes:
		seen = sight(user, doctype)
		if seen == ALL:
			found |= row.reference_doctype == doctype
		elif seen == UNITS:
			found |= (row.reference_doctype == doctype) & row.reference_name.isin(
				cases_of_units(user, doctype)
			)
	return found
