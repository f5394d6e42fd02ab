"""The desk around the cases: workspace, lists, SOP, shipped versions."""

import re

import pytest
from playwright.sync_api import expect

from dinas_sop.workflows import seeding
from tests.site import factory
from tests.site.factory import DATA, PASSWORD, RESEARCH, standing, user_of

NUMBER = re.compile(r"^\d+\s*$")
LOGINS = ("kepala", "sekretariat", "suratmasuk", "frontliner", "unitkerja")


@pytest.fixture
def office(live):
	factory.people()
	live.db.commit()
	return live


def card(page, name: str):
	return page.locator(f'[number_card_name="{name}"]')


@pytest.mark.parametrize("login", LOGINS)
def test_the_workspace_opens_for_every_role(office, desk, login):
	"""Protects every role's first minute: one page that leads to all its work, without an error."""
	page = desk(user_of(login), PASSWORD)
	page.goto("/app/layanan-informasi")
	number = card(page, "Cases for Me").locator(".number")
	number.wait_for()
	expect(number).to_have_text(NUMBER)
	page.wait_for_function("!frappe.request.ajax_count")
	expect(page.locator(".modal-content:visible")).to_have_count(0)
	for name in ("Official Letter", "SOP", "SOP Step Log", "Letter Template"):
		assert page.locator(f'.links-widget-box a[href$="/{name.lower().replace(" ", "-")}"]').count(), name


def test_lists_find_a_case_by_number_name_and_title(office, desk):
	"""Protects the counter with an applicant on the telephone, who remembers one of the three."""
	case = factory.enter(RESEARCH, applicant_name=f"Wahyu {office.generate_hash(length=6)}")
	office.db.commit()
	page = desk(user_of("frontliner"), PASSWORD)
	page.goto("/app/research-permit")
	rows = page.locator(".list-row-container .list-subject:visible")
	for field, words in (
		("name", case.name),
		("applicant_name", case.applicant_name),
		("title", case.title[-6:]),
	):
		entry = page.locator(f'.standard-filter-section [data-fieldname="{field}"] input')
		entry.fill(words)
		expect(rows).to_have_count(1)
		expect(rows).to_contain_text(case.applicant_name)
		entry.fill("")
		entry.press("Enter")
		page.wait_for_function("!frappe.request.ajax_count")


def test_the_list_shows_what_waits_for_me(office, desk):
	"""Protects the Kepala Dinas: one button in the list, and only what waits for that role is left."""
	standing(DATA, "Menunggu Tanda Tangan")
	standing(DATA, "Pemrosesan Data")
	page = desk(user_of("kepala"), PASSWORD)
	page.goto("/app/data-request")
	page.locator(".list-row .indicator-pill:visible").first.wait_for()
	page.locator(".custom-actions button[data-label]:visible").last.click()
	page.wait_for_function(
		"states => cur_list.data.length && cur_list.data.every((row) => states.includes(row.workflow_state))",
		arg=["Diajukan", "Menunggu Tanda Tangan"],
	)


def test_units_can_be_chosen_in_the_lists_filter(office, desk):
	"""Protects the Sekretariat, who has no permission on Department and still filters by unit."""
	page = desk(user_of("sekretariat"), PASSWORD)
	page.goto("/app/research-permit")
	entry = page.locator('.standard-filter-section [data-fieldname="unit_kerja"] input')
	entry.click()
	entry.fill("Pembiayaan")
	page.locator(".standard-filter-section [role=option]", has_text="Pembiayaan").first.click()
	page.wait_for_function("!frappe.request.ajax_count")
	expect(page.locator(".modal-content:visible")).to_have_count(0)
	assert page.evaluate("cur_list.filter_area.get()[0][3]") == factory.department(factory.OTHER_UNIT)


def test_the_sop_in_force_is_closed_and_marks_assumptions(office, desk):
	"""Protects the SOP in force from being typed over, and the administrator from taking guesses for the document."""
	name = office.db.get_value("SOP", {"status": "Berlaku"})
	page = desk(user_of("admin"), PASSWORD)
	page.goto(f"/app/sop/{name}")
	page.locator(".form-message.yellow").wait_for()
	assert not page.evaluate("cur_frm.fields.some((f) => f.disp_status === 'Write' && f.has_input)")
	performers = page.locator('[data-fieldname="steps"] .grid-row [data-fieldname="performer"] .static-area')
	marked = [text for text in performers.all_inner_texts() if text.endswith("*")]
	assumed = office.db.count("SOP Step", {"parent": name, "is_assumption": 1, "idx": ("<=", 50)})
	assert len(marked) == assumed > 0


def test_the_administrator_sees_the_difference_and_restores(office, desk):
	"""Protects the administrator's experiment: what changed is shown before it is put back."""
	name = "Dinas SOP: permohonan diterima"
	seeding.restore("Email Template", name)
	template = office.get_doc("Email Template", name)
	before, template.subject = template.subject, "Sudah masuk"
	template.save()
	office.db.commit()
	record = office.db.get_value("Shipped Record", {"ref_doctype": "Email Template", "ref_name": name})
	page = desk(user_of("admin"), PASSWORD)
	page.goto(f"/app/shipped-record/{record}")
	page.locator(".custom-actions button:visible").nth(1).click()
	dialog = page.locator(".modal-content:visible")
	expect(dialog.locator(".dinas-difference tbody tr")).to_have_count(1)
	expect(dialog.locator(".dinas-difference")).to_contain_text("Sudah masuk")
	dialog.locator(".btn-modal-primary").click()
	expect(page.locator(".modal-content:visible")).to_have_count(2)
	page.locator(".modal-content:visible").last.locator(".btn-modal-primary").click()
	page.wait_for_url("**/email-template/**")
	office.db.rollback()
	assert office.db.get_value("Email Template", name, "subject") == before


def test_the_workflow_form_offers_the_shipped_version(office, desk):
	"""Protects the administrator who has changed the Workflow and wonders what it was."""
	page = desk(user_of("admin"), PASSWORD)
	page.goto("/app/workflow/Penerimaan Penelitian?view=form")
	page.locator(".custom-actions button:visible").nth(1).click()
	expect(page.locator(".modal-content:visible .modal-body")).to_contain_text(re.compile(r"\w+ \w+"))
