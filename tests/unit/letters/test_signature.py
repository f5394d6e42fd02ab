"""A letter is called electronically signed only where its file says so itself."""

import pytest

from dinas_sop.letters.signature import carries_signature
from tests.unit.letters.signed_pdf import pdf_with_field


def test_a_filled_signature_field_over_its_own_bytes_counts():
	"""Protects the office that signs with BSrE: the register says how a letter was signed."""
	assert carries_signature(pdf_with_field())


@pytest.mark.parametrize(
	"content",
	[
		pdf_with_field(signed=False),
		pdf_with_field(kind="/Tx"),
		pdf_with_field(reach=False),
		pdf_with_field(signed=False) + b"\n% /Sig /ByteRange [0 1 2 3]",
		b"%PDF-1.7\nbroken",
		b"\x89PNG\r\n\x1a\n",
		b"",
	],
	ids=[
		"empty field",
		"text field",
		"range beyond the file",
		"words in a comment",
		"broken",
		"picture",
		"nothing",
	],
)
def test_nothing_else_does(content):
	"""Protects whoever checks a letter from a claim that the file does not bear out."""
	assert not carries_signature(content)
