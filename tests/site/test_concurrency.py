"""Two at the same time: one wins, the other reads why; numbers have no gap; nobody dead-locks."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest

from dinas_sop.workflows.numbering import hold, next_number
from tests.client import Client
from tests.site.factory import (
	DATA,
	RESEARCH,
	acting,
	application,
	client,
	day,
	enter,
	given,
	people,
	standing,
)
from tests.site.photo import Photo
from tests.site.test_matrix import log_of

TIMES = 4


def at_once(*calls):
	"""Run these at the same moment, each in a thread of its own; returns their results in order."""
	gate = threading.Barrier(len(calls))

	def run(function):
		gate.wait()
		return function()

	with ThreadPoolExecutor(len(calls)) as pool:
		return list(pool.map(run, calls))


def own_client(http, login: str):
	"""A client of its own for one request: threads share no connection, and none is kept alive."""
	known = client(http, login)
	fresh = Client(known.base_url)
	fresh.cookies.update(known.cookies)
	fresh.headers["Connection"] = "close"
	return fresh


def words(answer) -> str:
	"""What the user reads."""
	messages = json.loads(answer.json().get("_server_messages") or "[]")
	return " ".join(json.loads(message)["message"] for message in messages)


def mover(http, login: str, case, action: str, **values):
	method = "dinas_sop.workflows.api.move"
	body = {"doctype": case.doctype, "name": case.name, "action": action, "values": values}
	return lambda: own_client(http, login).method(method, **body)


def putter(http, login: str, case, **values):
	return lambda: own_client(http, login).put(f"/api/resource/{case.doctype}/{case.name}", json=values)


def check_one_move(case, before: list) -> None:
	"""The log has one more visit, its rows follow each other, and the open one is the state's."""
	now = log_of(case)
	assert len(now) == len(before) + 1
	assert [row.visit for row in now] == list(range(1, len(now) + 1))
	assert now[-2].left_on == now[-1].entered_on
	assert now[-1].state == frappe.db.get_value(case.doctype, case.name, "workflow_state")


@pytest.mark.parametrize("way", ["dialog", "put"])
def test_of_two_users_on_one_case_one_wins(live, http, way):
	"""Protects the case from Kepala Dinas and Petugas Frontliner who end it in two ways at one moment."""
	case = standing(RESEARCH, "Menunggu Disposisi")
	photo, before = Photo(RESEARCH, case.name), log_of(case)
	for _time in range(TIMES):
		reason = {"move_reason": "alasan"}
		if way == "dialog":
			calls = (
				mover(http, "kepala", case, "Tolak", legal_ground="Pasal 6", **reason),
				mover(http, "frontliner", case, "Batalkan", **reason),
			)
		else:
			calls = (
				putter(http, "kepala", case, workflow_state="Ditolak", legal_ground="Pasal 6", **reason),
				putter(http, "frontliner", case, workflow_state="Dibatalkan", **reason),
			)
		answers = at_once(*calls)
		frappe.db.rollback()
		assert sorted(answer.status_code for answer in answers) == [200, 417]
		loser = max(answers, key=lambda answer: answer.status_code)
		assert words(loser), loser.text[:500]
		check_one_move(case, before)
		photo.put_back()


def test_the_same_button_pressed_twice_moves_once(live, http):
	"""Protects the log from a double click, and from two clerks of one role who both press Terima."""
	case = standing(RESEARCH, "Diajukan")
	photo, before = Photo(RESEARCH, case.name), log_of(case)
	values = given(case, "Diajukan", "frontliner")
	for _time in range(TIMES):
		answers = at_once(*[mover(http, "frontliner", case, "Terima", **values)] * 3)
		frappe.db.rollback()
		assert sorted(a.status_code == 200 for a in answers) == [False, False, True]
		assert all(words(a) for a in answers if a.status_code != 200)
		check_one_move(case, before)
		photo.put_back()


def test_a_dialog_opened_before_somebody_elses_save_is_told_so(live, http):
	"""Protects what a colleague has just saved: the dialog that did not see it does not write over it."""
	case = standing(RESEARCH, "Diterima")
	photo = Photo(RESEARCH, case.name)
	method = "dinas_sop.workflows.api.move"
	body = {"doctype": RESEARCH, "name": case.name, "modified": str(case.modified)}
	numbers = [frappe.generate_hash(length=8) for _clerk in range(2)]
	first, second = (
		client(http, "suratmasuk").method(method, **body, values={"tnde_number": number})
		for number in numbers
	)
	assert (first.status_code, second.status_code) == (200, 417), second.text[:300]
	assert words(second)
	frappe.db.rollback()
	assert frappe.db.get_value(RESEARCH, case.name, "tnde_number") == numbers[0]
	photo.put_back()


def test_cases_of_both_processes_move_side_by_side(live, http):
	"""Protects a busy morning: clerks who move different cases at one moment do not dead-lock each other."""
	people()
	with acting("frontliner"):
		cases = [enter(doctype) for doctype in (RESEARCH, DATA) * 4]
	frappe.db.commit()
	for _time in range(2):
		calls = [
			mover(
				http,
				"frontliner",
				case,
				"Kembalikan",
				corrections=[{"case_field": "address", "why": "kurang lengkap"}],
			)
			for case in cases
		]
		answers = at_once(*calls)
		assert [a.status_code for a in answers] == [200] * len(cases), [a.text[:200] for a in answers]
		calls = [
			mover(http, "frontliner", case, "Ajukan Kembali", address=f"Jalan {_time}") for case in cases
		]
		answers = at_once(*calls)
		assert [a.status_code for a in answers] == [200] * len(cases), [a.text[:200] for a in answers]
	frappe.db.rollback()
	for case in cases:
		assert [row.visit for row in log_of(case)] == list(range(1, len(log_of(case)) + 1))


def test_cases_entered_at_one_moment_get_consecutive_numbers(live, http):
	"""Protects the register: whoever comes together gets numbers one after another, none twice, none lost."""
	people()
	bodies = []
	with acting("frontliner"):
		for doctype in (RESEARCH, DATA) * 5:
			bodies.append(application(doctype))
		bodies.append(application(RESEARCH, proposal=""))  # refused: its number is the next one's
	frappe.db.commit()
	year = frappe.utils.now_datetime().year
	keys = {doctype: f"{doctype}/{year}" for doctype in (RESEARCH, DATA)}
	before = {d: frappe.db.get_value("Number Counter", key, "current") or 0 for d, key in keys.items()}
	posts = [
		lambda body=body: own_client(http, "frontliner").post(f"/api/resource/{body['doctype']}", json=body)
		for body in bodies
	]
	answers = at_once(*posts)
	assert [a.status_code for a in answers] == [200] * 10 + [417], [a.text[:200] for a in answers]
	frappe.db.rollback()
	for doctype, prefix in ((RESEARCH, "PNL"), (DATA, "PDE")):
		numbers = sorted(
			a.json()["data"]["name"]
			for a, b in zip(answers, bodies, strict=True)
			if b["doctype"] == doctype and a.ok
		)
		start = before[doctype]
		assert numbers == [f"{prefix}-{year}-{start + n:05d}" for n in range(1, 6)]


def test_a_tnde_number_is_given_to_one_of_two_clerks(live, http):
	"""Protects the agenda: of two cases registered under one number at one moment, one is told to look again."""
	people()
	cases = []
	for _case in range(4):
		case = enter(RESEARCH)
		with acting("frontliner"):
			frappe.get_doc(RESEARCH, case.name)
		cases.append(case)
	frappe.db.commit()
	for case in cases:
		values = given(case, "Diajukan", "frontliner")
		assert mover(http, "frontliner", case, "Terima", **values)().status_code == 200
	number = f"S-{frappe.generate_hash(length=8)}"
	values = [{"tnde_number": number, "tnde_date": day()}] * 2
	values += [{"tnde_number": f"{number}-{n}", "tnde_date": day()} for n in range(2)]
	answers = at_once(
		*[mover(http, "suratmasuk", c, "Registrasi TNDE", **v) for c, v in zip(cases, values, strict=True)]
	)
	assert sorted(a.status_code for a in answers[:2]) == [200, 417], [a.text[:300] for a in answers]
	assert number in words(max(answers[:2], key=lambda a: a.status_code))
	assert [a.status_code for a in answers[2:]] == [200, 200], [a.text[:300] for a in answers[2:]]


# --- the counter itself ---------------------------------------------------------------------


def in_thread(target, work):
	"""Run `work(number)` with a connection of its own, as a worker process has it."""

	def run(number: int):
		frappe.init(target.site, sites_path=str(target.sites))
		frappe.connect()
		try:
			return work(number)
		finally:
			frappe.destroy()

	return run


def test_the_counter_has_no_gap_and_no_twin(live, target):
	"""Protects every register: eight at once, every third of whose transactions fails, and each number once."""
	key = f"uji/{frappe.generate_hash(length=8)}"

	def work(number: int) -> list[int]:
		kept = []
		for turn in range(12):
			got = next_number(key)
			if (number + turn) % 3:
				frappe.db.commit()
				kept.append(got)
			else:
				frappe.db.rollback()
		return kept

	with ThreadPoolExecutor(8) as pool:
		given_out = [n for kept in pool.map(in_thread(target, work), range(8)) for n in kept]
	assert sorted(given_out) == list(range(1, len(given_out) + 1))
	frappe.db.rollback()
	assert frappe.db.get_value("Number Counter", key, "current") == len(given_out)
	frappe.db.delete("Number Counter", {"name": key})
	frappe.db.commit()


def test_only_what_has_passed_the_checks_holds_the_register(live, target, monkeypatch):
	"""Protects applicants who send at the same moment: nobody waits for another's checks, and a refused one had no number."""
	from dinas_sop.workflows.case import Case

	key = frappe.qb.DocType("Number Counter")
	seen = []

	def look(case):
		"""What another connection finds while this case is being checked."""

		def free(_number) -> bool:
			row = frappe.qb.from_(key).select(key.current).where(key.name.like(f"{RESEARCH}/%"))
			return bool(row.for_update(nowait=True).run())

		with ThreadPoolExecutor(1) as pool:
			seen.append((case.name, pool.submit(in_thread(target, free), 0).result()))

	check = Case.check_dates
	monkeypatch.setattr(Case, "check_dates", lambda case: (look(case), check(case)))
	enter(RESEARCH)
	live.db.commit()
	case = enter(RESEARCH)
	[(_first, _), (meanwhile, is_free)] = seen[-2:]
	assert is_free
	assert meanwhile != case.name and not live.db.exists(RESEARCH, meanwhile)
	rows = [row for table in case.meta.get_table_fields() for row in case.get(table.fieldname)]
	assert rows and {row.parent for row in rows} == {case.name}
	assert {row.reference_name for row in log_of(case)} == {case.name}
	live.db.rollback()


def test_who_holds_a_key_lets_the_next_one_wait(live, target):
	"""Protects a rule that looks before it writes, such as the TNDE number's: the second looks after the first."""
	key, order = f"uji/{frappe.generate_hash(length=8)}", []

	def work(number: int) -> None:
		hold(key)
		order.append(("in", number))
		frappe.db.sql("select sleep(0.2)")
		order.append(("out", number))
		frappe.db.commit()

	with ThreadPoolExecutor(3) as pool:
		list(pool.map(in_thread(target, work), range(3)))
	assert [step for step, _number in order] == ["in", "out"] * 3
	frappe.db.delete("Number Counter", {"name": key})
	frappe.db.commit()


def test_a_new_key_asked_twice_in_one_transaction_does_not_wait_for_itself(live):
	"""Protects the first clerk of a new site, and of every year: the first save of all is as quick as any other."""
	key, before = f"uji/{frappe.generate_hash(length=8)}", time.monotonic()
	hold(key)
	assert next_number(key) == 1
	hold(key)
	assert time.monotonic() - before < 20, "a lock that nobody gives up is waited for 50 seconds"
	frappe.db.rollback()
	frappe.db.delete("Number Counter", {"name": key})
	frappe.db.commit()
