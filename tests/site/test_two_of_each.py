"""Two web servers and two workers on one site: nothing is lost, nothing happens twice."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import frappe
import pytest

from dinas_sop.demo.office import email
from dinas_sop.notices import scan
from dinas_sop.workflows import clock
from dinas_sop.working_time.clock import is_working
from scripts.processes import Processes, listen
from tests.client import Http
from tests.site.factory import DATA, PASSWORD, RESEARCH, acting, application, people, wait_for_worker
from tests.site.test_matrix import log_of

CLERKS, EACH = 8, 4
CORRECTIONS = [{"case_field": "address", "why": "kurang lengkap"}]


@pytest.fixture
def two_servers(target):
	"""Addresses of the running server and of a second one, which ends with the test."""
	with Processes("second") as processes:
		listener = listen(0)
		url = f"http://127.0.0.1:{listener.getsockname()[1]}"
		processes.web(target.site, listener)
		yield target.url, url


def test_two_web_servers_lose_and_double_nothing(live, target, two_servers):
	"""Protects the register and the log behind a load balancer: eight clerks at two servers, entering and returning."""
	people()
	with acting("frontliner"):
		bodies = [application(doctype) for doctype in (RESEARCH, DATA) * (CLERKS * EACH // 2)]
	frappe.db.commit()
	year = frappe.utils.now_datetime().year
	before = {
		d: frappe.db.get_value("Number Counter", f"{d}/{year}", "current") or 0 for d in (RESEARCH, DATA)
	}

	def work(number: int) -> list[tuple[str, str]]:
		clerk = Http(two_servers[number % 2], target.password).login(email("frontliner"), PASSWORD)
		made = []
		for body in bodies[number::CLERKS]:
			answer = clerk.post(f"/api/resource/{body['doctype']}", json=body)
			assert answer.status_code == 200, answer.text[:300]
			case = (body["doctype"], answer.json()["data"]["name"])
			for action, values in (
				("Kembalikan", {"corrections": CORRECTIONS}),
				("Ajukan Kembali", {"address": f"Jalan {number}"}),
			):
				moved = clerk.method(
					"dinas_sop.workflows.api.move",
					doctype=case[0],
					name=case[1],
					action=action,
					values=values,
				)
				assert moved.status_code == 200, moved.text[:300]
			made.append(case)
		return made

	with ThreadPoolExecutor(CLERKS) as pool:
		cases = list(itertools.chain(*pool.map(work, range(CLERKS))))
	frappe.db.rollback()
	for doctype in (RESEARCH, DATA):
		numbers = sorted(int(name.rpartition("-")[2]) for kind, name in cases if kind == doctype)
		start = before[doctype] + 1
		assert numbers == list(range(start, start + CLERKS * EACH // 2))
	for doctype, name in cases:
		log = log_of(frappe._dict(doctype=doctype, name=name))
		assert [row.visit for row in log] == list(range(1, len(log) + 1))
		assert [row.state for row in log if not row.left_on] == ["Diajukan"]
		assert [row.state for row in log if row.state] == ["Diajukan", "Perlu Dilengkapi", "Diajukan"]


@pytest.fixture
def moment(live) -> datetime:
	"""The last full hour of the office, for which no mail was written yet."""
	hour = frappe.utils.now_datetime().replace(minute=0, second=0, microsecond=0)
	while not is_working(clock.calendar(), hour):
		hour -= timedelta(hours=1)
	frappe.db.delete("Overdue Digest", {"day": hour.date()})
	frappe.db.commit()
	return hour


@pytest.fixture
def late(live, moment):
	"""Thirty overdue steps of the counter and a mail account; taken away afterwards."""
	people()
	name = frappe.generate_hash(length=8)
	due = moment - timedelta(days=1)
	log = frappe.qb.DocType("SOP Step Log")
	columns = ("name", "reference_doctype", "reference_name", "visit", "state", "role", "time_of")
	for number in range(30):
		values = (
			f"{name}{number}",
			RESEARCH,
			f"{name}-{number:02d}",
			1,
			"Diajukan",
			"Petugas Frontliner",
			"Kantor",
		)
		query = frappe.qb.into(log).columns(*columns, "entered_on", "near_on", "due_on")
		query.insert(*values, due - timedelta(hours=1), due - timedelta(minutes=6), due).run()
	account = frappe.get_doc(
		doctype="Email Account",
		email_account_name=name,
		email_id=f"{name}@kantor.test",
		enable_outgoing=1,
		default_outgoing=1,
		smtp_server="127.0.0.1",
		awaiting_password=1,
	)
	account.name = name
	account.db_insert()
	frappe.db.commit()
	yield name
	frappe.db.rollback()
	frappe.db.delete("SOP Step Log", {"name": ("like", f"{name}%")})
	frappe.db.delete("Notification Log", {"document_name": ("like", f"{name}-%")})
	frappe.db.delete("Email Account", {"name": name})
	frappe.db.delete("Overdue Digest", {"day": moment.date()})
	for queue in frappe.get_all("Email Queue", {"email_account": name}, pluck="name"):
		frappe.db.delete("Email Queue Recipient", {"parent": queue})
		frappe.db.delete("Email Queue", {"name": queue})
	frappe.db.commit()


def test_two_workers_tell_each_step_once(late, moment):
	"""Protects the Petugas Frontliner: several workers that scan at one moment ring the bell and write the mail once."""
	wait_for_worker()
	began = frappe.utils.now()
	with Processes("workers") as processes:
		processes.worker("second worker")
		processes.worker("third worker")
		for _ in range(6):
			frappe.enqueue(scan.run, queue="short", moment=moment)
		wait_for_worker()
		frappe.enqueue(scan.run, queue="short", moment=moment)  # and the next one, five minutes later
		wait_for_worker()
		assert not processes.ended()
	frappe.db.rollback()
	told = frappe.get_all(
		"Notification Log", {"document_name": ("like", f"{late}-%")}, ["document_name", "for_user", "subject"]
	)
	assert len({row.document_name for row in told}) == 30
	assert len(told) == len({(row.document_name, row.for_user, row.subject) for row in told})
	user = email("frontliner")
	digests = frappe.get_all("Overdue Digest", {"user": user, "day": moment.date()}, pluck="cases")
	assert len(digests) == 1, "one mail, though other tests' cases may stand in it, too"
	named = digests[0].split("\n")
	assert len(named) == len(set(named)) and len([line for line in named if late in line]) == 30
	mails = frappe.get_all("Email Queue Recipient", {"recipient": user, "creation": (">", began)})
	assert len(mails) == 1
