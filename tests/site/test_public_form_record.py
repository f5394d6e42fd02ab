"""What an administrator changes in the Web Form record stands on the public page at once, and only there."""

import pytest

from tests.site.e2e.driver import Applicant, Browser, pdf
from tests.site.public_forms import (
	DATA,
	RESEARCH,
	answers,
	count,
	field_of,
	fill_in,
	property_of,
	send_file,
	web_form,
)


@pytest.fixture
def applicant(live, target) -> Applicant:
	"""Somebody with an old phone."""
	return Applicant(target.url)


def test_a_hidden_field_is_gone_and_ignored_at_once(live, applicant):
	"""An office that does not want to know the method is not told it, from the same minute on."""
	with web_form("izin-penelitian") as record:
		field_of(record, "method").hidden = 1
		record.commit()
		fill_in(applicant, RESEARCH, 1)
		assert "method" not in applicant.names("Lanjut")


def test_labels_help_order_options_and_pages_are_the_administrators(live, applicant):
	"""An office that rewords its form sees its words, its order and its pages at once."""
	with web_form("izin-penelitian") as record:
		field_of(record, "applicant_name").label = "Nama Anda sesuai KTP"
		field_of(record, "applicant_name").description = "Tanpa gelar"
		field_of(record, "applicant_category").options = "Umum\nDosen"
		field_of(record, "email").reqd = 1
		rows = list(record.web_form_fields)
		email = next(i for i, row in enumerate(rows) if row.fieldname == "email")
		record.set("web_form_fields", [])
		for row in [*rows[:email], {"fieldtype": "Page Break", "label": "Surat elektronik"}, *rows[email:]]:
			record.append("web_form_fields", row if isinstance(row, dict) else row.as_dict())
		for index, row in enumerate(record.web_form_fields, start=1):
			row.idx = index
		record.button_label = "Ajukan sekarang"
		record.commit()
		page = applicant.open(applicant._draft("izin-penelitian"))
		label = page.html.find("label", attrs={"for": page.html.find(attrs={"name": "applicant_name"})["id"]})
		assert label.get_text() == "Nama Anda sesuai KTP" and "Tanpa gelar" in page.text
		assert [each["value"] for each in page.html.select("[name=applicant_category]")] == ["Umum", "Dosen"]
		assert "email" not in applicant.names("Lanjut")
		first = {
			k: v
			for k, v in answers(RESEARCH, applicant_category="Umum").items()
			if k in applicant.names("Lanjut")
		}
		page = applicant.press("Lanjut", **first)
		assert "Surat elektronik" in page.text
		page = applicant.press("Lanjut", address="Jalan Ketintang 1")
		assert page.errors == ["Isi Alamat email"]
		page = applicant.open(
			page.response.url.removeprefix(applicant.client.base_url).replace("hal=2", "hal=periksa")
		)
		assert page.html.find("button", value="kirim").get_text() == "Ajukan sekarang"


def test_a_condition_of_another_page_hides_a_field(live, applicant):
	"""A private person is not asked for what only institutions have."""
	with web_form("permohonan-data") as record:
		field_of(record, "intended_use").depends_on = "eval:doc.applicant_type=='Lembaga'"
		record.commit()
		fill_in(applicant, DATA, 1)
		assert "intended_use" not in applicant.names("Lanjut")
		fill_in(applicant, DATA, 1, applicant_type="Lembaga")
		assert "intended_use" in applicant.names("Lanjut")


def test_an_institution_has_to_name_itself(applicant):
	"""A field that another answer makes mandatory is asked when it is, as its help announces."""
	fill_in(applicant, DATA, 0)
	first = {
		k: v
		for k, v in answers(DATA, applicant_type="Lembaga", institution="").items()
		if k in applicant.names("Lanjut")
	}
	assert applicant.press("Lanjut", **first).errors == ["Isi Nama lembaga"]


def test_data_by_mail_needs_an_address(applicant):
	"""Whoever wants the data by e-mail and left the address out is told before sending, and led to the field."""
	with pytest.raises(AssertionError, match="Isi Alamat email"):
		fill_in(applicant, DATA, 3, delivery_method="Email", email="")
	page = applicant.open(applicant.page.html.find("a", string="Isi Alamat email")["href"])
	assert page.errors == ["Isi Alamat email"]
	fill_in(applicant, DATA, 3, delivery_method="Email", email="siti@contoh.id")


def test_html_of_the_administrator_is_plain(live, applicant):
	"""A form with an explanation pasted from elsewhere runs nobody's script in an applicant's browser."""
	with web_form("izin-penelitian") as record:
		record.introduction_text = (
			'<p onclick="x()">Baca <a href="/x">ini</a><script>alert(1)</script><img src=x onerror=y></p>'
		)
		record.commit()
		page = applicant.open("/izin-penelitian")
		assert page.html.find("a", href="/x").get_text() == "ini"
		assert "onclick" not in page.response.text and "onerror" not in page.response.text
		assert not page.html.select("script:not([src])")


def test_an_unpublished_form_is_closed_and_says_so(live, applicant):
	"""An office that closes a service for a while is not sent applications, and applicants know where to ask."""
	fill_in(applicant, RESEARCH, 4)
	form, button = applicant.page.form("Kirim permohonan")
	with web_form("izin-penelitian") as record:
		record.published = 0
		record.commit()
		page = Browser(applicant.client.base_url).open("/izin-penelitian")
		assert page.status == 404 and "Layanan ini sedang ditutup" in page.text
		before = count(RESEARCH)
		answer = applicant.client.post(form["action"], data={button["name"]: button["value"]})
		assert answer.status_code == 404
		assert count(RESEARCH) == before
		menu = applicant.open("/lacak").html.select(".dinas-menu a")
		assert "/izin-penelitian" not in [each["href"] for each in menu]
	assert applicant.open("/izin-penelitian").status == 200


def test_nothing_is_kept_when_the_document_refuses(live, applicant):
	"""An application that cannot be saved leaves no file, no number and no half case; what was typed stays."""
	fill_in(applicant, RESEARCH, 4)

	def standing():
		counter = live.db.get_value("Number Counter", {"name": ("like", f"{RESEARCH}/%")}, "current")
		return count(RESEARCH), count("File"), counter

	before = standing()
	with web_form("izin-penelitian") as record:
		record.set("web_form_fields", [row for row in record.web_form_fields if row.fieldname != "method"])
		record.commit()
		with property_of(RESEARCH, "method", "reqd", 1):  # the office thought of it after the form
			assert applicant.press("Kirim permohonan").errors
			assert standing() == before
	page = applicant.press("Kirim permohonan")
	assert page.html.select_one(".dinas-angka"), page.text


def test_a_form_cannot_be_cut_down_to_one_that_nobody_can_send(live):
	"""An administrator who hides what every application needs is told so at once, not by angry applicants."""
	for fieldname in ("address", "proposal"):  # the document needs the one, the SOP the other
		record = live.get_doc("Web Form", "izin-penelitian")
		field_of(record, fieldname).hidden = 1
		with pytest.raises(live.ValidationError, match=r"(needs|memerlukan)"):
			record.save()


def test_a_smaller_limit_of_the_office_counts(live, applicant):
	"""An office that takes files up to 1 MB is not sent larger ones, whichever way they come."""
	with web_form("permohonan-data") as record:
		record.max_attachment_size = 1
		record.commit()
		fill_in(applicant, DATA, 2)
		large = pdf() + b"\n%" + b"0" * 1_100_000
		page = applicant.press(
			"Lanjut", letter_number="1", letter_date="2025-11-20", letter_file=("a.pdf", large)
		)
		assert page.errors == ["Surat permohonan kepada Kepala Dinas: terlalu besar, paling besar 1 MB"]
		answer = send_file(applicant.client, f"{DATA}:letter_file", "a.pdf", large)
		token = {"letter_file.token": answer.json()["message"]["token"]}
		form, button = applicant.page.form("Lanjut")
		data = {
			each["name"]: each.get("value", "")
			for each in form.select("input[name]")
			if each.get("type") != "file"
		}
		applicant.client.post(form["action"], data=data | token | {button["name"]: button["value"]})
		page = applicant.open(form["action"].replace("hal=3", "hal=periksa"))
		assert page.errors == ["Surat permohonan kepada Kepala Dinas: terlalu besar, paling besar 1 MB"]
