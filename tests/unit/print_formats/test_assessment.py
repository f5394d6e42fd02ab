"""Monitoring and Evaluasi SOP, read back from the paper."""

from dataclasses import replace

from dinas_sop.print_formats import renderer
from tests.unit.print_formats import reading
from tests.unit.print_formats.samples import EVALUATION


def test_the_form_has_the_columns_of_the_rule_and_the_assessors_words():
	"""Protects the organisation bureau, which knows Table 7 of PermenPAN-RB 35/2012."""
	words = reading.text(EVALUATION)
	for part in (
		"FORMULIR EVALUASI PENERAPAN SOP AP",
		"1 Januari 2026 s.d. 31 Desember 2026",
		"Prosedur",
		"Penilaian Terhadap Penerapan",
		"Catatan Hasil Penilaian",
		"Tindakan yang Harus Diambil",
		"Paraf Penilai",
		"18 tepat waktu (75 %)",
		"Antrean pada hari Senin.",
		"Usulan waktu: 15 Menit",
		"Tambah petugas pada hari Senin.",
		"Kesimpulan: SOP berjalan",
		"11 Januari 2027",
		EVALUATION.assessor.name,
		"Halaman 1 dari 1",
	):
		assert part in words, part


def test_a_tick_stands_in_the_column_of_the_verdict_and_none_where_there_is_no_verdict():
	"""Protects the staff of a step: a step that was not judged is not called good or bad."""
	page = reading.html(EVALUATION)
	rows = [row.split("<td") for row in page.split("<tr")]
	ticks = {
		cells[2].partition(">")[2].partition("<")[0].strip(): [
			number for number, cell in enumerate(cells) if "<svg" in cell
		]
		for cells in rows
		if len(cells) > 5
	}
	assert ticks["Mudah dipahami"] == [3] and ticks["Mudah dilaksanakan"] == [4]
	assert ticks["Sinergi satu dengan lainnya"] == []
	assert ticks["Menerima surat pengantar"] == [4] and ticks["Memberitahukan kepada peneliti"] == [3]
	assert ticks["Pemohon menerima surat balasan"] == []


def test_monitoring_is_the_same_form_without_questions():
	"""Protects the assessor of a half-year from questions of the yearly form."""
	page = renderer.html(replace(EVALUATION, title="Formulir Monitoring Pelaksanaan SOP AP", questions=[]))
	assert "Mudah dipahami" not in page and "Pelaksanaan setiap langkah" not in page
	assert "Formulir Monitoring Pelaksanaan SOP AP" in page
