"""Conditions of Web Form fields, read without running JavaScript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.applicants.conditions import holds, names, parse

DOC = {"type": "Lembaga", "count": "3", "empty": "", "tick": "1", "none": None}


@pytest.mark.parametrize(
	("expression", "expected"),
	[
		("type", True),
		("empty", False),
		("eval:doc.type=='Lembaga'", True),
		('eval: doc.type == "Perorangan"', False),
		("eval:doc.type!='Perorangan'", True),
		("eval:doc.type === 'Lembaga';", True),
		('eval:doc.type!=="Lembaga"', False),
		("eval:doc.tick", True),
		("eval:!doc.tick", False),
		("eval:!doc.none", True),
		("eval:doc.count == 3", True),
		("eval:doc.tick && doc.type=='Lembaga'", True),
		("eval:doc.empty || doc.type=='Lembaga'", True),
		("eval:doc.empty || doc.none && doc.tick", False),
		("eval:(doc.empty || doc.tick) && doc.type", True),
		("eval:in_list(['Lembaga', 'Yayasan'], doc.type)", True),
		("eval:['Perorangan'].includes(doc.type)", False),
		("eval:doc.decision && doc.decision!='Dikabulkan seluruhnya'", False),
	],
)
def test_what_offices_write_is_understood(expression, expected):
	"""An administrator's condition shows and hides a field as it does in the desk."""
	tree = parse(expression)
	assert tree is not None
	assert holds(tree, DOC) is expected


@pytest.mark.parametrize(
	"expression",
	[
		"",
		None,
		"eval:doc.items.length > 2",
		"eval:frappe.call('x')",
		"eval:doc.a = 1",
		"eval:(doc.a",
		"eval:doc.a ==",
		"fn:my_function",
		"eval:" + "(" * 2000 + "doc.a" + ")" * 2000,
	],
)
def test_what_is_not_understood_hides_nothing(expression):
	"""An applicant never misses a field because its condition is too clever."""
	assert parse(expression) is None


def test_the_fields_looked_at():
	"""The page knows whether an answer on it, or one on an earlier page, shows a field."""
	assert names(parse("eval:doc.a=='x' && !(doc.b || in_list(['y'], doc.c))")) == {"a", "b", "c"}


@given(st.text(alphabet="doc.ab'\"=!&|()[], 01", max_size=40))
def test_no_text_is_an_error(text):
	"""Whatever stands in the record, the page opens."""
	tree = parse(f"eval:{text}")
	if tree is not None:
		assert holds(tree, {"a": "x"}) in (True, False)
