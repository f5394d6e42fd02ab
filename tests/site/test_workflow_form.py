"""An administrator changes the Workflow and the SOP in their forms: what is refused, what is granted, what is said."""

import pytest

from dinas_sop import uninstall
from dinas_sop.patches.v0_3 import reports_for_named_roles
from dinas_sop.workflows import api, roles
from dinas_sop.workflows.consistency import Inconsistent
from dinas_sop.workflows.messages import Refused
from tests.site.factory import DATA, RESEARCH, acting, case_in, enter, given, make_user, move, people, user_of


@pytest.fixture
def office(site):
	people()
	return site


def workflow(frappe, doctype: str = RESEARCH):
	return frappe.get_doc("Workflow", {"document_type": doctype, "is_active": 1})


def draft(frappe):
	"""A new version of the SOP in force."""
	name = frappe.db.get_value("SOP", {"status": "Berlaku"})
	return frappe.get_doc("SOP", frappe.get_doc("SOP", name).new_version())


def messages(frappe) -> str:
	return " ".join(str(m) for m in frappe.local.message_log)


def refused(frappe, doc, match: str | None = None) -> None:
	"""Try to save; core's own validation writes before ours, so what a request would roll back is rolled back."""
	frappe.db.savepoint("before_save")
	with pytest.raises(Inconsistent, match=match):
		doc.save()
	frappe.db.rollback(save_point="before_save")


# --- the Workflow ------------------------------------------------------------------------


def test_a_state_that_a_step_waits_for_cannot_vanish(office):
	"""Protects every running case: without the state of step 6 no case could go on."""
	doc = workflow(office)
	doc.states = [s for s in doc.states if s.state != "Menunggu Rekomendasi"]
	doc.transitions = [t for t in doc.transitions if "Menunggu Rekomendasi" not in (t.state, t.next_state)]
	with pytest.raises(Inconsistent, match="Menunggu Rekomendasi"):
		doc.save()


def test_a_state_with_cases_cannot_vanish(office):
	"""Protects the cases that stand in an inserted state when the administrator takes it out again."""
	insert_state(office, "Ditunda")
	case = case_in(RESEARCH, "Menunggu Disposisi")
	case = move(case, "kepala", "Tunda")
	doc = workflow(office)
	doc.states = [s for s in doc.states if s.state != "Ditunda"]
	doc.transitions = [t for t in doc.transitions if "Ditunda" not in (t.state, t.next_state)]
	refused(office, doc, match="Ditunda")
	move(case, "kepala", "Lanjutkan", move_reason="dilanjutkan")
	doc = workflow(office)
	doc.states = [s for s in doc.states if s.state != "Ditunda"]
	doc.transitions = [t for t in doc.transitions if "Ditunda" not in (t.state, t.next_state)]
	doc.save()


def insert_state(frappe, state: str):
	frappe.get_doc(doctype="Workflow State", workflow_state_name=state).insert()
	for action in ("Tunda", "Lanjutkan"):
		frappe.get_doc(doctype="Workflow Action Master", workflow_action_name=action).insert()
	doc = workflow(frappe)
	doc.append("states", {"state": state, "doc_status": "0", "allow_edit": "Kepala Dinas"})
	for row in (("Menunggu Disposisi", "Tunda", state), (state, "Lanjutkan", "Menunggu Disposisi")):
		doc.append(
			"transitions",
			dict(zip(("state", "action", "next_state"), row, strict=True)) | {"allowed": "Kepala Dinas"},
		)
	doc.save()


@pytest.mark.parametrize(
	"change",
	[
		{"is_active": 0},
		{"document_type": "ToDo"},
		{"workflow_state_field": "submitted_via"},
	],
)
def test_a_case_never_loses_its_workflow(office, change):
	"""Protects all cases of a process: a Workflow switched off or led elsewhere would leave them unguarded."""
	doc = workflow(office)
	doc.update(change)
	refused(office, doc)
	with pytest.raises(Inconsistent):
		workflow(office).delete()


def test_states_of_a_case_keep_doc_status_zero(office):
	"""Protects the applicant: a submitted case could never come back to him for correction."""
	doc = workflow(office)
	doc.states[-1].doc_status = "1"
	with pytest.raises(Inconsistent, match="Doc Status"):
		doc.save()


def test_another_workflow_can_take_over(office):
	"""Protects the administrator who tries a copy: the new one is active, the old one no longer, cases go on."""
	case = case_in(RESEARCH, "Diterima")
	old = workflow(office)
	copy = office.copy_doc(old)
	copy.workflow_name = "Penelitian Baru"
	copy.insert()
	assert workflow(office).name == copy.name and not office.db.get_value("Workflow", old.name, "is_active")
	office.clear_cache(doctype=RESEARCH)
	case = move(case, "suratmasuk", "Registrasi TNDE", **given(case, "Diterima", "suratmasuk"))
	assert case.workflow_state == "Menunggu Disposisi"


def test_a_newly_named_role_gets_what_it_needs_and_no_more(office):
	"""Protects the new role's first day, and the office from rights nobody meant to give."""
	office.get_doc(doctype="Role", role_name="Sekretaris", desk_access=1).insert()
	doc = workflow(office)
	doc.append(
		"transitions",
		{
			"state": "Diterima",
			"action": "Kembalikan",
			"next_state": "Perlu Dilengkapi",
			"allowed": "Sekretaris",
		},
	)
	doc.save()
	assert "Sekretaris" in messages(office)
	rights = {p.parent: p for p in office.get_all("Custom DocPerm", {"role": "Sekretaris"}, ["*"])}
	assert set(rights) == {RESEARCH, "Official Letter", "SOP Step Log", "SOP", "Letter Template"}
	case = rights[RESEARCH]
	assert (case.read, case.write, case.create, case.delete, case.share, case.submit) == (1, 1, 0, 0, 0, 0)
	assert (rights["SOP Step Log"].read, rights["SOP Step Log"].write) == (1, 0)
	assert not office.get_all("Custom DocPerm", {"parent": ("in", ("File", "User", "Department"))})
	reports = {
		name: office.get_doc("Report", name)
		for name in office.get_all("Report", {"module": "Dinas SOP"}, pluck="name")
	}
	with acting(make_user("sekretaris@dinas.test", ["Sekretaris"])):
		opened = {name for name, report in reports.items() if report.is_permitted()}
	assert {"SOP Compliance", "Register Penelitian", "Rekap Layanan"} <= opened
	assert "Register Permohonan Data" not in opened
	with acting("suratmasuk"):
		assert reports["SOP Compliance"].is_permitted(), "who could open it before still can"
	uninstall.remove_report_roles()
	assert not office.db.exists("Has Role", {"parenttype": "Custom Role", "role": "Sekretaris"})
	reports_for_named_roles.execute()  # a site that named the role before reports came with it
	with acting(user_of("sekretaris@dinas.test")):
		assert {name for name in reports if office.get_doc("Report", name).is_permitted()} == opened


def test_an_empty_list_of_roles_of_a_report_locks_nobody_out(office):
	"""Protects who could read a report before, where the role it was opened to is gone from its Custom Role."""
	office.get_doc(doctype="Custom Role", report="Rekap Layanan").insert()
	office.get_doc(doctype="Role", role_name="Sekretaris", desk_access=1).insert()
	roles.grant_reports("Sekretaris", RESEARCH)
	custom = office.get_doc("Custom Role", {"report": "Rekap Layanan"})
	shipped = {row.role for row in office.get_doc("Report", "Rekap Layanan").roles}
	assert {row.role for row in custom.roles} == shipped | {"Sekretaris"}


def test_a_role_known_before_keeps_what_the_office_took_from_it(office):
	"""Protects the administrator's own hand in the permission manager from the next save of the Workflow."""
	office.db.delete("Custom DocPerm", {"parent": "Official Letter", "role": "Petugas Surat Masuk"})
	office.clear_cache(doctype="Official Letter")
	workflow(office).save()
	assert not office.db.exists(
		"Custom DocPerm", {"parent": "Official Letter", "role": "Petugas Surat Masuk"}
	)


def test_a_renamed_role_acts_at_once(office):
	"""Protects an office that renames a role: its people go on where they were, in every running process."""
	case = case_in(RESEARCH, "Diterima")
	office.rename_doc("Role", "Petugas Surat Masuk", "Agendaris", force=True)
	case = move(case, "suratmasuk", "Registrasi TNDE", **given(case, "Diterima", "suratmasuk"))
	assert case.workflow_state == "Menunggu Disposisi"


def test_a_return_without_a_way_back_is_warned_of_and_mended(office):
	"""Protects the applicant, who could otherwise never hand in again what was returned to him."""
	doc = workflow(office)
	doc.append(
		"transitions",
		{
			"state": "Menunggu Pemberitahuan",
			"action": "Kembalikan",
			"next_state": "Perlu Dilengkapi",
			"allowed": "Petugas Frontliner",
		},
	)
	doc.save()
	assert "Menunggu Pemberitahuan" in messages(office) and "add_way_back" in messages(office)
	with acting("kepala"), pytest.raises(office.PermissionError):
		api.add_way_back(doc.name)
	api.add_way_back(doc.name)
	case = case_in(RESEARCH, "Menunggu Pemberitahuan")
	case = move(case, "frontliner", "Kembalikan", corrections=[{"case_field": "title", "why": "x"}])
	case = move(case, "portal", "Ajukan Kembali", title="Judul baru")
	assert case.workflow_state == "Menunggu Pemberitahuan"


# --- the SOP ---------------------------------------------------------------------------------

STEP4 = {"section": "Penerimaan Penelitian", "step_number": 4, "mandatory": 1}


@pytest.mark.parametrize(
	("row", "word"),
	[
		({"kind": "Field is filled", "case_field": "tracking_code"}, "Tracking code"),
		({"kind": "Field is filled", "case_field": "tidak_ada"}, "tidak_ada"),
		({"kind": "Field is filled", "case_field": "dispositions"}, "dispositions"),
		({"kind": "Field is filled", "case_field": "title"}, "Title"),
		({"kind": "Field has value", "case_field": "campus_letter_number"}, "4"),
		({"kind": "Field has value", "case_field": "level", "allowed_values": "S9"}, "S9"),
		({"kind": "Table has a row", "case_field": "team_members", "columns": "umur"}, "umur"),
		({"kind": "Table has a row", "case_field": "team_members", "rows_where": "unit = lain"}, "unit"),
		({"kind": "Letter is signed"}, "4"),
		({"kind": "Field is filled", "case_field": "level", "condition": "doc.level ="}, "doc.level"),
		({"kind": "Field is filled", "case_field": "level", "step_number": 12}, "12"),
		({"kind": "Field is filled", "case_field": "level", "final_state": "Ditolak"}, "4"),
		(
			{"kind": "Field is filled", "case_field": "level", "step_number": 0, "final_state": "Diterima"},
			"Diterima",
		),
		({"kind": "Field is filled", "case_field": "tnde_number"}, "4"),
	],
)
def test_evidence_that_nobody_could_give_is_refused(office, row, word):
	"""Protects the office from an SOP whose step no case could ever pass, at the moment it is written."""
	doc = draft(office)
	doc.append("evidence", STEP4 | row)
	with pytest.raises(Inconsistent) as refusal:
		doc.save()
	assert str(len(doc.evidence)) in str(refusal.value) or word in str(refusal.value)
	assert len(messages(office)) > 0


def test_an_sop_that_the_workflow_cannot_run_is_not_published(office):
	"""Protects new cases from a step whose state the Workflow does not have."""
	doc = draft(office)
	step = next(s for s in doc.steps if s.state == "Diterima")
	step.state = "Pemrosesan Data"
	doc.save()
	with pytest.raises(Inconsistent, match="Pemrosesan Data"):
		doc.publish()
	assert office.db.get_value("SOP", doc.name, "status") == "Draf"


def test_an_sop_whose_evidence_the_public_form_does_not_ask_is_not_published(office):
	"""Protects the applicant, whose every submission would be refused for a box that the form does not show."""
	doc = draft(office)
	doc.append("evidence", STEP4 | {"step_number": 2, "kind": "Field is filled", "case_field": "method"})
	form = office.get_doc("Web Form", {"doc_type": RESEARCH})
	form.web_form_fields = [f for f in form.web_form_fields if f.fieldname != "method"]
	form.save()
	doc.save()
	with pytest.raises(Inconsistent, match=form.name):
		doc.publish()


def test_the_public_form_keeps_asking_for_what_the_sop_needs(office):
	"""Protects the applicant from an administrator's slip in the Web Form; other fields are free to go."""
	form = office.get_doc("Web Form", {"doc_type": RESEARCH})
	next(f for f in form.web_form_fields if f.fieldname == "proposal").hidden = 1
	with pytest.raises(Inconsistent):
		form.save()
	form.reload()
	field = next(f for f in form.web_form_fields if f.fieldname == "campus_letter")
	field.label = "Surat dari kampus Anda"
	form.save()


def test_a_running_case_stays_on_its_version(office):
	"""Protects the official who is in the middle of a case: the rules do not change under his hands."""
	old = case_in(RESEARCH, "Diterima")
	doc = draft(office)
	doc.append("evidence", STEP4 | {"kind": "Field is filled", "case_field": "method"})
	doc.save()
	doc.publish()
	new = case_in_diterima_with(office)
	assert (old.sop != doc.name, new.sop) == (True, doc.name)
	assert office.db.get_value("SOP", old.sop, "status") == "Digantikan"
	move(old, "suratmasuk", "Registrasi TNDE", **given(old, "Diterima", "suratmasuk"))
	with pytest.raises(Refused, match=r"Method|Metode"):
		move(new, "suratmasuk", "Registrasi TNDE", **given(new, "Diterima", "suratmasuk"))
	values = given(new, "Diterima", "suratmasuk") | {"method": "Wawancara"}
	assert move(new, "suratmasuk", "Registrasi TNDE", **values).workflow_state == "Menunggu Disposisi"


def case_in_diterima_with(frappe):
	case = enter(RESEARCH)
	return move(case, "frontliner", "Terima", **given(case, "Diajukan", "frontliner"))


def test_a_published_sop_does_not_change(office):
	"""Protects what cases already run on: a version in force is neither edited nor deleted, only replaced."""
	doc = office.get_doc("SOP", {"status": "Berlaku"})
	doc.evidence[0].mandatory = 0
	with pytest.raises(Refused):
		doc.save()
	with pytest.raises(Refused):
		office.get_doc("SOP", doc.name).delete()
	for status in ("Draf", "Digantikan"):
		doc.reload()
		doc.status = status
		with pytest.raises(Refused):
			doc.save()
	fresh = draft(office)
	fresh.status = "Berlaku"
	with pytest.raises(Refused):
		fresh.save()
	for login in ("kepala", make_user("lain@dinas.test", [])):
		with acting(login), pytest.raises(office.PermissionError):
			office.get_doc("SOP", fresh.name).publish()


def test_a_self_approval_rule_of_the_office_holds_for_every_way(office):
	"""Protects the four-eyes rule: who entered a case at the counter does not receive it himself."""
	doc = workflow(office)
	row = next(t for t in doc.transitions if t.action == "Terima")
	row.allow_self_approval = 0
	doc.save()
	second = make_user("frontliner2@dinas.test", ["Petugas Frontliner"])
	case = enter(RESEARCH)
	values = given(case, "Diajukan", "frontliner")
	with acting("frontliner"):
		direct = office.get_doc(RESEARCH, case.name)
		direct.update(values | {"workflow_state": "Diterima"})
		with pytest.raises(Refused):
			direct.save()
	with pytest.raises(Refused):
		move(case, "frontliner", "Terima", **values)
	assert move(case, second, "Terima", **values).workflow_state == "Diterima"


def test_conditions_see_the_new_values(office):
	"""Protects a rule of the office such as "only S3 straight on": a value forged in the same save does not pass."""
	doc = workflow(office, DATA)
	row = next(t for t in doc.transitions if t.action == "Data Siap")
	row.condition = 'doc.decision != "Ditolak"'
	doc.save()
	case = case_in(DATA, "Pemrosesan Data")
	values = given(case, "Pemrosesan Data", "unitkerja")
	with acting("unitkerja"):
		direct = office.get_doc(DATA, case.name)
		direct.update(
			{
				"decision": "Ditolak",
				"decision_ground": "Pasal 17",
				"workflow_state": "Penyusunan Surat Balasan",
			}
		)
		with pytest.raises(Refused):
			direct.save()
	assert move(case, "unitkerja", "Data Siap", **values).workflow_state == "Penyusunan Surat Balasan"


def test_a_condition_on_evidence_of_the_same_move_is_stored_first(office):
	"""Protects the Unit Kerja, whose decision in the dialog decides by which row the case goes on."""
	doc = workflow(office, DATA)
	row = next(t for t in doc.transitions if t.action == "Data Siap")
	row.condition = 'doc.decision == "Dikabulkan seluruhnya"'
	doc.save()
	case = case_in(DATA, "Pemrosesan Data")
	with pytest.raises(Refused):
		move(case, "unitkerja", "Data Siap")
	values = given(case, "Pemrosesan Data", "unitkerja")
	case = move(case, "unitkerja", "Data Siap", **values)
	assert case.workflow_state == "Penyusunan Surat Balasan"
	assert office.db.count("SOP Step Log", {"reference_name": case.name}) == 5, "one move, one row"
