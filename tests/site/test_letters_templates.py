"""The office's own words: a Letter Template is edited in its form, and a slip is said at once, not on the day of issue."""

import frappe
import pytest

from dinas_sop.letters import drafting, life
from dinas_sop.workflows import seeding
from dinas_sop.workflows.messages import Refused
from tests.site.factory import CERTIFICATE, RECOMMENDATION, RESEARCH, acting, case_in, people
from tests.site.test_letters_life import ready


@pytest.fixture
def office(site):
	people()
	return site


def template(name=RECOMMENDATION, **changes):
	return frappe.get_doc("Letter Template", name).update(changes)


@pytest.mark.parametrize(
	("field", "words", "parts"),
	[
		("opening", "Kepada {namaa}", ["namaa", "{nama}", "{judul}", "{unit_kerja}"]),
		("provisions", "satu;\ndua {periode_pelaksanaan}.", ["periode_pelaksanaan", "{periode}"]),
		("closing", "Salam } penutup", ["{nama}"]),
		("body", "{nama.__class__}", ["nama.__class__"]),
		("body", "{{ doc.name }}", ["{nama}"]),
		("copies_to", "<script>", ["<"]),
		("subject", "${kode}", ["kode"]),
	],
)
def test_an_unknown_placeholder_is_refused_with_the_known_ones(office, field, words, parts):
	"""Protects the administrator: the message names the slip and what may be written instead."""
	with pytest.raises(Refused) as refused:
		template(**{field: words}).save()
	for part in parts:
		assert part in str(refused.value), part


def test_a_placeholder_of_another_layout_is_unknown(office):
	"""Protects the certificate's own placeholders: a recommendation is written before the research has ended."""
	template(CERTIFICATE, body="Selesai pada {tanggal_selesai}.").save()
	with pytest.raises(Refused, match="tanggal_selesai"):
		template(body="Selesai pada {tanggal_selesai}.").save()


@pytest.mark.parametrize(
	("pattern", "part"),
	[
		("{klasifikasi}/{tahun}", "urut"),
		("{urut}/{bidang}/{tahun}", "bidang"),
		("{urut/{tahun}", "urut"),
		("{urut:>9}/{tahun}", "urut"),
	],
)
def test_a_number_pattern_that_cannot_work_is_refused(office, pattern, part):
	"""Protects the register from twin numbers and from patterns that fail on the day of issue."""
	with pytest.raises(Refused, match=part):
		template(number_pattern=pattern).save()


def test_a_pattern_asks_for_its_classification(office):
	"""Protects the number from an empty place where the code belongs."""
	with pytest.raises(Refused, match="klasifikasi"):
		template(classification="").save()
	template(classification="", number_pattern="{urut:03d}/{kode_unit}/{bulan_romawi}/{tahun}").save()
	letter = frappe.get_doc("Official Letter", _issued(ready()))
	month = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[
		letter.letter_date.month - 1
	]
	assert letter.letter_number == f"{letter.sequence:03d}/119.1/{month}/{letter.letter_date.year}"


def _issued(case):
	with acting("sekretariat"):
		letter = drafting.draft(case, RECOMMENDATION)
		life.issue(letter, case)
	return letter.name


def test_only_an_official_can_sign(office):
	"""Protects the letter from a signatory without name and NIP."""
	with pytest.raises(Refused, match="Administrator"):
		template(signatory="Administrator").save()


def test_the_offices_words_reach_the_next_draft_and_no_older_one(office):
	"""Protects both: the office that improves its words, and the draft somebody is working on."""
	old_case = ready()
	with acting("sekretariat"):
		old = drafting.draft(old_case, RECOMMENDATION)
	template(closing="Demikian untuk {nama}.").save()
	new_case = ready()
	with acting("sekretariat"):
		assert drafting.draft(new_case, RECOMMENDATION).closing == "Demikian untuk Siti Aminah."
		assert drafting.draft(old_case, RECOMMENDATION).name == old.name
	assert frappe.db.get_value("Official Letter", old.name, "closing") == old.closing


def test_a_letter_of_the_offices_own_needs_no_code(office):
	"""Protects the office that wants another letter: a template and one row of evidence, nothing else."""
	frappe.get_doc(
		doctype="Letter Template",
		template_name="Surat Pengantar ke Bidang",
		applies_to=RESEARCH,
		layout="Surat Biasa",
		register_name="Surat Keluar Sekretariat",
		number_pattern="{klasifikasi}/{urut}/{kode_unit}/{tahun}",
		classification="000.1",
		subject="Pengantar Penelitian {nama}",
		opening="Bersama ini kami hadapkan {nama} dari {instansi}.",
		closing="Demikian, terima kasih.",
	).insert()
	case = ready()
	with acting("sekretariat"), pytest.raises(Refused, match="Surat Pengantar ke Bidang"):
		drafting.draft(case, "Surat Pengantar ke Bidang")
	draft_sop = frappe.get_doc("SOP", frappe.get_doc("SOP", case.sop).new_version())
	draft_sop.append(
		"evidence",
		{
			"section": "Penerimaan Penelitian",
			"step_number": 6,
			"kind": "Letter is issued",
			"mandatory": 1,
			"letter_template": "Surat Pengantar ke Bidang",
		},
	)
	draft_sop.save()
	draft_sop.publish()
	case = ready()
	with acting("sekretariat"):
		letter = drafting.draft(case, "Surat Pengantar ke Bidang")
		life.issue(letter, case)
	assert letter.subject == "Pengantar Penelitian Siti Aminah"
	assert letter.letter_number.startswith("000.1/1/")
	assert letter.recipient.startswith("Sdr. Siti Aminah")


def test_braces_of_an_applicant_stay_words(office):
	"""Protects the secretary from a title that reads like a placeholder: the letter can be saved and issued."""
	case = ready()
	frappe.db.set_value(
		RESEARCH, case.name, {"institution": "Institut {alamat}", "title": "Studi {nama} ${ttd_pengirim}"}
	)
	case.reload()
	with acting("sekretariat"):
		letter = drafting.draft(case, RECOMMENDATION)
		assert "Institut (alamat)" in letter.copies_to
		letter.save()
		life.issue(letter, case)
	assert letter.status == "Terbit"


def test_shipped_templates_can_be_put_back(office):
	"""Protects the administrator who tried something: the shipped words are valid and come back whole."""
	for name in frappe.get_all("Letter Template", pluck="name"):
		template(name, closing="Lain.").save()
		seeding.restore("Letter Template", name)
		assert not seeding.difference("Letter Template", name)


def test_a_letter_of_the_wrong_document_is_refused(office):
	"""Protects a research case from a reply to a data request, even where an SOP names it by mistake."""
	template(applies_to="Data Request").save()
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	with acting("sekretariat"), pytest.raises(Refused):
		drafting.draft(case, RECOMMENDATION)
