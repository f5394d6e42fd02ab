"""Reading letters back as their readers do: text of the PDF, its pages, what its QR says."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


def text(content: bytes) -> str:
	"""Text of a PDF, line by line over the page and then cell by cell; white space made single spaces."""
	words = []
	for order in ("-layout", "-raw"):
		run = subprocess.run(["pdftotext", order, "-", "-"], input=content, capture_output=True, check=True)
		words += run.stdout.decode().split()
	return " ".join(words)


def missing(words: str, parts) -> list[str]:
	"""Those parts that a text does not say, wherever its lines may break."""
	flat = "".join(words.split())
	return [part for part in parts if "".join(part.split()) not in flat]


def pages(content: bytes) -> int:
	answer = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
	return int(answer.stdout.decode().partition("Pages:")[2].split()[0])


def paper(content: bytes) -> str:
	"""Width and height of the first page in whole mm, as "215 x 330"."""
	answer = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
	size = answer.stdout.decode().partition("Page size:")[2].split()
	return f"{round(float(size[0]) / 72 * 25.4)} x {round(float(size[2]) / 72 * 25.4)}"


def qr(content: bytes) -> list[str]:
	"""What a scanner reads from the printed pages."""
	with tempfile.TemporaryDirectory() as folder:
		Path(folder, "letter.pdf").write_bytes(content)
		subprocess.run(["pdftoppm", "-r", "200", "-png", "letter.pdf", "page"], cwd=folder, check=True)
		images = sorted(str(path) for path in Path(folder).glob("page*.png"))
		run = subprocess.run(
			["zbarimg", "--raw", "--quiet", *images], capture_output=True, text=True, check=False
		)
	return run.stdout.split()
