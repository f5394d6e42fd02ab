"""Small files for the demo cases: pages that look like a letter, a scan or a table, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

PAGE = (620, 877)  # A4 at 75 dots per inch: readable, and a few kB


def page(title: str, lines: Sequence[str], signed: bool = False) -> Image.Image:
	"""A sheet with a title and some lines; signed ones carry a scribble."""
	image = Image.new("RGB", PAGE, "white")
	draw = ImageDraw.Draw(image)
	draw.text((60, 60), title, fill="black", font=ImageFont.load_default(20))
	for number, line in enumerate(lines):
		draw.text((60, 120 + 24 * number), line, fill="black", font=ImageFont.load_default(13))
	if signed:
		draw.line(
			[(400, 640), (430, 600), (445, 660), (470, 590), (490, 650), (540, 610)], fill="navy", width=3
		)
	return image


def pdf(title: str, lines: Sequence[str] = (), signed: bool = False) -> bytes:
	"""A one-page PDF."""
	kept = io.BytesIO()
	page(title, lines, signed).save(kept, "PDF")
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
