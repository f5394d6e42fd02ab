"""Who moves a case where: every state × every user × every target, over HTTP, and the log of each move."""

import frappe
import pytest
from frappe.utils import get_datetime

from tests.site.factory import (
	ASIDE,
	DATA,
	NOBODY,
	OUTSIDER,
	PORTAL,
	RESEARCH,
	acting,
	client,
	given,
	given_aside,
	move,
	standing,
	states_of,
	user_of,
)
from tests.site.photo import Photo

ROLES = {
	"Kepala Dinas": "kepala",
	"Sekretariat": "sekretariat",
	"Petugas Surat Masuk": "suratmasuk",
	"Petugas Frontliner": "frontliner",
	"Unit Kerja": "unitkerja",
	"Peneliti": PORTAL,
	"Pemohon": PORTAL,
}
WRITERS = ["kepala", "sekretariat", "suratmasuk", "frontliner", "unitkerja", "Administrator"]
STRANGERS = ["unitkerja2", "admin", NOBODY, OUTSIDER, "Guest"]
EVERYWHERE = [(doctype, state) for doctype in (RESEARCH, DATA) for state in states_of(doctype)]


def transitions(doctype: str) -> list:
	name = frappe.db.get_value("Workflow", {"document_type": doctype, "is_active": 1})
	return frappe.get_doc("Workflow", name).transitions


def roles_of(login: str) -> set[str]:
	return set(frappe.get_roles(user_of(login)))


def holds(row, case) -> bool:
	return not row.condition or bool(frappe.safe_eval(row.condition, None, {"doc": case.as_dict()}))


# --- who may not ------------------------------------------------------------------------


@pytest.mark.parametrize(("doctype", "state"), EVERYWHERE)
def test_a_state_is_left_only_as_the_workflow_says(live, http, doctype, state):
	"""Protects every role from every other: no user PUTs a case into a state that his rows do not name."""
	case = standing(doctype, state)
	photo, rows = Photo(doctype, case.name), transitions(doctype)
	for login in WRITERS + STRANGERS:
		mine = {
			t.next_state for t in rows if t.state == state and t.allowed in roles_of(login) and holds(t, case)
		}
		targets = [s for s in states_of(doctype) if s != state and s not in mine]
		if (
			login != "Administrator"
		):  # who has every role tries every state, the others those near and the ends
			near = {t.next_state for t in rows if t.state == state} | {"Diajukan", "Diarsipkan", "Selesai"}
			targets = [s for s in targets if s in near]
		if login in STRANGERS:  # stopped before the guard: one target stands for all
			targets = targets[:1]
		for target in targets:
			put = client(http, login).put(
				f"/api/resource/{doctype}/{case.name}",
				json={"workflow_state": target, "move_reason": "saya mau"},
			)
			assert put.status_code in (403, 417), (login, target, put.status_code, put.text[:300])
		assert not photo.difference(), login


@pytest.mark.parametrize(("doctype", "state"), EVERYWHERE)
def test_an_action_is_taken_only_by_its_role(live, http, doctype, state):
	"""Protects every role from every other: the desk's own call and the app's refuse whoever has no such row."""
	case = standing(doctype, state)
	photo, rows = Photo(doctype, case.name), transitions(doctype)
	for login in WRITERS + STRANGERS:
		mine = {t.action for t in rows if t.state == state and t.allowed in roles_of(login)}
		here = {t.action for t in rows if t.state == state}
		elsewhere = sorted({t.action for t in rows} - here)
		actions = [*sorted(here - mine), elsewhere[0]]
		for action in actions if login in WRITERS else actions[:1]:
			doc = {"doctype": doctype, "name": case.name, "workflow_state": state}
			stock = client(http, login).method(
				"frappe.model.workflow.apply_workflow", doc=frappe.as_json(doc), action=action
			)
			assert stock.status_code in (403, 417), (login, action, stock.status_code, stock.text[:300])
		ours = client(http, login).method(
			"dinas_sop.workflows.api.move",
			doctype=doctype,
			name=case.name,
			action=actions[0],
			values={"move_reason": "saya mau"},
		)
		assert ours.status_code in (403, 417), (login, actions[0], ours.status_code, ours.text[:300])
		assert not photo.difference(), login


@pytest.mark.parametrize(("doctype", "state"), EVERYWHERE)
def test_in_his_own_turn_nobody_moves_without_evidence_or_reason(live, http, doctype, state):
	"""Protects the next official: the right role with the right action, but with empty hands, is refused."""
	case = standing(doctype, state)
	photo = Photo(doctype, case.name)
	for row in transitions(doctype):
		login = ROLES[row.allowed]
		if row.state != state or login == PORTAL or not holds(row, case):
			continue
		answer = client(http, login).method(
			"dinas_sop.workflows.api.move", doctype=doctype, name=case.name, action=row.action, values={}
		)
		assert answer.status_code == 417, (login, row.action, answer.status_code, answer.text[:300])
		assert "Refused" in answer.text
	assert not photo.difference()


# --- who may --------------------------------------------------------------------------------

EVERY_MOVE = [
	(doctype, state, action)
	for doctype, actions in {
		RESEARCH: {
			"Diajukan": ("Terima", "Kembalikan", "Batalkan"),
			"Perlu Dilengkapi": ("Ajukan Kembali", "Batalkan", "Tutup"),
			"Diterima": ("Registrasi TNDE", "Kembalikan", "Batalkan"),
			"Menunggu Disposisi": ("Disposisi", "Tolak", "Kembalikan", "Batalkan"),
			"Menunggu Rekomendasi": (
				"Terbitkan Rekomendasi",
				"Mohon Disposisi Ulang",
				"Kembalikan",
				"Batalkan",
			),
			"Menunggu Pemberitahuan": ("Beritahu Peneliti", "Cabut Izin"),
			"Penelitian Berlangsung": ("Mulai Pengumpulan Data", "Cabut Izin", "Tutup"),
			"Pengumpulan Data": ("Selesai Penelitian", "Cabut Izin", "Tutup"),
			"Menunggu Surat Keterangan": ("Terbitkan Surat Keterangan",),
			"Menunggu Salinan Hasil": ("Serahkan Salinan", "Tutup"),
			"Diarsipkan": ("Tolak Salinan",),
		},
		DATA: {
			"Diajukan": ("Disposisi", "Tolak", "Kembalikan", "Batalkan"),
			"Perlu Dilengkapi": ("Ajukan Kembali", "Batalkan", "Tutup"),
			"Menunggu Pernyataan": ("Tandatangani Pernyataan", "Batalkan", "Tutup"),
			"Pemrosesan Data": ("Data Siap", "Mohon Disposisi Ulang", "Kembalikan", "Batalkan"),
			"Penyusunan Surat Balasan": ("Ajukan Tanda Tangan", "Perbaiki Data", "Batalkan"),
			"Menunggu Tanda Tangan": ("Tandatangani dan Kirim", "Revisi"),
			"Terkirim": ("Konfirmasi Diterima", "Tutup"),
		},
	}.items()
	for state, names in actions.items()
	for action in names
]
AT_COUNTER = {
	"Batalkan",
	"Ajukan Kembali",
	"Mulai Pengumpulan Data",
	"Selesai Penelitian",
	"Serahkan Salinan",
	"Tandatangani Pernyataan",
	"Konfirmasi Diterima",
}
FORWARD = {
	"Terima",
	"Registrasi TNDE",
	"Disposisi",
	"Terbitkan Rekomendasi",
	"Beritahu Peneliti",
	"Terbitkan Surat Keterangan",
	"Data Siap",
	"Ajukan Tanda Tangan",
	"Tandatangani dan Kirim",
} | (AT_COUNTER - {"Batalkan", "Ajukan Kembali"})


def test_the_table_of_moves_is_the_workflows(live):
	"""Protects whoever reads this file: the moves it tries are those that ship, no more and no fewer."""
	found = {(d, t.state, t.action) for d in (RESEARCH, DATA) for t in transitions(d)}
	assert found == set(EVERY_MOVE)


def prepared(case, state: str, action: str, login: str) -> dict:
	"""What the action asks for, in the hands of who takes it."""
	if action == "Ajukan Kembali":
		return {case.corrections[-1].case_field: "Sudah diperbaiki"}
	if action in FORWARD:
		return given(case, state, "frontliner" if login == PORTAL else login)
	return given_aside(case, action)


@pytest.mark.parametrize(("doctype", "state", "action"), EVERY_MOVE)
def test_the_right_one_moves_and_the_log_says_so(live, http, doctype, state, action):
	"""Protects the right role of each move, and the log, which remembers who, when, by what channel and why."""
	case = standing(doctype, state)
	for row in [t for t in transitions(doctype) if (t.state, t.action) == (state, action) and holds(t, case)]:
		login = ROLES[row.allowed]
		photo = Photo(doctype, case.name)
		values = prepared(case, state, action, login)
		frappe.db.commit()
		before = log_of(case)
		try:
			take(http, case, login, action, values)
			check_log(case, before, row, login, values)
		finally:
			photo.put_back()


def take(http, case, login: str, action: str, values: dict) -> None:
	if login == PORTAL:  # has no password: our endpoints act as it for who holds the link
		move(case, PORTAL, action, **values)
		frappe.db.commit()
		return
	answer = client(http, login).method(
		"dinas_sop.workflows.api.move",
		doctype=case.doctype,
		name=case.name,
		action=action,
		values=frappe.parse_json(frappe.as_json(values)),
	)
	assert answer.status_code == 200, (login, action, answer.text[:500])
	frappe.db.rollback()


def log_of(case) -> list:
	return frappe.get_all(
		"SOP Step Log",
		filters={"reference_doctype": case.doctype, "reference_name": case.name},
		fields=["*"],
		order_by="visit",
	)


def check_log(case, before: list, row, login: str, values: dict) -> None:
	"""The open row is closed with who, what and why, and exactly one new row stands after it."""
	now = log_of(case)
	stored = frappe.get_doc(case.doctype, case.name)
	assert stored.workflow_state == row.next_state
	workflow = frappe.get_doc("Workflow", {"document_type": case.doctype, "is_active": 1})
	sop = frappe.get_doc("SOP", case.sop)
	step = {s.state: s.step_number for s in sop.steps if s.state and s.section == now[0].section}
	final = row.next_state not in step and row.next_state != "Perlu Dilengkapi"
	turn = None if final else next(s.allow_edit for s in workflow.states if s.state == row.next_state)
	if row.state == "Diarsipkan":  # closed when it was entered, and closed rows never change
		assert now[: len(before)] == before
		closed, opened = now[-2], now[-1]
		assert (closed.state, closed.visit) == (row.state, len(before) + 1)
	else:
		assert now[: len(before) - 1] == before[:-1], "earlier rows never change"
		closed, opened = now[len(before) - 1], now[-1]
		assert len(now) == len(before) + 1
		assert (closed.name, closed.entered_on) == (before[-1].name, before[-1].entered_on)
	channel = "Tautan Pemohon" if login == PORTAL else "Loket" if row.action in AT_COUNTER else "Meja Kerja"
	assert (closed.action, closed.next_state, closed.actor, closed.acted_as, closed.channel) == (
		row.action,
		row.next_state,
		user_of(login),
		row.allowed,
		channel,
	)
	assert closed.actor_name == (case.applicant_name if login == PORTAL else official(login))
	back = step.get(row.next_state, 0)
	last = max(s.step_number for s in before)
	went_back = 0 < back <= last and row.state != "Perlu Dilengkapi"
	assert closed.back_to_step == (back if went_back else 0)
	assert bool(closed.evidence) == went_back
	if "move_reason" in values:
		assert closed.reason == values["move_reason"]
	elif "corrections" in values:
		assert "Kurang jelas" in closed.reason
	else:
		assert not closed.reason
	assert closed.left_on == opened.entered_on >= closed.entered_on
	assert (opened.state, opened.visit, opened.step_number, opened.role) == (
		row.next_state,
		closed.visit + 1,
		step.get(row.next_state, 0),
		turn,
	)
	kind = "Akhir" if final else "Koreksi" if row.next_state == "Perlu Dilengkapi" else "Langkah"
	assert opened.kind == kind
	assert opened.left_on == (opened.entered_on if final else None)
	assert not opened.actor and not opened.action


def official(login: str) -> str:
	officials = frappe.get_single("Dinas SOP Settings").officials
	return next(r.full_name for r in officials if r.user == user_of(login))


RETURNING = {
	RESEARCH: {
		"Diajukan": "frontliner",
		"Diterima": "suratmasuk",
		"Menunggu Disposisi": "kepala",
		"Menunggu Rekomendasi": "sekretariat",
	},
	DATA: {"Diajukan": "frontliner", "Pemrosesan Data": "unitkerja"},
}


@pytest.mark.parametrize(
	("doctype", "state"), [(doctype, state) for doctype, states in RETURNING.items() for state in states]
)
def test_a_returned_case_comes_back_to_who_asked(live, http, doctype, state):
	"""Protects the applicant: after correcting he is back where he was, and nowhere else."""
	case = standing(doctype, state)
	photo = Photo(doctype, case.name)
	try:
		take(http, case, RETURNING[doctype][state], "Kembalikan", given_aside(case, "Kembalikan"))
		case.reload()
		assert (case.workflow_state, case.returned_from) == ("Perlu Dilengkapi", state)
		field = case.corrections[-1].case_field
		for elsewhere in set(RETURNING[doctype]) - {state}:
			put = client(http, "frontliner").put(
				f"/api/resource/{doctype}/{case.name}",
				json={"workflow_state": elsewhere, field: "Sudah diperbaiki"},
			)
			assert put.status_code == 417, put.text[:300]
		take(http, case, "frontliner", "Ajukan Kembali", {field: "Sudah diperbaiki"})
		case.reload()
		assert (case.workflow_state, case.get(field)) == (state, "Sudah diperbaiki")
		assert case.corrections[-1].answered_on and case.corrections[-1].asked_by
		visits = log_of(case)
		assert get_datetime(case.corrections[-1].answered_on) == visits[-1].entered_on
	finally:
		photo.put_back()


def test_the_standing_cases_cover_every_state(live):
	"""Protects whoever adds a state: it must be led to here, or no user is tried in it."""
	for doctype in (RESEARCH, DATA):
		workflow = frappe.get_doc("Workflow", {"document_type": doctype, "is_active": 1})
		assert {s.state for s in workflow.states} == set(states_of(doctype))
		for state in ASIDE[doctype]:
			with acting("Administrator"):
				assert standing(doctype, state).workflow_state == state
