"""An applicant at the counter: the Petugas Frontliner enters the application in the desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk_page import DeskPage
from tests.site import factory
from tests.site.factory import PASSWORD, RESEARCH, user_of


class EntryForm:
	"""The form of a new research application, as the clerk fills it in."""

	def __init__(self, page, letter):
		self.page, self.letter = page, letter

	def open(self) -> "EntryForm":
		self.page.goto("/app/research-permit/new")
		self.control("bakesbangpol_number").wait_for()
		self.page.wait_for_function("!frappe.request.ajax_count && cur_frm?.fields_dict.proposal.df.reqd")
		return self

	def control(self, name: str):
		return self.page.locator(f'.form-layout .frappe-control[data-fieldname="{name}"]:visible')

	def fill(self, **values: str):
		for name, value in values.items():
			entry = self.control(name).locator("input, textarea").first
			entry.fill(value)
			entry.press("Tab")

	def choose(self, **values: str):
		for name, value in values.items():
			self.control(name).locator("select").select_option(value)

	def attach(self, name: str, path=None):
		self.control(name).locator(".btn-attach").click()
		uploader = self.page.locator(".modal-content:visible")
		uploader.locator("input[type=file]").set_input_files(path or self.letter)
		uploader.locator(".btn-modal-primary").click()
		expect(uploader).to_have_count(0)
		expect(self.control(name).locator(".attached-file-link")).to_be_visible()

	def complete(self, number: str):
		self.fill(
			title="Pembiayaan usaha mikro di Sidoarjo",
			location="Sidoarjo",
			purpose="Penyusunan tesis",
			period_from="01-12-2026",
			period_to="31-01-2027",
			applicant_name="Bagus Setiawan",
			identity_number="071811633021",
			institution="Universitas Brawijaya",
			phone="081355512345",
			address="Jalan Veteran, Malang",
			bakesbangpol_number=number,
			bakesbangpol_date="20-11-2025",
		)
		self.choose(theme="Pembiayaan", applicant_category="Mahasiswa")
		self.attach("bakesbangpol_letter")
		self.attach("proposal")

	def save(self):
		self.page.locator(".page-actions .primary-action:visible").click()


@pytest.fixture
def office(live):
	factory.people()
	live.db.commit()
	return live


@pytest.fixture
def entry(office, desk, tmp_path):
	letter = tmp_path / "surat bakesbangpol.pdf"
	letter.write_bytes(factory.pdf())
	return EntryForm(desk(user_of("frontliner"), PASSWORD), letter).open()


def test_a_walk_in_is_entered_with_its_files_and_stands_at_the_first_step(office, entry):
	"""Protects an applicant without internet: the counter's entry becomes a case like every other."""
	number = f"070/{office.generate_hash(length=6)}/209.4/2026"
	entry.complete(number)
	link = entry.control("bakesbangpol_letter").locator(".attached-file-link")
	expect(link).to_have_text("surat bakesbangpol.pdf")
	entry.save()
	entry.page.wait_for_function("!cur_frm.is_new() && !frappe.request.ajax_count")
	form = DeskPage(entry.page)
	assert (form.current_step(), form.turn()) == (3, "Petugas Frontliner")
	assert set(form.actions()) == {"Terima", "Kembalikan", "Batalkan"}
	office.db.rollback()
	case = office.get_doc(RESEARCH, {"bakesbangpol_number": number})
	assert (case.submitted_via, case.workflow_state, str(case.period_to)) == (
		"Loket",
		"Diajukan",
		"2027-01-31",
	)
	files = office.get_all("File", {"attached_to_name": case.name}, ["file_url", "is_private"])
	assert {f.file_url for f in files} == {case.bakesbangpol_letter, case.proposal}
	assert all(f.is_private for f in files)


def test_the_new_form_asks_for_the_application_only(entry):
	"""Protects the clerk: what belongs to later steps is not on the form before the case exists."""
	assert entry.control("title").count() and not entry.control("tnde_number").count()
	expect(entry.page.locator(".form-tabs .nav-item:visible")).to_have_count(0)


def test_a_second_entry_of_the_same_letter_is_warned_of_and_not_blocked(office, entry):
	"""Protects the register from doubles, and the applicant who truly comes a second time."""
	first = factory.enter(RESEARCH)
	office.db.commit()
	entry.fill(bakesbangpol_number=first.bakesbangpol_number)
	warning = entry.page.locator(".dinas-doubles")
	expect(warning.get_by_role("link")).to_have_text([first.name])
	entry.complete(first.bakesbangpol_number)
	expect(warning).to_be_visible()
	entry.save()
	entry.page.wait_for_function("!cur_frm.is_new() && !frappe.request.ajax_count")
	office.db.rollback()
	assert office.db.count(RESEARCH, {"bakesbangpol_number": first.bakesbangpol_number}) == 2


def test_same_phone_and_title_are_warned_of(office, entry):
	"""Protects the register where the second letter has another number."""
	first = factory.enter(RESEARCH)
	office.db.commit()
	entry.fill(phone=first.phone, title=first.title)
	expect(entry.page.locator(".dinas-doubles")).to_contain_text(first.name)
	entry.fill(title="Judul lain sama sekali")
	expect(entry.page.locator(".dinas-doubles")).to_have_count(0)


def test_bad_input_is_named_by_its_label_and_nothing_is_lost(office, entry):
	"""Protects the clerk: a missing file or a wrong period is said in words, and what was typed stays."""
	entry.fill(applicant_name="Bagus Setiawan")
	entry.save()
	message = entry.page.locator(".modal-content:visible")
	expect(message).to_contain_text("Proposal penelitian")
	message.locator(".btn-modal-close").click()
	expect(message).to_have_count(0)
	entry.complete(f"070/{office.generate_hash(length=6)}/2026")
	entry.fill(period_to="01-11-2026")
	entry.save()
	expect(message).to_contain_text("Sampai")
	message.locator(".btn-modal-close").click()
	assert entry.page.evaluate("cur_frm.is_new() && cur_frm.doc.applicant_name") == "Bagus Setiawan"


def test_whoever_does_not_enter_cases_is_told_so(office, desk):
	"""Protects the Kepala Dinas from filling in a form that could never be saved."""
	page = desk(user_of("kepala"), PASSWORD)
	page.goto("/app/research-permit/new")
	page.locator(".form-message.red").wait_for()
	assert not page.evaluate("cur_frm.fields.some((f) => f.disp_status === 'Write' && f.has_input)")
	expect(page.locator(".page-actions .primary-action:visible")).to_have_count(0)
