"""The public forms in a real browser, on a phone-sized screen, with scripts and without."""

import pytest

from tests.browser.public_page import PHONE, Phone
from tests.site.e2e.driver import pdf
from tests.site.public_forms import DATA, RESEARCH, ROUTES, answers, count, field_of, web_form

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def phone(live, new_page, axe):
	"""A phone: `phone(scripts=False)`."""

	def make(scripts: bool = True) -> Phone:
		return Phone(new_page(**PHONE, java_script_enabled=scripts), axe)

	return make


@SCRIPTS
@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_a_whole_application_on_a_phone(live, phone, doctype, scripts):
	"""A student applies from the first page to the receipt; every page on the way is light and usable by everybody."""
	mine, before = phone(scripts), count(doctype)
	mine.go(f"/{ROUTES[doctype]}")
	mine.inspect()
	mine.page.get_by_role("link", name="Mulai mengisi").click()
	mine.fill_form(doctype, look=mine.inspect)
	mine.inspect()
	mine.page.locator("button[value=kirim]").click()
	mine.page.wait_for_load_state()
	mine.inspect()
	number = mine.page.locator(".dinas-angka").first.inner_text()
	ways = mine.page.evaluate("performance.getEntriesByType('navigation')[0].redirectCount") if scripts else 1
	assert ways == (0 if scripts else 1), "with a script, the receipt is the answer itself"
	mine.page.reload()
	assert mine.page.locator(".dinas-angka").first.inner_text() == number
	assert count(doctype) == before + 1
	doc = live.get_doc(doctype, number)
	assert doc.applicant_name == "Siti Aminah"
	if doctype == RESEARCH:
		assert [row.member_name for row in doc.team_members] == ["Budi", "Ani"]
	mine.go(
		mine.page.locator("a.dinas-sidik").get_attribute("href").replace("//pub.localhost", "//127.0.0.1")
	)


@SCRIPTS
def test_errors_are_usable_by_everybody(phone, scripts):
	"""Somebody who listens to the page hears first what is wrong, and gets from there to the field."""
	mine = phone(scripts)
	mine.go("/izin-penelitian?mulai=1")
	mine.press("Lanjut")
	mine.inspect()
	assert "Isi Nama lengkap" in mine.errors()
	if scripts:
		assert mine.page.evaluate("document.activeElement.id") == "ada-salah"
	mine.page.get_by_role("link", name="Isi Nama lengkap").click()
	assert mine.page.evaluate("document.activeElement.name") == "applicant_name"
	field = mine.page.get_by_label("Nama lengkap")
	assert field.get_attribute("aria-invalid") == "true"


@SCRIPTS
def test_the_browsers_own_back_and_reload_lose_nothing(phone, scripts):
	"""Somebody who swipes back by mistake, or whose phone closed the page in the background, goes on where it was."""
	mine = phone(scripts)
	mine.go("/izin-penelitian?mulai=1")
	mine.type(**answers(RESEARCH))
	mine.press("Lanjut")
	mine.type(**answers(RESEARCH))
	mine.press("Lanjut")
	mine.choose("bakesbangpol_letter", "surat.pdf", pdf())
	mine.press("Lanjut")
	assert mine.errors()
	mine.page.go_back()
	mine.page.go_back()
	assert mine.page.get_by_label("Judul penelitian").input_value() == "Digitalisasi koperasi simpan pinjam"
	ways = mine.page.evaluate("performance.getEntriesByType('navigation')[0].redirectCount") if scripts else 1
	assert ways == (0 if scripts else 1), "with a script, the receipt is the answer itself"
	mine.page.reload()
	assert mine.page.get_by_label("Judul penelitian").input_value() == "Digitalisasi koperasi simpan pinjam"
	mine.press("Lanjut")
	assert mine.page.get_by_text("surat.pdf").is_visible()


def test_what_is_typed_and_not_sent_survives_a_crash(phone):
	"""Somebody whose browser was killed while typing finds the words again, and the way back to the form."""
	mine = phone()
	mine.go("/izin-penelitian?mulai=1")
	mine.type(applicant_name="Siti Aminah", address="Jalan Ketintang 1")
	mine.page.goto("about:blank")
	mine.go("/izin-penelitian")
	mine.inspect()
	mine.page.get_by_role("link", name="Lanjutkan isian itu").click()
	assert mine.page.get_by_label("Nama lengkap").input_value() == "Siti Aminah"
	mine.press("Hapus isian saya")
	assert not mine.page.get_by_role("link", name="Lanjutkan isian itu").is_visible()
	assert mine.page.evaluate("Object.keys(localStorage).filter(key => key.includes('dinas')).length") == 0


def test_a_file_goes_up_at_once_and_a_wrong_one_is_said_at_once(phone):
	"""Somebody on a slow line sees the file arrive while typing on, and need not send the page to learn it is wrong."""
	mine = phone()
	mine.go("/permohonan-data?mulai=1")
	address = mine.page.url.replace("hal=1", "hal=3")
	mine.go(address)
	box = mine.page.locator('[data-berkas="letter_file"]')
	chosen = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"no pdf at all"}
	box.locator("input[type=file]").set_input_files(chosen)
	box.get_by_text("jenisnya tidak diterima").wait_for()
	mine.inspect()
	mine.choose("letter_file", "surat saya.pdf", pdf())
	assert box.locator("input[type=file]").input_value() == ""
	mine.inspect()
	mine.press("Lanjut")
	assert mine.errors() == ["Isi Nomor surat", "Isi Tanggal surat"]
	assert mine.page.get_by_text("surat saya.pdf").is_visible()


def test_a_page_closed_by_the_camera_keeps_its_file(phone):
	"""Somebody whose phone closed the page while the camera was open does not upload the first file again."""
	mine = phone()
	mine.go("/permohonan-data?mulai=1")
	address = mine.page.url.replace("hal=1", "hal=3")
	mine.go(address)
	mine.choose("letter_file", "surat saya.pdf", pdf())
	mine.page.goto("about:blank")
	mine.go(address)
	mine.page.locator('[data-berkas="letter_file"]').get_by_text("surat saya.pdf").wait_for()
	mine.type(letter_number="1", letter_date="2025-11-20")
	mine.press("Lanjut")
	mine.inspect()
	assert mine.page.get_by_text("surat saya.pdf").is_visible()


def test_what_was_sent_into_a_fault_is_still_there(phone):
	"""Somebody who pressed the button while the office's server failed goes back and finds the words."""
	mine = phone()
	mine.go("/izin-penelitian?mulai=1")
	address = mine.page.url
	mine.type(applicant_name="Siti Aminah")
	mine.page.route("**/izin-penelitian**", lambda route: route.fulfill(status=500, body="galat"))
	mine.page.locator("main").get_by_role("button", name="Lanjut", exact=True).click()
	mine.page.get_by_text("galat").wait_for()
	mine.page.unroute("**/izin-penelitian**")
	mine.go(address)
	assert mine.page.get_by_label("Nama lengkap").input_value() == "Siti Aminah"


def test_rows_come_and_go_without_a_new_page(phone):
	"""Somebody with five team members types them in one go."""
	mine = phone()
	mine.go("/izin-penelitian?mulai=1")
	mine.go(mine.page.url.replace("hal=1", "hal=2"))
	here = mine.page.url
	for number, name in enumerate(("Budi", "Ani", "Citra")):
		if number:
			mine.press("Tambah baris")
		mine.type(**{f"team_members.{number}.member_name": name})
	mine.press("Hapus baris 2")
	assert mine.page.locator("[data-baris] legend").all_inner_texts() == ["Anggota tim 1", "Anggota tim 2"]
	mine.inspect()
	assert mine.page.url == here
	mine.press("Lanjut")
	values = [one.input_value() for one in mine.page.locator('[name$=".member_name"]').all()]
	assert values == ["Budi", "Citra"]


def test_an_answer_shows_and_hides_fields(live, phone):
	"""A private person does not see what only institutions are asked, as soon as that is clear."""
	with web_form("permohonan-data") as record:
		field_of(record, "institution").depends_on = "eval:doc.applicant_type=='Lembaga'"
		record.commit()
		mine = phone()
		mine.go("/permohonan-data?mulai=1")
		institution = mine.page.get_by_label("Nama lembaga")
		assert not institution.is_visible()
		mine.type(applicant_type="Lembaga")
		assert institution.is_visible()
		mine.inspect()


def test_nothing_needs_a_mouse(phone):
	"""Somebody who uses the keyboard reaches every field in the order in which it stands, and sends by Enter."""
	mine = phone()
	mine.go("/izin-penelitian?mulai=1")
	mine.page.get_by_label("Nama lengkap").focus()
	order = []
	for _ in range(12):
		order.append(mine.page.evaluate("document.activeElement.name"))
		mine.page.keyboard.press("Tab")
	expected = [
		"applicant_name",
		"applicant_category",
		"identity_number",
		"institution",
		"faculty",
		"level",
		"phone",
		"email",
		"address",
		"_aksi",
		"_aksi",
	]
	assert order[: len(expected)] == expected
	mine.page.get_by_label("Nama lengkap").press("Enter")
	mine.page.wait_for_load_state()
	assert "Isi Alamat" in mine.errors()
