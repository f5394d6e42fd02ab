"""Reading documents back the way their readers do: text from the PDF, the QR by a scanner, the page's size."""

import io
import re
import shutil
import subprocess
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from dinas_sop.print_formats import renderer


@lru_cache(maxsize=64)
def pdf(document) -> bytes:
	return renderer.pdf(document)


@lru_cache(maxsize=64)
def html(document) -> str:
	return renderer.html(document)


def pages(document) -> list[str]:
	"""Text of each page, white space made single spaces."""
	return [_plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf(document))).pages]


def text(document) -> str:
	return " ".join(pages(document))


def sizes_mm(document) -> list[tuple[int, int]]:
	boxes = (page.mediabox for page in PdfReader(io.BytesIO(pdf(document))).pages)
	return [(round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes]


def fonts(document) -> set[str]:
	"""Base fonts of all pages, without the subset prefix."""
	found = set()
	for page in PdfReader(io.BytesIO(pdf(document))).pages:
		for font in page["/Resources"]["/Font"].values():
			found.add(re.sub(r"^/([A-Z]{6}\+)?", "", font.get_object()["/BaseFont"]))
	return found


def scanned(document, folder: Path) -> list[str]:
	"""What a QR scanner reads from the printed pages."""
	for tool in ("pdftoppm", "zbarimg"):
		if not shutil.which(tool):
			pytest.skip(f"{tool} is not installed")
	(folder / "letter.pdf").write_bytes(pdf(document))
	subprocess.run(["pdftoppm", "-r", "200", "-png", "letter.pdf", "page"], cwd=folder, check=True)
	images = sorted(str(each) for each in folder.glob("page*.png"))
	run = subprocess.run(["zbarimg", "--raw", "--quiet", *images], capture_output=True, text=True)
	return run.stdout.split()


class _Rows(HTMLParser):
	"""Cells of every table row as plain text."""

	def __init__(self) -> None:
		super().__init__()
		self.rows: list[list[str]] = []
		self.cell: str | None = None

	def handle_starttag(self, tag, attrs):
		if tag == "tr":
			self.rows.append([])
		elif tag in ("td", "th"):
			self.cell = ""

	def handle_endtag(self, tag):
		if tag in ("td", "th") and self.cell is not None:
			self.rows[-1].append(_plain(self.cell))
			self.cell = None

	def handle_data(self, data):
		if self.cell is not None:
			self.cell += data


def table_rows(document) -> list[list[str]]:
	parser = _Rows()
	parser.feed(html(document))
	return parser.rows


def _plain(words: str) -> str:
	return " ".join(words.split())
