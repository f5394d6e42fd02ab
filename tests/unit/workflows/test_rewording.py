"""Which words of a text changed."""

from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.workflows.rewording import marked


def test_only_the_words_that_differ_are_marked():
	"""Protects the reader of a legal basis of twenty lines, in which one year changed."""
	was, now = marked("Menelaah surat oleh Kepala Dinas", "Menelaah permohonan oleh Kepala Dinas")
	assert was == [("Menelaah ", False), ("surat", True), (" oleh Kepala Dinas", False)]
	assert now == [("Menelaah ", False), ("permohonan", True), (" oleh Kepala Dinas", False)]


def test_a_text_that_is_new_is_new_as_a_whole():
	"""Protects the reader of an added duty: nothing of it looks as if it had been there."""
	assert marked("", "Wajib paraf") == ([], [("Wajib paraf", True)])


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_nothing_of_either_text_is_lost(before, after):
	"""Protects the wording of the SOP, which is binding to the letter."""
	was, now = marked(before, after)
	assert ("".join(part for part, _ in was), "".join(part for part, _ in now)) == (before, after)
