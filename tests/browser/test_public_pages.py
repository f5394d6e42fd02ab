"""The other public pages in a real browser: the link's page, tracking, verification, and what is said when nothing is there."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk_page import DeskPage
from tests.browser.public_page import PHONE, Phone
from tests.site.factory import DATA, PASSWORD, RESEARCH, user_of
from tests.site.public_links import Holders, now


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case."""
	return Holders(target.url)


@pytest.fixture
def phone(new_page, axe):
	"""A phone: `phone(scripts=False)`."""

	def make(scripts: bool = True, **options) -> Phone:
		return Phone(new_page(**PHONE | options, java_script_enabled=scripts), axe)

	return make


@pytest.mark.parametrize(
	("doctype", "state"),
	[
		(RESEARCH, "Perlu Dilengkapi"),
		(RESEARCH, "Menunggu Salinan Hasil"),
		(RESEARCH, "Ditolak"),
		(DATA, "Menunggu Pernyataan"),
		(DATA, "Terkirim"),
		(DATA, "Selesai"),
	],
)
def test_the_links_page_is_light_and_usable_in_every_state(holder, phone, doctype, state):
	"""Whatever has to be done, somebody with an old phone or a screen reader can do it."""
	somebody = holder(doctype, state)
	for options in ({}, {"viewport": {"width": 1280, "height": 800}, "is_mobile": False}):
		mine = phone(**options)
		mine.go(somebody.link)
		mine.inspect()
		for link in mine.page.locator("a[href*='?aksi=']").all():
			mine.go(link.get_attribute("href"))
			mine.inspect()
			mine.page.go_back()


def test_errors_of_an_action(holder, phone):
	"""Somebody who left something out hears it first, and finds what was typed."""
	mine = phone()
	mine.go(holder(RESEARCH, "Menunggu Salinan Hasil").link)
	mine.page.locator("main").get_by_role("button", name="Serahkan Salinan").last.click()
	mine.page.wait_for_load_state()
	assert len(mine.errors()) == 2
	mine.complaints.clear()  # the browser notes the 422
	mine.inspect()
	assert mine.page.evaluate("document.activeElement.id") == "ada-salah"


@pytest.mark.parametrize("scripts", [True, False], ids=["drawn", "typed"])
def test_signing_on_a_phone(holder, phone, scripts):
	"""Somebody signs with a finger; whose phone cannot, signs by name, and both count."""
	somebody = holder(DATA, "Menunggu Pernyataan")
	mine = phone(scripts)
	mine.go(somebody.link)
	mine.page.get_by_label("Nama lengkap Anda").fill("Siti Aminah")
	mine.page.get_by_label("Saya sudah membaca").check(force=True)
	if scripts:
		canvas = mine.page.locator("canvas")
		canvas.scroll_into_view_if_needed()
		box = canvas.bounding_box()
		mine.page.mouse.move(box["x"] + 30, box["y"] + 60)
		mine.page.mouse.down()
		for step in range(12):
			mine.page.mouse.move(box["x"] + 30 + step * 15, box["y"] + 60 + (step % 3) * 20)
		mine.page.mouse.up()
		assert mine.page.locator("[name=tanda_tangan]").input_value().startswith("data:image/png;base64,")
	else:
		assert not mine.page.locator("canvas").is_visible()
	mine.page.locator("main").get_by_role("button", name="Tandatangani Pernyataan").last.click()
	mine.page.wait_for_load_state()
	mine.inspect()
	doc = now(somebody.case)
	assert doc.workflow_state == "Pemrosesan Data" and doc.statement_signature


def test_tracking_and_verification(live, holder, phone):
	"""Somebody with the receipt, and somebody with a letter, get their answer on a phone."""
	case = holder(DATA, "Terkirim").case
	letter = live.get_last_doc("Official Letter", {"reference_name": case.name})
	mine = phone()
	mine.go("/lacak")
	mine.inspect()
	mine.page.get_by_label("Nomor pendaftaran").fill(case.name)
	mine.page.get_by_label("Kode pelacakan").fill(case.tracking_code)
	mine.press("Lacak")
	mine.inspect()
	assert mine.page.get_by_text("Terkirim", exact=True).is_visible()
	mine.go("/periksa")
	mine.inspect()
	mine.go(f"/periksa/{letter.verification_code}")
	mine.inspect()
	assert mine.page.get_by_text(letter.letter_number).first.is_visible()


@pytest.mark.parametrize("path", ["/kelola/PNL-1999-99999/x", "/periksa/TIDAKADA", "/izin-penelitian?draf=x"])
def test_pages_that_say_no(live, phone, path):
	"""Somebody with a wrong address reads what to do next."""
	mine = phone()
	mine.go(path)
	mine.complaints.clear()  # the browser notes the 404
	mine.inspect()
	assert mine.page.locator("h1").is_visible()


def test_the_counter_prints_a_new_link(holder, desk, phone):
	"""Somebody who lost the link leaves the counter with a new one on paper; a unit has no such button."""
	somebody = holder(DATA, "Pemrosesan Data")
	page = desk(user_of("frontliner"), PASSWORD)
	page.goto(f"/app/data-request/{somebody.case.name}")
	open_menu(page)
	page.get_by_text("Tautan baru untuk pemohon").click()
	page.locator(".modal.show .btn-primary").click()
	url = page.locator(".modal.show p", has_text="/kelola/").inner_text()
	assert page.locator(".modal.show svg.qr").is_visible()
	mine = phone()
	mine.go(somebody.link)
	assert mine.page.get_by_role("heading", name="Tautan ini tidak berlaku").is_visible()
	mine.go("/kelola/" + url.partition("/kelola/")[2])
	assert mine.page.get_by_role("heading", name=somebody.case.name).is_visible()
	page = desk(user_of("unitkerja"), PASSWORD)
	page.goto(f"/app/data-request/{somebody.case.name}")
	open_menu(page)
	assert not page.get_by_text("Tautan baru untuk pemohon").count()


def test_the_menu_offers_a_new_link_once(holder, desk):
	"""Whoever looks at both kinds of case in one morning finds the link once in each menu."""
	data, research = holder(DATA, "Diajukan").case, holder(RESEARCH, "Diajukan").case
	form = DeskPage(desk(user_of("frontliner"), PASSWORD))
	for case in (data, research, data):
		form.open(case.doctype, case.name)
		menu = form.page.locator(".menu-btn-group:visible")
		menu.locator("button").click()
		expect(menu.get_by_text("Tautan baru untuk pemohon")).to_have_count(1)
		form.page.keyboard.press("Escape")


def open_menu(page):
	"""Open the form's menu once the form is there."""
	page.locator(".dinas-sop-progress, .form-layout .section-head").first.wait_for()
	page.locator(".page-head .standard-actions .menu-btn-group button").first.click()
	page.locator(".menu-btn-group .dropdown-menu.show").wait_for()
