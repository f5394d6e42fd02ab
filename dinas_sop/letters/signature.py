"""Does a PDF carry a digital signature? Looked for, not verified: trust is the business of BSrE's own check."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def carries_signature(content: bytes) -> bool:
	"""Whether a PDF has a signature field that is filled and covers the file's own bytes.

	Args:
		content: the whole file.

	Returns:
		True where a ``/Sig`` field has ``/Contents`` and a ``/ByteRange`` that fits this file; False for
		anything else, files that are no PDF included.

	Source: DESIGN "BSrE appears only when a signed PDF exists"; PDF 32000-1, 12.8.1.
	"""
	if not content.startswith(b"%PDF-"):
		return False
	try:
		reader = PdfReader(io.BytesIO(content))
		form = reader.trailer["/Root"].get_object().get("/AcroForm")
		fields = form.get_object().get("/Fields", []) if form else []
		return any(_is_signed(field.get_object(), content, 0) for field in fields)
	except Exception:  # a damaged file makes the parser fail in many ways; it carries no signature then
		return False


def _is_signed(field: DictionaryObject, content: bytes, depth: int, inherited: str = "") -> bool:
	kind = field.get("/FT", inherited)
	value = field.get("/V")
	value = value.get_object() if value is not None else None
	if kind == "/Sig" and isinstance(value, DictionaryObject) and _covers(value, content):
		return True
	if depth > 8:  # a form that refers to itself
		return False
	return any(_is_signed(kid.get_object(), content, depth + 1, kind) for kid in field.get("/Kids", []))


def _covers(value: DictionaryObject, content: bytes) -> bool:
	numbers = [int(number) for number in value.get("/ByteRange", [])]
	if len(numbers) != 4 or not value.get("/Contents"):
		return False
	start, first, second, rest = numbers
	hole = content[start + first : second]
	return start == 0 and second + rest <= len(content) and hole[:1] == b"<" and hole[-1:] == b">"
