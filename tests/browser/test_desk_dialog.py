"""The dialog of an action, in a real browser, as the people of the office use it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.desk_page import DeskPage
from tests.site import factory
from tests.site.factory import DATA, OTHER_UNIT, PASSWORD, RESEARCH, UNIT, user_of


@pytest.fixture
def office(live):
	factory.people()
	live.db.commit()
	return live


@pytest.fixture
def open_case(office, desk):
	"""`open_case(doctype, state, login)`: a case of its own in a state, opened in that person's desk."""

	def opened(doctype: str, state: str, login: str, **options) -> tuple:
		case = factory.case_in(doctype, state)
		office.db.commit()
		return case, DeskPage(desk(user_of(login), PASSWORD, **options)).open(doctype, case.name)

	return opened


def stored(frappe, case):
	frappe.db.rollback()
	return frappe.get_doc(case.doctype, case.name)


def test_a_clerk_accepts_an_application(office, open_case):
	"""Protects the Petugas Frontliner: one dialog, four answers of which two stand there already, one click."""
	case, form = open_case(RESEARCH, "Diajukan", "frontliner")
	dialog = form.begin("Terima")
	dialog.choose("bakesbangpol_verdict", "Ada dan sesuai")
	dialog.choose("proposal_verdict", "Ada dan sesuai")
	dialog.carry_out()
	dialog.closed()
	assert form.state() == "Diterima" and form.current_step() == 4
	case = stored(office, case)
	assert (case.workflow_state, case.received_by) == ("Diterima", user_of("frontliner"))
	assert case.received_on


def test_a_refused_dialog_keeps_what_was_typed_and_says_why(office, open_case):
	"""Protects whoever fills in a long dialog: a refusal costs no second typing."""
	case, form = open_case(RESEARCH, "Diajukan", "frontliner")
	dialog = form.begin("Terima")
	dialog.choose("bakesbangpol_verdict", "Ada, tidak sesuai")
	dialog.choose("proposal_verdict", "Ada dan sesuai")
	dialog.carry_out()
	expect(dialog.refusal).to_contain_text("3")
	expect(dialog.field("bakesbangpol_verdict").locator("select")).to_have_value("Ada, tidak sesuai")
	assert stored(office, case).workflow_state == "Diajukan"
	dialog.choose("bakesbangpol_verdict", "Ada dan sesuai")
	dialog.carry_out()
	dialog.closed()
	assert stored(office, case).workflow_state == "Diterima"


def test_what_is_plainly_missing_is_said_without_asking_the_server(open_case):
	"""Protects the clerk on a slow line: an empty field is named, marked, and gets the focus."""
	_case, form = open_case(RESEARCH, "Diajukan", "frontliner")
	dialog = form.begin("Terima")
	sent = []
	form.page.on("request", lambda request: sent.append(request.url))
	dialog.carry_out()
	expect(dialog.refusal).to_be_visible()
	assert not [url for url in sent if "api.move" in url]
	expect(dialog.field("bakesbangpol_verdict").locator("select")).to_be_focused()


def test_save_first_keeps_half_a_step(office, open_case):
	"""Protects who is called away: what was filled in is there tomorrow, and the case has not moved."""
	case, form = open_case(RESEARCH, "Diajukan", "frontliner")
	dialog = form.begin("Terima")
	dialog.choose("proposal_verdict", "Ada dan sesuai")
	dialog.save_first()
	dialog.closed()
	case = stored(office, case)
	assert (case.workflow_state, case.proposal_verdict) == ("Diajukan", "Ada dan sesuai")
	again = form.begin("Terima")
	expect(again.field("proposal_verdict").locator("select")).to_have_value("Ada dan sesuai")


def test_returning_asks_which_fields_and_why(office, open_case):
	"""Protects the applicant, who is told field by field what to correct."""
	case, form = open_case(RESEARCH, "Menunggu Disposisi", "kepala")
	dialog = form.begin("Kembalikan")
	dialog.carry_out()
	expect(dialog.refusal).to_be_visible()
	row = dialog.box.locator('[data-table="corrections"] .dinas-row').first
	row.locator("[data-fieldname=case_field] input").fill("Judul")
	row.locator("[data-fieldname=case_field] li").first.click()
	row.locator("[data-fieldname=why] textarea").fill("Belum menyebut lokasi")
	dialog.carry_out()
	dialog.closed()
	case = stored(office, case)
	assert case.workflow_state == "Perlu Dilengkapi"
	assert [(r.case_field, r.why) for r in case.corrections] == [("title", "Belum menyebut lokasi")]
	assert "Belum menyebut lokasi" in form.head.locator(".dinas-note").inner_text()


def test_the_counter_corrects_for_an_applicant_who_came_in_person(office, open_case):
	"""Protects the applicant without a phone: the clerk fills in the correction in the same dialog."""
	case, form = open_case(RESEARCH, "Perlu Dilengkapi", "frontliner")
	dialog = form.begin("Ajukan Kembali")
	expect(dialog.field("title").locator("textarea")).to_have_value(case.title)
	dialog.fill("title", "Digitalisasi koperasi di Kabupaten Malang")
	dialog.carry_out()
	dialog.closed()
	case = stored(office, case)
	assert (case.workflow_state, case.title) == ("Diterima", "Digitalisasi koperasi di Kabupaten Malang")


def test_the_kepala_dinas_disposes_to_units_by_their_names(office, open_case):
	"""Protects the Kepala Dinas, who has no permission on Department, and chooses units by their own names."""
	case, form = open_case(DATA, "Diajukan", "kepala")
	dialog = form.begin("Disposisi")
	rows = dialog.box.locator('[data-table="dispositions"] .dinas-row')
	dialog.box.locator(".dinas-add-row").click()
	for index, unit in enumerate((UNIT, OTHER_UNIT)):
		row = rows.nth(index)
		row.locator("[data-fieldname=department] input").fill(unit[:14])
		row.locator("[data-fieldname=department] li", has_text=unit).click()
		row.locator("[data-fieldname=instruction] textarea").fill(f"Siapkan data {index}")
	dialog.carry_out()
	dialog.closed()
	case = stored(office, case)
	assert case.workflow_state == "Menunggu Pernyataan"
	assert [(r.department, r.instruction, r.status) for r in case.dispositions] == [
		(factory.department(UNIT), "Siapkan data 0", "Terbuka"),
		(factory.department(OTHER_UNIT), "Siapkan data 1", "Terbuka"),
	]


def test_what_is_asked_follows_what_is_typed_and_loses_nothing(office, open_case, tmp_path):
	"""Protects the Unit Kerja: choosing the decision brings its fields, and what was typed stays."""
	case, form = open_case(DATA, "Pemrosesan Data", "unitkerja")
	dialog = form.begin("Data Siap")
	expect(dialog.field("decision_ground")).to_have_count(0)
	dialog.choose("decision", "Dikabulkan sebagian")
	dialog.field("decision_ground").wait_for()
	dialog.fill("decision_ground", "Data 2025 belum tersedia")
	(tmp_path / "data.csv").write_text("kabupaten;jumlah\nMalang;12\n")
	dialog.box.locator('[data-table="data_files"] .btn-attach').click()
	uploader = form.page.locator(".modal-content:visible").last
	uploader.locator("input[type=file]").set_input_files(tmp_path / "data.csv")
	uploader.locator(".btn-modal-primary").click()
	expect(dialog.box.locator(".attached-file-link")).to_be_visible()
	dialog.choose("decision", "Dikabulkan seluruhnya")
	expect(dialog.field("decision_ground")).to_have_count(0)
	expect(dialog.box.locator(".attached-file-link")).to_be_visible()
	dialog.carry_out()
	dialog.closed()
	case = stored(office, case)
	assert (case.workflow_state, case.decision) == ("Penyusunan Surat Balasan", "Dikabulkan seluruhnya")
	file = office.get_doc("File", {"file_url": case.data_files[0].file})
	assert (file.attached_to_name, file.is_private, file.file_name) == (case.name, 1, "data.csv")


def test_a_wrong_row_is_taken_out_in_the_dialog(office, open_case):
	"""Protects the Unit Kerja that saved a wrong file first: it goes, whatever else is asked in between."""
	case, form = open_case(DATA, "Pemrosesan Data", "unitkerja")
	with factory.acting("unitkerja"):
		files = [factory.upload(DATA, case.name, "file") for _n in range(2)]
	rows = [
		{"file": file, "description": words} for file, words in zip(files, ("Benar", "Salah"), strict=True)
	]
	given = {"decision": "Dikabulkan sebagian", "decision_ground": "Yang lain tidak dikuasai"}
	factory.move(case, "unitkerja", None, data_files=rows, **given)
	office.db.commit()
	form.page.reload()
	form.is_open = False
	dialog = form.open(DATA, case.name).begin("Data Siap")
	table = dialog.box.locator('[data-table="data_files"]')
	expect(table.locator(".dinas-row")).to_have_count(2)
	table.locator(".dinas-row").nth(1).locator(".dinas-remove-row").click()
	dialog.choose("decision", "Dikabulkan seluruhnya")  # the dialog is made anew
	expect(dialog.field("decision_ground")).to_have_count(0)
	expect(table.locator(".dinas-row")).to_have_count(1)
	dialog.carry_out()
	dialog.closed()
	case = stored(office, case)
	assert [row.description for row in case.data_files] == ["Benar"]


def test_a_status_chosen_survives_what_is_asked_anew(office, open_case):
	"""Protects the Unit Kerja that marks its disposition done and then decides: both are sent."""
	case, form = open_case(DATA, "Pemrosesan Data", "unitkerja")
	dialog = form.begin("Data Siap")
	dialog.box.locator('[data-table="dispositions"] [data-fieldname=status] select').select_option("Selesai")
	dialog.choose("decision", "Tidak dikuasai")
	dialog.field("decision_ground").wait_for()
	dialog.fill("decision_ground", "Data ada pada dinas lain")
	dialog.save_first()
	dialog.closed()
	case = stored(office, case)
	assert [row.status for row in case.dispositions] == ["Selesai"]


def test_an_upload_that_cannot_be_used_is_refused_in_words(open_case, tmp_path):
	"""Protects the clerk: a damaged file gets a sentence, not "500: Internal Server Error"."""
	_case, form = open_case(RESEARCH, "Menunggu Salinan Hasil", "frontliner")
	dialog = form.begin("Serahkan Salinan")
	(tmp_path / "hasil.pdf").write_bytes(b"%PDF-1.4 terpotong")
	dialog.field("result_file").locator(".btn-attach").click()
	uploader = form.page.locator(".modal-content:visible").last
	uploader.locator("input[type=file]").set_input_files(tmp_path / "hasil.pdf")
	uploader.locator(".btn-modal-primary").click()
	expect(uploader.locator(".file-preview-container")).to_contain_text("rusak")
	assert not uploader.get_by_role("button", name="publik").count()


def test_the_letter_of_a_step_is_drafted_from_the_dialog(office, open_case):
	"""Protects the Sekretariat: what the letter says is saved with one click, and the draft opens."""
	case, form = open_case(RESEARCH, "Menunggu Rekomendasi", "sekretariat")
	dialog = form.begin("Terbitkan Rekomendasi")
	dialog.pick("unit_kerja", UNIT[:18])
	dialog.box.locator(".dinas-letter button").click()
	form.page.wait_for_url("**/official-letter/**")
	form.page.wait_for_function("cur_frm?.doctype === 'Official Letter' && !frappe.request.ajax_count")
	case = stored(office, case)
	assert (case.workflow_state, case.unit_kerja) == ("Menunggu Rekomendasi", factory.department(UNIT))
	assert str(case.permit_from) == str(case.period_from)
	letter = office.get_doc("Official Letter", {"reference_name": case.name})
	assert letter.status == "Draf" and form.page.url.endswith(letter.name)
	again = form.open(RESEARCH, case.name).begin("Terbitkan Rekomendasi")
	again.carry_out()
	expect(again.refusal).to_contain_text("Surat Rekomendasi Penelitian")
	expect(again.box.locator(".dinas-letter-line")).to_contain_text("Draf")


def test_a_refusal_of_an_application_asks_ground_and_reason(office, open_case):
	"""Protects the applicant: no application is refused without its legal ground and a written reason."""
	case, form = open_case(RESEARCH, "Menunggu Disposisi", "kepala")
	dialog = form.begin("Tolak")
	dialog.fill("legal_ground", "Pasal 6 UU 14/2008")
	dialog.carry_out()
	expect(dialog.refusal).to_be_visible()
	dialog.fill("move_reason", "Data dikecualikan")
	dialog.carry_out()
	dialog.closed()
	assert stored(office, case).workflow_state == "Ditolak"
	assert not form.actions() and "Data dikecualikan" in form.head.inner_text()


def test_who_saved_first_wins_and_the_other_is_told(office, open_case):
	"""Protects both: the second clerk's typing stays in the dialog, the first one's save stays in the case."""
	case, form = open_case(RESEARCH, "Diajukan", "frontliner")
	dialog = form.begin("Terima")
	dialog.choose("bakesbangpol_verdict", "Ada dan sesuai")
	dialog.choose("proposal_verdict", "Ada dan sesuai")
	factory.move(case, "frontliner", None, proposal_verdict="Tidak ada")
	office.db.commit()
	dialog.carry_out()
	expect(dialog.refusal).to_be_visible()
	expect(dialog.field("proposal_verdict").locator("select")).to_have_value("Ada dan sesuai")
	case = stored(office, case)
	assert (case.workflow_state, case.proposal_verdict) == ("Diajukan", "Tidak ada")


def test_a_unit_that_gives_a_case_back_is_led_to_its_list(office, open_case):
	"""Protects the Unit Kerja from an error page: the case is gone from its sight with its disposition."""
	case, form = open_case(DATA, "Pemrosesan Data", "unitkerja")
	dialog = form.begin("Mohon Disposisi Ulang")
	dialog.fill("move_reason", "Bukan tugas bidang kami")
	dialog.carry_out()
	form.page.wait_for_url("**/data-request*")
	expect(form.page.locator(".modal-content:visible")).to_have_count(0)
	assert stored(office, case).workflow_state == "Diajukan"


def test_the_dialog_fits_a_phone_and_works_by_keyboard(office, open_case):
	"""Protects the clerk in the field: nothing is off the screen; Enter in a field carries the action out."""
	case, form = open_case(RESEARCH, "Diterima", "suratmasuk", viewport=PHONE, has_touch=True, is_mobile=True)
	dialog = form.begin("Registrasi TNDE")
	box = dialog.box.bounding_box()
	assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
	expect(dialog.field("tnde_number").locator("input")).to_be_focused()
	number = office.generate_hash(length=8)
	form.page.keyboard.type(number)
	form.page.keyboard.press("Enter")
	dialog.closed()
	assert stored(office, case).tnde_number == number


def test_what_was_typed_on_the_form_is_saved_before_an_action(office, open_case):
	"""Protects who types into the form itself: the action begins after Save, with what was typed."""
	case, form = open_case(RESEARCH, "Diterima", "suratmasuk")
	form.page.get_by_role("tab").nth(1).click()
	number = office.generate_hash(length=8)
	entry = form.page.locator(".form-layout [data-fieldname=tnde_number] input:visible")
	entry.fill(number)
	entry.press("Tab")
	expect(form.page.locator("[data-dinas-action]:visible")).to_have_count(0)
	form.page.keyboard.press("Control+s")
	form.page.locator('[data-dinas-action="Registrasi TNDE"]:visible').wait_for()
	dialog = form.begin("Registrasi TNDE")
	expect(dialog.field("tnde_number").locator("input")).to_have_value(number)
	dialog.carry_out()
	dialog.closed()
	assert stored(office, case).workflow_state == "Menunggu Disposisi"
