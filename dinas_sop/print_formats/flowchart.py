"""The flowchart drawn through the table of the SOP.

Of PermenPAN-RB 35/2012's five symbols each step gets one, in its performer's column: a capsule where the
section begins and ends, a diamond where a step may send the case back, a box otherwise; arrows lead from
step to step, and a pentagon connects pages. Row heights follow the text, so lines are cell backgrounds in
percent of the cell and only the symbols have a fixed size: they meet whatever a row's height is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from dinas_sop.print_formats import symbols
from dinas_sop.print_formats.symbols import RETURN_DROP

if TYPE_CHECKING:
	from dinas_sop.print_formats.sheets import SopSection, SopStep

COLUMN_WIDTH = (15, 30)  # mm, narrowest and widest
LANE = 1.6  # mm from the cell's edge, where a line back runs up
LINE = "0.8pt"

# position / size of one line within its cell, "50%" being the middle
_HALVES = {
	"up": f"50% 0 / {LINE} 50%",
	"down": f"50% 100% / {LINE} 50%",
	"left": f"0 50% / 50% {LINE}",
	"right": f"100% 50% / 50% {LINE}",
}


@dataclass
class Cell:
	"""One performer's cell of one row: its lines as CSS background layers, its symbol as SVG."""

	layers: list[str] = field(default_factory=list)
	symbol: Markup = field(default_factory=Markup)
	heads: set[str] = field(default_factory=set)
	lanes: set[str] = field(default_factory=set)

	@property
	def background(self) -> str:
		"""CSS value of ``background``; the stylesheet's ``--garis`` is a black image."""
		return ", ".join(f"var(--garis) {layer} no-repeat" for layer in self.layers) or "none"


@dataclass
class FlowRow:
	"""A row of the table: a step, or a page connector where ``step`` is None."""

	step: SopStep | None
	cells: list[Cell]


@dataclass
class FlowSection:
	"""One section of the SOP: its rows page by page, and the width of a performer column in mm."""

	section: SopSection
	column_width: float
	pages: list[list[FlowRow]]


def draw(
	sections: Sequence[SopSection], width: float = 112, breaks: Collection[tuple[int, int]] = ()
) -> list[FlowSection]:
	"""Draw the flow of every section.

	Args:
		sections: of the SOP.
		width: of all performer columns together, mm.
		breaks: (index of the section, position of the step) before which a new page begins.

	Returns:
		One FlowSection each, in order.

	Source: PermenPAN-RB 35/2012, SOP with flowchart; FORMS "SOP print".
	"""
	return [
		_draw(section, width, sorted(position for where, position in breaks if where == index))
		for index, section in enumerate(sections)
	]


def page_breaks(laid_out, sections: Sequence[SopSection]) -> set[tuple[int, int]]:
	"""Where a laid out document changes pages between two steps of a section.

	Args:
		laid_out: the document as laid out once, its steps' rows having the ids of ``anchor``.
		sections: of the SOP.

	Returns:
		The ``breaks`` of ``draw``.
	"""
	page_of = {name: number for number, page in enumerate(laid_out.pages) for name in page.anchors}
	return {
		(index, position)
		for index, section in enumerate(sections)
		for position in range(1, len(section.steps))
		if page_of.get(anchor(index, position)) != page_of.get(anchor(index, position - 1))
	}


def anchor(section: int, position: int) -> str:
	"""Id of a step's row."""
	return f"langkah-{section}-{position}"


def _draw(section: SopSection, width: float, breaks: list[int]) -> FlowSection:
	columns = [section.performers.index(step.performer) for step in section.steps]
	width = min(max(width / len(section.performers), COLUMN_WIDTH[0]), COLUMN_WIDTH[1])
	rows = [FlowRow(step, [Cell() for _ in section.performers]) for step in section.steps]
	for position in range(1, len(rows)):
		_lead(rows[position - 1].cells, rows[position].cells, columns[position - 1], columns[position])
	pages = _paginate(rows, breaks, columns)
	flat = [row for page in pages for row in page]
	for source, target in _returns(section, columns):
		_lead_back(flat, rows[source], rows[target], columns[source], columns[target])
	for position, row in enumerate(rows):
		cell = row.cells[columns[position]]
		shape = symbols.shape_of(position, len(rows), row.step.returns_to is not None)
		cell.symbol = symbols.draw(shape, width, cell.heads)
	return FlowSection(section, width, pages)


def _returns(section: SopSection, columns: list[int]) -> list[tuple[int, int]]:
	"""(from, to) of every line back; those that cross columns first, for they cannot choose their side."""
	numbers = [step.number for step in section.steps]
	pairs = [
		(position, numbers.index(step.returns_to))
		for position, step in enumerate(section.steps)
		if step.returns_to is not None
	]
	return sorted(pairs, key=lambda pair: columns[pair[0]] == columns[pair[1]])


def _lead(above: list[Cell], below: list[Cell], start: int, end: int) -> None:
	"""An arrow out of the symbol above, into the top or the side of the one below."""
	above[start].layers.append(_HALVES["down"])
	below[start].layers.append(_HALVES["up"])
	if start == end:
		below[end].heads.add("top")
		return
	ahead, back = ("right", "left") if end > start else ("left", "right")
	below[start].layers.append(_HALVES[ahead])
	for column in range(min(start, end) + 1, max(start, end)):
		below[column].layers += [_HALVES["left"], _HALVES["right"]]
	below[end].layers.append(_HALVES[back])
	below[end].heads.add(back)


def _lead_back(flat: list[FlowRow], source: FlowRow, target: FlowRow, start: int, end: int) -> None:
	"""An arrow from a decision back up to an earlier step, in a lane at the edge of that step's column."""
	first, last = (next(i for i, row in enumerate(flat) if row is each) for each in (target, source))
	side = "left" if start < end else "right"
	if start == end:
		passing = [row.cells[end] for row in flat[first : last + 1]]
		side = min(("right", "left"), key=lambda each: sum(each in cell.lanes for cell in passing))
	for row in flat[first : last + 1]:
		row.cells[end].lanes.add(side)
	level = f"calc(50% + {RETURN_DROP}mm)"
	half = {"left": f"0 {level} / 50% {LINE}", "right": f"100% {level} / 50% {LINE}"}
	lane = f"{side} {LANE}mm"
	to_lane = f"{lane} top {level} / calc(50% - {LANE}mm) {LINE}"

	if start == end:
		source.cells[start].layers.append(to_lane)
	else:
		toward = "left" if end < start else "right"
		source.cells[start].layers.append(half[toward])
		for column in range(min(start, end) + 1, max(start, end)):
			source.cells[column].layers += half.values()
		source.cells[end].layers.append(f"{side} 0 top {level} / {LANE}mm {LINE}")
	source.cells[start].heads.add("no-left" if (side == "left") == (start == end) else "no-right")

	source.cells[end].layers.append(f"{lane} top 0 / {LINE} {level}")
	for row in flat[first + 1 : last]:
		row.cells[end].layers.append(f"{lane} top 0 / {LINE} 100%")
	target.cells[end].layers += [f"{lane} bottom 0 / {LINE} calc(50% - {RETURN_DROP}mm)", to_lane]
	target.cells[end].heads.add(f"back-{side}")


def _paginate(rows: list[FlowRow], breaks: list[int], columns: list[int]) -> list[list[FlowRow]]:
	"""Cut the rows into pages, a connector at each end of a cut."""
	pages, begin = [], 0
	for letter, stop in enumerate([*breaks, len(rows)]):
		page = rows[begin:stop]
		if begin:
			page.insert(0, _connector(len(rows[0].cells), columns[begin - 1], "down", letter - 1))
		if stop < len(rows):
			page.append(_connector(len(rows[0].cells), columns[stop - 1], "up", letter))
		pages.append(page)
		begin = stop
	return pages


def _connector(count: int, column: int, line: str, letter: int) -> FlowRow:
	cells = [Cell() for _ in range(count)]
	cells[column].layers.append(_HALVES[line])
	cells[column].symbol = symbols.connector(letter)
	return FlowRow(None, cells)
