"""QR codes as inline SVG."""

import segno
from markupsafe import Markup

QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 asks for


def qr_svg(payload: str, size_mm: float, label: str = "Kode QR") -> Markup:
	"""Draw a QR code.

	Args:
		payload: what a reader shall read, a web address.
		size_mm: edge in mm, white border included.
		label: what a screen reader says.

	Returns:
		An ``<svg>`` element, safe to print (the payload is drawn, not written).

	Raises:
		ValueError: empty payload, or one too long for a QR code.

	Source: DESIGN idea 5: a paper copy can be checked by its QR code.
	"""
	if not payload:
		raise ValueError("a QR code needs something to hold")
	code = segno.make_qr(payload, error="m")
	scale = size_mm / code.symbol_size(border=QUIET_ZONE)[0]
	svg = code.svg_inline(border=QUIET_ZONE, scale=scale, unit="mm", light="#fff", svgclass="qr", title=label)
	return Markup(svg)
