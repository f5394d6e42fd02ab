"""What is wrong with what was typed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.applicants.checking import Problem, problems, read_date, value_of
from dinas_sop.applicants.conditions import parse
from dinas_sop.applicants.fields import Field
from dinas_sop.workflows.dates import DateRules


def codes(one: Field, typed, **more) -> list[str]:
	return [problem.code for problem in problems([one], {one.name: typed, **more})]


@pytest.mark.parametrize(
	("kind", "typed", "code"),
	[
		("text", "Siti Aminah", None),
		("text", "", "required"),
		("text", "x" * 141, "long"),
		("text", "a <b>", "markup"),
		("text", '"<img src=x>"', "markup"),
		("long", "baris\nbaris", None),
		("select", "Dosen", None),
		("select", "Rektor", "option"),
		("date", "2026-11-24", None),
		("date", "24-11-2026", None),
		("date", "31-02-2026", "date"),
		("date", "besok", "date"),
		("number", "12", None),
		("number", "dua", "number"),
		("phone", "0812-3456 7890", None),
		("phone", "+62 (31) 8676645", None),
		("phone", "12345", "phone"),
		("phone", "0812345678901234567", "phone"),
		("phone", "081234567x", "phone"),
		("email", "siti@contoh.ac.id", None),
		("email", "siti@contoh", "email"),
		("email", "siti contoh@x.id", "email"),
		("check", "1", None),
		("check", "", "required"),
		("check", "0", "required"),
		("rating", "5", None),
		("rating", "6", "option"),
		("table", [], "no_row"),
		("table", [{"nama": ""}], "no_row"),
		("file", "", "required"),
	],
)
def test_each_kind(kind, typed, code):
	"""An applicant reads beside the field what is wrong with it, before the office ever sees it."""
	one = Field(
		"x", "X", kind, required=True, options=("Mahasiswa", "Dosen"), columns=(Field("nama", "Nama"),)
	)
	assert codes(one, typed) == ([code] if code else [])


@pytest.mark.parametrize("kind", ["text", "select", "date", "number", "phone", "email", "check", "file"])
def test_an_optional_field_may_stay_empty(kind):
	"""Nobody is asked for an e-mail address they do not have."""
	assert codes(Field("x", "X", kind), "") == []


def test_a_field_that_is_not_shown_is_not_asked():
	"""A private person is not asked for an institution."""
	one = Field("lembaga", "Lembaga", required=True, shown_if=parse("eval:doc.jenis=='Lembaga'"))
	assert codes(one, "", jenis="Perorangan") == []
	assert codes(one, "", jenis="Lembaga") == ["required"]


def test_a_field_can_be_asked_by_another_answer():
	"""An institution has to say its name, as the help text announces."""
	one = Field("lembaga", "Lembaga", required_if=parse("eval:doc.jenis=='Lembaga'"))
	assert codes(one, "", jenis="Perorangan") == []
	assert codes(one, "", jenis="Lembaga") == ["required"]


def test_cells_are_named_by_row_and_column():
	"""An applicant with ten rows is led to the one that is wrong."""
	table = Field("tim", "Tim", "table", columns=(Field("nama", "Nama", required=True), Field("nim", "NIM")))
	rows = [{"nama": "A", "nim": ""}, {"nama": "", "nim": ""}, {"nama": "", "nim": "1 <"}]
	assert problems([table], {"tim": rows}) == [
		Problem("tim.2.nama", "required"),
		Problem("tim.2.nim", "markup"),
	]


DATES = DateRules(
	periods=(("mulai", "sampai"),), past=frozenset(("mulai",)), within={"mulai": ("izin_dari", "izin_sampai")}
)
RESEARCH_DAYS = [Field("mulai", "Mulai", "date"), Field("sampai", "Sampai", "date")]
PERMIT = {"izin_dari": "2026-12-01", "izin_sampai": "2027-01-31"}


@pytest.mark.parametrize(
	("typed", "wrong"),
	[
		({"mulai": "2026-12-02", "sampai": "1-12-2026"}, [Problem("sampai", "order", "Mulai")]),
		({"mulai": "2026-12-01", "sampai": "1-12-2026"}, []),
		({"mulai": "2026-12-02"}, []),
		({"mulai": "besok", "sampai": "1-12-2026"}, [Problem("mulai", "date")]),
		({"mulai": "2026-11-30"}, [Problem("mulai", "early", "1 Desember 2026")]),
		({"mulai": "2027-02-01"}, [Problem("mulai", "late", "31 Januari 2027")]),
		({"mulai": "2027-03-02"}, [Problem("mulai", "future")]),
	],
)
def test_dates_fit_together(typed, wrong):
	"""A research that ends before it begins is told at the form, not by the office days later."""
	today = datetime.date(2027, 3, 1)
	assert problems(RESEARCH_DAYS, PERMIT | typed, DATES, today=today) == wrong


def test_a_date_is_compared_with_what_the_case_knows():
	"""The page that asks for the last day of a research knows its first day, and says it."""
	found = problems(RESEARCH_DAYS[1:], {"mulai": "2026-12-02", "sampai": "2026-12-01"}, DATES)
	assert found == [Problem("sampai", "order", "2 Desember 2026")]


def test_a_file_that_was_swept_away_is_asked_again():
	"""A form sent after a day says which file is missing, instead of losing it in silence."""
	one = Field("surat", "Surat", "file")
	assert problems([one], {"surat": "token"}, has_file=lambda one, token: "gone") == [
		Problem("surat", "gone")
	]


@pytest.mark.parametrize(
	"text", ["2026-11-24", "24-11-2026", "24/11/2026", "24.11.2026", "24 November 2026", "24 Nov 2026"]
)
def test_dates_as_people_write_them(text):
	"""An old phone without a calendar field can be used."""
	assert read_date(text) == datetime.date(2026, 11, 24)


@given(st.text(alphabet="0123456789-/. NovAgustuse", max_size=20))
def test_no_text_is_an_error_as_a_date(text):
	"""Whatever somebody types, the page answers."""
	found = read_date(text)
	assert found is None or isinstance(found, datetime.date)


def test_values_as_the_document_takes_them():
	"""The office gets dates, numbers and rows, never what only looks like them."""
	table = Field("tim", "Tim", "table", columns=(Field("nama", "Nama"), Field("lahir", "Lahir", "date")))
	rows = [{"nama": "A", "lahir": "1-2-2000", "name": "r1"}, {"nama": "", "lahir": ""}]
	assert value_of(table, rows) == [{"nama": "A", "lahir": "2000-02-01", "name": "r1"}]
	assert value_of(Field("x", "X", "check"), "1") == 1
	assert value_of(Field("x", "X", "check"), "") == 0
	assert value_of(Field("x", "X", "number"), "12") == 12
	assert value_of(Field("x", "X", "rating"), "4") == 0.8
	assert value_of(Field("x", "X"), "") is None
