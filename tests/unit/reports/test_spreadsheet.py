"""Text of applicants on its way into the office's spreadsheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.reports.spreadsheet import STARTS, neutral, neutral_rows


@pytest.mark.parametrize(
	"text",
	['=HYPERLINK("http://x")', "+62 812", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1"],
)
def test_text_that_begins_like_a_formula_stays_text(text):
	"""Protects the clerk who opens the register in Excel from an applicant's name that is a formula."""
	assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-", "Universitas = maju", "", None, -5, 3.5, "'=1"])
def test_everything_else_is_left_as_it_is(value):
	"""Protects the reader of the register from apostrophes nobody needs, and sums from numbers made text."""
	assert neutral(value) == value


@given(st.text())
def test_no_text_ends_up_as_a_formula_and_nothing_is_lost(text):
	"""Protects the office's computers, and the words of the applicant."""
	made = neutral(text)
	assert made.removeprefix("'") == text or made == text
	assert not made.startswith(STARTS) or len(made) == 1


def test_only_text_columns_are_touched():
	"""Protects the link to the case: a registration number is a name of ours, not free text."""
	columns = [
		{"fieldname": "case", "fieldtype": "Link"},
		{"fieldname": "name", "fieldtype": "Data"},
		{"fieldname": "what", "fieldtype": "Small Text"},
		{"fieldname": "minutes", "fieldtype": "Int"},
	]
	row = {"case": "-1/2026", "name": "=A1", "what": "+x", "minutes": -3, "hidden": "=B1"}
	assert neutral_rows(columns, [row]) == [
		{"case": "-1/2026", "name": "'=A1", "what": "'+x", "minutes": -3, "hidden": "=B1"}
	]
