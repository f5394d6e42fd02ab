"""Paper: size, type, how many pages, and what each of them carries."""

import re
from dataclasses import replace

import pytest

from dinas_sop.print_formats import renderer
from dinas_sop.print_formats.values import PageSetup
from tests.unit.print_formats import reading
from tests.unit.print_formats.samples import DATA_REPLY, DOCUMENTS, OFFICE, RECOMMENDATION, VERIFY_URL

LETTERS = [
	"tanda_terima",
	"surat_rekomendasi",
	"surat_keterangan_selesai",
	"surat_pernyataan",
	"surat_balasan",
]
LONG = replace(
	DATA_REPLY, body=["Keadaan koperasi pada tahun ini dijelaskan dengan panjang lebar. " * 14] * 5
)


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize(("paper", "size"), [("F4", (215, 330)), ("A4", (210, 297))])
def test_a_letter_is_one_sheet_of_the_offices_paper(name, paper, size):
	"""Protects the clerk at the printer: the right paper, and no second sheet with only a signature."""
	assert reading.sizes_mm(replace(DOCUMENTS[name], paper=paper)) == [size]


@pytest.mark.parametrize(("paper", "size"), [("F4", (165, 215)), ("A4", (148, 210))])
def test_the_disposition_sheet_is_half_a_sheet(paper, size):
	"""Protects the Kepala Dinas's secretary, who clips it to the letter."""
	assert reading.sizes_mm(replace(DOCUMENTS["lembar_disposisi"], paper=paper)) == [size]


@pytest.mark.parametrize(("paper", "size"), [("F4", (330, 215)), ("A4", (297, 210))])
@pytest.mark.parametrize("name", ["lembar_kendali", "penilaian_sop"])
def test_wide_tables_lie_across(name, paper, size):
	"""Protects the Sekretariat, who needs eleven columns readable."""
	assert set(reading.sizes_mm(replace(DOCUMENTS[name], paper=paper))) == {size}


@pytest.mark.parametrize(("paper", "upright"), [("F4", (215, 330)), ("A4", (210, 297))])
def test_the_sop_has_an_upright_header_and_tables_across(paper, upright):
	"""Protects the office's organisation bureau, which knows the form of PermenPAN-RB 35/2012."""
	first, *others = reading.sizes_mm(replace(DOCUMENTS["dokumen_sop"], paper=paper))
	assert first == upright and set(others) == {upright[::-1]} and len(others) == 2


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_set_in_arial_metrics(name):
	"""Protects the office from a letter in a typeface no rule names."""
	assert {font.replace("-", "").split("Sans")[0] for font in reading.fonts(DOCUMENTS[name])} <= {
		"Liberation",
		"Arial",
		"ArialMT",
	}


def test_a_longer_letter_is_numbered_from_page_two_and_leads_over():
	"""Protects the reader of a two-page letter from losing or swapping a sheet."""
	first, second = reading.pages(LONG)
	assert "- 2 -" in second and "- 1 -" not in first
	assert f" {second.split()[0].rstrip('.')} …" in first and "…" not in second
	assert VERIFY_URL in first and VERIFY_URL in second
	assert "Demikian atas perhatian" in second and DATA_REPLY.signatory.name in second


def test_margins_and_type_are_the_offices_to_set():
	"""Protects the clerk who finds other measures in the office's own rule."""
	wide = replace(OFFICE, page=PageSetup(margin_left_cm=4, font_size_pt=12, font_family="Bookman Old Style"))
	page = renderer.html(replace(RECOMMENDATION, office=wide, basis=[], considering=[], details=[]))
	assert (
		"2cm 2.5cm 4cm" in page
		and "font-size: 12" in page
		and '"Bookman Old Style", "Arial", "Liberation Sans"' in page
	)
	for wrong in ({"margin_left_cm": 12}, {"font_size_pt": 30}, {"line_height": "1"}):
		with pytest.raises(ValueError):
			PageSetup(**wrong)


def test_what_is_previewed_is_what_is_printed():
	"""Protects the Sekretariat, who approves the preview and issues the PDF."""
	page = renderer.html(RECOMMENDATION)
	assert page.startswith("<!DOCTYPE html>") and '<html lang="id">' in page
	loaded = re.findall(r"""(?:src|href)=["']?([^"'\s>]+)|url\(["']?([^"')]+)""", page)
	assert loaded and all("".join(each).startswith("data:") for each in loaded)
