"""Values that go into a spreadsheet: text that a programme would take for a formula stays text. Plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# What Excel and LibreOffice take for the beginning of a formula, or skip before one; the wide signs count where the
# programme's language has them.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What the platform fills with names of records, numbers and dates: never free text.
EXACT = frozenset({"Link", "Dynamic Link", "Int", "Float", "Percent", "Date", "Datetime", "Check"})


def neutral(value: object) -> object:
	"""A value that no spreadsheet runs.

	Returns:
		Text that begins like a formula with an apostrophe before it; a single sign alone ("-" for none) and
		everything else as it is.

	Source: issue "Exports neutralise formulas"; OWASP, CSV injection.
	"""
	if isinstance(value, str) and len(value) > 1 and value.startswith(STARTS):
		return f"'{value}"
	return value


def neutral_rows(columns: Iterable[Mapping], rows: Iterable[Mapping]) -> list[dict]:
	"""Rows of a report with their text columns made harmless.

	Args:
		columns: the report's columns, each with `fieldname` and `fieldtype`.
		rows: dicts by fieldname; keys that are no column are kept.
	"""
	texts = {column["fieldname"] for column in columns if column.get("fieldtype") not in EXACT}
	return [{key: neutral(value) if key in texts else value for key, value in row.items()} for row in rows]
