"""The renderer, loaded when a page is really laid out: WeasyPrint takes half a second and some memory."""

from __future__ import annotations


def pdf(document) -> bytes:
	"""See `print_formats.renderer.pdf`."""
	from dinas_sop.print_formats import renderer

	return renderer.pdf(document)


def html(document) -> str:
	"""See `print_formats.renderer.html`."""
	from dinas_sop.print_formats import renderer

	return renderer.html(document)
