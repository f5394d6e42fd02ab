"""Fields, answers and errors in the form in which the templates show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dinas_sop.applicants import conditions, parking
from dinas_sop.applicants.checking import Problem, is_required, is_shown, read_date
from dinas_sop.applicants.fields import Field, filled_rows
from dinas_sop.applicants.layout import words
from dinas_sop.print_formats.dates import tanggal


def ident(name: str) -> str:
	"""The id of a field's input, as `isian.html` makes it."""
	return "f-" + name.replace(".", "-").replace(":", "-")


def place(doctype: str, field: str) -> str:
	"""What a parked file is for: a file of one field can be used in no other."""
	return f"{doctype}:{field}"


def depends_on(one: Field) -> set[str]:
	return conditions.names(one.shown_if)


def labels(fields: Iterable[Field]) -> dict[str, Field]:
	"""Name -> field, with those of tables' columns as `table..column`."""
	found = {}
	for one in fields:
		found[one.name] = one
		found |= {f"{one.name}..{column.name}": column for column in one.columns}
	return found


def sentence(problem: Problem, fields: Mapping[str, Field]) -> str:
	"""What is wrong, in words."""
	one, where = fields.get(problem.field), ""
	if not one and problem.field.count(".") == 2:
		table, row, column = problem.field.split(".")
		one, where = fields.get(f"{table}..{column}"), f" (baris {int(row) + 1})"
	if not one:
		return problem.field
	detail = problem.detail
	if problem.code == "wrong type":
		detail = words("jenis_berkas", one.extensions)
	return words("masalah", problem.code, one.label + where, detail, one.kind)


def errors(
	found: Iterable[Problem],
	fields: Mapping[str, Field],
	address: Callable[[Problem], str] = lambda problem: f"#{ident(problem.field)}",
) -> list[dict[str, str]]:
	"""The summary of what is wrong, each with a link to its field."""
	return [{"text": sentence(problem, fields), "href": address(problem)} for problem in found]


def field(
	one: Field, values: Mapping[str, object], found: Iterable[Problem], doctype: str, limit: str
) -> dict[str, object]:
	"""One field for `isian.html`: the field, what was typed, what is wrong with it."""
	mine = {problem.field: sentence(problem, labels([one])) for problem in found}
	value = values.get(one.name, [] if one.kind == "table" else one.default)
	if one.kind == "table" and not value:
		value = [{column.name: "" for column in one.columns}]
	if one.kind == "date" and (day := read_date(str(value))):
		value = day.isoformat()
	return {
		"f": one,
		"nilai": value,
		"salah": mine.get(one.name, ""),
		"salah_baris": mine,
		"wajib": is_required(one, values),
		"berkas": parking.look(str(value), place(doctype, one.name)) if one.kind == "file" else None,
		"tempat": place(doctype, one.name),
		"batas": limit,
	}


def answers(fields: Iterable[Field], values: Mapping[str, object], doctype: str) -> list[dict[str, object]]:
	"""What was typed, for reading it once more."""
	return [_answer(one, values.get(one.name), doctype) for one in fields if is_shown(one, values)]


def _answer(one: Field, value: object, doctype: str) -> dict[str, object]:
	rows = file = None
	text = ""
	if one.kind == "table":
		rows = [
			[row[column.name] for column in one.columns if row.get(column.name)] for row in filled_rows(value)
		]
	elif one.kind == "file":
		file = parking.look(str(value or ""), place(doctype, one.name))
	elif one.kind == "check":
		text = "Ya" if value and value != "0" else ""
	elif one.kind == "date" and (day := read_date(str(value or ""))):
		text = tanggal(day)
	else:
		text = str(value or "")
	return {
		"label": one.label,
		"text": text,
		"rows": rows,
		"file": file,
		"empty": not (text or rows or file),
	}
