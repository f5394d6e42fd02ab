"""What the dialog of an action asks, on a real site: `api.requirements` and the moves it leads to."""

import pytest

from dinas_sop.workflows import api, departments
from dinas_sop.workflows.messages import Refused
from tests.site.factory import (
	DATA,
	OTHER_UNIT,
	RECOMMENDATION,
	RESEARCH,
	UNIT,
	acting,
	case_in,
	day,
	department,
	given,
	move,
	people,
	upload,
	user_of,
)


@pytest.fixture
def office(site):
	people()
	return site


def asked(case, login: str, action: str, **values) -> dict:
	with acting(login):
		return api.requirements(case.doctype, case.name, action, values)


def field(needs: dict, name: str) -> dict:
	"""The field, table or letter of this name."""
	return next(f for f in needs["fields"] if name in (f.get("fieldname"), f.get("letter")))


def names(needs: dict) -> list[str]:
	return [f.get("fieldname") or f.get("letter") for f in needs["fields"]]


def test_accepting_asks_the_sops_evidence_of_step_3_and_proposes_me_and_now(office):
	"""Protects the Petugas Frontliner, who should type nothing that the desk knows already."""
	case = case_in(RESEARCH, "Diajukan")
	needs = asked(case, "frontliner", "Terima")
	assert names(needs) == ["bakesbangpol_verdict", "proposal_verdict", "received_by", "received_on"]
	assert all(f["mandatory"] for f in needs["fields"])
	assert field(needs, "received_by")["suggested"] == user_of("frontliner")
	assert field(needs, "received_on")["suggested"]
	assert field(needs, "bakesbangpol_verdict")["allowed_values"] == ["Ada dan sesuai"]
	assert (needs["step"], needs["next_state"], needs["direction"]) == (3, "Diterima", "forward")
	assert needs["can_save"] and not needs["needs_reason"] and not needs["correctable"]


def test_asking_changes_nothing(office):
	"""Protects the applicant: looking at a dialog, with whatever typed into it, is not a save."""
	case = case_in(RESEARCH, "Diajukan")
	asked(case, "frontliner", "Terima", bakesbangpol_verdict="Tidak ada", title="Lain")
	case.reload()
	assert not case.bakesbangpol_verdict and case.title != "Lain"


def test_nobody_is_asked_for_an_action_that_is_not_theirs(office):
	"""Protects the Kepala Dinas: another role's dialog cannot be opened by its name."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	with pytest.raises(Refused):
		asked(case, "suratmasuk", "Disposisi")


def test_returning_offers_what_the_applicant_wrote_and_nothing_else(office):
	"""Protects the applicant, who cannot correct what the office wrote, and the clerk, who sees labels."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	needs = asked(case, "kepala", "Kembalikan")
	offered = {row["value"] for row in needs["correctable"]}
	assert {"title", "proposal", "team_members", "bakesbangpol_number"} <= offered
	assert not {"tnde_number", "received_by", "dispositions", "workflow_state", "move_reason"} & offered
	assert all(row["label"] and row["label"] != row["value"] for row in needs["correctable"])
	assert not needs["fields"] and not needs["can_save"]


def test_the_counter_sees_what_to_correct_and_may_answer_instead(office):
	"""Protects an applicant at the counter whose application is right as it is."""
	case = case_in(RESEARCH, "Perlu Dilengkapi")
	(row,) = asked(case, "frontliner", "Ajukan Kembali")["open_corrections"]
	assert (row["field"], row["why"], row["df"]["fieldtype"]) == ("title", "Kurang jelas", "Small Text")
	assert row["df"]["value"] == case.title
	case = move(
		case, "frontliner", "Ajukan Kembali", corrections=[{"name": row["name"], "answer": "Sudah benar"}]
	)
	assert case.workflow_state == "Diterima"


def test_going_back_asks_the_reason_only(office):
	"""Protects the Sekretariat: who sends a case back does not have to finish the step first."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	needs = asked(case, "sekretariat", "Mohon Disposisi Ulang")
	assert needs["needs_reason"] and not needs["fields"] and needs["direction"] == "back"


def test_a_final_state_asks_its_own_evidence(office):
	"""Protects the applicant: a refusal comes with its legal ground and a reason, and cannot be half saved."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	needs = asked(case, "kepala", "Tolak")
	assert names(needs) == ["legal_ground"]
	assert needs["needs_reason"] and needs["direction"] == "end" and not needs["can_save"]


def test_a_step_visited_again_asks_anew(office):
	"""Protects the record: old evidence does not pass silently; staff may say that it still holds."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	values = {"unit_kerja": department(UNIT), "permit_from": day(-10), "permit_to": day(60)}
	case = move(case, "sekretariat", None, **values)
	case = move(case, "sekretariat", "Mohon Disposisi Ulang", move_reason="Salah unit")
	table = field(asked(case, "kepala", "Disposisi"), "dispositions")
	assert table["lacking"] and table["asks_row"]
	(old,) = table["rows"]
	assert not old["may_edit"] and not old["statuses"]
	case = move(case, "kepala", "Disposisi", dispositions=[{"instruction": "Proses lagi"}])
	unit = field(asked(case, "sekretariat", "Terbitkan Rekomendasi"), "unit_kerja")
	assert unit["stale"] and not unit["there"]
	move(case, "sekretariat", None, still_valid=[unit["key"]])
	unit = field(asked(case, "sekretariat", "Terbitkan Rekomendasi"), "unit_kerja")
	assert unit["there"] and not unit["stale"] and not unit["lacking"]


def test_the_letter_of_a_step_is_shown_with_its_state(office):
	"""Protects the Sekretariat, who has to know which letter is missing and in which state."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	letter = field(asked(case, "sekretariat", "Terbitkan Rekomendasi"), RECOMMENDATION)
	assert (letter["kind"], letter["wanted"], letter["letters"]) == ("letter", "Ditandatangani", [])
	assert letter["can_draft"] and letter["lacking"]
	given(case, "Menunggu Rekomendasi", "sekretariat")
	letter = field(asked(case, "sekretariat", "Terbitkan Rekomendasi"), RECOMMENDATION)
	assert [row.status for row in letter["letters"]] == ["Ditandatangani"]
	assert letter["there"] and not letter["lacking"]


def test_the_permitted_period_proposes_the_one_applied_for(office):
	"""Protects the researcher from a permit that begins and ends on the day it is typed."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	needs = asked(case, "sekretariat", "Terbitkan Rekomendasi")
	assert field(needs, "permit_from")["suggested"] == case.period_from
	assert field(needs, "permit_to")["suggested"] == case.period_to


@pytest.mark.parametrize(
	("decision", "expected"),
	[
		("", {"decision", "dispositions"}),
		("Dikabulkan seluruhnya", {"decision", "dispositions", "data_files"}),
		("Dikabulkan sebagian", {"decision", "dispositions", "data_files", "decision_ground"}),
		("Ditolak", {"decision", "dispositions", "decision_ground"}),
	],
)
def test_conditions_follow_what_is_typed(office, decision, expected):
	"""Protects the Unit Kerja: files are asked where data is given, grounds where it is not."""
	case = case_in(DATA, "Pemrosesan Data")
	needs = asked(case, "unitkerja", "Data Siap", decision=decision)
	assert set(names(needs)) == expected and needs["conditional"]


def test_a_unit_may_close_its_own_disposition_and_no_other(office):
	"""Protects the other units: only their own people say that they are done."""
	case = case_in(DATA, "Diajukan")
	rows = [{"department": department(d), "instruction": "Siapkan"} for d in (UNIT, OTHER_UNIT)]
	case = move(case, "kepala", "Disposisi", dispositions=rows)
	case = move(case, "portal", "Tandatangani Pernyataan", **given(case, "Menunggu Pernyataan", "portal"))
	table = field(asked(case, "unitkerja", "Data Siap"), "dispositions")
	assert [row["statuses"] for row in table["rows"]] == [["Selesai"], []]
	assert table["lacking"] and not table["asks_row"]
	other = next(r for r in case.dispositions if r.department == department(OTHER_UNIT))
	move(case, "unitkerja2", None, dispositions=[{"name": other.name, "status": "Selesai"}])
	assert not field(asked(case, "unitkerja", "Data Siap"), "dispositions")["lacking"]


def test_who_gives_a_case_back_gets_no_more_of_it_than_its_state(office):
	"""Protects the applicant's data: a unit whose disposition is gone has no business with the case."""
	case = case_in(DATA, "Pemrosesan Data")
	with acting("unitkerja"):
		answer = api.move(
			DATA, case.name, "Mohon Disposisi Ulang", {"move_reason": "Bukan tugas bidang kami"}
		)
	assert answer == {"doctype": DATA, "name": case.name, "workflow_state": "Diajukan"}


def test_a_dialog_opened_before_somebody_elses_save_is_refused(office):
	"""Protects the colleague who saved first: nothing of theirs is overwritten unseen."""
	case = case_in(RESEARCH, "Diajukan")
	move(case, "frontliner", None, bakesbangpol_verdict="Ada dan sesuai")
	with acting("frontliner"), pytest.raises(office.TimestampMismatchError):
		api.move(RESEARCH, case.name, None, {"proposal_verdict": "Tidak ada"}, modified=str(case.modified))


def test_progress_names_step_turn_and_what_may_be_written(office):
	"""Protects whoever opens a case: the head of the form says what the guard would say."""
	case = case_in(RESEARCH, "Diterima")
	with acting("suratmasuk"):
		mine = api.progress(RESEARCH, case.name)
	with acting("kepala"):
		others = api.progress(RESEARCH, case.name)
	assert (mine["step"], mine["turn"], mine["my_turn"], others["my_turn"]) == (
		4,
		"Petugas Surat Masuk",
		True,
		False,
	)
	assert mine["writable"] == ["tnde_date", "tnde_number"] and not others["writable"]
	assert [a["action"] for a in mine["actions"]] == ["Registrasi TNDE", "Kembalikan"]
	assert mine["steps"][2]["done_by"] == "Sari Dewi, S.Kom."


def test_opening_a_case_marks_the_units_disposition_as_read(office):
	"""Protects the Kepala Dinas, who sees on the Lembar Disposisi whether the unit has looked at it."""
	case = case_in(DATA, "Pemrosesan Data")
	for login, unread in (("kepala", False), ("unitkerja", True)):
		with acting(login):
			assert api.progress(DATA, case.name)["unread"] is unread
			api.mark_read(DATA, case.name)
	case.reload()
	assert case.dispositions[0].read_on
	with acting("unitkerja"):
		assert not api.progress(DATA, case.name)["unread"]


def test_a_walk_in_needs_what_the_sop_needs_of_everybody(office):
	"""Protects the counter: what the save would refuse is marked on the form before it."""
	with acting("frontliner"):
		assert set(api.needed_at_entry(RESEARCH)) == {
			"bakesbangpol_letter",
			"bakesbangpol_number",
			"bakesbangpol_date",
			"proposal",
		}
	with acting("kepala"), pytest.raises(office.PermissionError):
		api.needed_at_entry(RESEARCH)


def test_units_are_offered_by_their_own_name_to_those_who_read_cases(office):
	"""Protects the Kepala Dinas, who has no permission on Department and still has to choose one."""
	with acting("kepala"):
		units = {unit["label"]: unit for unit in departments.units()}
		rows = departments.unit_query("Department", "pembiayaan", "name", 0, 10, {})
	assert units[UNIT]["value"] == department(UNIT) and not units[UNIT]["description"]
	assert not any(office.db.get_value("Department", u["value"], "is_group") for u in units.values())
	assert [row[0] for row in rows] == [department(OTHER_UNIT)]
	with acting("tanpaperan@dinas.test"), pytest.raises(office.PermissionError):
		departments.unit_query("Department", "", "name", 0, 10, {})


def test_an_action_whose_condition_waits_for_the_dialog_is_offered(office):
	"""Protects the administrator's own Workflow: one action leads to two states, by what the unit decides."""
	workflow = office.get_doc("Workflow", "Permintaan Data (Eksternal)")
	rows = [t for t in workflow.transitions if t.action == "Data Siap"]
	for row in rows:
		row.condition = "doc.decision and doc.decision != 'Tidak dikuasai'"
		workflow.append(
			"transitions",
			{
				"state": row.state,
				"action": row.action,
				"next_state": "Menunggu Pernyataan",
				"allowed": row.allowed,
				"allow_self_approval": 1,
				"condition": "doc.decision == 'Tidak dikuasai'",
			},
		)
	workflow.save()
	case = case_in(DATA, "Pemrosesan Data")
	with acting("unitkerja"):
		assert "Data Siap" in [a["action"] for a in api.progress(DATA, case.name)["actions"]]
	assert asked(case, "unitkerja", "Data Siap")["next_state"] is None
	for decision, state in (
		("Ditolak", "Penyusunan Surat Balasan"),
		("Tidak dikuasai", "Menunggu Pernyataan"),
	):
		assert asked(case, "unitkerja", "Data Siap", decision=decision)["next_state"] == state
	case = move(case, "unitkerja", "Data Siap", decision="Ditolak", decision_ground="Pasal 17")
	assert case.workflow_state == "Penyusunan Surat Balasan"


def test_a_row_is_taken_out_as_long_as_it_is_history_of_nothing(office):
	"""Protects the disposition sheet: the Kepala Dinas takes back a slip of today, never one that was acted upon."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	slip = {"instruction": "Salah", "department": department(OTHER_UNIT)}
	case = move(case, "kepala", None, dispositions=[slip, {"instruction": "Proses"}])
	rows = field(asked(case, "kepala", "Disposisi"), "dispositions")["rows"]
	assert [row["may_remove"] for row in rows] == [True, True]
	case = move(case, "kepala", "Disposisi", dispositions=[{"name": rows[0]["name"], "removed": 1}])
	assert [row.instruction for row in case.dispositions] == ["Proses"]
	case = move(case, "sekretariat", "Mohon Disposisi Ulang", move_reason="Salah unit")
	[row] = field(asked(case, "kepala", "Disposisi"), "dispositions")["rows"]
	assert not row["may_remove"]
	again = [{"name": row["name"], "removed": 1}, {"instruction": "Proses lagi"}]
	with pytest.raises(Refused):
		move(case, "kepala", "Disposisi", dispositions=again)
	with pytest.raises(Refused):
		move(case, "sekretariat", None, dispositions=again[:1])


def test_a_file_of_the_step_is_taken_out_and_one_of_another_step_is_not(office):
	"""Protects the applicant's rows and the unit's: each is removed by who gives it, in its step."""
	case = case_in(DATA, "Pemrosesan Data")
	file = upload(DATA, case.name, "file")
	case = move(case, "unitkerja", None, data_files=[{"file": file, "description": "Salah"}])
	needs = asked(case, "unitkerja", "Data Siap", decision="Dikabulkan seluruhnya")
	[row] = field(needs, "data_files")["rows"]
	assert row["may_remove"]
	case = move(case, "unitkerja", None, data_files=[{"name": row["name"], "removed": 1}])
	assert not case.data_files
	wanted = case.requested_data[0].name
	with pytest.raises(Refused):
		move(case, "unitkerja", None, requested_data=[{"name": wanted, "removed": 1}])
