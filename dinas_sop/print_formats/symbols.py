"""The symbols of an SOP flowchart as inline SVG, measures in mm.

Source: PermenPAN-RB 35/2012: kapsul, kotak, belah ketupat, anak panah, segilima.
"""

from collections.abc import Collection

from markupsafe import Markup

CAPSULE = "kapsul"
BOX = "kotak"
DIAMOND = "belah ketupat"
CONNECTOR = "segilima"

HEIGHT = 7.0  # of a symbol
ABOVE = 2.6  # free room above and below it, for arrow heads and "Ya"
ASIDE = 3.6  # free room left and right of it
RETURN_DROP = 1.9  # below the middle, where a line back leaves and arrives
_STROKE = 'fill="#fff" stroke="#000" stroke-width="0.35"'


def shape_of(position: int, count: int, decides: bool) -> str:
	"""Which symbol a step has.

	Args:
		position: from 0, within its section of ``count`` steps.
		decides: it may send the case back to an earlier step.
	"""
	if decides:
		return DIAMOND
	return CAPSULE if position in (0, count - 1) else BOX


def draw(shape: str, column_width: float, heads: Collection[str]) -> Markup:
	"""One symbol with the arrow heads that touch it.

	Args:
		shape: CAPSULE, BOX or DIAMOND.
		column_width: of its cell, mm; the picture is a little narrower.
		heads: any of "top", "left", "right" (arrows of the flow), "back-left", "back-right" (a line back
			arrives) and "no-left", "no-right" (the side on which a decision's "Tidak" leaves).

	Returns:
		An ``<svg>``; its white symbol covers the lines behind it.
	"""
	width = column_width - 0.4
	left, right = ASIDE, width - ASIDE
	middle, level = width / 2, ABOVE + HEIGHT / 2
	top, bottom = ABOVE, ABOVE + HEIGHT
	if shape == DIAMOND:
		left, right = 1.2 + ASIDE / 2, width - 1.2 - ASIDE / 2
		corners = f"M{middle:g} {top}L{right:g} {level}L{middle:g} {bottom}L{left:g} {level}z"
		body = f'<path d="{corners}" {_STROKE}/>'
	else:
		radius = HEIGHT / 2 if shape == CAPSULE else 0
		place = f'x="{left:g}" y="{top}" width="{right - left:g}" height="{HEIGHT}" rx="{radius:g}"'
		body = f"<rect {place} {_STROKE}/>"
	inset = _inset(shape, (right - left) / 2)
	drop = level + RETURN_DROP
	arrows = {
		"top": f"M{middle:g} {top}l-1 -2h2z",
		"left": f"M{left:g} {level}l-2 -1v2z",
		"right": f"M{right:g} {level}l2 -1v2z",
		"back-left": f"M{left + inset:g} {drop}l-2 -1v2z",
		"back-right": f"M{right - inset:g} {drop}l2 -1v2z",
	}
	body += "".join(f'<path d="{arrows[head]}"/>' for head in sorted(heads) if head in arrows)
	if shape == DIAMOND:
		beside, at = (-0.8, "end") if "no-right" in heads else (0.8, "start")
		body += _word("Ya", middle + beside, bottom + 2.2, at)
		if "no-left" in heads:
			body += _word("Tidak", left - 0.2, drop + 2.2, "start")
		if "no-right" in heads:
			body += _word("Tidak", right + 0.2, drop + 2.2, "end")
	return _svg(shape, width, HEIGHT + 2 * ABOVE, body)


def connector(letter: int) -> Markup:
	"""The pentagon that leads to the next page, and the like one there; ``letter`` 0 prints "A"."""
	body = f'<path d="M1 1h8v4.5l-4 3l-4 -3z" {_STROKE}/>' + _word(chr(65 + letter % 26), 5, 5.2, "middle")
	return _svg(CONNECTOR, 10, 9.5, body)


def _inset(shape: str, half_width: float) -> float:
	"""How far the symbol's side lies inward where a line back arrives, mm."""
	if shape == DIAMOND:
		return half_width * RETURN_DROP / (HEIGHT / 2)
	if shape == CAPSULE:
		radius = HEIGHT / 2
		return radius - (radius**2 - RETURN_DROP**2) ** 0.5
	return 0


def _word(text: str, x: float, y: float, at: str) -> str:
	return (
		f'<text x="{x:g}" y="{y:g}" text-anchor="{at}" font-size="2.1" font-family="Arial, Liberation Sans">'
		f"{text}</text>"
	)


def _svg(label: str, width: float, height: float, body: str) -> Markup:
	return Markup(
		f'<svg class="simbol" role="img" aria-label="{label}" xmlns="http://www.w3.org/2000/svg" '
		f'width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}">{body}</svg>'
	)
