"""The form of a case for every state and role: its step, whose turn it is, and exactly the right buttons."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE
from tests.browser.desk_page import DeskPage
from tests.site import factory
from tests.site.factory import DATA, PASSWORD, RESEARCH, standing, states_of, user_of

ONCE = Path(__file__).parents[2] / "dinas_sop" / "fixtures" / "once"
ROLES = {
	"kepala": "Kepala Dinas",
	"sekretariat": "Sekretariat",
	"suratmasuk": "Petugas Surat Masuk",
	"frontliner": "Petugas Frontliner",
	"unitkerja": "Unit Kerja",
}
SEEN = {  # who sees which cases at all; the unit those disposed to it
	RESEARCH: ("kepala", "sekretariat", "suratmasuk", "frontliner"),
	DATA: ("kepala", "sekretariat", "frontliner", "unitkerja"),
}
FINAL = {
	RESEARCH: {"Diarsipkan", "Ditolak", "Dibatalkan", "Dicabut", "Ditutup"},
	DATA: {"Selesai", "Ditolak", "Dibatalkan", "Ditutup"},
}


def shipped(name: str) -> list[dict]:
	return json.loads((ONCE / f"{name}.json").read_text(encoding="utf-8"))


def workflow(doctype: str) -> dict:
	return next(w for w in shipped("workflow") if w["document_type"] == doctype)


def steps(doctype: str) -> dict[str, int]:
	"""State -> number of the step that it waits for, as the shipped SOP says."""
	(sop,) = shipped("sop")
	section = next(s["section_name"] for s in sop["sections"] if s["document_type"] == doctype)
	return {s["state"]: s["step_number"] for s in sop["steps"] if s["section"] == section and s["state"]}


def first_role(doctype: str, state: str) -> str:
	return next(row["allow_edit"] for row in workflow(doctype)["states"] if row["state"] == state)


def buttons(doctype: str, state: str, role: str) -> set[str]:
	return {
		t["action"] for t in workflow(doctype)["transitions"] if t["state"] == state and t["allowed"] == role
	}


def sees(case, login: str) -> bool:
	if login not in SEEN[case.doctype]:
		return False
	return login != "unitkerja" or any(
		row.department == factory.department(factory.UNIT) and row.status in ("Terbuka", "Selesai")
		for row in case.dispositions
	)


@pytest.mark.parametrize("login", ROLES)
def test_every_state_shows_step_turn_and_exactly_the_users_buttons(live, desk, login):
	"""Protects every role: nobody wonders what comes next, presses in vain, or misses what is theirs to do."""
	factory.people()
	cases = [
		standing(doctype, state)
		for doctype in (RESEARCH, DATA)
		if login in SEEN[doctype]
		for state in states_of(doctype)
	]
	form = DeskPage(desk(user_of(login), PASSWORD))
	wrong = []
	for case in cases:
		if not sees(case, login):
			continue
		state = case.workflow_state
		form.open(case.doctype, case.name)
		final = state in FINAL[case.doctype]
		expected = (
			buttons(case.doctype, state, ROLES[login]),
			"" if final else first_role(case.doctype, state),
			steps(case.doctype).get(state),
		)
		shown = (set(form.actions()), form.turn(), form.current_step())
		if expected[:2] != shown[:2] or (expected[2] and expected[2] != shown[2]):
			wrong.append((case.name, state, expected, shown))
		if final:
			assert not form.current_step(), (case.name, state)
	assert not wrong


def test_the_counter_acts_on_a_phone(live, desk):
	"""Protects the Petugas Frontliner with a phone: head and buttons fit, nothing has to be scrolled sideways."""
	case = standing(RESEARCH, "Diajukan")
	page = desk(user_of("frontliner"), PASSWORD, viewport=PHONE, has_touch=True, is_mobile=True)
	form = DeskPage(page).open(RESEARCH, case.name)
	assert set(form.actions()) == {"Terima", "Kembalikan", "Batalkan"}
	for button in page.locator("[data-dinas-action]:visible").all():
		box = button.bounding_box()
		assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_the_server_would_refuse_cannot_be_typed(live, desk):
	"""Protects whoever opens a case in another's turn from typing in vain; and the one whose turn it is may type."""
	case = standing(RESEARCH, "Diterima")
	writable = (
		"cur_frm.fields.filter((f) => f.disp_status === 'Write' && f.has_input).map((f) => f.df.fieldname)"
	)
	for login, expected in (("kepala", set()), ("suratmasuk", {"tnde_number", "tnde_date"})):
		form = DeskPage(desk(user_of(login), PASSWORD)).open(RESEARCH, case.name)
		assert set(form.page.evaluate(writable)) - {"workflow_state"} == expected, login


def test_every_step_tells_its_activity_by_keyboard_and_touch(live, desk):
	"""Protects whoever has no mouse: a step's activity is not hidden in a tooltip alone."""
	case = standing(RESEARCH, "Menunggu Disposisi")
	form = DeskPage(desk(user_of("kepala"), PASSWORD)).open(RESEARCH, case.name)
	detail = form.head.locator(".dinas-step-detail")
	assert "disposisi" in detail.inner_text()
	form.head.locator('[data-step="3"] button').focus()
	form.page.keyboard.press("Enter")
	assert "Bakesbangpol" in detail.inner_text() and "Sari Dewi" in detail.inner_text()


def test_a_returned_case_says_what_is_to_be_corrected(live, desk):
	"""Protects the counter, which tells the applicant on the telephone what is missing."""
	case = standing(RESEARCH, "Perlu Dilengkapi")
	form = DeskPage(desk(user_of("frontliner"), PASSWORD)).open(RESEARCH, case.name)
	assert "Kurang jelas" in form.head.locator(".dinas-note").inner_text()


def test_a_corrected_case_says_what_was_corrected(live, desk):
	"""Protects the counter, which has to look at what it asked for, and at nothing else."""
	factory.people()
	case = factory.case_in(RESEARCH, "Perlu Dilengkapi")
	factory.move(case, "frontliner", "Ajukan Kembali", title="Judul yang jelas")
	live.db.commit()
	form = DeskPage(desk(user_of("suratmasuk"), PASSWORD)).open(RESEARCH, case.name)
	assert "Kurang jelas" in form.head.locator(".dinas-note").inner_text()


def test_opening_a_case_marks_the_units_disposition_as_read(live, desk):
	"""Protects the Kepala Dinas, who sees whether the unit has looked at the disposition."""
	factory.people()
	case = factory.case_in(DATA, "Pemrosesan Data")
	live.db.commit()
	form = DeskPage(desk(user_of("unitkerja"), PASSWORD)).open(DATA, case.name)
	form.page.wait_for_function("!frappe.request.ajax_count")
	live.db.rollback()
	assert live.get_doc(DATA, case.name).dispositions[0].read_on
