"""The words of a letter before it is issued: what stands in a new draft, and what the clerk must still write."""

import json
from datetime import date
from pathlib import Path

import pytest

import dinas_sop
from dinas_sop.letters import words
from dinas_sop.print_formats import kinds, wording

SHIPPED = Path(dinas_sop.__file__).parent / "fixtures" / "once" / "letter_template.json"
VALUES = {
	"nama": "Siti Aminah",
	"instansi": "Universitas Negeri Surabaya",
	"nomor_surat_kampus": None,
	"hal_surat": "",
	"tanggal_surat_ini": date(2026, 11, 24),
}


def test_a_draft_begins_with_the_words_filled_from_the_case():
	"""Protects the secretary, who would otherwise type the applicant's name into every letter."""
	filled = words.prefill({"opening": "Diberikan kepada {nama}, {instansi}.\nTerima kasih."}, VALUES)
	assert filled["opening"] == "Diberikan kepada Siti Aminah, Universitas Negeri Surabaya.\nTerima kasih."


def test_what_the_case_lacks_stays_to_be_seen_in_a_sentence_and_leaves_a_list():
	"""Protects the reader from "nomor  tanggal ", and from a Dasar that cites a letter nobody wrote."""
	filled = words.prefill(
		{
			"opening": "Menunjuk surat hal {hal_surat}:",
			"considering": "Surat {instansi};\nSurat nomor {nomor_surat_kampus}.",
		},
		VALUES,
	)
	assert filled["opening"] == "Menunjuk surat hal {hal_surat}:"
	assert filled["considering"] == "Surat Universitas Negeri Surabaya."
	assert words.unfilled(filled.values(), VALUES) == ("hal_surat",)


def test_date_and_signatory_wait_for_the_day_of_issue():
	"""Protects the letter from the date on which somebody happened to begin it."""
	filled = words.prefill(
		{"closing": "Surabaya, {tanggal_surat_ini}", "basis": "{tanggal_surat_ini};"}, VALUES
	)
	assert filled["closing"] == "Surabaya, {tanggal_surat_ini}"
	assert filled["basis"] == "{tanggal_surat_ini}."


def test_an_applicants_brace_is_no_placeholder():
	"""Protects the secretary from a title such as "{alamat}" that would pull other data into the letter."""
	filled = words.prefill(
		{"opening": "Judul: {nama}"}, VALUES | {"nama": "Analisis {alamat} ${ttd_pengirim}"}
	)
	assert filled["opening"] == "Judul: Analisis (alamat) $(ttd_pengirim)"


def test_the_hash_follows_every_word_and_row():
	"""Protects rule 5: a revised letter is a changed one, an untouched one is not."""
	first = words.content_hash({"opening": "a"}, [["Judul", "x"]])
	assert first == words.content_hash({"opening": "a ", "status": "Terbit"}, [["Judul", "x"]])
	assert first != words.content_hash({"opening": "b"}, [["Judul", "x"]])
	assert first != words.content_hash({"opening": "a"}, [["Judul", "y"]])
	assert first != words.content_hash({"opening": "a", "signatory": "lain"}, [["Judul", "x"]])


@pytest.mark.parametrize(
	("number", "word"),
	[
		(1, "satu"),
		(10, "sepuluh"),
		(11, "sebelas"),
		(15, "lima belas"),
		(20, "dua puluh"),
		(42, "empat puluh dua"),
		(123, "123"),
	],
)
def test_counts_are_written_as_letters_write_them(number, word):
	"""Protects the line Lampiran: "1 (satu) berkas"."""
	assert words.count_in_words(number) == word


@pytest.mark.parametrize("template", json.loads(SHIPPED.read_text(encoding="utf-8")), ids=lambda t: t["name"])
def test_shipped_templates_use_placeholders_their_layout_knows(template):
	"""Protects the office's first letter: a slip in the shipped words would stop it on the day it is needed."""
	assert template["layout"] in kinds.LETTERS
	for field in words.TEMPLATE_WORDS:
		wording.check(template.get(field) or "", template["layout"])
