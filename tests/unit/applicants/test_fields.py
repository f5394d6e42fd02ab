"""A form as plain values: its pages, and what somebody typed."""

from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.applicants.fields import Field, Form, blank, clean, filled_rows, read, split_pages

NAME = Field("nama", "Nama")
LETTER, PROPOSAL, CAMPUS = (Field(name, name, "file") for name in ("surat", "proposal", "kampus"))
TEAM = Field("tim", "Tim", "table", columns=(Field("nama", "Nama"), Field("nim", "NIM")))


def titles(parts, files_per_page=2):
	return [page.title for page in split_pages(parts, "Izin", files_per_page)]


def test_pages_begin_at_page_breaks():
	"""An administrator who adds a page break sees a page more."""
	pages = split_pages(["Data diri", NAME, "Tim", TEAM], "Izin", 2)
	assert [(page.title, [one.name for one in page.fields]) for page in pages] == [
		("Data diri", ["nama"]),
		("Tim", ["tim"]),
	]


def test_a_form_without_break_is_one_page_of_its_own_name():
	"""A form that an office cut down to a few fields still works."""
	assert titles([NAME, TEAM]) == ["Izin"]


def test_a_page_that_asks_nothing_is_no_page():
	"""An applicant never meets an empty page because its fields were hidden."""
	assert titles(["Kosong", Field("", "Judul", "heading"), "Data", NAME, "Akhir"]) == ["Data"]


def test_no_request_carries_more_files_than_the_server_takes():
	"""Three files of 10 MB arrive from a phone without JavaScript, where one request may hold 25 MB."""
	pages = split_pages(["Berkas", LETTER, NAME, PROPOSAL, CAMPUS, TEAM], "Izin", 2)
	assert [page.title for page in pages] == ["Berkas (1 dari 2)", "Berkas (2 dari 2)"]
	assert [one.name for one in pages[1].fields] == ["kampus", "tim"]
	assert Form("f", "r", "t", "d", True, pages).titles == ["Berkas"]


def test_only_asked_fields_are_read():
	"""Nobody slips a value into a field that the form does not show."""
	posted = {
		"nama": "Siti",
		"workflow_state": "Diterima",
		"tim.0.nama": "Budi",
		"tim.0.docstatus": "1",
		"tim.x.nama": "?",
		"tim.0": "?",
		"timun.0.nama": "?",
	}
	assert read([NAME, TEAM], posted) == {"nama": "Siti", "tim": [{"nama": "Budi", "nim": ""}]}


def test_rows_keep_their_order_whatever_their_numbers():
	"""Rows added and removed by the page's script arrive as they stood."""
	posted = {"tim.7.nama": "C", "tim.0.nama": "A", "tim.12.nama": "D", "tim.3.nama": "B"}
	assert [row["nama"] for row in read([TEAM], posted)["tim"]] == ["A", "B", "C", "D"]


def test_a_thousand_rows_are_not_taken():
	"""Nobody fills the database through a table."""
	posted = {f"tim.{number}.nama": "x" for number in range(1000)}
	assert len(read([TEAM], posted)["tim"]) == 30


def test_a_file_is_its_token():
	"""A page sent again does not ask for the file again."""
	assert read([LETTER], {"surat.token": "abc", "surat": "c:\\fakepath\\x.pdf"}) == {"surat": "abc"}


def test_text_is_cleaned_and_kept():
	"""What was pasted from a document arrives readable: one line where one is asked, lines where lines are."""
	assert clean(" Jl.\tAirlangga\u00a04\r\nSurabaya\x00 ") == "Jl. Airlangga 4 Surabaya"
	assert clean("Jl. Airlangga 4\r\nSurabaya\r", many_lines=True) == "Jl. Airlangga 4\nSurabaya"
	assert clean(None) == ""


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
	"""An answer that comes back from an error page is the answer that was sent."""
	for many in (True, False):
		assert clean(clean(text, many), many) == clean(text, many)


def test_blank_rows_do_not_count():
	"""An empty row left behind is no team member."""
	rows = [{"nama": "", "nim": ""}, {"nama": "Budi", "nim": ""}, {"name": "row1", "nama": ""}]
	assert filled_rows(rows) == [{"nama": "Budi", "nim": ""}]
	assert blank([NAME, TEAM]) == {"nama": "", "tim": []}
