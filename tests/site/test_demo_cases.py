"""The demo office: what `make run` shows is made by the engine, as the right users, and only once."""

from datetime import datetime

import frappe
import pytest

from dinas_sop import demo
from dinas_sop.demo import clock
from dinas_sop.demo.cases import make_cases
from dinas_sop.demo.permit_applications import PERMITS
from dinas_sop.demo.request_applications import REQUESTS

CASES = ("Research Permit", "Data Request")


@pytest.fixture(scope="module")
def loaded(connection):
	"""The demo loaded into a site without cases, in a transaction that is rolled back."""
	connection.db.rollback()
	connection.set_user("Administrator")
	for table in (*CASES, "SOP Step Log", "Official Letter"):
		connection.db.delete(table)
	commit, connection.db.commit = connection.db.commit, lambda *args, **kwargs: None
	demo.load()
	yield connection
	connection.db.commit = commit
	connection.db.rollback()
	connection.clear_cache()


def test_there_is_a_case_in_every_kind_of_state(loaded):
	"""Protects the visitor, who should find something to do in every role."""
	for doctype, applications in zip(CASES, (PERMITS, REQUESTS), strict=True):
		found = frappe.get_all(doctype, pluck="workflow_state")
		assert sorted(found) == sorted(application["at"] for application in applications)
	statuses = set(frappe.get_all("Official Letter", pluck="status"))
	assert {"Draf", "Terbit", "Ditandatangani", "Dicabut"} <= statuses


def test_loading_again_changes_nothing_and_the_session_is_its_users(loaded):
	"""Protects the second `make run`."""
	assert frappe.session.user == "Administrator"
	before = frappe.db.count("SOP Step Log")
	demo.load()
	assert make_cases() == 0 and frappe.db.count("SOP Step Log") == before


def test_the_demo_office_keeps_its_holidays(loaded):
	"""Protects the visitor from an office that answers on Independence Day."""
	from dinas_sop.workflows import clock

	day = datetime(frappe.utils.getdate().year, 8, 17).date()
	assert clock.calendar().hours_on(day) is None


def test_each_step_was_taken_by_the_role_that_has_it(loaded):
	"""Protects the demo from teaching a wrong SOP: no case was moved by Administrator or out of turn."""
	rows = frappe.get_all(
		"SOP Step Log",
		filters={"action": ("is", "set")},
		fields=["actor", "acted_as", "channel", "entered_on", "left_on"],
	)
	assert rows and all(row.acted_as in frappe.get_roles(row.actor) for row in rows)
	assert "Administrator" not in {row.actor for row in rows}
	assert {row.channel for row in rows} == {"Meja Kerja", "Tautan Pemohon"}
	assert all(row.entered_on <= row.left_on for row in rows)


def test_history_runs_over_weeks_and_numbers_follow_dates(loaded):
	"""Protects the report's reader: a register whose dates jump about would look forged."""
	for doctype in CASES:
		days = frappe.get_all(doctype, pluck="submitted_on", order_by="name asc")
		assert days == sorted(days) and (days[-1] - days[0]).days > 14
		assert days[-1] <= frappe.utils.now_datetime()
	for register in set(frappe.get_all("Official Letter", {"sequence": (">", 0)}, pluck="register_key")):
		dates = frappe.get_all(
			"Official Letter", {"register_key": register}, pluck="letter_date", order_by="sequence"
		)
		assert dates == sorted(dates)


def test_the_clock_is_only_borrowed(loaded):
	"""Protects everything that runs after the demo in the same process."""
	moment = datetime(2020, 1, 2, 3, 4)
	with clock.at(moment):
		assert frappe.utils.now_datetime() == moment and frappe.utils.nowdate() == "2020-01-02"
	assert frappe.utils.now_datetime().year > 2020


def test_every_login_of_the_demo_works(site):
	"""Protects the visitor who types what `make run` printed: also where ERPNext's setup made that user before."""
	from frappe.utils.password import check_password, update_password

	demo.office.make_office()
	for _role, user, _password in demo.logins():
		update_password(user, "kata-sandi-lama-2025")
	administrator = frappe.get_doc("User", "admin@dinas.test")
	administrator.remove_roles("Workspace Manager")
	demo.office.make_office()
	for _role, user, password in demo.logins():
		assert check_password(user, password) == user
	assert "Workspace Manager" in frappe.get_roles("admin@dinas.test")
