"""What changes between two versions of the SOP, on a real site: before it is published, and without writing."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_to_date, now_datetime

from tests.site import factory
from tests.site.factory import DATA, RESEARCH

PROCESS = "Permintaan Data (Eksternal)"


@pytest.fixture
def office(site):
	factory.people()
	return site


@pytest.fixture
def in_force(office):
	return office.db.get_value("SOP", {"status": "Berlaku"})


def draft_of(name: str, change=lambda draft: None):
	"""A draft of the SOP in force with a change."""
	draft = frappe.get_doc("SOP", frappe.get_doc("SOP", name).new_version())
	change(draft)
	return draft.save()


def standard(state: str, duration: str):
	def change(draft):
		next(row for row in draft.steps if row.state == state).standard_time = duration

	return change


def answer(draft, other=None, login="admin") -> dict:
	from dinas_sop.workflows.sop_changes import what_changes

	with factory.acting(login):
		return what_changes(draft.name, other)


def words(parts) -> str:
	return "".join(part for part, _differs in parts)


def visit(office, case, entered: timedelta, left: timedelta | None, days: str = "1 Hari") -> str:
	"""Let the visit to Pemrosesan Data have been so long ago, measured as the log measures."""
	from dinas_sop.workflows import clock

	now = now_datetime()
	name = office.db.get_value("SOP Step Log", {"reference_name": case.name, "state": "Pemrosesan Data"})
	values = {"entered_on": now - entered, "left_on": now - left if left else None, "standard": days}
	values |= clock.opening_facts(days, values["entered_on"])
	if left:
		values |= clock.closing_facts(values, values["left_on"])
	office.db.set_value("SOP Step Log", name, values, update_modified=False)
	return name


def steps_of(month: dict, state: str = "Pemrosesan Data") -> list[dict]:
	return [row for row in month["steps"] if row["state"] == state]


def test_a_copy_changes_nothing(office, in_force):
	"""Protects the administrator who looks before touching anything: no false alarm."""
	found = answer(draft_of(in_force))
	assert found["other"] == in_force and found["changes"] == []
	assert (found["month"]["moved"], found["month"]["steps"], found["month"]["due_dates"]) == (0, [], [])


def test_what_the_document_says_otherwise_is_told_by_its_own_names(office, in_force):
	"""Protects the Kepala Dinas, who reads Waktu and Kegiatan, not names of columns."""

	def change(draft):
		standard("Pemrosesan Data", "3 Hari")(draft)
		row = next(row for row in draft.evidence if row.case_field == "satisfaction")
		row.mandatory = 1 - row.mandatory
		draft.append(
			"evidence",
			{"section": PROCESS, "step_number": 4, "kind": "Field is filled", "case_field": "email"},
		)
		draft.warning = "Dilarang menerima imbalan"

	found = answer(draft_of(in_force, change))
	told = [
		(row["part"], row["how"], row["step"], row["column"], words(row["after"])) for row in found["changes"]
	]
	assert ("step", "changed", 4, "Waktu", "3 Hari") in told
	assert ("header", "changed", 0, "Peringatan", "Dilarang menerima imbalan") in told
	assert [row["how"] for row in found["changes"] if row["part"] == "evidence"] == ["added", "changed"]
	added = next(row for row in found["changes"] if row["how"] == "added")
	assert added["section"] == PROCESS and added["what"].endswith(": E-mail")


def test_open_cases_stay_on_the_version_they_began_with(office, in_force):
	"""Protects applicants whose case is running: how many keep the old rules is known beforehand."""
	counts = {row["doctype"]: row["count"] for row in answer(draft_of(in_force))["open_cases"]}
	factory.enter(DATA)
	factory.case_in(DATA, "Dibatalkan")
	after = {row["doctype"]: row["count"] for row in answer(draft_of(in_force))["open_cases"]}
	assert after == counts | {DATA: counts[DATA] + 1}


def test_last_months_due_dates_by_the_new_duration(office, in_force):
	"""Protects the unit: before two hours are demanded, it is seen who of last month would have been late."""
	late, early, old = (factory.case_in(DATA, "Penyusunan Surat Balasan") for _i in range(3))
	visit(office, late, timedelta(days=9), timedelta(days=8, hours=20), "7 Hari")
	visit(office, early, timedelta(days=9), timedelta(days=9) - timedelta(seconds=1), "7 Hari")
	visit(office, old, timedelta(days=40), timedelta(days=39), "7 Hari")
	before = frappe.db.sql("select * from `tabSOP Step Log` order by name")
	draft = draft_of(in_force, standard("Pemrosesan Data", "1 Menit"))
	month = answer(draft)["month"]
	[row] = [row for row in steps_of(month) if row["before"] == "7 Hari"]
	assert (row["after"], row["moved"], row["earlier"], row["step"]) == ("1 Menit", 2, 2, 4)
	assert row["section"] == PROCESS
	names = {row["name"] for row in month["due_dates"]}
	assert {late.name, early.name} <= names and old.name not in names
	assert frappe.db.sql("select * from `tabSOP Step Log` order by name") == before


def test_a_verdict_that_would_turn(office, in_force):
	"""Protects the official called late under a duration that nobody could keep."""
	case = factory.case_in(DATA, "Penyusunan Surat Balasan")
	visit(office, case, timedelta(days=12), timedelta(days=1), "1 Menit")
	draft = draft_of(in_force, standard("Pemrosesan Data", "900 Hari"))
	month = answer(draft)["month"]
	[row] = [row for row in steps_of(month) if row["before"] == "1 Menit"]
	assert (row["later"], row["becomes_on_time"], row["becomes_late"]) == (1, 1, 0)
	due = next(row for row in month["due_dates"] if row["name"] == case.name)
	assert (due["verdict_before"], due["verdict_after"]) == ("Terlambat", "Tepat Waktu")
	assert due["due_after"] > due["due_before"] and not due["is_open"]


def test_any_two_versions_can_be_compared(office, in_force):
	"""Protects the auditor who asks what was changed two versions ago, and by default sees the one in force."""
	first = draft_of(in_force, standard("Pemrosesan Data", "2 Hari"))
	first.publish()
	second = draft_of(first.name, standard("Pemrosesan Data", "5 Hari"))
	found = answer(second)
	assert found["other"] == first.name
	assert {row["name"] for row in found["others"]} >= {first.name, in_force}
	[change] = answer(second, in_force)["changes"]
	assert (words(change["before"]), words(change["after"])) == ("1 Hari", "5 Hari")


def test_nobody_reads_of_cases_that_are_not_theirs(office, in_force):
	"""Protects applicants of other units: a unit that may read the SOP is told of its own cases only."""
	case = factory.case_in(DATA, "Penyusunan Surat Balasan")
	visit(office, case, timedelta(days=9), timedelta(days=8), "7 Hari")
	draft = draft_of(in_force, standard("Pemrosesan Data", "1 Menit"))
	assert case.name in {row["name"] for row in answer(draft, login="unitkerja")["month"]["due_dates"]}
	other = answer(draft, login="unitkerja2")["month"]
	assert case.name not in {row["name"] for row in other["due_dates"]}
	with pytest.raises(frappe.PermissionError):
		answer(draft, login=factory.NOBODY)


def test_a_replica_can_answer(live):
	"""Protects the office's main database, and the promise that nothing is written."""
	from dinas_sop.workflows import sop_changes

	factory.people()
	name = live.db.get_value("SOP", {"status": "Berlaku"})
	live.db.commit()
	live.db.begin(read_only=True)
	with factory.acting("admin"):
		assert sop_changes.what_changes(name)["others"] is not None


def test_the_last_month_is_found_by_an_index(office, in_force, monkeypatch):
	"""Protects everybody else on the site: the log of all years is not read for one month."""
	asked, real = [], office.db.sql
	monkeypatch.setattr(
		office.db,
		"sql",
		lambda query, *args, **kwargs: asked.append((query, args)) or real(query, *args, **kwargs),
	)
	answer(draft_of(in_force))
	[(query, args)] = [
		(query, args)
		for query, args in asked
		if str(query).startswith("SELECT") and "SOP Step Log" in str(query)
	]
	[plan] = real(f"explain {query}", *args, as_dict=True)
	assert "left_on" in (plan.possible_keys or ""), plan


def test_it_says_so_when_not_all_are_counted(office, in_force, monkeypatch):
	"""Protects a large office from a number that looks complete."""
	from dinas_sop.workflows import sop_replay

	factory.enter(RESEARCH)
	factory.enter(DATA)
	monkeypatch.setattr(sop_replay, "MOST", 1)
	month = answer(draft_of(in_force))["month"]
	assert (month["complete"], month["visits"]) == (False, 1)
	assert month["from"] == add_to_date(month["to"], months=-1)
