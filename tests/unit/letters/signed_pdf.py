"""PDFs with a signature field, made by hand: what a signing service leaves in a file, without its trust."""

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

MARK = 9_876_543_210


def pdf_with_field(signed: bool = True, kind: str = "/Sig", reach: bool = True) -> bytes:
	"""A one-page PDF with one form field.

	Args:
		signed: the field has a value with /ByteRange and /Contents.
		kind: of the field.
		reach: the /ByteRange fits the file; else it points beyond its end.
	"""
	writer = PdfWriter()
	page = writer.add_blank_page(200, 200)
	field = DictionaryObject(
		{NameObject("/FT"): NameObject(kind), NameObject("/T"): ByteStringObject(b"ttd")}
	)
	if signed:
		value = DictionaryObject(
			{
				NameObject("/Type"): NameObject("/Sig"),
				NameObject("/ByteRange"): ArrayObject([NumberObject(MARK + i) for i in range(4)]),
				NameObject("/Contents"): ByteStringObject(b"\x30\x82\x01\x0a" * 8),
			}
		)
		field[NameObject("/V")] = writer._add_object(value)
	reference = writer._add_object(field)
	page[NameObject("/Annots")] = ArrayObject([reference])
	writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
		{NameObject("/Fields"): ArrayObject([reference])}
	)
	kept = io.BytesIO()
	writer.write(kept)
	content = kept.getvalue()
	return _with_range(content, reach) if signed else content


def _with_range(content: bytes, reach: bool) -> bytes:
	"""Put the numbers that say what is signed: all but the hole with the signature itself."""
	start = content.index(b"<3082010a")
	end = content.index(b">", start) + 1
	numbers = (0, start, end, len(content) - end if reach else len(content))
	for index, number in enumerate(numbers):
		content = content.replace(str(MARK + index).encode(), str(number).zfill(10).encode())
	return content
