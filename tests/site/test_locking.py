"""A case is held by one at a time, and by its own row alone: whoever works on another case does not wait."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import frappe
import frappe.app
import pytest
from frappe.database.mariadb.database import MariaDBDatabase
from frappe.utils import get_test_client, set_request

from dinas_sop.applicants.renderer import PublicPage
from dinas_sop.demo.office import department
from dinas_sop.letters import drafting, life, rendering
from dinas_sop.workflows import api, locking
from tests.site.factory import (
	DATA,
	RECOMMENDATION,
	RESEARCH,
	UNIT,
	acting,
	case_in,
	client,
	enter,
	given,
	people,
	user_of,
)
from tests.site.photo import Photo
from tests.site.test_concurrency import at_once, in_thread, mover, putter
from tests.site.test_matrix import log_of

ROUNDS = 20


def entered(doctype: str, count: int) -> list:
	"""New cases that the server sees."""
	people()
	cases = [enter(doctype) for _case in range(count)]
	frappe.db.commit()
	return cases


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_first_rows_of_two_cases_are_added_at_once(live, http, doctype):
	"""Protects two clerks who return two new cases at one moment: the first rows of both stand at one place."""
	cases = entered(doctype, 2 * ROUNDS)
	corrections = [{"case_field": "address", "why": "kurang lengkap"}]
	for pair in zip(cases[::2], cases[1::2], strict=True):
		calls = [mover(http, "frontliner", case, "Kembalikan", corrections=corrections) for case in pair]
		answers = at_once(*calls)
		assert [a.status_code for a in answers] == [200, 200], [a.text[:300] for a in answers]


def test_rows_are_taken_out_of_two_cases_at_once(live, http):
	"""Protects two officials who mend their dispositions at one moment: rows that go lock nothing but themselves."""
	cases = entered(DATA, 2 * 5)
	with acting("kepala"):
		for case in cases:
			rows = given(case, "Diajukan", "kepala")["dispositions"] * 2
			api.move(DATA, case.name, None, {"dispositions": rows})
	frappe.db.commit()
	for pair in zip(cases[::2], cases[1::2], strict=True):
		calls = []
		for case in pair:
			first, second = json.loads(frappe.get_doc(DATA, case.name).as_json())["dispositions"]
			anew = {"department": second["department"], "instruction": "Segera"}
			calls.append(putter(http, "kepala", case, dispositions=[first, anew]))
		answers = at_once(*calls)
		assert [a.status_code for a in answers] == [200, 200], [a.text[:300] for a in answers]
	frappe.db.rollback()
	for case in cases:
		rows = frappe.get_doc(DATA, case.name).dispositions
		assert [row.instruction for row in rows] == ["Siapkan datanya", "Segera"]


def test_a_case_is_saved_while_a_letter_of_another_is_made(live, http, target, monkeypatch):
	"""Protects the counter from the secretariat: nobody waits for the PDF of somebody else's letter."""
	lettered, other = case_in(RESEARCH, "Menunggu Rekomendasi"), entered(RESEARCH, 1)[0]
	values = given(other, "Diajukan", "frontliner")
	frappe.db.commit()
	permit = {"unit_kerja": department(UNIT), "permit_from": "2026-12-01", "permit_to": "2027-01-31"}
	at_work, saved = threading.Event(), threading.Event()
	make = rendering.pdf

	def slowly(*args):
		at_work.set()
		assert saved.wait(40), "the other case was not saved meanwhile"
		return make(*args)

	monkeypatch.setattr(rendering, "pdf", slowly)

	def issue(_number: int) -> str:
		frappe.set_user(user_of("sekretariat"))
		api.move(RESEARCH, lettered.name, None, permit)
		case = frappe.get_doc(RESEARCH, lettered.name, for_update=True)
		letter = drafting.draft(case, RECOMMENDATION)
		life.issue(letter, case)
		frappe.db.commit()
		return letter.status

	with ThreadPoolExecutor(1) as pool:
		issued = pool.submit(in_thread(target, issue), 0)
		assert at_work.wait(40)
		answer = mover(http, "frontliner", other, "Terima", **values)()
		saved.set()
		assert issued.result() == "Terbit"
	assert answer.status_code == 200, answer.text[:300]


def test_who_waited_sees_what_the_one_before_has_done(live, target):
	"""Protects a revocation: it waits for the letter that is being issued, and then takes that one, too."""
	case = entered(RESEARCH, 1)[0]
	holding, asked = threading.Event(), threading.Event()

	def first(_number: int) -> None:
		frappe.get_doc(RESEARCH, case.name, for_update=True)
		holding.set()
		assert asked.wait(40)
		frappe.get_doc(RESEARCH, case.name).add_comment("Comment", "sudah dilihat")
		frappe.db.commit()

	def second(_number: int) -> int:
		seen = frappe.db.count("Comment", {"reference_name": case.name, "content": "sudah dilihat"})
		assert holding.wait(40) and not seen  # from here on the transaction sees what it saw now
		asked.set()
		frappe.get_doc(RESEARCH, case.name, for_update=True)
		return frappe.db.count("Comment", {"reference_name": case.name, "content": "sudah dilihat"})

	with ThreadPoolExecutor(2) as pool:
		results = [pool.submit(in_thread(target, work), 0) for work in (first, second)]
		assert [result.result() for result in results] == [None, 1]


def test_a_disposition_read_during_a_save_stays_read(live, target):
	"""Protects a unit that opens its disposition while the counter saves the case: it is not called unread again."""
	case = case_in(DATA, "Pemrosesan Data")
	frappe.db.commit()
	holding, asked = threading.Event(), threading.Event()

	def save(_number: int) -> None:
		with acting("unitkerja"):
			held = frappe.get_doc(DATA, case.name, for_update=True)
			holding.set()
			assert asked.wait(40)
			held.dispositions[0].db_update()  # as it was read
			frappe.db.commit()

	def read(_number: int) -> None:
		with acting("unitkerja"):
			assert holding.wait(40)
			asked.set()
			api.mark_read(DATA, case.name)
			frappe.db.commit()

	with ThreadPoolExecutor(2) as pool:
		for result in [pool.submit(in_thread(target, work), 0) for work in (save, read)]:
			result.result()
	frappe.db.rollback()
	assert frappe.get_doc(DATA, case.name).dispositions[0].read_on


# --- waited in vain ---------------------------------------------------------------------


def test_a_lock_that_is_not_given_is_told_in_words(live, http, target, monkeypatch):
	"""Protects a clerk who waited for somebody else's save: they read what to do, and nothing is half saved."""
	case = entered(RESEARCH, 1)[0]
	photo = Photo(RESEARCH, case.name)
	values = given(case, "Diajukan", "frontliner")
	frappe.db.commit()
	photo.rows = photo.look()
	sid = client(http, "frontliner").cookies.get_dict()["sid"]
	settings = MariaDBDatabase.get_connection_settings
	monkeypatch.setattr(
		MariaDBDatabase,
		"get_connection_settings",
		lambda self: settings(self) | {"init_command": "SET SESSION innodb_lock_wait_timeout = 1"},
	)
	monkeypatch.setattr(frappe.app, "_site", target.site)
	monkeypatch.setattr(frappe.app, "_sites_path", str(target.sites))

	def move():
		browser = get_test_client()
		browser.set_cookie("sid", sid)
		body = {"doctype": RESEARCH, "name": case.name, "action": "Terima", "values": values, "_lang": "en"}
		return browser.post("/api/method/dinas_sop.workflows.api.move", json=body)

	frappe.get_doc(RESEARCH, case.name, for_update=True)
	with ThreadPoolExecutor(1) as pool:
		answer = pool.submit(move).result()
	frappe.db.rollback()
	assert answer.status_code == locking.Busy.http_status_code, answer.text[:500]
	assert "try again" in json.loads(json.loads(answer.json["_server_messages"])[0])["message"]
	assert photo.difference() == []


def test_of_two_who_wait_for_each_other_one_saves_nothing(live, target):
	"""Protects both cases when the database has to choose: what the loser had written is gone, the winner's stands."""
	cases = entered(RESEARCH, 2)
	gate = threading.Barrier(2)

	def work(number: int) -> str:
		frappe.set_user(user_of("frontliner"))
		mine, others = cases[number], cases[1 - number]
		api.move(RESEARCH, mine.name, None, {"bakesbangpol_verdict": "Ada dan sesuai"})
		gate.wait()
		try:
			frappe.get_doc(RESEARCH, others.name, for_update=True)
			said = "saved"
		except locking.Busy:
			said = "busy"
		frappe.db.commit()
		return said

	with ThreadPoolExecutor(2) as pool:
		told = list(pool.map(in_thread(target, work), range(2)))
	assert sorted(told) == ["busy", "saved"]
	frappe.db.rollback()
	for case, said in zip(cases, told, strict=True):
		verdict = frappe.db.get_value(RESEARCH, case.name, "bakesbangpol_verdict")
		assert bool(verdict) == (said == "saved"), (said, verdict)
		assert len(log_of(case)) == 3


@pytest.mark.parametrize("error", [locking.Busy, frappe.QueryDeadlockError, frappe.QueryTimeoutError])
def test_an_applicant_is_asked_to_wait_a_few_seconds(site, error):
	"""Protects an applicant whose page meets a lock: they read what to do, not that the page is broken."""
	set_request(method="GET", path="lacak")
	shown = PublicPage("lacak")
	assert shown.can_render()

	def find():
		raise error

	shown.find = find
	answer = shown.render()
	assert answer.status_code == 503
	assert "tunggu beberapa detik" in answer.get_data(as_text=True)
