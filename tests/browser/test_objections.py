"""Objections and the law's deadline in a real browser: an old phone without JavaScript, and the desk."""

from datetime import timedelta

import pytest
from frappe.utils import now_datetime

from tests.browser.public_page import PHONE, Phone
from tests.site.factory import DATA, PASSWORD, acting, pdf, user_of
from tests.site.public_links import Holders

OBJECTION = "Information Objection"


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case."""
	return Holders(target.url)


@pytest.fixture
def phone(new_page, axe):
	"""A phone: `phone(scripts=False)`."""

	def make(scripts: bool = True) -> Phone:
		return Phone(new_page(**PHONE, java_script_enabled=scripts), axe)

	return make


def newest(live, case):
	live.db.rollback()
	return live.get_last_doc(OBJECTION, {"data_request": case.name})


def save(live, objection, login, **values):
	with acting(login):
		doc = live.get_doc(OBJECTION, objection.name)
		doc.update(values)
		doc.save()
	live.db.commit()


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_an_objection_from_the_link_to_the_reply(live, holder, phone, scripts):
	"""Somebody with an old phone or a screen reader objects, reads the answer and replies, page by page."""
	somebody = holder(DATA, "Ditolak")
	mine = phone(scripts)
	mine.go(somebody.link)
	mine.inspect()
	mine.page.locator("#keberatan").get_by_role("link", name="Ajukan keberatan").click()
	mine.inspect()
	mine.press("Ajukan keberatan")
	assert len(mine.errors()) == 1
	mine.complaints.clear()  # the browser notes the 422
	mine.inspect()
	mine.type(ground="Tidak dikabulkan", statement="Data ini tidak dikecualikan", proxy_name="Budi Santoso")
	mine.choose("proxy_letter", "surat kuasa.pdf", pdf())
	mine.press("Ajukan keberatan")
	mine.inspect()
	objection = newest(live, somebody.case)
	assert mine.page.get_by_text(objection.name).first.is_visible()
	save(live, objection, "frontliner", workflow_state="Diproses")
	save(
		live, objection, "kepala", workflow_state="Ditanggapi", decision="Ditolak", response="Tetap ditolak."
	)
	mine.go(somebody.link)
	mine.inspect()
	assert mine.page.get_by_text("Tetap ditolak.").is_visible()
	mine.press("Tidak menerima tanggapan")
	mine.inspect()
	assert newest(live, somebody.case).applicant_reply == "Tidak menerima tanggapan"


def test_withdrawing_is_never_a_slip_of_the_thumb(live, holder, phone):
	"""The button that ends an objection is opened first, also without scripts."""
	somebody = holder(DATA, "Ditolak")
	mine = phone(scripts=False)
	mine.go(f"{somebody.link}?keberatan=baru")
	mine.type(ground="Melebihi waktu")
	mine.press("Ajukan keberatan")
	button = mine.page.get_by_role("button", name="Tarik Keberatan")
	assert not button.is_visible()
	mine.page.get_by_text("Tidak jadi berkeberatan?").click()
	mine.inspect()
	button.click()
	assert newest(live, somebody.case).workflow_state == "Ditarik"


def test_a_deadline_that_passed_and_one_that_waits(live, holder, phone):
	"""Somebody whose answer is late, and somebody whose turn it is, read how it stands with the law on the phone."""
	late = holder(DATA, "Pemrosesan Data")
	live.db.set_value(DATA, late.case.name, "legal_due_on", now_datetime() - timedelta(hours=1))
	live.db.commit()
	mine = phone(scripts=False)
	for somebody, said in ((late, "sudah lewat"), (holder(DATA, "Menunggu Pernyataan"), "menunggu pemohon")):
		mine.go(somebody.link)
		mine.inspect()
		assert mine.page.get_by_text(said).first.is_visible()


def test_the_head_of_the_form_shows_the_law_and_extends_the_time(live, holder, desk):
	"""A unit that needs more time sees until when, writes why, and has the letter before it."""
	case = holder(DATA, "Pemrosesan Data").case
	page = desk(user_of("unitkerja"), PASSWORD)
	page.goto(f"/app/data-request/{case.name}")
	line = page.locator("[data-legal]")
	line.wait_for()
	assert "UU 14/2008" in line.inner_text()
	line.locator("button").click()
	page.locator(".modal.show textarea").fill("Data tersebar di daerah")
	page.locator(".modal.show .btn-primary").click()
	page.wait_for_url("**/app/official-letter/**")
	live.db.rollback()
	letter = live.get_last_doc("Official Letter", {"reference_name": case.name})
	assert letter.letter_template == "Surat Pemberitahuan Perpanjangan Waktu" and letter.status == "Draf"
	assert "Data tersebar di daerah" in letter.body


def test_the_kepala_dinas_answers_in_the_form(live, holder, desk):
	"""The Atasan PPID reads until when, writes the answer and gives it, with nothing else open to change."""
	case = holder(DATA, "Ditolak").case
	with acting("frontliner"):
		objection = live.get_doc(doctype=OBJECTION, data_request=case.name, ground="Melebihi waktu").insert()
	save(live, objection, "frontliner", workflow_state="Diproses")
	page = desk(user_of("kepala"), PASSWORD)
	page.goto(f"/app/information-objection/{objection.name}")
	page.locator("[data-fieldname=response] textarea").wait_for()
	assert page.get_by_text("UU 14/2008 pasal 36").is_visible()
	assert not page.locator("[data-fieldname=statement] textarea").is_visible()
	page.locator("[data-fieldname=decision] select").select_option("Diterima seluruhnya")
	page.locator("[data-fieldname=response] textarea").fill("Data kami berikan.")
	page.keyboard.press("Control+s")
	page.locator(".actions-btn-group button").wait_for()
	page.locator(".actions-btn-group button").click()
	page.locator(".actions-btn-group .dropdown-menu").get_by_text("Tanggapi").click()
	page.get_by_text("Ditanggapi", exact=True).first.wait_for()
	assert newest(live, case).responder_name


def test_the_counter_lodges_for_a_walk_in(live, holder, desk):
	"""The Petugas Frontliner enters the objection of somebody without a phone, and later notes down the reply."""
	case = holder(DATA, "Ditolak").case
	page = desk(user_of("frontliner"), PASSWORD)
	page.goto(f"/app/information-objection/new?data_request={case.name}")
	page.locator("[data-fieldname=ground] select").select_option("Biaya tidak wajar")
	page.keyboard.press("Control+s")
	page.wait_for_url("**/app/information-objection/KBT-**")
	objection = newest(live, case)
	assert objection.lodged_via == "Loket"
	save(live, objection, "frontliner", workflow_state="Diproses")
	save(
		live, objection, "kepala", workflow_state="Ditanggapi", decision="Ditolak", response="Tetap ditolak."
	)
	page.goto(f"/app/information-objection/{objection.name}")
	page.locator("[data-fieldname=applicant_reply] select").select_option("Menerima tanggapan")
	with page.expect_response("**/api/method/frappe.desk.form.save.savedocs"):
		page.keyboard.press("Control+s")
	assert newest(live, case).applicant_reply == "Menerima tanggapan"
