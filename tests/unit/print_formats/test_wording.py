"""The office's own words."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.print_formats import kinds
from dinas_sop.print_formats.default_wording import DEFAULTS
from dinas_sop.print_formats.wording import (
	WordingError,
	blank_names,
	check,
	fill,
	fill_list,
	fill_paragraphs,
	names_in,
	placeholders,
)

NAMES = sorted(placeholders(kinds.RECOMMENDATION))


def test_values_are_written_as_letters_write_them():
	"""Protects the Sekretariat, who writes {tanggal_bakesbangpol} and expects a date in words."""
	values = {
		"nama": "Rina",
		"tgl": date(2026, 10, 5),
		"saat": datetime(2026, 10, 5, 9, 1),
		"anggota": ["A", "B"],
		"x": None,
	}
	assert fill("{nama}, {tgl}", values) == "Rina, 5 Oktober 2026"
	assert fill("{saat}: {anggota}{x}", values) == "5 Oktober 2026 pukul 09.01 WIB: A, B"
	assert fill("{ nama }", values) == "Rina"


@pytest.mark.parametrize(
	"text", ["{jduul}", "{nama.__class__}", "{nama!r}", "{nama[0]}", "{0}", "{}", "{nama:>9}"]
)
def test_an_unknown_placeholder_is_answered_with_the_known_ones(text):
	"""Protects the administrator who mistypes a name, and the server from wording that is code."""
	with pytest.raises(WordingError) as error:
		check(f"Saudara {text}", kinds.RECOMMENDATION)
	assert error.value.unknown and "{judul}" in str(error.value) and "judul" in error.value.known
	with pytest.raises(WordingError):
		fill(text, {"nama": "Rina"})


@pytest.mark.parametrize("text", ["{nama", "nama}", "{{nama}}", "{{7*7}}", "{% if x %}"])
def test_stray_braces_are_refused(text):
	"""Protects the recipient from a letter with half a placeholder in it."""
	with pytest.raises(WordingError):
		fill(text, {"nama": "Rina"})


def test_an_applicants_value_is_never_read_again():
	"""Protects the office from an applicant named "{nip_penandatangan}" or "{{7*7}}"."""
	values = {"nama": "{judul} {{7*7}} ${ttd_pengirim}", "judul": "rahasia"}
	assert fill("Yth. {nama}", values) == "Yth. {judul} {{7*7}} ${ttd_pengirim}"


def test_anchors_of_tnde_stay_as_they_are():
	"""Protects the clerk who takes a draft to TNDE, where ${ttd_pengirim} is replaced."""
	assert fill("${ttd_pengirim} {nama}", {"nama": "Rina"}) == "${ttd_pengirim} Rina"
	assert names_in("${ttd_pengirim} {nama}") == ("nama",)
	with pytest.raises(WordingError, match="tdt_pengirim"):
		fill("${tdt_pengirim}", {})


def test_a_line_without_its_value_is_left_out():
	"""Protects the recipient from "Surat nomor  tanggal ." where there was no campus letter."""
	text = "Surat kampus nomor {nomor}\n\nSurat Bakesbangpol\n"
	assert fill_list(text, {"nomor": ""}) == ("Surat Bakesbangpol",)
	assert fill_list(text, {"nomor": "7"}) == ("Surat kampus nomor 7", "Surat Bakesbangpol")
	assert blank_names(text, {"nomor": None}) == ("nomor",)
	assert fill_paragraphs("{nama}\n\nDua", {"nama": "a\nb"}) == ("a\nb", "Dua")


@pytest.mark.parametrize("kind", DEFAULTS)
def test_the_shipped_wording_uses_known_placeholders_only(kind):
	"""Protects the office on its first day: the letters it starts with can be issued."""
	for text in DEFAULTS[kind].values():
		check(text, kind)


def test_every_kind_says_what_it_knows():
	"""Protects the administrator who looks up which placeholders a letter has."""
	for kind in (*kinds.LETTERS, kinds.COMMITMENT):
		assert placeholders(kind)["nama"] == "nama pemohon"
	with pytest.raises(ValueError, match=kinds.RECOMMENDATION):
		placeholders("Surat Cinta")


@given(
	st.lists(
		st.one_of(
			st.sampled_from(NAMES).map("{{{}}}".format), st.text().filter(lambda t: not set(t) & set("{}$"))
		)
	)
)
def test_filling_changes_placeholders_and_nothing_else(pieces):
	"""Protects the office's words: no character of them is lost or added."""
	values = {name: f"<{name}>" for name in NAMES}
	expected = "".join(values[piece[1:-1]] if piece[:1] == "{" else piece for piece in pieces)
	assert fill("".join(pieces), values) == expected


@given(st.text(alphabet="ab{}$ nama_.!:[]%", max_size=30))
def test_any_text_is_either_refused_or_filled(text):
	"""Protects the Letter Template form from failing in any other way than with a message."""
	try:
		result = fill(text, {"nama": "RINA"})
	except WordingError:
		return
	assert result == text.replace("{nama}", "RINA") or "{ nama" in text or "nama }" in text
