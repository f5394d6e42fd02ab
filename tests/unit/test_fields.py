"""Protects the applicants: no personal datum is asked that nothing reads."""

from scripts import fields


def test_every_field_has_a_reader():
	"""An applicant is never asked for something that no letter, register, rule or list uses (UU 27/2022)."""
	unread = [f"{use.doctype}.{use.fieldname}" for use in fields.field_uses() if not use.readers]
	assert unread == []


def test_the_page_is_up_to_date():
	"""A developer who adds a field finds it in docs/fields.md with its step and writer."""
	assert fields.TARGET.read_text(encoding="utf-8") == fields.document(fields.field_uses())
