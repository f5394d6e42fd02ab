"""The SOP document: the office's words to the letter, and the flow drawn through them."""

from dataclasses import replace

import pytest

from dinas_sop.print_formats import symbols
from dinas_sop.print_formats.flowchart import draw
from dinas_sop.print_formats.values import SopSection
from tests.unit.print_formats import reading
from tests.unit.print_formats.samples import RETURNS, sop, sop_data

SOP = sop()
STEPS = [(part, step) for part in sop_data()["bagian"] for step in part["langkah"]]


def _joined(words: str) -> str:
	"""Without spaces: a line may break after the slash of a rule's number."""
	return words.replace(" ", "")


def test_there_are_eighteen_steps():
	"""Protects the office: its SOP is complete."""
	assert len(STEPS) == 18


@pytest.mark.parametrize(
	("part", "step"), STEPS, ids=lambda each: f"{each.get('nama', '')}{each.get('nomor', '')}"
)
def test_each_step_is_printed_word_for_word(part, step):
	"""Protects the office's own document from a single changed word."""
	cells = [f"{step['nomor']}.", step["kegiatan"], *[""] * len(part["kolom_pelaksana"])]
	cells += [step["kelengkapan"], step["waktu"], step["output"], ""]
	assert cells in reading.table_rows(SOP)
	words = reading.text(SOP)
	for name in ("kegiatan", "kelengkapan", "waktu", "output"):
		assert step[name] in words


def test_the_header_page_is_the_offices_own():
	"""Protects the auditor who lays the print beside the signed paper."""
	data, words = sop_data(), _joined(reading.pages(SOP)[0])
	for part in (
		*data["judul_kepala"],
		*data["dasar_hukum"],
		*data["kualifikasi_pelaksana"],
		*data["peralatan"],
		*data["pencatatan_dan_pendataan"],
		data["keterikatan_sop"],
		data["peringatan"],
		data["nama_sop"],
		data["disahkan_oleh"]["jabatan"],
		data["disahkan_oleh"]["nama"],
		f"NIP. {data['disahkan_oleh']['nip']}",
		"Tanggal Pembuatan 1 Februari 2023",
	):
		assert _joined(part) in words, part
	for heading in (
		"Nomor SOP",
		"Tanggal Revisi",
		"Tanggal Efektif",
		"Disahkan oleh",
		"Nama SOP",
		"Dasar Hukum",
	):
		assert _joined(heading) in words
	for heading in (
		"Kualifikasi Pelaksana",
		"Keterikatan SOP",
		"Peralatan/Perlengkapan",
		"Peringatan",
		"Pencatatan & Pendataan",
	):
		assert _joined(heading) in words


def test_each_section_has_its_own_performer_columns():
	"""Protects the reader, who finds the performer by the column."""
	rows = reading.table_rows(SOP)
	for part in sop_data()["bagian"]:
		assert [*part["kolom_pelaksana"], "Kelengkapan", "Waktu", "Output"] in rows
		assert [part["nama"]] in rows


def test_each_symbol_stands_in_its_performers_column():
	"""Protects the clerk who reads off the drawing whose turn it is."""
	for section, drawn in zip(SOP.sections, draw(SOP.sections), strict=True):
		rows = [row for page in drawn.pages for row in page]
		assert [row.step for row in rows] == list(section.steps)
		for row in rows:
			filled = [name for name, cell in zip(section.performers, row.cells, strict=True) if cell.symbol]
			assert filled == [row.step.performer]
		shapes = [next(cell.symbol for cell in row.cells if cell.symbol) for row in rows]
		assert all(symbols.CAPSULE in shape for shape in (shapes[0], shapes[-1]))
		assert all(symbols.BOX in shape for shape in shapes[1:-1])


def test_every_step_but_the_first_is_reached_by_an_arrow():
	"""Protects the reader from a flow with a gap: one head in, lines meeting at the border of two rows."""
	for section, drawn in zip(SOP.sections, draw(SOP.sections), strict=True):
		rows = [row for page in drawn.pages for row in page]
		columns = [section.performers.index(step.performer) for step in section.steps]
		for above, below, start, end in zip(rows, rows[1:], columns, columns[1:], strict=False):
			assert any(layer.startswith("50% 100%") for layer in above.cells[start].layers)
			assert any(layer.startswith("50% 0") for layer in below.cells[start].layers)
			assert below.cells[end].heads == {"top" if start == end else "right" if start > end else "left"}
			for column in range(min(start, end) + 1, max(start, end)):
				assert len(below.cells[column].layers) >= 2


def test_a_step_that_may_send_back_is_a_diamond_with_a_line_to_its_target():
	"""Protects the reader, who must see where a case goes when the answer is no."""
	drawn = draw(sop(RETURNS).sections)
	rows = [row for page in drawn[1].pages for row in page]
	source, target = rows[3].cells[1], rows[1].cells[0]
	assert symbols.DIAMOND in source.symbol and "Tidak" in source.symbol and "Ya" in source.symbol
	assert "back-right" in target.heads
	assert any("100%" in layer and "right" in layer for layer in rows[2].cells[0].layers)


def test_a_long_section_is_cut_with_connectors_and_nothing_is_lost():
	"""Protects the reader of an SOP that has grown over one page."""
	section = SOP.sections[0]
	steps = [replace(step, number=index + 1) for index, step in enumerate(section.steps * 3)]
	long = replace(SOP, sections=[replace(section, steps=steps)])
	page = reading.html(long)
	numbers = [row[0] for row in reading.table_rows(long) if row and row[0].rstrip(".").isdigit()]
	assert numbers == [f"{step.number}." for step in steps]
	tables = page.count('<table class="kisi alur">')
	assert page.count(f'aria-label="{symbols.CONNECTOR}"') == 2 * (tables - 1) > 0
	assert len(reading.sizes_mm(long)) == tables + 1


def test_a_section_that_contradicts_itself_is_refused():
	"""Protects the administrator who edits the SOP: a performer without a column cannot be drawn."""
	step = SOP.sections[0].steps[0]
	with pytest.raises(ValueError, match="Peneliti"):
		SopSection(name="x", performers=["Kepala Dinas"], steps=[step])
	with pytest.raises(ValueError, match="no earlier step"):
		SopSection(name="x", performers=["Peneliti"], steps=[replace(step, returns_to=2)])


def test_a_draft_sop_says_so():
	"""Protects the office from a draft taken for the SOP in force."""
	assert all("KONSEP" in page for page in reading.pages(replace(SOP, draft=True)))
