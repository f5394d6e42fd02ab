"""Whose field is it? Who may write what, where the case stands."""

from dataclasses import replace

import pytest

from dinas_sop.workflows import ownership, rules
from dinas_sop.workflows.attempts import Code, TableChange
from dinas_sop.workflows.ownership import tracked_change_allowed
from dinas_sop.workflows.process import Column, Evidence, Kind
from tests.unit.workflows.case import codes, columns_of
from tests.unit.workflows.processes import shipped, with_evidence
from tests.unit.workflows.walks import DATA, RESEARCH, give, walk_to

OPEN = {"name": "1", "status": "Terbuka", "unit": "sendiri", "current": True, "note": ""}


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_every_field_is_written_by_its_steps_editors_only(doctype):
	"""Protects each official's field from every other role in every state that a case passes."""
	process = shipped(doctype)
	roles = sorted({t.role for t in process.transitions} | {"Tamu"})
	for state in [s.state for s in process.steps if s.state]:
		case = walk_to(doctype, state)
		step = process.step_of(state)
		for name in columns_of(process)["fields"]:
			for role in roles:
				refusals = rules.decide(case.attempt(frozenset({role}), values={name: "nilai lain"}))
				may = step in process.steps_owning(name) and role in process.editors(state)
				assert (not refusals) == may, (state, name, role)


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_nothing_is_written_in_a_final_state(doctype):
	"""Protects the archive, from Administrator with every role too."""
	process = shipped(doctype)
	everyone = frozenset(t.role for t in process.transitions) | {"Sekretariat"}
	for state in [process.closing, *process.finals]:
		case = walk_to(doctype, process.closing)
		case.state = state
		for name in columns_of(process)["fields"] + ["title", "custom"]:
			assert codes(case.save(everyone, values={name: "x"})) == {Code.FINAL}, (state, name)
		refusals = case.save(everyone, rows={"dispositions": [OPEN | {"name": "neu"}]})
		assert codes(refusals) == {Code.FINAL}
		assert codes(case.save(everyone, ticks=frozenset({process.evidence[0].key}))) == {Code.TICK}


def test_nothing_is_written_on_the_way_out_of_the_archive():
	"""Protects the archived copy: Tolak Salinan moves the case and touches nothing in it."""
	case = walk_to(RESEARCH, "Diarsipkan")
	refusals = case.save(
		"Petugas Frontliner", "Menunggu Salinan Hasil", reason="rusak", values={"result_file": "/x"}
	)
	assert codes(refusals) == {Code.FINAL}


def test_a_field_that_no_row_names_belongs_to_the_application():
	"""Protects the applicant's words, an administrator's new field included: written once, then by Correction."""
	case = walk_to(RESEARCH, "Diterima")
	for role in ("Petugas Surat Masuk", "Petugas Frontliner", "Peneliti", "Kepala Dinas"):
		for name in ("title", "custom_baru"):
			assert codes(case.save(role, values={name: "x"})) == {Code.FIELD_OF_APPLICATION}


def test_who_acts_writes_the_step_that_the_action_leaves_and_never_another():
	"""Protects the Sekretariat: the Kepala Dinas writes his disposition with the move, not her unit."""
	case = walk_to(RESEARCH, "Menunggu Disposisi")
	given = give(case, "Menunggu Disposisi")
	given["values"] = {"unit_kerja": "A"}
	assert codes(case.save("Kepala Dinas", "Menunggu Rekomendasi", **given)) == {Code.FIELD_OF_STEP}
	given["values"] = {"tnde_number": "9"}
	assert codes(case.save("Kepala Dinas", "Menunggu Rekomendasi", **given)) == {Code.FIELD_OF_STEP}


def test_the_engines_own_fields_are_nobodys():
	"""Protects the log and the number: read-only fields are refused even to who may write everything else."""
	case = walk_to(RESEARCH, "Diterima")
	attempt = case.attempt(frozenset({"Petugas Surat Masuk"}), values={"tnde_number": "1"})
	attempt = replace(attempt, engine_fields=("tracking_code",))
	assert codes(rules.decide(attempt)) == {Code.FIELD_OF_ENGINE}


def test_saving_first_and_moving_later():
	"""Protects whoever is called away in the middle: "Simpan dulu" keeps what was typed and moves nothing."""
	case = walk_to(RESEARCH, "Diterima")
	assert not case.save("Petugas Surat Masuk", values={"tnde_number": "12"})
	assert case.state == "Diterima" and case.values["tnde_number"] == "12"
	assert not case.save("Petugas Surat Masuk", "Menunggu Disposisi", values={"tnde_date": "2026-11-24"})


def test_the_refusal_says_whose_turn_it_is():
	"""Protects the user who meets it: not just "no", but which step and whose."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	(refusal,) = case.save("Kepala Dinas", values={"unit_kerja": "A"})
	assert (refusal.code, refusal.step, refusal.state) == (Code.NOT_YOUR_TURN, 6, "Menunggu Rekomendasi")
	(refusal,) = case.save("Sekretariat", values={"tnde_number": "9"})
	assert (refusal.code, refusal.step) == (Code.FIELD_OF_STEP, 4)


@pytest.mark.parametrize(
	("doctype", "state", "letter", "drafters"),
	[
		(RESEARCH, "Menunggu Rekomendasi", "Surat Rekomendasi Penelitian", {"Sekretariat"}),
		(RESEARCH, "Menunggu Disposisi", "Surat Rekomendasi Penelitian", set()),
		(RESEARCH, "Menunggu Rekomendasi", "Surat Keterangan Selesai Penelitian", set()),
		(DATA, "Penyusunan Surat Balasan", "Surat Balasan Permohonan Data", {"Unit Kerja"}),
		(DATA, "Menunggu Tanda Tangan", "Surat Balasan Permohonan Data", {"Kepala Dinas", "Unit Kerja"}),
		(DATA, "Terkirim", "Surat Balasan Permohonan Data", set()),
		(DATA, "Selesai", "Surat Balasan Permohonan Data", set()),
	],
)
def test_letters_are_made_by_who_edits_the_step_that_names_them(doctype, state, letter, drafters):
	"""Protects the Kepala Dinas's signature: no other role or step drafts, issues or replaces his letter."""
	process = shipped(doctype)
	roles = {t.role for t in process.transitions} | {"Tamu"}
	found = {r for r in roles if ownership.may_draft(process, state, frozenset({r}), letter)}
	assert found == drafters


# --- rows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("change", "may_add", "allowed"),
	[
		(TableChange(added=(OPEN,)), True, True),
		(TableChange(added=({"name": "2"},)), True, True),
		(TableChange(added=(OPEN,)), False, False),
		(TableChange(added=(OPEN | {"status": "Selesai"},)), True, False),
		(TableChange(removed=(OPEN,)), True, True),
		(TableChange(removed=(OPEN | {"current": False},)), True, False),
		(TableChange(removed=(OPEN,)), False, False),
		(TableChange(changed=((OPEN, OPEN | {"note": "x"}),)), True, True),
		(TableChange(changed=((OPEN, OPEN | {"note": "x"}),)), False, False),
		(
			TableChange(changed=((OPEN | {"current": False}, OPEN | {"current": False, "note": "x"}),)),
			True,
			False,
		),
		(TableChange(changed=((OPEN, OPEN | {"status": "Selesai"}),)), False, True),
		(
			TableChange(changed=((OPEN | {"unit": "lain"}, OPEN | {"unit": "lain", "status": "Selesai"}),)),
			True,
			False,
		),
		(TableChange(changed=((OPEN, OPEN | {"status": "Ditarik"}),)), True, True),
		(TableChange(changed=((OPEN, OPEN | {"status": "Ditarik"}),)), False, False),
		(TableChange(changed=((OPEN, OPEN | {"status": "Dikembalikan"}),)), True, False),
		(TableChange(changed=((OPEN | {"status": "Selesai"}, OPEN),)), True, False),
		(TableChange(changed=((OPEN, OPEN | {"status": "Selesai", "note": "x"}),)), True, False),
	],
)
def test_rows_of_a_disposition_sheet_are_history(change, may_add, allowed):
	"""Protects the Lembar Disposisi: the Kepala Dinas adds and withdraws, a unit marks its own row done."""
	assert tracked_change_allowed(change, may_add) is allowed


def test_a_unit_closes_its_own_row_while_it_processes_the_data():
	"""Protects the unit in charge: the others say themselves that they are done, and nobody for them."""
	case = walk_to(DATA, "Pemrosesan Data")
	rows = case.tables["dispositions"]
	other = {**rows[0], "name": "lain", "unit": "lain", "department": "Bidang B"}
	case.tables["dispositions"] = [*rows, other]
	refusals = case.save("Unit Kerja", "Penyusunan Surat Balasan", **give(case, "Pemrosesan Data"))
	assert codes(refusals) == {Code.EVIDENCE}, "another unit's disposition is still open"
	done = [*rows, other | {"status": "Selesai"}]
	assert codes(case.save("Unit Kerja", rows={"dispositions": done})) == {Code.ROWS}
	own_done = [rows[0] | {"status": "Selesai"}, other]
	assert not case.save("Unit Kerja", rows={"dispositions": own_done})


def test_rows_that_a_step_asks_for_are_added_and_changed_by_it():
	"""Protects the Unit Kerja: data files come and go while the data are processed, and never after."""
	case = walk_to(DATA, "Pemrosesan Data")
	assert not case.save("Unit Kerja", rows={"data_files": [{"name": "1", "file": "/a"}]})
	assert not case.save("Unit Kerja", rows={"data_files": [{"name": "1", "file": "/b"}]})
	assert not case.save("Unit Kerja", rows={"data_files": []})
	assert codes(case.save("Unit Kerja", rows={"requested_data": []})) == {Code.FIELD_OF_STEP}
	case = walk_to(DATA, "Penyusunan Surat Balasan")
	assert codes(case.save("Unit Kerja", rows={"data_files": []})) == {Code.FIELD_OF_STEP}


def test_a_table_whose_rows_are_only_judged_is_changed_in_the_judged_columns_only():
	"""Protects the applicant's team list that an office lets step 3 check: a tick per row, no other word."""
	check = Evidence(
		"3:team", Kind.ROWS, step=3, field="team_members", columns=(Column("checked", ("Ya", "Tidak")),)
	)
	case = walk_to(RESEARCH, "Diajukan")
	case.process = with_evidence(case.process, check)
	case.tables["team_members"] = [{"name": "1", "member_name": "Budi", "checked": ""}]

	def save(**columns):
		row = {"name": "1", "member_name": "Budi", "checked": ""} | columns
		return codes(
			rules.decide(case.attempt(frozenset({"Petugas Frontliner"}), rows={"team_members": [row]}))
		)

	assert save(checked="Ya") == set()
	assert save(checked="Mungkin") == {Code.ROWS}
	assert save(member_name="Andi") == {Code.ROWS}
	assert codes(case.save("Petugas Frontliner", rows={"team_members": []})) == {Code.ROWS}
