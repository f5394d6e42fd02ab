"""Is what was typed what the document can take? Plain functions; the pages have the words for each problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dinas_sop.applicants import conditions
from dinas_sop.applicants.fields import Field, filled_rows
from dinas_sop.print_formats.dates import MONTHS, tanggal
from dinas_sop.workflows.dates import NO_RULES, DateProblem, DateRules, wrong_dates

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
PHONE_SIGNS = re.compile(r"[\d +().-]{1,20}")
MONTH_WORDS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)} | {
	name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)
}
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]+)[-/. ](\d{4})")


@dataclass(frozen=True)
class Problem:
	"""What is wrong with one field.

	Args:
		field: its name; of a cell `table.row.column`.
		code: required, long, option, date, number, phone, email, markup, no_row, a code of
			`dates.DateProblem`, or a problem of a file.
		detail: what the words need: the length allowed, or the date it was compared with.
	"""

	field: str
	code: str
	detail: str = ""


def is_shown(one: Field, values: Mapping[str, object]) -> bool:
	"""Whether a field is part of the form as it is filled in."""
	return one.shown_if is None or conditions.holds(one.shown_if, values)


def is_required(one: Field, values: Mapping[str, object]) -> bool:
	"""Whether a field has to be filled in."""
	return one.required or (one.required_if is not None and conditions.holds(one.required_if, values))


def problems(
	fields: Iterable[Field],
	values: Mapping[str, object],
	dates: DateRules = NO_RULES,
	has_file: Callable[[Field, str], str] = lambda one, token: "",
	today: date = date.max,
) -> list[Problem]:
	"""Everything that is wrong with some fields.

	Args:
		fields: those to check.
		values: what was typed into the whole form, and the dates it is compared with.
		dates: how dates have to fit.
		has_file: says what is wrong with the parked file of a token; empty where it is there.
		today: the day at the office; without it no date lies in the future.

	Returns:
		The problems in the order of the fields.
	"""
	fields = [one for one in fields if one.asks and is_shown(one, values)]
	found = []
	for one in fields:
		required, value = is_required(one, values), values.get(one.name)
		if one.kind == "table":
			found += _table(one, value, required)
		elif one.kind == "file":
			code = has_file(one, str(value)) if value else ("required" if required else "")
			found += [Problem(one.name, code)] if code else []
		else:
			found += _single(one, one.name, str(value or ""), required)
	return [*found, *_dates(fields, values, dates, {problem.field for problem in found}, today)]


def value_of(one: Field, typed: object) -> object:
	"""The value of a field that has no problem: ISO date, number, rows, text; None where nothing was typed."""
	if one.kind == "table":
		return [
			{column.name: value_of(column, row.get(column.name)) for column in one.columns}
			| ({"name": row["name"]} if row.get("name") else {})
			for row in filled_rows(typed)
		]
	text = str(typed or "")
	if one.kind == "check":
		return 1 if text and text != "0" else 0
	if not text:
		return None
	if one.kind == "date":
		return str(read_date(text))
	if one.kind == "number":
		return int(text)
	if one.kind == "rating":
		return int(text) / 5  # the platform keeps stars as a part of one
	return text


def read_date(text: str) -> date | None:
	"""A date as browsers send it, or as people write it where the browser has no calendar: 24-11-2026, 24 Nov 2026."""
	try:
		if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
			found = date.fromisoformat(text)
		elif match := DAY_FIRST.fullmatch(text):
			day, month, year = match.groups()
			number = int(month) if month.isdecimal() else MONTH_WORDS.get(month.lower(), 0)
			found = date(int(year), number, int(day))
		else:
			return None
	except ValueError:
		return None
	return found if 1900 <= found.year <= 2200 else None


def _single(one: Field, name: str, text: str, required: bool) -> list[Problem]:
	if not text or (one.kind == "check" and text == "0"):
		return [Problem(name, "required")] if required else []
	if one.kind in ("text", "long", "phone", "email") and len(text) > one.max_length:
		return [Problem(name, "long", str(one.max_length))]
	if "<" in text or ">" in text:
		return [Problem(name, "markup")]
	wrong = {
		"select": lambda: bool(one.options) and text not in one.options,
		"rating": lambda: text not in ("1", "2", "3", "4", "5"),
		"date": lambda: read_date(text) is None,
		"number": lambda: not re.fullmatch(r"-?\d{1,9}", text),
		"phone": lambda: not (PHONE_SIGNS.fullmatch(text) and 7 <= sum(c.isdigit() for c in text) <= 15),
		"email": lambda: not EMAIL.fullmatch(text),
	}.get(one.kind)
	code = "option" if one.kind in ("select", "rating") else one.kind
	return [Problem(name, code)] if wrong and wrong() else []


def _table(table: Field, rows: object, required: bool) -> list[Problem]:
	found = []
	for number, row in enumerate(rows or []):
		if filled_rows([row]):
			for column in table.columns:
				cell = f"{table.name}.{number}.{column.name}"
				found += _single(column, cell, str(row.get(column.name) or ""), column.required)
	if required and not filled_rows(rows):
		found.append(Problem(table.name, "no_row"))
	return found


def _dates(
	fields: list[Field], values: Mapping[str, object], rules: DateRules, wrong: set[str], today: date
) -> list[Problem]:
	labels = {one.name: one.label for one in fields}
	days = {name: read_date(str(values.get(name) or "")) for name in rules.names() - wrong}
	return [
		Problem(found.field, found.code, _compared(found, labels, days))
		for found in wrong_dates(days, rules, today)
		if found.field in labels
	]


def _compared(found: DateProblem, labels: Mapping[str, str], days: Mapping[str, date | None]) -> str:
	"""What a date was compared with: the other field's name where it is asked, too, and else its day."""
	if found.code == "order" and found.other in labels:
		return labels[found.other]
	day = days.get(found.other)
	return tanggal(day) if day else ""
