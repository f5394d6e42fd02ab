"""The public forms over HTTP, as somebody fills them in whose browser runs no script."""

import io
import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from dinas_sop.applicants.public_form import SHORTEST
from tests.site.e2e.driver import Applicant, Browser, pdf
from tests.site.public_forms import (
	DATA,
	RESEARCH,
	ROUTES,
	answers,
	count,
	fill_in,
)


@pytest.fixture
def applicant(live, target) -> Applicant:
	"""Somebody with an old phone."""
	return Applicant(target.url)


def stored(frappe, case):
	frappe.db.rollback()
	return frappe.get_doc(case.doctype, case.number)


# --- the first page --------------------------------------------------------------


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_first_page_tells_what_is_needed_and_how_long_it_takes(live, applicant, doctype):
	"""An applicant knows which papers to bring, and how long each step takes, before typing anything."""
	page = applicant.open(f"/{ROUTES[doctype]}")
	sop = live.get_doc("SOP", live.db.get_value("SOP", {"status": "Berlaku"}))
	section = next(row.section_name for row in sop.sections if row.document_type == doctype)
	steps = [row for row in sop.steps if row.section == section]
	assert steps[0].requirements in page.text
	for step in steps:
		assert step.activity in page.text
		assert step.standard_time in page.text
	assert page.href("Mulai mengisi")
	assert not page.html.find("form"), "nothing is asked on the first page"


def test_the_whole_route_is_ours(applicant):
	"""An applicant who follows an old link never lands on the platform's own rendering."""
	for path in (
		"/izin-penelitian/new",
		"/izin-penelitian/list",
		"/izin-penelitian/x/edit",
		"/Izin-Penelitian",
	):
		page = applicant.open(path)
		assert urlsplit(page.response.url).path == "/izin-penelitian", path
		assert "Mulai mengisi" in page.text


def test_headers_of_a_page_with_personal_data(applicant):
	"""What an applicant typed stays out of caches, frames and other sites' logs."""
	fill_in(applicant, RESEARCH, 1)
	headers = applicant.page.response.headers
	assert headers["Cache-Control"] == "no-store"
	assert headers["Referrer-Policy"] == "no-referrer"
	assert headers["X-Content-Type-Options"] == "nosniff"
	assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
	assert "unsafe" not in headers["Content-Security-Policy"]
	assert not applicant.page.html.select("script:not([src]), [style], [onclick]")


def test_an_english_browser_gets_the_same_page(target, applicant):
	"""A student whose phone is set to English reads one language, not a mixture."""
	applicant.client.headers["Accept-Language"] = "en-US"
	english = applicant.open("/izin-penelitian?mulai=1").text
	applicant.client.headers["Accept-Language"] = "id-ID"
	assert applicant.open(applicant.page.response.url.removeprefix(target.url)).text == english


# --- what is taken ---------------------------------------------------------------


def test_a_whole_application(live, applicant):
	"""What an applicant typed and attached is what the office gets, and the log says by which channel."""
	typed = answers(RESEARCH, email="siti@contoh.id")
	case = applicant.apply(RESEARCH, **typed)
	doc = stored(live, case)
	for name, value in typed.items():
		if isinstance(value, str):
			assert str(doc.get(name)) == value, name
	assert [(row.member_name, row.identity_number or "") for row in doc.team_members] == [
		("Budi", ""),
		("Ani", "0719"),
	]
	assert doc.tracking_code == case.code
	assert (doc.workflow_state, doc.submitted_via) == ("Diajukan", "Formulir Web")
	assert doc.owner == live.db.get_single_value("Dinas SOP Settings", "portal_user")
	files = {
		row.attached_to_field: row
		for row in live.get_all(
			"File",
			{"attached_to_name": doc.name},
			["attached_to_field", "file_name", "is_private", "file_url"],
		)
	}
	assert {name: row.file_name for name, row in files.items()} == {
		"bakesbangpol_letter": "surat bakesbangpol.pdf",
		"proposal": "proposal.pdf",
	}
	for name, row in files.items():
		assert row.is_private and row.file_url == doc.get(name)
		assert "proposal" not in row.file_url and "bakesbangpol" not in row.file_url
		content = live.get_doc("File", {"file_url": row.file_url}).get_content()
		assert content == typed[name][1]


def test_fields_that_the_form_does_not_show_are_ignored(live, applicant):
	"""Nobody accepts the own application, or writes the office's part, by sending more than the page asks."""
	fill_in(applicant, RESEARCH, 4)
	form, _button = applicant.page.form("Kirim permohonan")
	applicant.open(
		applicant.page.response.url.removeprefix(applicant.client.base_url).replace("periksa", "1")
	)
	forged = {
		"workflow_state": "Diterima",
		"tnde_number": "T-1",
		"owner": "Administrator",
		"docstatus": "1",
		"sop": "x",
		"tracking_code": "AAAAAAAAAA",
		"link_version": "7",
		"corrections.0.case_field": "title",
		"dispositions.0.instruction": "x",
		"team_members.0.parent": "x",
		"received_by": "Administrator",
	}
	form, button = applicant.page.form("Lanjut")
	data = {
		each["name"]: each.get("value", "")
		for each in form.select("input[name]")
		if each.get("type") not in ("radio", "file")
	}
	data |= {
		"applicant_category": "Mahasiswa",
		"address": "Jalan Ketintang 1",
		button["name"]: button["value"],
	}
	applicant.client.post(form["action"], data=data | forged)
	applicant.open(form["action"].replace("hal=1", "hal=periksa"))
	applicant.press("Kirim permohonan")
	number = applicant.page.html.select_one(".dinas-angka").get_text()
	doc = live.get_doc(RESEARCH, number)
	assert doc.workflow_state == "Diajukan"
	assert (doc.docstatus, doc.link_version, doc.received_by, doc.tnde_number) == (0, 1, None, None)
	assert doc.tracking_code != "AAAAAAAAAA" and not doc.corrections and not doc.dispositions
	assert doc.owner != "Administrator"


# --- errors ----------------------------------------------------------------------


def test_errors_come_first_and_beside_the_field_and_nothing_is_lost(applicant):
	"""An applicant who forgot one field corrects that one, and types and uploads nothing again."""
	fill_in(applicant, RESEARCH, 2)
	page = applicant.press(
		"Lanjut",
		bakesbangpol_letter=("surat.pdf", pdf()),
		bakesbangpol_number="070/1",
		proposal=("proposal.exe", b"MZ, no document"),
	)
	assert page.errors == [
		"Proposal penelitian: jenisnya tidak diterima; pakai PDF, JPEG atau PNG",
		"Isi Tanggal surat Bakesbangpol",
	]
	links = [link["href"] for link in page.html.select(".govuk-error-summary a")]
	for link in links:
		assert page.html.find(id=link[1:]), link
	date = page.html.find(attrs={"name": "bakesbangpol_date"})
	assert date["aria-invalid"] == "true"
	assert (
		"Isi Tanggal surat Bakesbangpol" in page.html.find(id=date["aria-describedby"].split()[-1]).get_text()
	)
	assert page.html.select_one(".govuk-error-summary [role=alert]")
	assert page.html.title.get_text().startswith("Perbaiki")
	assert page.html.find(attrs={"name": "bakesbangpol_number"})["value"] == "070/1"
	assert "surat.pdf" in page.text
	page = applicant.press("Lanjut", bakesbangpol_date="2025-11-20", proposal=("proposal.pdf", pdf()))
	assert not page.errors
	assert "surat.pdf" in applicant.press("Lanjut").text, "the summary shows the file that was uploaded first"


@pytest.mark.parametrize(
	("name", "typed", "said"),
	[
		("applicant_name", "x" * 141, "Nama lengkap terlalu panjang: paling banyak 140 huruf"),
		("phone", "123", "Nomor telepon atau WhatsApp terdiri atas 7 sampai 15 angka, misalnya 081234567890"),
		("email", "siti@contoh", "Alamat email harus lengkap, misalnya nama@contoh.id"),
		("address", "<script>alert(1)</script>", "Alamat: tulis tanpa tanda < dan >"),
		("institution", '"<img src=x onerror=alert(1)>"', "Kampus atau instansi: tulis tanpa tanda < dan >"),
		("applicant_category", "Rektor", "Anda adalah: pilih salah satu pilihan yang ada"),
	],
)
def test_each_mistake_is_said_and_what_was_typed_stands_there(applicant, name, typed, said):
	"""An applicant reads what to change and finds the own words again, harmless as they are shown."""
	fill_in(applicant, RESEARCH, 0)
	first = {k: v for k, v in answers(RESEARCH).items() if k in applicant.names("Lanjut")}
	page = applicant.press("Lanjut", **first | {name: typed})
	assert page.errors == [said]
	field = page.html.find(attrs={"name": name})
	if field.get("type") != "radio":
		assert field.get("value", field.get_text()) == typed
	assert "<script>alert" not in page.response.text and "<img src=x" not in page.response.text


def test_going_back_keeps_what_was_typed(applicant):
	"""An applicant who looks at the page before finds both pages as they were."""
	fill_in(applicant, RESEARCH, 1)
	applicant.press("Kembali", title="Judul yang belum selesai")
	assert applicant.page.html.find(attrs={"name": "applicant_name"})["value"] == "Siti Aminah"
	page = applicant.press("Lanjut")
	assert page.html.find(attrs={"name": "title"}).get_text() == "Judul yang belum selesai"


def test_the_summary_leads_to_each_page_and_back(live, applicant):
	"""An applicant who finds a mistake in the summary changes it and is back at the summary."""
	fill_in(applicant, DATA, 3)
	applicant.open(
		applicant.page.html.find("a", string="Ubah")["href"]
		if applicant.page.html.find("a", string="Ubah")
		else applicant.page.html.select_one("dl + p a")["href"]
	)
	page = applicant.press("Simpan dan kembali memeriksa", applicant_name="Siti Nur Aminah")
	assert "Siti Nur Aminah" in page.text and page.html.find("button", value="kirim")


def test_a_summary_with_a_gap_leads_to_the_gap(applicant):
	"""Who jumps ahead in the address learns what is missing, with links to it."""
	applicant.open(applicant._draft("izin-penelitian").replace("hal=1", "hal=periksa"))
	page = applicant.press("Kirim permohonan")
	assert "Isi Judul penelitian" in page.errors
	link = page.html.find("a", string="Isi Judul penelitian")["href"]
	page = applicant.open(link)
	assert "Isi Judul penelitian" in page.errors
	assert page.html.find(id=urlsplit(link).fragment)


# --- robots, twice, too fast -----------------------------------------------------


def test_a_form_sent_twice_is_one_case(live, applicant):
	"""An impatient applicant who taps twice has one number, and reads it both times."""
	fill_in(applicant, DATA, 3)
	form, button = applicant.page.form("Kirim permohonan")
	data = {each["name"]: each.get("value", "") for each in form.select("input[name]")} | {
		button["name"]: button["value"]
	}
	before = count(DATA)
	numbers = []

	def send():
		client = Browser(applicant.client.base_url).client
		page = client.post(form["action"], data=data)
		numbers.append(page.text.partition('dinas-angka">')[2].partition("<")[0])

	taps = [threading.Thread(target=send) for _ in range(4)]
	[tap.start() for tap in taps]
	[tap.join() for tap in taps]
	send()
	assert len(set(numbers)) == 1 and numbers[0]
	assert count(DATA) == before + 1


def test_a_script_gets_the_receipt_at_once(live, applicant):
	"""An applicant on a slow line waits once, not twice; the receipt's own address shows the same, a reload sends nothing."""
	fill_in(applicant, DATA, 3)
	before = count(DATA)
	page = applicant.press("Kirim permohonan", _langsung="ya")
	assert not page.response.history, "no way in between"
	number, code = (each.get_text() for each in page.html.select(".dinas-angka"))
	assert count(DATA) == before + 1 and live.db.exists(DATA, {"name": number, "tracking_code": code})
	own = page.html.select_one("[data-alamat]")["data-alamat"]
	assert applicant.open(own).text == page.text
	form = {"_aksi": "kirim", "_langsung": "ya"}
	again = applicant.client.post(page.response.url, data=form)
	assert number in again.text and count(DATA) == before + 1


def test_nobody_is_that_fast(live, target, applicant):
	"""The office's queue is not filled by a robot; a person who is told so sends again."""
	assert SHORTEST >= 3
	address = applicant.client.get("/permohonan-data?mulai=1").url.removeprefix(target.url)
	applicant._draft = lambda route: address
	fill_in(applicant, DATA, 3)
	before = count(DATA)
	page = applicant.press("Kirim permohonan")
	assert ["terlalu cepat" in error for error in page.errors] == [True]
	assert count(DATA) == before
	time.sleep(SHORTEST)
	page = applicant.press("Kirim permohonan")
	assert page.html.select_one(".dinas-angka") and count(DATA) == before + 1


def test_the_trap_that_people_do_not_see(live, applicant):
	"""A robot that fills in everything gets nowhere; somebody whose browser did it can empty the field."""
	fill_in(applicant, DATA, 3)
	before = count(DATA)
	page = applicant.press("Kirim permohonan", situs_web="http://spam.example")
	assert page.errors == ["Kosongkan kotak yang harus dibiarkan kosong"]
	assert "dinas-jebakan" not in page.html.find(id="situs-web").parent.get("class", [])
	assert count(DATA) == before
	applicant.press("Kirim permohonan", situs_web="")
	assert count(DATA) == before + 1


def test_made_up_drafts_are_not_opened(applicant):
	"""Nobody reads another's form by guessing or changing its address."""
	fill_in(applicant, RESEARCH, 1)
	token = parse_qs(urlsplit(applicant.page.response.url).query)["draf"][0]
	changed = token[:-1] + ("A" if token[-1] != "A" else "B")
	for wrong in (changed, "x", "a.1.b", token.replace(".", ""), ""):
		page = Browser(applicant.client.base_url).open(f"/izin-penelitian?draf={wrong}&hal=1")
		assert "Siti Aminah" not in page.response.text
	page = Browser(applicant.client.base_url).open(f"/permohonan-data?draf={token}&hal=1")
	assert "Siti Aminah" not in page.response.text


def test_an_applicant_at_a_shared_computer_can_wipe_everything(applicant):
	"""At an internet café the next customer finds nothing."""
	fill_in(applicant, RESEARCH, 3)
	address = applicant.page.response.url.removeprefix(applicant.client.base_url)
	page = applicant.press("Hapus isian saya")
	assert "sudah dihapus" in page.text
	assert "Siti Aminah" not in applicant.open(address.replace("hal=4", "hal=1")).response.text


def test_a_clerk_may_look_and_try(live, http):
	"""A clerk who fills in the public form stays logged in as the clerk; the case is the applicant's."""
	from tests.site.factory import PASSWORD, people, user_of

	people()
	live.db.commit()
	clerk = Applicant(http.base_url)
	clerk.client.login(user_of("frontliner"), PASSWORD)
	clerk.client.get(
		"/app", headers={"Accept": "text/html"}
	)  # now the session wants its token with every POST
	case = clerk.apply(DATA, **answers(DATA))
	assert stored(live, case).owner == live.db.get_single_value("Dinas SOP Settings", "portal_user")
	answer = clerk.client.get(
		"/api/method/frappe.auth.get_logged_user", headers={"Accept": "application/json"}
	)
	assert answer.json()["message"] == user_of("frontliner")


# --- files ------------------------------------------------------------------------


def test_a_refused_optional_file_can_be_left_out(applicant):
	"""Somebody whose campus letter is no PDF may go on without it."""
	fill_in(applicant, RESEARCH, 3)
	assert applicant.press("Lanjut", campus_letter=("surat.pdf", b"no pdf")).errors
	page = applicant.press("Lanjut")
	assert not page.errors and page.html.find("button", value="kirim")


def photo() -> bytes:
	"""A letter photographed by a phone held upright: many pixels, and the place where it was taken."""
	picture = Image.effect_noise((2400, 3200), 60).convert("RGB")
	exif, kept = Image.Exif(), io.BytesIO()
	exif[0x0112], exif[0x010E] = 6, "Jalan Rahasia 7"
	picture.save(kept, "JPEG", quality=80, exif=exif)
	return kept.getvalue()


def test_three_files_of_nearly_ten_megabytes(live, applicant):
	"""Somebody with a scanner that makes large files, and no scripts, gets all three through; a photo tells no place."""
	large = [pdf() + b"\n%" + bytes(9_900_000) for _ in range(2)]
	case = applicant.apply(
		RESEARCH,
		**answers(
			RESEARCH,
			bakesbangpol_letter=("surat.pdf", large[0]),
			proposal=("proposal.pdf", large[1]),
			campus_letter=("IMG_20261124.JPG", photo()),
		),
	)
	doc = stored(live, case)
	assert live.get_doc("File", {"file_url": doc.proposal}).get_content() == large[1]
	kept = live.get_doc("File", {"file_url": doc.campus_letter})
	assert kept.file_name == "IMG_20261124.jpg"
	picture = Image.open(io.BytesIO(kept.get_content()))
	assert picture.size == (3200, 2400), "it stands upright"
	assert not picture.getexif() and b"Jalan Rahasia" not in kept.get_content()
