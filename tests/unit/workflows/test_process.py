"""The shipped processes read as the design's tables say."""

import pytest

from dinas_sop.workflows.process import Column, Kind, parse_columns
from tests.unit.workflows.processes import shipped, with_paraf
from tests.unit.workflows.walks import DATA, RESEARCH, WAY

TURNS = {
	RESEARCH: {
		"Diajukan": (3, "Petugas Frontliner"),
		"Perlu Dilengkapi": (0, "Peneliti"),
		"Diterima": (4, "Petugas Surat Masuk"),
		"Menunggu Disposisi": (5, "Kepala Dinas"),
		"Menunggu Rekomendasi": (6, "Sekretariat"),
		"Menunggu Pemberitahuan": (7, "Petugas Frontliner"),
		"Penelitian Berlangsung": (8, "Peneliti"),
		"Pengumpulan Data": (9, "Peneliti"),
		"Menunggu Surat Keterangan": (10, "Sekretariat"),
		"Menunggu Salinan Hasil": (11, "Peneliti"),
	},
	DATA: {
		"Diajukan": (2, "Kepala Dinas"),
		"Perlu Dilengkapi": (0, "Pemohon"),
		"Menunggu Pernyataan": (3, "Pemohon"),
		"Pemrosesan Data": (4, "Unit Kerja"),
		"Penyusunan Surat Balasan": (5, "Unit Kerja"),
		"Menunggu Tanda Tangan": (6, "Kepala Dinas"),
		"Terkirim": (7, "Pemohon"),
	},
}


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_each_state_waits_for_its_step_and_has_its_turn(doctype):
	"""Protects every official's queue: the first `allow_edit` row has the turn, the others may help."""
	process = shipped(doctype)
	found = {state: (process.step_of(state), process.turn(state)) for state in TURNS[doctype]}
	assert found == TURNS[doctype]
	finals = {s for s in process.states if process.is_final(s)}
	assert finals == set(process.states) - set(TURNS[doctype])
	assert {process.turn(s) for s in finals} == {""}, "nobody has the turn of a case that is over"


def test_steps_before_the_first_state_are_the_applicants_own():
	"""Protects the applicant: the office does not ask for what it has not yet taken in hand."""
	assert shipped(RESEARCH).early_steps == {1, 2}
	assert shipped(DATA).early_steps == {1}
	assert with_paraf(shipped(RESEARCH)).early_steps == {1, 2}


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_the_straight_way_is_in_the_workflow(doctype):
	"""Protects whoever reads these tests: the way they walk is the shipped Workflow's own."""
	process = shipped(doctype)
	for state, role, _values, target in WAY[doctype]:
		assert target in {t.next_state for t in process.moves_from(state, {role})}, state


def test_every_state_can_be_left_or_is_final():
	"""Protects the applicant whose case would stand in a state without a way on for ever."""
	for doctype in (RESEARCH, DATA):
		process = shipped(doctype)
		for state in process.states:
			if not process.is_final(state):
				assert any(t.state == state for t in process.transitions), state


def test_every_return_has_a_way_back_to_the_state_that_asked():
	"""Protects the applicant who has corrected everything and must get back into the same hands."""
	for doctype in (RESEARCH, DATA):
		process = shipped(doctype)
		asking = {t.state for t in process.transitions if t.next_state == process.correction}
		back = {t.next_state: t.condition for t in process.transitions if t.state == process.correction}
		for state in asking:
			assert back[state] == f'doc.returned_from == "{state}"'


def test_lines_of_columns_as_an_administrator_writes_them():
	"""Protects the administrator who types the rows' conditions by hand, blanks and all."""
	assert parse_columns("status = Terbuka | Selesai\n\n  department \nnote=") == (
		Column("status", ("Terbuka", "Selesai")),
		Column("department"),
		Column("note"),
	)
	assert parse_columns(None) == parse_columns(" \n ") == ()


@pytest.mark.parametrize(
	("column", "row", "holds"),
	[
		(Column("instruction"), {"instruction": "Proses"}, True),
		(Column("instruction"), {"instruction": ""}, False),
		(Column("instruction"), {}, False),
		(Column("copies"), {"copies": 0}, False),
		(Column("status", ("Selesai", "Ditarik")), {"status": "Ditarik"}, True),
		(Column("status", ("Selesai", "Ditarik")), {"status": "Terbuka"}, False),
		(Column("checked", ("1",)), {"checked": 1}, True),
	],
)
def test_columns_of_a_row(column, row, holds):
	"""Protects the Unit Kerja: a row counts when its column is filled or holds one of the given values."""
	assert column.holds(row) is holds


def test_a_field_belongs_to_the_steps_whose_evidence_names_it():
	"""Protects each official from the others: whose field it is, is said by the SOP alone."""
	research, data = shipped(RESEARCH), shipped(DATA)
	assert research.steps_owning("tnde_number") == {4}
	assert research.steps_owning("title") == frozenset()
	assert research.final_states_owning("legal_ground") == {"Ditolak"}
	assert data.steps_owning("dispositions") == {2, 4}
	assert data.steps_asking_row("dispositions") == {2}, "step 4 only looks at the rows"
	assert data.letter_steps("Surat Balasan Permohonan Data") == {5, 6}
	needed = {e.kind for e in data.evidence_of(step=4) if e.mandatory}
	assert needed == {Kind.FILLED, Kind.ROW, Kind.ROWS}
	extending = [e.step for e in data.evidence if e.letter == "Surat Pemberitahuan Perpanjangan Waktu"]
	assert extending == [2, 4, 5, 6], "wherever the office holds the request"
	assert [e.field for e in data.evidence_of(final_state="Ditolak")] == ["legal_ground"]
