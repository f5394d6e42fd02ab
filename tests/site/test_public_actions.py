"""What an applicant does on the page of the link runs through the same guard as the desk."""

import base64
import io

import pytest
from PIL import Image

from dinas_sop.print_formats.dates import periode
from tests.site.e2e.driver import pdf, words
from tests.site.factory import DATA, RESEARCH, case_in, day, move
from tests.site.public_links import Holders, now


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case: `holder(DATA, "Terkirim")`."""
	return Holders(target.url)


def test_a_correction_with_a_new_file_a_row_less_and_an_answer(live, holder):
	"""Somebody whose papers came back repairs a text, a file and a table in one go, and answers what was right."""
	case = case_in(RESEARCH, "Diterima")
	asked = ("title", "proposal", "team_members", "institution")
	case = move(
		case,
		"suratmasuk",
		"Kembalikan",
		corrections=[{"case_field": f, "why": f"Periksa {f}"} for f in asked],
	)
	live.db.commit()
	somebody = holder.of(case)
	page = somebody.open(somebody.link)
	for fieldname in asked:
		assert f"Periksa {fieldname}" in page.text
	assert page.html.find(attrs={"name": "title"}).get_text() == case.title
	rows = {row.case_field: row.name for row in case.corrections}
	page = somebody.press("Ajukan Kembali", title="Judul yang lebih jelas")
	assert page.status == 422 and len(page.errors) == 3, "three are neither changed nor answered"
	assert page.html.find(attrs={"name": "title"}).get_text() == "Judul yang lebih jelas"
	new = pdf()
	page = somebody.press("Ajukan Kembali", proposal=("proposal baru.pdf", new))
	assert len(page.errors) == 2 and "proposal baru.pdf" in page.text, "the file is not asked again"
	somebody.press("Hapus baris 1")
	somebody.press("Tambah baris")
	page = somebody.press(
		"Ajukan Kembali",
		**{
			"team_members.0.member_name": "Citra",
			f"jawaban.{rows['institution']}": "Sudah benar: kampus pindah nama",
		},
	)
	assert not page.errors, page.errors
	doc = now(case)
	assert (doc.workflow_state, doc.title) == ("Diterima", "Judul yang lebih jelas")
	assert [row.member_name for row in doc.team_members] == ["Citra"]
	assert live.get_doc("File", {"file_url": doc.proposal}).get_content() == new
	answers = {row.case_field: row for row in doc.corrections}
	assert answers["institution"].answer == "Sudah benar: kampus pindah nama"
	assert all(row.answered_on for row in doc.corrections)
	log = live.get_last_doc("SOP Step Log", {"reference_name": doc.name, "action": "Ajukan Kembali"})
	assert (log.channel, log.actor_name, log.acted_as) == ("Tautan Pemohon", doc.applicant_name, "Peneliti")


def test_a_correction_writes_nothing_else(live, holder):
	"""Somebody asked for the title alone does not change the phone number along with it."""
	somebody = holder(RESEARCH, "Perlu Dilengkapi")
	somebody.open(somebody.link)
	form, button = somebody.page.form("Ajukan Kembali")
	data = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
	data |= {
		button["name"]: button["value"],
		"title": "Judul baru",
		"phone": "0800000000",
		"workflow_state": "Diarsipkan",
	}
	somebody.client.post(somebody.link, data=data)
	doc = now(somebody.case)
	assert (doc.title, doc.phone) == ("Judul baru", somebody.case.phone)
	assert doc.workflow_state == "Diterima"


def test_cancelling_needs_a_reason_and_its_own_page(live, holder):
	"""Nobody ends an application by a slip of the thumb."""
	somebody = holder(DATA, "Menunggu Pernyataan")
	page = somebody.attempt("Batalkan", move_reason="")
	assert page.errors == ["Isi Alasan"] and now(somebody.case).workflow_state == "Menunggu Pernyataan"
	somebody.press("Batalkan", move_reason="Data sudah didapat di tempat lain")
	assert now(somebody.case).workflow_state == "Dibatalkan"
	assert "Data sudah didapat di tempat lain" in somebody.open(somebody.link).text


def drawing() -> str:
	picture = io.BytesIO()
	Image.new("RGB", (300, 120), "white").save(picture, "PNG")
	return "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "typed"])
def test_signing_the_commitment(live, holder, drawn):
	"""Somebody signs with a finger or by name; words, version and moment are the office's, not the browser's."""
	somebody = holder(DATA, "Menunggu Pernyataan")
	page = somebody.open(somebody.link)
	text = live.db.get_single_value("Dinas SOP Settings", "commitment_text")
	for line in text.splitlines():
		assert line in page.text
	page = somebody.press("Tandatangani Pernyataan")
	assert page.errors == ["Centang Saya sudah membaca dan menyetujui pernyataan di atas"]
	form, button = page.form("Tandatangani Pernyataan")
	data = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
	data |= {
		button["name"]: button["value"],
		"setuju": "1",
		"statement_name": "Siti Aminah",
		"tanda_tangan": drawing() if drawn else "",
		"statement_signed_on": "1999-01-01 00:00:00",
		"statement_version": "palsu",
	}
	answer = somebody.client.post(somebody.link, data=data)
	assert answer.status_code == 200, answer.text
	doc = now(somebody.case)
	assert doc.workflow_state == "Pemrosesan Data"
	assert doc.statement_version == live.db.get_single_value("Dinas SOP Settings", "commitment_version")
	assert abs((live.utils.now_datetime() - doc.statement_signed_on).total_seconds()) < 600
	file = live.get_doc("File", {"file_url": doc.statement_signature})
	assert file.is_private and file.get_content()[:4] == b"\x89PNG"
	kept = somebody.downloads()["Surat Pernyataan"]
	assert kept[:5] == b"%PDF-"
	said = words(kept)
	assert "Siti Aminah" in said and doc.name in said and text.splitlines()[0][:40] in said


def test_words_that_changed_while_reading_are_read_again(live, holder):
	"""Nobody signs undertakings that were not on the screen."""
	somebody = holder(DATA, "Menunggu Pernyataan")
	somebody.open(somebody.link)
	settings = live.get_doc("Dinas SOP Settings")
	text, version = settings.commitment_text, settings.commitment_version
	settings.commitment_text, settings.commitment_version = text + "\nTambahan.", "2"
	settings.save()
	live.db.commit()
	try:
		page = somebody.press("Tandatangani Pernyataan", setuju="1", statement_name="Siti Aminah")
		assert page.errors == ["Naskah pernyataan baru saja berubah. Baca sekali lagi sebelum menandatangani"]
		assert "Tambahan." in page.text
		assert now(somebody.case).workflow_state == "Menunggu Pernyataan"
		somebody.press("Tandatangani Pernyataan", setuju="1")
		assert now(somebody.case).statement_version == "2"
	finally:
		settings = live.get_doc("Dinas SOP Settings")
		settings.commitment_text, settings.commitment_version = text, version
		settings.save()
		live.db.commit()


def test_results_and_stars(live, holder):
	"""A researcher hands in the results with a consent; a data applicant may give stars, or none."""
	researcher = holder(RESEARCH, "Menunggu Salinan Hasil")
	page = researcher.attempt("Serahkan Salinan")
	assert page.errors == ["Unggah Salinan lunak hasil penelitian", "Persetujuan publikasi: pilih salah satu"]
	content = pdf()
	researcher.press(
		"Serahkan Salinan", result_file=("hasil.pdf", content), publication_consent="Hanya judul dan abstrak"
	)
	doc = now(researcher.case)
	assert (doc.workflow_state, doc.publication_consent) == ("Diarsipkan", "Hanya judul dan abstrak")
	assert live.get_doc("File", {"file_url": doc.result_file}).get_content() == content
	for stars, kept in (("4", 0.8), ("", 0)):
		somebody = holder(DATA, "Terkirim")
		somebody.act("Konfirmasi Diterima", satisfaction=stars)
		doc = now(somebody.case)
		assert (doc.workflow_state, doc.satisfaction) == ("Selesai", kept)
		assert abs((live.utils.now_datetime() - doc.receipt_confirmed_on).total_seconds()) < 600


@pytest.mark.parametrize(
	("state", "action", "field", "distance", "error"),
	[
		("Penelitian Berlangsung", "Mulai Pengumpulan Data", "research_began", 1, "di masa depan"),
		("Penelitian Berlangsung", "Mulai Pengumpulan Data", "research_began", -11, "sebelum izin berlaku"),
		("Pengumpulan Data", "Selesai Penelitian", "research_ended", 1, "di masa depan"),
		("Pengumpulan Data", "Selesai Penelitian", "research_ended", -6, "lebih awal daripada"),
	],
)
def test_a_mistyped_day_is_told_beside_its_field(live, holder, state, action, field, distance, error):
	"""A researcher who mistypes a day of the research reads what is wrong with it, and can go on."""
	somebody = holder(RESEARCH, state)
	page = somebody.attempt(action, **{field: day(distance)})
	box = page.html.find(attrs={"name": field})
	assert len(page.errors) == 1 and error in page.errors[0] and box["value"] == day(distance)
	assert page.errors[0] in page.html.find(id=box["aria-describedby"].split()[-1]).get_text()
	assert now(somebody.case).workflow_state == state
	somebody.press(action, **{field: day(-3)})
	assert now(somebody.case).get(field) == live.utils.getdate(day(-3))


def test_the_period_of_the_permit_stands_beside_the_day_it_allows(live, holder):
	"""A researcher knows when the research may begin before typing a day that is too early."""
	somebody = holder(RESEARCH, "Penelitian Berlangsung")
	page = somebody.open(somebody.link)
	allowed = periode(live.utils.getdate(day(-10)), live.utils.getdate(day(60)))
	box = page.html.find(attrs={"name": "research_began"})
	assert f"Izin berlaku {allowed}" in page.html.find(id=box["aria-describedby"].split()[0]).get_text()


def test_an_action_that_came_too_late_is_said(live, holder):
	"""Somebody who presses an old page's button reads that the case went on, and the case is not touched."""
	somebody = holder(RESEARCH, "Penelitian Berlangsung")
	somebody.open(somebody.link)
	_form, button = somebody.page.form("Mulai Pengumpulan Data")
	data = {
		"tindakan": "Mulai Pengumpulan Data",
		button["name"]: button["value"],
		"research_began": day(-5),
	}
	assert somebody.client.post(somebody.link, data=data).status_code == 200
	late = somebody.client.post(somebody.link, data=data)
	assert late.status_code == 422 and "belum dapat dijalankan" in late.text
	assert somebody.client.post(somebody.link, data=data | {"tindakan": "Terima"}).status_code == 422
	assert now(somebody.case).workflow_state == "Pengumpulan Data"


def test_evidence_that_an_administrator_adds_is_asked_here(live, holder):
	"""An office that wants to know more of its researchers asks it by its SOP; nobody has to write code."""
	from frappe.custom.doctype.custom_field.custom_field import create_custom_field

	field = create_custom_field(
		RESEARCH,
		{
			"fieldname": "respondents",
			"label": "Jumlah responden",
			"fieldtype": "Int",
			"insert_after": "research_ended",
		},
	)
	name = live.db.get_value("SOP", {"status": "Berlaku"})
	row = live.get_doc(
		doctype="SOP Evidence",
		parent=name,
		parenttype="SOP",
		parentfield="evidence",
		idx=99,
		section="Penerimaan Penelitian",
		step_number=9,
		kind="Field is filled",
		mandatory=1,
		case_field="respondents",
	)
	row.db_insert()
	live.db.set_value("SOP", name, "modified", live.utils.now())
	live.db.commit()
	live.clear_cache()
	try:
		somebody = holder(RESEARCH, "Pengumpulan Data")
		page = somebody.attempt("Selesai Penelitian", research_ended=day(), respondents="banyak")
		assert page.errors == ["Jumlah responden harus berupa angka"]
		page = somebody.press("Selesai Penelitian", respondents="")
		assert page.errors == ["Isi Jumlah responden"]
		somebody.press("Selesai Penelitian", respondents="120")
		assert now(somebody.case).respondents == 120
	finally:
		live.db.rollback()
		live.db.delete("SOP Evidence", {"name": row.name})
		live.db.set_value("SOP", name, "modified", live.utils.now())
		live.db.commit()
		live.delete_doc("Custom Field", field.name if field else f"{RESEARCH}-respondents")
		live.db.commit()
		live.clear_cache()
