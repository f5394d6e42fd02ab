"""Small files for the demo cases: pages that look like a letter, a scan or a table, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont
from pypdf import PageObject, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

SCRIBBLE = ((0, 16), (14, 44), (22, 14), (36, 50), (44, 20), (62, 40), (74, 24), (104, 34))  # points
PAGE = (620, 877)  # A4 at 75 dots per inch: readable, and a few kB


def page(title: str, lines: Sequence[str]) -> Image.Image:
	"""A sheet with a title and some lines."""
	image = Image.new("RGB", PAGE, "white")
	draw = ImageDraw.Draw(image)
	draw.text((60, 60), title, fill="black", font=ImageFont.load_default(20))
	for number, line in enumerate(lines):
		draw.text((60, 120 + 24 * number), line, fill="black", font=ImageFont.load_default(13))
	return image


def pdf(title: str, lines: Sequence[str] = ()) -> bytes:
	"""A one-page PDF."""
	kept = io.BytesIO()
	page(title, lines).save(kept, "PDF")
	return kept.getvalue()


def signed_copy(letter: bytes, name: str) -> bytes:
	"""An issued letter with a scribble above the name of who signs it, as if it came back from the scanner.

	Args:
		letter: the issued PDF.
		name: the signatory's, as printed.
	"""
	writer = PdfWriter(clone_from=io.BytesIO(letter))
	sheet, places = writer.pages[-1], []

	def note(text, cm, tm, _font, _size):
		if name[:12] in text:
			places.append((cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]))

	sheet.extract_text(visitor_text=note)
	x, y = places[-1] if places else (350, 250)
	strokes = " ".join(f"{x + dx} {y + dy} {'l' if dx else 'm'}" for dx, dy in SCRIBBLE)
	ink = DecodedStreamObject()
	ink.set_data(f"q 0.1 0.15 0.5 RG 1.6 w 1 j {strokes} S Q".encode())
	overlay = PageObject.create_blank_page(width=sheet.mediabox.width, height=sheet.mediabox.height)
	overlay[NameObject("/Contents")] = ink
	sheet.merge_page(overlay)
	kept = io.BytesIO()
	writer.write(kept)
	return kept.getvalue()


def signature() -> bytes:
	"""A drawn signature, as the applicants' page sends it: PNG on white."""
	image = Image.new("RGB", (320, 120), "white")
	points = [(30, 90), (60, 25), (80, 95), (105, 40), (130, 85), (160, 50), (190, 80), (280, 60)]
	ImageDraw.Draw(image).line(points, fill="navy", width=4, joint="curve")
	kept = io.BytesIO()
	image.save(kept, "PNG")
	return kept.getvalue()


def table(heading: str) -> bytes:
	"""A small CSV of invented figures."""
	rows = [
		f"{district};{number}" for number, district in enumerate(("Bangkalan", "Gresik", "Malang"), start=120)
	]
	return "\n".join([f"kabupaten_kota;{heading}", *rows]).encode()
