"""The commitment of a data applicant (SOP data 3): read, agreed, signed by name and, where there is a screen for it,
by hand.

The name, the version of the words and the drawn signature go into the case; the engine keeps the commitment as it was
signed beside them (letters/commitments.py), so that later changes of the words change nothing of it.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Mapping

from frappe.model.document import Document
from PIL import Image, ImageDraw, ImageFont

from dinas_sop.applicants import office
from dinas_sop.applicants.docfields import AUTOCOMPLETE
from dinas_sop.applicants.fields import Field
from dinas_sop.applicants.layout import words
from dinas_sop.workflows import reading
from dinas_sop.workflows.kept_files import keep_file
from dinas_sop.workflows.uploads import UploadRefused, check_upload

NAME, VERSION, SIGNATURE = "statement_name", "statement_version", "statement_signature"
FIELDS = (NAME, VERSION, SIGNATURE)
AGREED, DRAWN = "setuju", "tanda_tangan"
LARGEST_DRAWING = 400_000  # bytes of base64


def fields(case: Document) -> list[Field]:
	"""What signing asks: the name, and the tick that the words were read."""
	return [
		Field(NAME, words("label", "signer"), required=True, hint=AUTOCOMPLETE[NAME]),
		Field(AGREED, words("label", "agreed"), "check", required=True),
	]


def suggested(case: Document) -> dict[str, str]:
	return {NAME: case.get(NAME) or case.applicant_name or "", AGREED: ""}


def undertakings() -> list[str]:
	"""The words as they stand now."""
	return reading.lines(office.settings().commitment_text)


def version() -> str:
	return office.settings().commitment_version or ""


def values(case: Document, typed: Mapping[str, object]) -> dict[str, object]:
	"""The fields of the case, with the signature kept as its file."""
	name = str(typed[NAME])
	content = drawing(str(typed.get(DRAWN) or "")) or written(name)
	file = keep_file(content, "png", words("label", "signature file"), case.doctype, case.name, SIGNATURE)
	return {NAME: name, VERSION: version(), SIGNATURE: file.file_url}


def drawing(text: str) -> bytes | None:
	"""The picture that somebody drew on the page; None where nothing usable came."""
	head, _comma, body = text.partition(",")
	if head != "data:image/png;base64" or len(body) > LARGEST_DRAWING:
		return None
	try:
		return check_upload(base64.b64decode(body, validate=True), frozenset({"png"})).content
	except (binascii.Error, ValueError, UploadRefused):
		return None


def written(name: str) -> bytes:
	"""The typed name as a picture, for who has no screen to draw on."""
	font = ImageFont.load_default(size=44)
	width = max(240, int(font.getlength(name)) + 40)
	picture = Image.new("RGB", (width, 90), "white")
	ImageDraw.Draw(picture).text((20, 18), name, fill="#14284b", font=font)
	content = io.BytesIO()
	picture.save(content, "PNG")
	return content.getvalue()


def is_current(shown_version: str | None) -> bool:
	"""Whether the words that somebody has read are still those of the settings."""
	return shown_version == version()
