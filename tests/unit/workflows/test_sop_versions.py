"""What changes between two versions of the SOP."""

from dataclasses import replace

import pytest

from dinas_sop.workflows.sop_versions import (
	EvidenceRow,
	How,
	Part,
	StepRow,
	Version,
	compare,
	matched_steps,
	standards_by_state,
)

DATA, RESEARCH = "Data Request", "Research Permit"


def step(number, state, activity, standard="1 Hari", doctype=DATA, **values):
	return StepRow(doctype, number, state, {"activity": activity, "standard_time": standard, **values})


def evidence(number, field, mandatory="1", final_state="", **values):
	return EvidenceRow(
		DATA, number, final_state, ("Field is filled", field), {"mandatory": mandatory, **values}
	)


OLD = Version(
	header={"sop_name": "Pengelolaan Layanan", "warning": ""},
	sections={DATA: {"section_name": "Permintaan Data", "closing_state": "Selesai"}},
	steps=(
		step(1, "", "Mengajukan permohonan", "Menyesuaikan"),
		step(2, "Diajukan", "Memberi disposisi"),
		step(3, "Pemrosesan Data", "Menyiapkan data"),
		step(4, "Terkirim", "Menerima data"),
	),
	evidence=(evidence(2, "dispositions"), evidence(4, "receipt_confirmed_on")),
)


def changed(new: Version) -> list[tuple]:
	return [(c.part, c.how, c.step, c.column, c.before, c.after) for c in compare(OLD, new)]


def steps(*rows) -> Version:
	return replace(OLD, steps=rows)


def test_a_version_is_no_change_of_itself():
	"""Protects the administrator who pressed "New version" and nothing else: nothing is made up."""
	assert compare(OLD, OLD) == []


def test_a_duration_and_words_are_told_by_step():
	"""Protects the Kepala Dinas who signs: every duration and every word that changes is named, old beside new."""
	one, _two, three, four = OLD.steps
	new = steps(
		one, step(2, "Diajukan", "Memberi disposisi", "2 Jam"), step(3, three.state, "Olah data"), four
	)
	assert changed(new) == [
		(Part.STEP, How.CHANGED, 2, "standard_time", "1 Hari", "2 Jam"),
		(Part.STEP, How.CHANGED, 3, "activity", "Menyiapkan data", "Olah data"),
	]


def test_an_inserted_step_moves_the_others_and_changes_nothing_else():
	"""Protects the reader from a page of false changes: what moved down by one is the same step."""
	one, two, three, four = OLD.steps
	new = steps(
		one, two, step(3, "Paraf", "Memberi paraf"), replace(three, number=4), replace(four, number=5)
	)
	new = replace(new, evidence=(evidence(2, "dispositions"), evidence(5, "receipt_confirmed_on")))
	assert changed(new) == [
		(Part.STEP, How.ADDED, 3, "activity", "", "Memberi paraf"),
		(Part.STEP, How.CHANGED, 4, "step_number", "3", "4"),
		(Part.STEP, How.CHANGED, 5, "step_number", "4", "5"),
	]


def test_a_removed_step_takes_its_evidence_along():
	"""Protects the auditor: what is not asked any more is said, though another step has its number now."""
	one, _two, three, four = OLD.steps
	new = steps(one, replace(three, number=2), replace(four, number=3))
	new = replace(new, evidence=(evidence(2, "dispositions"), evidence(3, "receipt_confirmed_on")))
	told = changed(new)
	assert (Part.STEP, How.REMOVED, 2, "activity", "Memberi disposisi", "") in told
	assert [row[:3] for row in told if row[0] is Part.EVIDENCE] == [
		(Part.EVIDENCE, How.REMOVED, 2),
		(Part.EVIDENCE, How.ADDED, 2),
	]


def test_a_renamed_state_is_one_change_of_the_same_step():
	"""Protects the administrator who renames a state: the step is recognised by its words."""
	one, two, three, four = OLD.steps
	assert changed(steps(one, two, replace(three, state="Pengolahan"), four)) == [
		(Part.STEP, How.CHANGED, 3, "state", "Pemrosesan Data", "Pengolahan")
	]


def test_evidence_that_is_added_dropped_or_asked_otherwise():
	"""Protects staff: what a step will ask of them next is told before it does."""
	new = replace(
		OLD,
		evidence=(
			evidence(2, "dispositions", mandatory="0"),
			evidence(3, "decision"),
			evidence(0, "legal_ground", final_state="Ditolak"),
		),
	)
	found = [c for c in compare(OLD, new) if c.part is Part.EVIDENCE]
	assert [(c.how, c.step, c.final_state, c.subject[1], c.before, c.after) for c in found] == [
		(How.CHANGED, 2, "", "dispositions", "1", "0"),
		(How.ADDED, 3, "", "decision", "", ""),
		(How.REMOVED, 4, "", "receipt_confirmed_on", "", ""),
		(How.ADDED, 0, "Ditolak", "legal_ground", "", ""),
	]


def test_sections_and_the_header_are_compared_too():
	"""Protects the reader of Dokumen SOP: a new title, a renamed section or one more process does not slip by."""
	new = replace(
		OLD,
		header={"sop_name": "Pengelolaan Layanan Data", "warning": ""},
		sections={
			DATA: {"section_name": "Permintaan Data (Eksternal)", "closing_state": "Selesai"},
			RESEARCH: {},
		},
	)
	assert [(c.part, c.how, c.doctype, c.column) for c in compare(OLD, new)] == [
		(Part.SECTION, How.CHANGED, DATA, "section_name"),
		(Part.SECTION, How.ADDED, RESEARCH, ""),
		(Part.HEADER, How.CHANGED, "", "sop_name"),
	]


@pytest.mark.parametrize(
	("state", "standard"),
	[
		("Diajukan", "2 Jam"),
		("Pemrosesan Data", "3 Hari"),
		("Pengolahan", "3 Hari"),
		("Terkirim", ""),
		("Paraf", "30 Menit"),
	],
)
def test_a_visit_finds_its_new_duration_by_its_state(state, standard):
	"""Protects the number told before publishing: a step that moved, was renamed or is gone is measured as it would be."""
	one, *_rest = OLD.steps
	new = steps(
		one,
		step(2, "Paraf", "Memberi paraf", "30 Menit"),
		step(3, "Diajukan", "Memberi disposisi", "2 Jam"),
		step(4, "Pengolahan", "Menyiapkan data", "3 Hari"),
	)
	assert standards_by_state(new, matched_steps(OLD, new))[DATA, state] == standard


def test_processes_do_not_mix():
	"""Protects research from the changes of data requests: both have a step that waits in Diajukan."""
	other = step(2, "Diajukan", "Menerima surat", "10 Menit", doctype=RESEARCH)
	old, new = replace(OLD, steps=(*OLD.steps, other)), replace(OLD, steps=OLD.steps)
	[change] = compare(old, new)
	assert (change.how, change.doctype, change.before) == (How.REMOVED, RESEARCH, "Menerima surat")
