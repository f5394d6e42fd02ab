"""My Queue and the workspace's numbers as staff meet them: on a desktop, on a phone, by keyboard, after a login."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.site import factory
from tests.site.factory import DATA, PASSWORD, RESEARCH, standing, user_of
from tests.site.test_objection import FORWARD, OBJECTION, in_state

NUMBER = re.compile(r"^\d+\s*$")


@pytest.fixture
def office(live):
	factory.people()
	live.db.commit()
	return live


@pytest.fixture
def waiting(office):
	"""A case that waits for the Petugas Surat Masuk, overdue."""
	case = standing(RESEARCH, "Diterima")
	row = office.db.get_value("SOP Step Log", {"reference_name": case.name, "left_on": ("is", "not set")})
	values = {"due_on": "2026-01-05 10:00:00", "near_on": "2026-01-05 09:00:00", "late_reason": None}
	office.db.set_value("SOP Step Log", row, values, update_modified=False)
	office.db.commit()
	return case


def queue_of(desk, login: str, **options):
	page = desk(user_of(login), PASSWORD, **options)
	page.goto("/app/my-queue")
	settled(page)
	return page


def settled(page):
	"""Wait until the queue has been drawn and nothing is under way."""
	page.locator(".dinas-queue-row, .dinas-queue-empty").first.wait_for()
	page.wait_for_function("!frappe.request.ajax_count")


def row_of(page, case):
	return page.locator(f'.dinas-queue-row[data-case="{case.name}"]')


def search(page, words: str):
	with page.expect_response(lambda response: "queues.api.queue" in response.url):
		page.locator('.dinas-queue [type="search"]').fill(words)
	settled(page)


def test_a_click_in_the_queue_opens_the_case(desk, waiting):
	"""Protects the Petugas Surat Masuk: the late case says so in words and colour, and one click opens it."""
	page = queue_of(desk, "suratmasuk")
	search(page, waiting.name)
	row = row_of(page, waiting)
	expect(row).to_contain_text(waiting.title)
	expect(row).to_have_attribute("data-urgency", "overdue")
	expect(row.locator(".dinas-queue-left")).to_have_text(
		re.compile(r"lewat \d+ hari kerja|\d+ working days late")
	)
	row.click(position={"x": 200, "y": 20})
	page.wait_for_function("name => window.cur_frm?.docname === name", arg=waiting.name)


def test_the_reason_of_delay_is_written_in_the_queue(desk, waiting):
	"""Protects the applicant, who reads on the tracking page why it takes longer."""
	page = queue_of(desk, "suratmasuk")
	search(page, waiting.name)
	row_of(page, waiting).locator("button").click()
	dialog = page.locator(".modal-content:visible")
	dialog.locator("textarea").fill("Server TNDE tidak dapat diakses")
	dialog.locator(".btn-modal-primary").click()
	expect(row_of(page, waiting)).to_contain_text("Server TNDE tidak dapat diakses")


def test_tabs_and_filters_narrow_the_queue(desk, office):
	"""Protects the counter: what waits for applicants is one click away, and a search without hits says what to do."""
	returned = standing(DATA, "Perlu Dilengkapi")
	page = queue_of(desk, "frontliner")
	search(page, returned.name)
	expect(page.locator(".dinas-queue-empty")).to_be_visible()
	page.locator('[data-scope="applicants"]').click()
	expect(row_of(page, returned)).to_be_visible()
	expect(page.locator('[data-scope="applicants"]')).to_have_attribute("aria-pressed", "true")
	page.locator('[data-filter="process"]').select_option("Research Permit")
	expect(page.locator(".dinas-queue-empty")).to_be_visible()
	page.locator(".dinas-queue-empty button").click()
	expect(page.locator('[data-filter="process"]')).to_have_value("")


def test_a_click_in_the_queue_opens_an_objection(desk, office):
	"""Protects the Kepala Dinas: an objection to answer is found among the day's work and opened from there."""
	objection = in_state(FORWARD)
	office.db.commit()
	page = queue_of(desk, "kepala")
	with page.expect_response(lambda response: "queues.api.queue" in response.url):
		page.locator('[data-filter="process"]').select_option(OBJECTION)
	settled(page)
	row = row_of(page, objection)
	assert objection.ground in row.inner_text() and "kerja" in row.inner_text()
	row.locator("a").click()
	page.wait_for_url(f"**/information-objection/{objection.name}")
	page.get_by_text(objection.ground).first.wait_for()


def test_the_queue_fits_a_phone_and_has_no_barrier(desk, axe, waiting):
	"""Protects staff on the way with a phone, and those who use a screen reader."""
	page = queue_of(desk, "suratmasuk", viewport=PHONE, has_touch=True, is_mobile=True)
	search(page, waiting.name)
	expect(row_of(page, waiting)).to_be_visible()
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	for box in page.locator(".dinas-queue button:visible, .dinas-queue select, .dinas-queue input").all():
		place = box.bounding_box()
		assert place["x"] >= 0 and place["x"] + place["width"] <= PHONE["width"]
	assert [violation["id"] for violation in axe(page, ".dinas-queue")] == []


def test_the_queue_works_by_keyboard(desk, waiting):
	"""Protects whoever cannot use a mouse: Tab reaches the case, Enter opens it."""
	page = queue_of(desk, "suratmasuk")
	search(page, waiting.name)
	page.keyboard.press("Tab")
	expect(row_of(page, waiting).locator("a")).to_be_focused()
	page.keyboard.press("Enter")
	page.wait_for_function("name => window.cur_frm?.docname === name", arg=waiting.name)


def test_the_start_page_opens_after_the_login(desk, office, new_page):
	"""Protects whoever begins the day in the queue: it opens by itself, for this person alone, until stopped."""
	page = queue_of(desk, "unitkerja2")
	button = page.locator(".dinas-queue-start button")
	words = button.inner_text()
	button.click()
	expect(button).not_to_have_text(words)
	again = log_in_by_form(new_page(), "unitkerja2")
	again.wait_for_url("**/app/my-queue")
	settled(again)
	again.goto("/app")
	settled(again)
	other = log_in_by_form(new_page(), "sekretariat")
	other.wait_for_url("**/app/**")
	assert "my-queue" not in other.url
	again.locator(".dinas-queue-start button").click()
	expect(again.locator(".dinas-queue-start button")).to_have_text(words)
	last = log_in_by_form(new_page(), "unitkerja2")
	last.wait_for_url("**/app/**")
	assert "my-queue" not in last.url


def log_in_by_form(page, login: str):
	page.goto("/login")
	page.locator("#login_email").fill(user_of(login))
	page.locator("#login_password").fill(PASSWORD)
	page.locator(".form-login .btn-login").click()
	return page


def test_a_number_on_the_workspace_is_the_list_behind_it(desk, waiting):
	"""Protects the Kepala Dinas: a click on the overdue cases shows as many as the card counts."""
	page = desk(user_of("kepala"), PASSWORD)
	page.goto("/app/layanan-informasi")
	number = page.locator('[number_card_name="Cases Overdue"] .number')
	expect(number).to_have_text(NUMBER)
	count = int(number.inner_text())
	number.click()
	page.wait_for_url("**/my-queue")
	settled(page)
	expect(page.locator('[data-scope="office"]')).to_have_attribute("aria-pressed", "true")
	expect(page.locator(".dinas-queue-row")).to_have_count(min(count, 20))
	assert set(page.locator(".dinas-queue-row").evaluate_all("rows => rows.map(r => r.dataset.urgency)")) == {
		"overdue"
	}


def test_the_charts_of_the_workspace_are_drawn(desk, office):
	"""Protects the Sekretariat: every chart of the workspace shows numbers, none an error or an empty box."""
	standing(DATA, "Selesai")
	page = desk(user_of("sekretariat"), PASSWORD)
	errors = []
	page.on("pageerror", lambda error: errors.append(str(error)))
	page.goto("/app/layanan-informasi")
	page.locator(".dashboard-widget-box").first.wait_for()
	charts = page.locator(".dashboard-widget-box")
	expect(charts.locator("svg.frappe-chart")).to_have_count(charts.count())
	shares = page.locator(".dinas-shares section")  # themes, campuses, units
	expect(shares).to_have_count(3)
	expect(shares.nth(1).locator("li").first).to_have_text(re.compile(r"\w+.*\d+$"))
	expect(shares.nth(2)).to_contain_text(factory.UNIT)
	expect(page.locator(".modal-content:visible")).to_have_count(0)
	assert charts.count() and errors == []
