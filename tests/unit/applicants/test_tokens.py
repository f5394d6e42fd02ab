"""Links and tokens that only the office can make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.applicants import tokens

KEY = "k" * 64


def test_a_link_is_of_one_case_and_one_version():
	"""An applicant whose link leaked gets a new one, and the old one opens nothing."""
	link = tokens.link_token(KEY, "Research Permit", "PNL-2026-00001", 1)
	others = {
		tokens.link_token(KEY, "Research Permit", "PNL-2026-00001", 2),
		tokens.link_token(KEY, "Research Permit", "PNL-2026-00002", 1),
		tokens.link_token(KEY, "Data Request", "PNL-2026-00001", 1),
		tokens.link_token("another key", "Research Permit", "PNL-2026-00001", 1),
	}
	assert link not in others
	assert len(others) == 4
	assert len(link) == tokens.TOKEN_LENGTH


def test_the_borders_of_what_is_signed_count():
	"""Nobody moves a letter from one part into the next and keeps the signature."""
	assert tokens.sign(KEY, "x", "ab", "c") != tokens.sign(KEY, "x", "a", "bc")
	assert tokens.sign(KEY, "x", "a") != tokens.sign(KEY, "x", "a", "")
	assert tokens.sign(KEY, "link", "a") != tokens.sign(KEY, "file", "a")


def test_a_site_without_key_signs_nothing():
	"""A site restored without its configuration hands out no link that everybody can make."""
	with pytest.raises(ValueError, match="no key"):
		tokens.sign("", "link", "a")


@given(st.text())
def test_any_text_is_compared_without_error(text):
	"""Whatever somebody puts into an address is answered as a wrong token."""
	assert not tokens.same(text, tokens.sign(KEY, "x", "y"))
	assert tokens.unseal(KEY, tokens.FILE, text) is None
	assert tokens.draft_began(KEY, "izin-penelitian", text) is None


def test_a_draft_knows_its_form_and_when_it_was_begun():
	"""A robot cannot make up a form that was begun an hour ago, nor use one form's token in another."""
	token = tokens.new_draft(KEY, "izin-penelitian", 1_795_000_000)
	assert tokens.draft_began(KEY, "izin-penelitian", token) == 1_795_000_000
	assert tokens.draft_began(KEY, "permohonan-data", token) is None
	older = token.replace(f".{1_795_000_000:x}.", f".{1_794_000_000:x}.")
	assert older != token
	assert tokens.draft_began(KEY, "izin-penelitian", older) is None


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=30), max_size=4))
def test_sealed_values_come_back_unchanged(values):
	"""The applicant's file is the one that was uploaded, whatever its name."""
	token = tokens.seal(KEY, tokens.FILE, values)
	assert tokens.unseal(KEY, tokens.FILE, token) == values
	assert tokens.unseal(KEY, tokens.LINK, token) is None
	assert tokens.unseal(KEY, tokens.FILE, token[:-1] + ("A" if token[-1] != "A" else "B")) is None
