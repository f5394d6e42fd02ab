"""The administrator changes the office's process by forms only, over HTTP; it works at once and outlives migrate.

Runs as the office runs: developer_mode and in_test off, every change by requests of the System Manager "admin",
the ones that the desk's forms send.
"""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import frappe
import pytest

from dinas_sop.workflows import seeding
from tests.client import Http
from tests.conftest import forget
from tests.site.doors import BULK, SAVEDOCS, resource
from tests.site.factory import (
	RESEARCH,
	case_in,
	client,
	enter,
	given,
	move,
	people,
)
from tests.site.photo import OfficePhoto

WORKFLOW, SOP = "Penerimaan Penelitian", "SOP 5.2.9 v1"
FIELD, PARAF, ROLE = "custom_rak_arsip", "Paraf Sekretaris", "Sekretaris"
TEMPLATE = "Dinas SOP: giliran pemohon"
NEW_USER, NEW_PASSWORD = "paraf@dinas.test", "Kantor-Dinas-2026-Paraf!"
MOVE, REQUIREMENTS = "dinas_sop.workflows.api.move", "dinas_sop.workflows.api.requirements"
APPLY = "frappe.model.workflow.apply_workflow"
BULK_ACTION = "frappe.model.workflow.bulk_workflow_approval"


class Admin:
	"""The administrator's desk: what its forms send."""

	def __init__(self, http):
		self.client = client(http, "admin")

	def ok(self, answer) -> dict:
		assert answer.status_code == 200, answer.text[:1500]
		return answer.json()

	def get(self, doctype: str, name: str) -> dict:
		return self.ok(self.client.get(resource(doctype, name)))["data"]

	def new(self, doctype: str, **values) -> dict:
		doc = {"doctype": doctype, "name": f"new-{frappe.scrub(doctype)}-1", "__islocal": 1, "__unsaved": 1}
		return self.save(doc | values)

	def save(self, doc: dict) -> dict:
		answer = self.ok(self.client.method(SAVEDOCS, doc=frappe.as_json(doc), action="Save"))
		self.said = answer.get("_server_messages") or ""
		return answer["docs"][0]

	def run(self, method: str, doc: dict) -> dict:
		return self.ok(self.client.method("run_doc_method", docs=frappe.as_json(doc), method=method))


@pytest.fixture(scope="module")
def office(connection, target):
	"""The office after its administrator's afternoon, and after two updates of the app."""
	connection.db.rollback()
	forget(connection)
	connection.set_user("Administrator")
	assert not connection.conf.developer_mode and not connection.flags.in_test
	people()
	photo, http = OfficePhoto(), Http(target.url, target.password)
	try:
		running = case_in(RESEARCH, "Diterima")
		connection.db.commit()
		told = change_everything(Admin(http))
		for _time in range(2):
			migrate(target)
		connection.db.rollback()
		forget(connection, metadata=True)
		yield SimpleNamespace(http=http, running=running, told=told)
	finally:
		connection.set_user("Administrator")
		photo.put_back()
		forget(connection, metadata=True)


def change_everything(admin: Admin) -> str:
	"""What the administrator does; returns what the forms told him."""
	add_field(admin)
	publish_sop_with_evidence(admin)
	admin.new("Role", role_name=ROLE, desk_access=1)
	admin.new(
		"User",
		email=NEW_USER,
		first_name="Ibu Sekretaris",
		new_password=NEW_PASSWORD,
		send_welcome_email=0,
		roles=[{"doctype": "Has Role", "role": ROLE}],
	)
	admin.new("Workflow State", workflow_state_name=PARAF)
	admin.new("Workflow Action Master", workflow_action_name="Paraf")
	change_workflow(admin)
	told = admin.said
	change_web_form(admin)
	assert admin.client.delete(resource("Email Template", TEMPLATE)).status_code == 202
	return told


def add_field(admin: Admin) -> None:
	"""Customize Form: a new field behind the TNDE date."""
	form = {"doctype": "Customize Form", "name": "Customize Form", "doc_type": RESEARCH}
	form = admin.run("fetch_to_customize", form)["docs"][0]
	form["fields"].append(
		{
			"doctype": "Customize Form Field",
			"parenttype": "Customize Form",
			"parentfield": "fields",
			"label": "Rak arsip",
			"fieldname": FIELD,
			"fieldtype": "Data",
			"insert_after": "tnde_date",
			"is_custom_field": 1,
			"idx": len(form["fields"]) + 1,
			"__islocal": 1,
		}
	)
	admin.run("save_customization", form)


def publish_sop_with_evidence(admin: Admin) -> None:
	"""The SOP's form: a new version in which step 4 asks for the new field."""
	draft = admin.get("SOP", admin.run("new_version", admin.get("SOP", SOP))["message"])
	draft["evidence"].append(
		{
			"doctype": "SOP Evidence",
			"parentfield": "evidence",
			"parenttype": "SOP",
			"parent": draft["name"],
			"section": WORKFLOW,
			"step_number": 4,
			"kind": "Field is filled",
			"case_field": FIELD,
			"mandatory": 1,
			"idx": len(draft["evidence"]) + 1,
			"__islocal": 1,
		}
	)
	admin.run("publish", admin.save(draft))


def change_workflow(admin: Admin) -> None:
	"""The Workflow's form: step 4 is the Sekretariat's now, and a new state stands before step 6."""
	doc = admin.get("Workflow", WORKFLOW)
	for row in doc["transitions"]:
		if row["action"] == "Registrasi TNDE":
			row["allowed"] = "Sekretariat"
		if (row["action"], row["next_state"]) == ("Disposisi", "Menunggu Rekomendasi"):
			row["next_state"] = PARAF
	new = {"parenttype": "Workflow", "parent": WORKFLOW, "__islocal": 1}
	doc["states"].append(
		new
		| {
			"doctype": "Workflow Document State",
			"parentfield": "states",
			"state": PARAF,
			"doc_status": "0",
			"allow_edit": ROLE,
			"idx": len(doc["states"]) + 1,
		}
	)
	doc["transitions"].append(
		new
		| {
			"doctype": "Workflow Transition",
			"parentfield": "transitions",
			"state": PARAF,
			"action": "Paraf",
			"next_state": "Menunggu Rekomendasi",
			"allowed": ROLE,
			"allow_self_approval": 1,
			"idx": len(doc["transitions"]) + 1,
		}
	)
	admin.save(doc)


def change_web_form(admin: Admin) -> None:
	"""The Web Form's form: an optional field hidden, a label renamed."""
	form = admin.get("Web Form", "izin-penelitian")
	for row in form["web_form_fields"]:
		if row["fieldname"] == "campus_letter_number":
			row["hidden"] = 1
		if row["fieldname"] == "method":
			row["label"] = "Cara meneliti menurut kantor kami"
	admin.save(form)


def migrate(target) -> None:
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", target.site]
	done = subprocess.run(
		[*command, "migrate", "--skip-search-index"], cwd=target.sites, capture_output=True, text=True
	)
	assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]


def refused(answer) -> bool:
	return answer.status_code in (403, 417)


def state_of(case) -> str:
	frappe.db.rollback()
	return frappe.db.get_value(RESEARCH, case.name, "workflow_state")


def received():
	"""A new case, on the new version, that waits for step 4."""
	case = enter(RESEARCH)
	case = move(case, "frontliner", "Terima", **given(case, "Diajukan", "frontliner"))
	frappe.db.commit()
	return case


def evidence(case) -> dict:
	return given(case, "Diterima", "suratmasuk") | {FIELD: "A3"}


# --- a transition's role ------------------------------------------------------------------


def test_the_new_role_acts_and_the_old_one_no_longer(office):
	"""Protects the office that reorganises itself: who is named in the form acts, who is not named does not."""
	case, http = received(), office.http
	values = evidence(case)
	it = {"doctype": RESEARCH, "name": case.name}
	old = client(http, "suratmasuk")
	for answer in (
		old.method(MOVE, **it, action="Registrasi TNDE", values=values),
		old.put(resource(RESEARCH, case.name), json=values | {"workflow_state": "Menunggu Disposisi"}),
		old.method(APPLY, doc=frappe.as_json(it), action="Registrasi TNDE"),
	):
		assert refused(answer), answer.text[:300]
	assert state_of(case) == "Diterima"
	answer = client(http, "sekretariat").method(MOVE, **it, action="Registrasi TNDE", values=values)
	assert answer.status_code == 200, answer.text[:500]
	assert state_of(case) == "Menunggu Disposisi"


# --- evidence added to step 4 ----------------------------------------------------------------


def test_the_dialog_asks_for_the_new_field(office):
	"""Protects the clerk: what the administrator added to step 4 stands in the dialog, as mandatory."""
	case = received()
	answer = client(office.http, "sekretariat").method(
		REQUIREMENTS, doctype=RESEARCH, name=case.name, action="Registrasi TNDE"
	)
	fields = {f.get("fieldname"): f for f in answer.json()["message"]["fields"]}
	assert (fields[FIELD]["label"], bool(fields[FIELD]["mandatory"]), fields[FIELD]["there"]) == (
		"Rak arsip",
		True,
		False,
	)


def test_no_way_leads_past_the_new_evidence(office):
	"""Protects the administrator's rule: dialog, PUT, the stock action, bulk action and bulk update are refused."""
	case, http = received(), office.http
	values = evidence(case)
	values.pop(FIELD)
	it, clerk = {"doctype": RESEARCH, "name": case.name}, client(http, "sekretariat")
	moved = values | {"workflow_state": "Menunggu Disposisi"}
	for answer in (
		clerk.method(MOVE, **it, action="Registrasi TNDE", values=values),
		clerk.put(resource(RESEARCH, case.name), json=moved),
		clerk.method("frappe.client.set_value", **it, fieldname=moved),
	):
		assert refused(answer) and "Rak arsip" in answer.text, answer.text[:500]
	assert state_of(case) == "Diterima"
	administrator = client(
		http, "Administrator"
	)  # has every role, and may save every field of the step first
	assert administrator.put(resource(RESEARCH, case.name), json=values).status_code in (200, 417)
	administrator.method(APPLY, doc=frappe.as_json(it), action="Registrasi TNDE")
	clerk.method(APPLY, doc=frappe.as_json(it), action="Registrasi TNDE")
	clerk.method(
		BULK_ACTION, doctype=RESEARCH, docnames=frappe.as_json([case.name]), action="Registrasi TNDE"
	)
	clerk.method(BULK, doctype=RESEARCH, docnames=[case.name], action="update", data=moved)
	assert state_of(case) == "Diterima"
	answer = clerk.method(MOVE, **it, action="Registrasi TNDE", values=values | {FIELD: "A3"})
	assert answer.status_code == 200, answer.text[:500]


def test_a_case_that_was_running_stays_on_its_version(office):
	"""Protects the case that came in before: nobody asks it for what the SOP did not ask then."""
	values = evidence(office.running)
	values.pop(FIELD)
	assert office.running.sop == SOP
	answer = client(office.http, "sekretariat").method(
		MOVE, doctype=RESEARCH, name=office.running.name, action="Registrasi TNDE", values=values
	)
	assert answer.status_code == 200, answer.text[:500]


# --- an inserted state with a brand-new role ---------------------------------------------------


def test_the_form_tells_what_the_new_role_was_given(office):
	"""Protects the administrator from permissions that come by themselves and unsaid."""
	assert ROLE in office.told
	given_to = set(frappe.get_all("Custom DocPerm", {"role": ROLE, "read": 1}, pluck="parent"))
	assert given_to == {RESEARCH, "Official Letter", "SOP Step Log", "SOP", "Letter Template"}


def waiting_for_disposition(office):
	case = received()
	answer = client(office.http, "sekretariat").method(
		MOVE, doctype=RESEARCH, name=case.name, action="Registrasi TNDE", values=evidence(case)
	)
	assert answer.status_code == 200, answer.text[:500]
	frappe.db.rollback()
	return frappe.get_doc(RESEARCH, case.name)


def test_paraf_sekretaris_asks_the_kepala_dinas_on_the_way_in_and_then_acts(office):
	"""Protects the secretary with just the new role: the disposition is there when she gets the case, and she acts."""
	case, http = waiting_for_disposition(office), office.http
	it, kepala = {"doctype": RESEARCH, "name": case.name}, client(http, "kepala")
	answer = kepala.method(MOVE, **it, action="Disposisi", values={})
	assert refused(answer) and "Dispo" in answer.text, answer.text[:500]
	skip = kepala.put(resource(RESEARCH, case.name), json={"workflow_state": "Menunggu Rekomendasi"})
	assert refused(skip), skip.text[:300]
	values = frappe.parse_json(frappe.as_json(given(case, "Menunggu Disposisi", "kepala")))
	assert kepala.method(MOVE, **it, action="Disposisi", values=values).status_code == 200
	assert state_of(case) == PARAF
	secretary = http.login(NEW_USER, NEW_PASSWORD)
	assert secretary.get(resource(RESEARCH, case.name)).status_code == 200
	assert refused(secretary.put(resource(RESEARCH, case.name), json={"unit_kerja": "x"}))
	standing = secretary.method("dinas_sop.workflows.api.progress", **it).json()["message"]
	assert (standing["turn"], standing["is_pause"]) == (ROLE, True)
	assert [a["action"] for a in standing["actions"]] == ["Paraf"]
	stock = secretary.method(APPLY, doc=frappe.as_json(it), action="Paraf")
	assert stock.status_code == 200, stock.text[:500]
	assert state_of(case) == "Menunggu Rekomendasi"
	rows = frappe.get_all(
		"SOP Step Log",
		{"reference_name": case.name},
		["state", "kind", "acted_as"],
		order_by="visit desc",
		limit=2,
	)
	assert [(r.state, r.kind, r.acted_as) for r in rows] == [
		("Menunggu Rekomendasi", "Langkah", None),
		(PARAF, "Jeda", ROLE),
	]


# --- after two updates of the app ------------------------------------------------------------------


def test_updates_undo_nothing_and_bring_nothing_back(office):
	"""Protects the office's decisions from `bench migrate`: changed stays changed, deleted stays deleted."""
	assert not frappe.db.exists("Email Template", TEMPLATE)
	workflow = frappe.get_doc("Workflow", WORKFLOW)
	assert {t.allowed for t in workflow.transitions if t.action == "Registrasi TNDE"} == {"Sekretariat"}
	assert PARAF in [s.state for s in workflow.states]
	assert frappe.db.get_value("SOP", SOP, "status") == "Digantikan"
	assert frappe.db.exists("Custom Field", {"dt": RESEARCH, "fieldname": FIELD})
	labels = frappe.get_all(
		"Web Form Field", {"parent": "izin-penelitian", "fieldname": "method"}, pluck="label"
	)
	assert labels == ["Cara meneliti menurut kantor kami"]
	for doctype in ("Role", "Workflow", "SOP", "Web Form", "Workflow State"):
		for marker in frappe.get_all("Shipped Record", {"ref_doctype": doctype}, pluck="ref_name"):
			assert frappe.db.count(doctype, {"name": marker}) == 1, marker


def test_what_differs_from_the_shipped_version_can_be_seen_and_put_back(office, target):
	"""Protects the administrator who lost his way: he sees what he changed, and one command puts it back."""
	rows = seeding.difference("Workflow", WORKFLOW)
	assert any("Sekretariat" in str(row["now"]) for row in rows)
	assert any(PARAF in str(row["now"]) for row in rows)
	assert seeding.difference("Email Template", TEMPLATE) == [
		{"field": "name", "shipped": TEMPLATE, "now": None}
	]
	assert seeding.difference("Workflow", "Permintaan Data (Eksternal)") == []
	command = [
		sys.executable,
		"-m",
		"frappe.utils.bench_helper",
		"frappe",
		"--site",
		target.site,
		"dinas-sop",
	]
	shown = subprocess.run([*command, "difference"], cwd=target.sites, capture_output=True, text=True)
	assert shown.returncode == 0 and PARAF in shown.stdout, shown.stderr[-800:]
	for doctype, name in (("Email Template", TEMPLATE), ("Web Form", "izin-penelitian")):
		done = subprocess.run(
			[*command, "restore", doctype, name], cwd=target.sites, capture_output=True, text=True
		)
		assert done.returncode == 0, done.stderr[-800:]
		frappe.db.rollback()
		assert frappe.db.exists(doctype, name)
		assert seeding.difference(doctype, name) == []
	client(office.http, "admin")
	restored = seeding.restore("SOP", SOP)
	assert frappe.db.get_value("SOP", restored, "status") == "Draf"
	frappe.db.rollback()
