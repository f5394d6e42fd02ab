"""Every way round the guard, over HTTP, in every state: refused, and nothing is different afterwards."""

import frappe
import pytest
from frappe.core.doctype.data_import.data_import import start_import

from tests.site.doors import Door, call, change, doors, remove, resource
from tests.site.factory import (
	CERTIFICATE,
	DATA,
	NOBODY,
	OUTSIDER,
	RECOMMENDATION,
	REPLY,
	RESEARCH,
	WAY,
	application,
	client,
	day,
	enter,
	people,
	standing,
	states_of,
)
from tests.site.photo import Photo

EVERYWHERE = [(doctype, state) for doctype in (RESEARCH, DATA) for state in states_of(doctype)]
TURN = {(doctype, state): login for doctype, way in WAY.items() for state, login, _action in way}
# In these Administrator tries every door; everywhere else, and everybody else, every fourth, each time another.
SOMEWHERE = [
	(RESEARCH, "Menunggu Rekomendasi"),
	(RESEARCH, "Perlu Dilengkapi"),
	(RESEARCH, "Diarsipkan"),
	(DATA, "Pemrosesan Data"),
	(DATA, "Ditolak"),
]
OTHERS = [
	"kepala",
	"sekretariat",
	"suratmasuk",
	"frontliner",
	"unitkerja",
	"unitkerja2",
	"admin",
	NOBODY,
	OUTSIDER,
	"Guest",
]


def try_doors(http, login: str, case, turn: int = 0, every: int = 1) -> None:
	"""Knock at the doors of a case as somebody, at every `every`-th of them: each refuses and leaves no trace."""
	photo, wrong = Photo(case.doctype, case.name), []
	for number, door in enumerate(doors(case, photo.rows)):
		if number % every != turn % every or (login == "Administrator" and door.open_to_administrator):
			continue
		answer = door.knock(client(http, login))
		refused = answer.status_code in (400, 401, 403, 404, 405, 409, 417)
		if not refused and not (door.quiet and answer.status_code == 200):
			wrong.append(f"{login}, {door.title}: {answer.status_code} {answer.text[:200]}")
		if difference := photo.difference():
			wrong.append(f"{login}, {door.title}: {answer.status_code}, {difference}")
			photo.put_back()
	assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("doctype", "state"), EVERYWHERE)
def test_no_way_round_the_guard(live, http, doctype, state):
	"""Protects every case in every state from who has the turn and from Administrator, who has every role."""
	case, turn = standing(doctype, state), TURN.get((doctype, state), "frontliner")
	number = EVERYWHERE.index((doctype, state))
	try_doors(http, "Administrator", case, number, 1 if (doctype, state) in SOMEWHERE else 4)
	try_doors(http, "frontliner" if turn == "portal" else turn, case, number + 1, 4)


@pytest.mark.parametrize("login", OTHERS)
@pytest.mark.parametrize(("doctype", "state"), [SOMEWHERE[0], SOMEWHERE[3]])
def test_no_way_round_for_anybody(live, http, doctype, state, login):
	"""Protects the cases of each process from every user of the office, from outsiders and from guests."""
	try_doors(http, login, standing(doctype, state), OTHERS.index(login), 4)


# --- what hangs on no case -----------------------------------------------------------------


@pytest.mark.parametrize("login", ["Administrator", "admin", "kepala"])
def test_numbers_and_markers_are_the_engines(live, http, login):
	"""Protects the register's counter and the seeding's memory, from the system manager too."""
	enter(RESEARCH)
	frappe.db.commit()
	counter = frappe.get_all("Number Counter", limit=1, pluck="name")[0]
	marker = frappe.get_all("Shipped Record", {"ref_doctype": "Role"}, limit=1, pluck="name")[0]
	tables = {"Number Counter": ("current", 99999), "Shipped Record": ("ref_name", "Lain")}
	before = {table: frappe.get_all(table, fields=["*"], order_by="name") for table in tables}
	for table, name in (("Number Counter", counter), ("Shipped Record", marker)):
		field, value = tables[table]
		attempts = [*change(table, name, {field: value}, table), *remove(table, name, table)]
		made = {"counter_key": "Research Permit/2099", "current": 5, "ref_doctype": "Role", "ref_name": "X"}
		attempts.append(Door(f"{table}: POST", "POST", resource(table), made))
		for door in attempts:
			answer = door.knock(client(http, login))
			assert door.quiet or answer.status_code in (400, 403, 404, 417), (door.title, answer.text[:300])
			frappe.db.rollback()
			now = frappe.get_all(table, fields=["*"], order_by="name")
			assert now == before[table], door.title


def test_owner_and_birth_of_a_case_stay(live, http):
	"""Protects the self-approval rule, which asks who made a case: core drops a forged owner, name or birth."""
	case = standing(RESEARCH, "Menunggu Disposisi")
	photo = Photo(RESEARCH, case.name)
	forged = {"owner": "kepala@dinas.test", "creation": "2020-01-01 00:00:00", "idx": 7, "parent": "X"}
	client(http, "kepala").put(resource(RESEARCH, case.name), json=forged | {"doctype": "ToDo", "name": "X"})
	differences = " ".join(photo.difference())
	assert "owner" not in differences and "creation" not in differences and "Disposition" not in differences
	photo.put_back()


def test_comments_and_assignments_are_free(live, http):
	"""Protects the colleagues who talk about a case: neither a comment nor an assignment touches the case."""
	case = standing(RESEARCH, "Diarsipkan")
	photo = Photo(RESEARCH, case.name)
	said = client(http, "kepala").method(
		"frappe.desk.form.utils.add_comment",
		reference_doctype=RESEARCH,
		reference_name=case.name,
		content="Mohon dicek",
		comment_email="kepala@dinas.test",
		comment_by="Kepala",
	)
	given = client(http, "kepala").method(
		"frappe.desk.form.assign_to.add",
		doctype=RESEARCH,
		name=case.name,
		assign_to=frappe.as_json(["sekretariat@dinas.test"]),
	)
	assert (said.status_code, given.status_code) == (200, 200), (said.text[:300], given.text[:300])
	now = photo.look()
	assert now[RESEARCH][0]["_assign"] and now[RESEARCH][0]["_comments"]
	for rows in (now, photo.rows):
		rows[RESEARCH][0] |= {"_assign": None, "_comments": None}
	assert now == photo.rows
	photo.put_back()


LETTER_METHODS = ("issue", "bring_back", "discard")


@pytest.mark.parametrize("login", [*OTHERS[:6], NOBODY, OUTSIDER, "Guest", "Administrator"])
def test_letters_own_buttons_are_for_who_has_the_step(live, http, login):
	"""Protects the letters: no other role drafts, issues, signs or discards one, nobody in another step."""
	for doctype, state, template, makers in (
		(RESEARCH, "Menunggu Surat Keterangan", CERTIFICATE, {"sekretariat", "Administrator"}),
		(RESEARCH, "Menunggu Pemberitahuan", RECOMMENDATION, set()),
		(DATA, "Pemrosesan Data", REPLY, set()),
		(DATA, "Penyusunan Surat Balasan", REPLY, {"unitkerja", "Administrator"}),
	):
		if login in makers:
			continue
		case = standing(doctype, state)
		photo = Photo(doctype, case.name)
		attempts = [
			call(
				"draft",
				"dinas_sop.letters.api.draft",
				doctype=doctype,
				name=case.name,
				letter_template=template,
			)
		]
		for letter in photo.rows["Official Letter"]:
			attempts += [call(m, f"dinas_sop.letters.api.{m}", name=letter["name"]) for m in LETTER_METHODS]
		for door in attempts:
			answer = door.knock(client(http, login))
			assert answer.status_code in (403, 417), (
				state,
				door.title,
				answer.status_code,
				answer.text[:300],
			)
		assert not photo.difference()


def test_a_kanban_board_moves_no_case(live, http):
	"""Protects the workflow from a board of columns, where a card is dragged from state to state."""
	case = standing(RESEARCH, "Diterima")
	photo = Photo(RESEARCH, case.name)
	if not frappe.db.exists("Kanban Board", "Papan Uji"):
		frappe.get_doc(
			doctype="Kanban Board",
			kanban_board_name="Papan Uji",
			reference_doctype=RESEARCH,
			field_name="workflow_state",
			columns=[{"column_name": name} for name in ("Diterima", "Diarsipkan")],
		).insert()
		frappe.db.commit()
	try:
		for login in ("Administrator", "suratmasuk"):
			answer = client(http, login).method(
				"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card",
				board_name="Papan Uji",
				docname=case.name,
				from_colname="Diterima",
				to_colname="Diarsipkan",
				old_index=0,
				new_index=0,
			)
			assert answer.status_code >= 400, answer.text[:300]
			assert not photo.difference()
	finally:
		frappe.delete_doc("Kanban Board", "Papan Uji", force=True)
		frappe.db.commit()


# --- import --------------------------------------------------------------------------------


def run_import(doctype: str, kind: str, header: list[str], values: list) -> str:
	"""A Data Import of Administrator's, run as its background job runs it; returns its status."""
	sheet = "\n".join(",".join(f'"{value}"' for value in row) for row in (header, values))
	data_import = frappe.get_doc(doctype="Data Import", reference_doctype=doctype, import_type=kind).insert()
	file = frappe.get_doc(
		doctype="File",
		file_name="impor.csv",
		content=sheet,
		is_private=1,
		attached_to_doctype="Data Import",
		attached_to_name=data_import.name,
		attached_to_field="import_file",
	).insert()
	data_import.import_file = file.file_url
	data_import.save()
	frappe.db.commit()
	start_import(data_import.name)
	status = frappe.db.get_value("Data Import", data_import.name, "status")
	frappe.delete_doc("File", file.name)
	frappe.db.delete("Data Import", data_import.name)
	frappe.db.delete("Data Import Log", {"data_import": data_import.name})
	frappe.db.commit()
	return status


def test_an_import_changes_no_case(live):
	"""Protects every case from a sheet of Administrator's: state, other steps' fields and rows are refused."""
	case = standing(RESEARCH, "Menunggu Rekomendasi")
	photo = Photo(RESEARCH, case.name)
	for field, value in (
		("workflow_state", "Diarsipkan"),
		("tnde_number", "9"),
		("purpose", "Lain"),
		("docstatus", 1),
	):
		status = run_import(RESEARCH, "Update Existing Records", ["ID", field], [case.name, value])
		assert status == "Error", field
		assert not photo.difference(), field
	status = run_import(RESEARCH, "Update Existing Records", ["ID", "permit_from"], [case.name, day(21)])
	assert (status, photo.difference() != []) == ("Success", True), "the import as such works"
	photo.put_back()


def test_an_import_makes_no_case_without_evidence_or_beyond_the_beginning(live):
	"""Protects the register: an imported application needs its letter and proposal, and starts at Diajukan."""
	people()
	whole = application(RESEARCH)
	frappe.db.commit()
	plain = {k: v for k, v in whole.items() if k != "doctype" and not isinstance(v, list)}

	def entered(**extra) -> int:
		was = frappe.db.count(RESEARCH)
		row = plain | extra
		run_import(RESEARCH, "Insert New Records", list(row), list(row.values()))
		return frappe.db.count(RESEARCH) - was

	counter = frappe.get_all("Number Counter", fields=["*"], order_by="name")
	for extra in ({"proposal": ""}, {"workflow_state": "Diarsipkan"}, {"tnde_number": "9"}):
		assert entered(**extra) == 0, extra
	assert frappe.get_all("Number Counter", fields=["*"], order_by="name") == counter, "no gap in the numbers"
	assert entered(ID="PNL-2026-99999") == 1, "the import as such works"
	assert not frappe.db.exists(RESEARCH, "PNL-2026-99999"), "and does not choose the number"
