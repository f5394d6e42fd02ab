"""What a return calls the field that it asks to be corrected: the words of the applicant's form, kept for good."""

import frappe
import pytest

from dinas_sop.workflows.standing import progress_of
from tests.site.factory import DATA, RESEARCH, acting, enter, move, people


@pytest.fixture
def office(site):
	people()
	yield site
	frappe.local.lang = "en"


def returned(case, field: str, language: str = "en"):
	frappe.local.lang = language
	login = "frontliner" if case.doctype == RESEARCH else "kepala"
	return move(case, login, "Kembalikan", corrections=[{"case_field": field, "why": "Kurang jelas"}])


def reason_of(case) -> str:
	return frappe.db.get_value(
		"SOP Step Log", {"reference_name": case.name, "action": "Kembalikan"}, "reason"
	)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_return_speaks_as_the_applicants_form_does(office, language):
	"""Protects the applicant and the log from the desk's language: English staff, Indonesian words."""
	case = returned(enter(RESEARCH), "title", language)
	assert case.corrections[0].field_label == "Judul penelitian"
	assert reason_of(case) == "Judul penelitian: Kurang jelas"


def test_an_offices_own_wording_of_the_form_is_used(office):
	"""Protects the applicant from looking for a field that the form calls otherwise."""
	form = frappe.get_doc("Web Form", {"doc_type": DATA, "published": 1})
	next(row for row in form.web_form_fields if row.fieldname == "purpose").label = "Untuk apa datanya"
	form.save()
	case = returned(enter(DATA), "purpose")
	assert reason_of(case) == "Untuk apa datanya: Kurang jelas"


def test_a_field_that_the_form_does_not_show_is_named_in_indonesian_too(office):
	"""Protects the applicant of an office that took the field out of its form later."""
	form = frappe.get_doc("Web Form", {"doc_type": RESEARCH, "published": 1})
	form.web_form_fields = [row for row in form.web_form_fields if row.fieldname != "research_fields"]
	form.save()
	case = returned(enter(RESEARCH, research_fields="Manajemen"), "research_fields")
	label = frappe.get_meta(RESEARCH).get_label("research_fields")
	assert case.corrections[0].field_label == frappe._(label, lang="id", context=RESEARCH) != label


def test_staff_read_it_in_their_own_language(office):
	"""Protects staff whose desk is English: the form's head names the field as their form does."""
	case = returned(enter(RESEARCH), "title", "en")
	with acting("frontliner"):
		frappe.local.lang = "en"
		[asked] = progress_of(case)["corrections"]
	assert asked["label"] == case.meta.get_label("title")
