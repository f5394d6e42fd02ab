"""A public form as plain values: its pages, their fields, and what somebody has typed so far.

What is typed is kept as it was typed (text, rows of text, tokens of parked files) until it is submitted, so no
error and no step back loses it. `checking.py` turns it into values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dinas_sop.workflows.dates import NO_RULES, DateRules

RADIO_OPTIONS = 5  # more than these stand in a list that opens
ROWS = 30  # of a table


@dataclass(frozen=True)
class Field:
	"""One field of a form, or one column of a table.

	Args:
		kind: text, long, select, date, number, check, phone, email, file, rating, table, or what asks nothing:
			heading, html.
		help: the words under the label.
		required: always; `required_if` and `shown_if` are trees of `conditions.parse`.
		options: of a select.
		max_length: characters of a text; of a number its digits are checked instead.
		extensions: types of file taken here.
		columns: of a table.
		hint: what the browser may fill in by itself (HTML autocomplete).
	"""

	name: str
	label: str
	kind: str = "text"
	help: str = ""
	required: bool = False
	required_if: list | None = None
	shown_if: list | None = None
	options: tuple[str, ...] = ()
	max_length: int = 140
	extensions: frozenset[str] = frozenset()
	columns: tuple[Field, ...] = ()
	default: str = ""
	hint: str = ""

	@property
	def asks(self) -> bool:
		return self.kind not in ("heading", "html")

	@property
	def by_radios(self) -> bool:
		return self.kind == "rating" or (self.kind == "select" and len(self.options) <= RADIO_OPTIONS)


@dataclass(frozen=True)
class Page:
	"""One page of a form; `heading` is its title without the count that a divided page has."""

	title: str
	fields: tuple[Field, ...]
	heading: str = ""

	@property
	def asking(self) -> list[Field]:
		return [one for one in self.fields if one.asks]


@dataclass(frozen=True)
class Form:
	"""A public form as its Web Form record has it now."""

	name: str
	route: str
	title: str
	doctype: str
	published: bool
	pages: tuple[Page, ...] = ()
	button: str = ""
	introduction: str = ""
	success_title: str = ""
	success_message: str = ""
	max_file_bytes: int = 0
	dates: DateRules = NO_RULES

	@property
	def asking(self) -> list[Field]:
		return [one for page in self.pages for one in page.asking]

	@property
	def titles(self) -> list[str]:
		"""What the pages are about, each once."""
		return list(dict.fromkeys(page.heading for page in self.pages))


def split_pages(parts: Iterable[Field | str], title: str, files_per_page: int) -> tuple[Page, ...]:
	"""Divide a form into pages.

	Args:
		parts: the fields in order; a text stands for a page break with this title.
		title: of the form, for a first page that no break names.
		files_per_page: how many files one request may carry; a page with more is divided once more, because
			without a script all files of a page travel together.

	Returns:
		The pages that ask for something.
	"""
	pages, current, heading = [], [], ""
	for part in [*parts, ""]:
		if isinstance(part, Field):
			current.append(part)
			continue
		if any(one.asks for one in current):
			pages += _divide(heading or title, current, files_per_page)
		current, heading = [], part
	return tuple(pages)


def _divide(title: str, fields: list[Field], files_per_page: int) -> list[Page]:
	groups, files = [[]], 0
	for one in fields:
		if one.kind == "file":
			files += 1
			if files > files_per_page:
				groups.append([])
				files = 1
		groups[-1].append(one)
	return [
		Page(title if len(groups) == 1 else f"{title} ({number} dari {len(groups)})", tuple(group), title)
		for number, group in enumerate(groups, start=1)
	]


def blank(fields: Iterable[Field]) -> dict[str, object]:
	"""What a form shows before anybody has typed: the defaults."""
	return {one.name: [] if one.kind == "table" else one.default for one in fields if one.asks}


def read(fields: Iterable[Field], posted: Mapping[str, str]) -> dict[str, object]:
	"""What a posted page says about its fields, as it was typed.

	Args:
		posted: the form data; columns of tables are named `table.row.column`.

	Returns:
		Field -> text, rows, or token of a parked file. Nothing that is not among `fields` is taken.
	"""
	values: dict[str, object] = {}
	for one in fields:
		if one.kind == "table":
			values[one.name] = _rows(one, posted)
		elif one.kind == "file":
			values[one.name] = str(posted.get(f"{one.name}.token") or "")
		elif one.asks:
			values[one.name] = clean(posted.get(one.name), many_lines=one.kind == "long")
	return values


def _rows(table: Field, posted: Mapping[str, str]) -> list[dict[str, str]]:
	numbers = set()
	for key in posted:
		name, _dot, rest = key.partition(".")
		number = rest.partition(".")[0]
		if name == table.name and number.isdecimal() and len(number) < 6:
			numbers.add(int(number))
	return [
		{
			column.name: clean(
				posted.get(f"{table.name}.{number}.{column.name}"), many_lines=column.kind == "long"
			)
			for column in table.columns
		}
		| ({"name": row} if (row := clean(posted.get(f"{table.name}.{number}.name"))) else {})
		for number in sorted(numbers)[:ROWS]
	]


def clean(value: object, many_lines: bool = False) -> str:
	"""A text without control characters and outer blanks; line ends as the database has them."""
	text = str(value if value is not None else "").replace("\r\n", "\n").replace("\r", "\n")
	kept = "".join(c if c == "\n" or c.isprintable() else " " * c.isspace() for c in text)
	return kept.strip() if many_lines else " ".join(kept.split())


def filled_rows(rows: object) -> list[dict[str, str]]:
	"""The rows of a table in which something was typed."""
	return [row for row in (rows or []) if any(value for key, value in row.items() if key != "name")]


def change(values: dict[str, object], one: Field, button: str, row: str) -> None:
	"""What the buttons beside a field do where no script does it: one row more or less, a file less.

	Args:
		values: what was typed; changed in place.
		button: tambah, hapus or buang.
		row: number of the row.
	"""
	if one.kind == "file" and button == "buang":
		values[one.name] = ""
	elif one.kind == "table" and button == "tambah":
		values[one.name].append({column.name: "" for column in one.columns})
	elif one.kind == "table" and button == "hapus" and row.isdecimal() and int(row) < len(values[one.name]):
		del values[one.name][int(row)]
