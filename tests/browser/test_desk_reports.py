"""SOP Compliance in the desk: from a number to the cases behind it, and back."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.site import factory
from tests.site.factory import DATA, PASSWORD, user_of

DAY = "2021-06-15"  # nothing else of this site can have happened then
OPEN = f"/app/query-report/SOP Compliance?from_date={DAY}&to_date={DAY}"


@pytest.fixture
def late(live):
	"""A committed case whose step 4 ended late on that day, and is put back afterwards."""
	factory.people()
	case = factory.case_in(DATA, "Penyusunan Surat Balasan")
	name = live.db.get_value("SOP Step Log", {"reference_name": case.name, "step_number": 4})
	before = live.db.get_value("SOP Step Log", name, ["left_on", "verdict", "standard"], as_dict=True)
	then = {"left_on": f"{DAY} 10:00:00", "verdict": "Terlambat", "standard": "1 Hari"}
	live.db.set_value("SOP Step Log", name, then, update_modified=False)
	live.db.commit()
	yield case
	live.db.set_value("SOP Step Log", name, before, update_modified=False)
	live.db.commit()


def settled(page):
	page.wait_for_function("window.frappe?.query_report?.data && !frappe.request.ajax_count")


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, PHONE], ids=["desktop", "phone"])
def test_a_number_leads_to_its_cases_and_back(desk, late, viewport):
	"""Protects the Kepala Dinas who asks "which one was late?": one click, the case by its number, and the way back."""
	page = desk(user_of("kepala"), PASSWORD, viewport=viewport)
	page.goto(OPEN)
	counts = page.locator(".show-visits:visible")
	counts.first.wait_for()
	settled(page)
	[row] = page.evaluate("frappe.query_report.data")
	assert (row["step"], row["visits"], row["late"]) == (4, 1, 1)
	page.evaluate("document.querySelectorAll('.show-visits')[1].click()")
	page.wait_for_function("frappe.query_report.get_filter_value('group_by') === 'Each Visit'")
	page.wait_for_function("frappe.query_report.data?.[0]?.reference_name")
	settled(page)
	[visit] = page.evaluate("frappe.query_report.data")
	assert (visit["reference_name"], visit["verdict"]) == (late.name, "Terlambat")
	expect(page.locator(f'.dt-cell a[data-name="{late.name}"]')).to_have_attribute(
		"href", f"/app/data-request/{late.name}"
	)
	back = page.evaluate("__('Back to the Overview')")
	if viewport == PHONE:
		page.locator(".menu-btn-group:visible button").first.click()
		page.locator(".dropdown-menu:visible a", has_text=back).click()
	else:
		page.get_by_role("button", name=back).click()
	page.wait_for_function("frappe.query_report.get_filter_value('group_by') === 'Step'")
	counts.first.wait_for()
	assert frappe.utils.getdate(page.evaluate("frappe.query_report.get_filter_value('from_date')")) == (
		frappe.utils.getdate(DAY)
	)


def test_the_overview_is_a_spreadsheet_too(desk, late):
	"""Protects whoever takes the numbers to a meeting: the same rows come as an Excel file."""
	page = desk(user_of("sekretariat"), PASSWORD)
	answer = page.request.get(
		"/api/method/frappe.desk.query_report.export_query",
		params={
			"report_name": "SOP Compliance",
			"file_format_type": "Excel",
			"filters": f'{{"from_date": "{DAY}", "to_date": "{DAY}", "group_by": "Step"}}',
			"visible_idx": "[0]",
		},
	)
	assert answer.ok and answer.body().startswith(b"PK")
