"""The SOP's form tells what a version changes before it is put in force."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.site import factory
from tests.site.factory import DATA, PASSWORD, user_of


@pytest.fixture
def draft(live):
	"""A committed draft in which step 4 of data requests has ten minutes; deleted afterwards."""
	factory.people()
	factory.case_in(DATA, "Penyusunan Surat Balasan")
	in_force = live.db.get_value("SOP", {"status": "Berlaku"})
	draft = frappe.get_doc("SOP", frappe.get_doc("SOP", in_force).new_version())
	next(row for row in draft.steps if row.state == "Pemrosesan Data").standard_time = "1 Menit"
	draft.save()
	live.db.commit()
	yield draft
	live.db.rollback()
	frappe.delete_doc("SOP", draft.name)
	live.db.commit()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, PHONE], ids=["desktop", "phone"])
def test_what_changes_is_shown_before_publishing(desk, draft, viewport):
	"""Protects the administrator about to publish: old and new stand side by side, with whom it would have touched."""
	page = desk(user_of("admin"), PASSWORD, viewport=viewport)
	page.goto(f"/app/sop/{draft.name}")
	page.wait_for_function("window.cur_frm?.docname && !frappe.request.ajax_count")
	words = page.evaluate("__('What changes?')")
	if viewport == PHONE:
		page.locator(".menu-btn-group:visible button").first.click()
		page.locator(".dropdown-menu:visible a", has_text=words).click()
	else:
		page.get_by_role("button", name=words).click()
	dialog = page.locator(".dinas-changes .modal-content:visible")
	changes = dialog.locator("table").first.locator("tbody tr")
	expect(changes).to_have_count(1)
	expect(changes.locator("del")).to_have_text("Hari")
	expect(changes.locator("ins")).to_have_text("Menit")
	expect(dialog.locator(f'select option:checked[value="{draft.replaces}"]')).to_have_count(1)
	assert dialog.locator('a[href*="/data-request/"]').count() >= 1
	body = dialog.locator(".modal-body")
	assert body.evaluate("(body) => body.scrollWidth <= body.clientWidth"), "nothing to be scrolled sideways"
	assert body.bounding_box()["width"] <= viewport["width"]
	dialog.locator(".btn-modal-close").click()
	expect(dialog).to_have_count(0)
