"""Reports and registers on a real site: right numbers, for the right eyes, harmless in a spreadsheet."""

import csv
import io
import json
from datetime import datetime
from itertools import pairwise

import pytest

from dinas_sop.print_formats.dates import periode
from tests.site import factory
from tests.site.factory import DATA, OTHER_UNIT, RESEARCH, UNIT

REPORTS = ("SOP Compliance", "Register Penelitian", "Register Permohonan Data", "Rekap Layanan")
STAFF = ("kepala", "sekretariat", "suratmasuk", "frontliner", "unitkerja", "unitkerja2")
# days in which nothing else of this site can have happened
FIRST, LAST = "2041-03-04", "2041-03-08"
PERIOD = {"from_date": FIRST, "to_date": LAST}


def run(report: str, login: str = "kepala", **filters) -> dict:
	"""A report as the desk asks for it."""
	from frappe.desk.query_report import run

	with factory.acting(login):
		return run(report, filters=json.dumps(PERIOD | filters))


def rows(report: str, login: str = "kepala", **filters) -> list[dict]:
	"""The report's own rows, without the platform's line of totals."""
	return [row for row in run(report, login, **filters)["result"] if isinstance(row, dict)]


def log_row(site, case, step: int) -> str:
	return site.db.get_value(
		"SOP Step Log", {"reference_name": case.name, "step_number": step}, order_by="visit desc"
	)


def measured(site, case, step: int, minutes: int, verdict: str, left: str = f"{FIRST} 10:00:00") -> str:
	"""Let a step of a case have taken so long, in the days of these tests."""
	name = log_row(site, case, step)
	values = {"working_minutes": minutes, "verdict": verdict, "left_on": left, "standard": "1 Hari"}
	site.db.set_value("SOP Step Log", name, values, update_modified=False)
	return name


def submitted(site, case, **changes):
	"""Let a case have come in in the days of these tests."""
	changes = {"submitted_on": f"{FIRST} 09:00:00", **changes}
	site.db.set_value(case.doctype, case.name, changes, update_modified=False)


@pytest.fixture
def office(site):
	factory.people()
	return site


@pytest.fixture
def answered(office):
	"""Three requests whose unit has prepared the data."""
	return [factory.case_in(DATA, "Penyusunan Surat Balasan") for _i in range(3)]


# --- SOP Compliance ------------------------------------------------------------------


def test_punctuality_of_a_step_is_what_the_log_says(office, answered):
	"""Protects the Kepala Dinas and the unit: count, share, median and the ninth of ten are the log's."""
	for case, minutes, verdict in zip(
		answered, (100, 200, 900), ("Tepat Waktu", "Tepat Waktu", "Terlambat"), strict=True
	):
		measured(office, case, 4, minutes, verdict)
	[row] = rows("SOP Compliance", group_by="Step")
	assert (row["step"], row["visits"], row["on_time"], row["late"]) == (4, 3, 2, 1)
	assert round(row["on_time_percent"], 1) == 66.7
	assert (row["median"], row["p90"], row["standard"]) == (200, 900, "1 Hari")
	assert (row["p90_share"], row["activity"][:10]) == (200, "Unit kerja")


def test_a_share_of_a_day_says_what_a_day_is(office, answered):
	"""Protects the unit that was on time with 500 minutes of "1 Hari": the share is no verdict, and it says so."""
	measured(office, answered[0], 4, 500, "Tepat Waktu")
	result = run("SOP Compliance")
	[row] = result["result"][:1]
	assert (row["late"], row["on_time_percent"]) == (0, 100) and row["median_share"] > 100
	assert "450" in result["message"]
	office.db.set_value("SOP Step Log", log_row(office, answered[0], 4), "standard", "30 Menit")
	assert run("SOP Compliance")["message"] is None


@pytest.mark.parametrize(
	("group_by", "column", "value"),
	[
		("Role", "role_name", "Unit Kerja"),
		("Unit Kerja", "unit", UNIT),
		("Month", "month_name", "Mar 2041"),
	],
)
def test_the_same_visits_by_role_unit_and_month(office, answered, group_by, column, value):
	"""Protects the unit's head, who is shown the unit's own work and nobody else's."""
	measured(office, answered[0], 4, 100, "Tepat Waktu")
	measured(office, answered[1], 4, 900, "Terlambat")
	[row] = rows("SOP Compliance", group_by=group_by)
	assert (row[column], row["visits"], row["late"]) == (value, 2, 1)
	[row] = rows("SOP Compliance", group_by=group_by, then_by="Step")
	assert (row[column], row["step"], row["visits"]) == (value, 4, 2)


def test_a_unit_is_asked_for_by_its_name(office, answered):
	"""Protects one unit from the other's delays."""
	measured(office, answered[0], 4, 900, "Terlambat")
	assert [row["late"] for row in rows("SOP Compliance", department=factory.department(UNIT))] == [1]
	assert rows("SOP Compliance", department=factory.department(OTHER_UNIT)) == []


def test_a_step_never_done_shows_as_overdue(office, answered):
	"""Protects the applicant who still waits: what is open past its due date cannot hide behind what was done."""
	case = answered[0]
	due = {"due_on": datetime(2021, 3, 4, 10), "entered_on": datetime(2021, 3, 3, 10)}
	office.db.set_value("SOP Step Log", log_row(office, case, 5), due, update_modified=False)
	long_ago = {"from_date": "2021-03-01", "to_date": "2021-03-31"}
	for group_by in ("Step", "Role", "Unit Kerja", "Month"):
		[row] = rows("SOP Compliance", group_by=group_by, **long_ago)
		assert (row["visits"], row["overdue"]) == (0, 1), group_by
	[visit] = rows("SOP Compliance", group_by="Each Visit", **long_ago)
	assert visit["reference_name"] == case.name and visit["left_on"] is None


def test_the_visits_behind_a_number_are_those_counted(office, answered):
	"""Protects whoever asks "which cases?": each is named, with its case."""
	for case, verdict in zip(answered, ("Tepat Waktu", "Terlambat", "Terlambat"), strict=True):
		measured(office, case, 4, 100, verdict)
	late = rows("SOP Compliance", group_by="Each Visit", step=4, verdict="Terlambat")
	assert {row["reference_name"] for row in late} == {case.name for case in answered[1:]}
	assert {row["reference_doctype"] for row in late} == {DATA}


def test_steps_of_the_applicant_are_not_the_offices(office):
	"""Protects the office's share from the days an applicant took to sign."""
	case = factory.case_in(DATA, "Pemrosesan Data")
	measured(office, case, 3, 5000, "Terlambat")
	assert rows("SOP Compliance") == []
	[row] = rows("SOP Compliance", time_of="Pemohon")
	assert (row["step"], row["late"]) == (3, 1)


# --- who sees what ----------------------------------------------------------------------


@pytest.mark.parametrize("login", STAFF)
def test_every_member_of_staff_can_open_every_report(office, login):
	"""Protects staff from an error page: no column asks for a right on Role or Department that they lack."""
	case = factory.case_in(DATA, "Penyusunan Surat Balasan")
	measured(office, case, 4, 100, "Tepat Waktu")
	submitted(office, case)
	for report in REPORTS:
		if (report, login) != ("Register Permohonan Data", "suratmasuk"):  # no business of his
			run(report, login)
	for group_by in ("Role", "Unit Kerja", "Month", "Each Visit"):
		run("SOP Compliance", login, group_by=group_by)
	from dinas_sop.reports import api

	with factory.acting(login):
		choices = api.choices()
	assert "Unit Kerja" in choices["roles"] and UNIT in {unit["label"] for unit in choices["units"]}
	assert "Diajukan" in choices["states"][DATA]


def test_a_unit_reads_only_of_cases_disposed_to_it(office, answered):
	"""Protects applicants of other units' cases: Unit Kerja sees none of them in any report."""
	measured(office, answered[0], 4, 100, "Tepat Waktu")
	submitted(office, answered[0])
	for report, filters in (
		("SOP Compliance", {}),
		("SOP Compliance", {"group_by": "Each Visit"}),
		("Register Permohonan Data", {}),
		("Rekap Layanan", {"process": DATA}),
	):
		assert len(rows(report, "unitkerja", **filters)) == 1, report
		assert rows(report, "unitkerja2", **filters) == [], report


def test_a_unit_never_sees_research_that_it_was_not_given(office):
	"""Protects researchers: their register is not open to every unit."""
	case = factory.enter(RESEARCH)
	submitted(office, case)
	assert len(rows("Register Penelitian", "suratmasuk")) == 1
	assert rows("Register Penelitian", "unitkerja") == rows("Rekap Layanan", "unitkerja") == []


@pytest.mark.parametrize("login", [factory.NOBODY, factory.OUTSIDER, factory.PORTAL])
def test_nobody_else_opens_a_report(office, login):
	"""Protects every applicant's name and address from users without a role of staff, and from applicants."""
	import frappe

	submitted(office, factory.enter(DATA))
	for report in REPORTS:
		with pytest.raises(frappe.PermissionError):
			run(report, login)


def test_reports_write_nothing(live):
	"""Protects the office's main database: a replica, which takes no writes, can serve them all."""
	factory.people()
	live.db.commit()
	live.db.begin(read_only=True)
	for report in REPORTS:
		module = live.get_module(f"dinas_sop.dinas_sop.report.{live.scrub(report)}.{live.scrub(report)}")
		with factory.acting("kepala"):
			module.execute({"from_date": "2025-01-01", "to_date": "2026-12-31"})


def test_a_months_report_reads_no_more_than_the_month(office, monkeypatch):
	"""Protects everybody else on the site from a report that reads the log of all years."""
	asked, real = [], office.db.sql
	monkeypatch.setattr(
		office.db,
		"sql",
		lambda query, *args, **kwargs: asked.append((query, args)) or real(query, *args, **kwargs),
	)
	# in the past, since no open step is due before now and after it: MariaDB would read nothing at all
	with factory.acting("kepala"):
		run("SOP Compliance", from_date="2021-03-01", to_date="2021-03-31")
	of_log = [
		(query, args)
		for query, args in asked
		if str(query).startswith("SELECT") and "SOP Step Log" in str(query)
	]
	assert len(of_log) == 2
	for query, args in of_log:
		[plan] = real(f"explain {query}", *args, as_dict=True)
		assert any(key.startswith("left_on") for key in plan.possible_keys.split(",")), plan


# --- registers ---------------------------------------------------------------------------


def test_the_register_of_requests_has_the_forms_columns(office):
	"""Protects the PPID in an audit: the register says what was asked, decided, told and given."""
	case = factory.case_in(DATA, "Selesai")
	told = "2041-03-05 10:00:00"
	submitted(office, case, occupation="Guru", receipt_confirmed_on="2041-03-06 08:00:00")
	office.db.set_value("SOP Step Log", log_row(office, case, 7), "entered_on", told)
	result = run("Register Permohonan Data")
	[row] = result["result"]
	assert (
		row
		| {
			"case": case.name,
			"number": 1,
			"applicant_name": "Siti Aminah, Universitas Negeri Surabaya",
			"occupation": "Guru",
			"wanted": "Jumlah koperasi aktif",
			"is_held": "Ya",
			"held_by": UNIT,
			"documented": "Ya",
			"kind": "Meminta salinan",
			"decision": "Dikabulkan seluruhnya",
			"refusal": "",
			"told_on": "Selasa, 5 Maret 2041",
			"given_on": "Rabu, 6 Maret 2041",
			"cost": "Nihil",
			"state": "Selesai",
		}
		== row
	)
	labels = [column["label"] for column in result["columns"]]
	for label in (
		"Pekerjaan",
		"Informasi yang Diminta",
		"Bentuk Informasi",
		"Alasan Penolakan",
		"Biaya dan Cara Bayar",
	):
		assert label in labels


def test_a_refusal_stands_in_the_register_with_its_day_and_ground(office):
	"""Protects the applicant's right to object: when and why it was refused is on record."""
	case = factory.case_in(DATA, "Ditolak")
	submitted(office, case)
	final = office.db.get_value("SOP Step Log", {"reference_name": case.name, "kind": "Akhir"})
	office.db.set_value("SOP Step Log", final, "entered_on", "2041-03-07 09:00:00")
	[row] = rows("Register Permohonan Data")
	assert (row["decision"], row["told_on"], row["given_on"]) == ("Ditolak", "Kamis, 7 Maret 2041", "")
	assert row["refusal"] == "Alasan tertulis; Pasal 6 UU 14/2008"


def test_the_register_of_research_names_both_letters(office):
	"""Protects the Sekretariat, who finds a letter by its number and its date."""
	case = factory.case_in(RESEARCH, "Diarsipkan")
	submitted(office, case)
	[row] = rows("Register Penelitian", "sekretariat")
	letters = {
		letter.letter_template: letter.letter_number
		for letter in office.get_all(
			"Official Letter", {"reference_name": case.name}, ["letter_template", "letter_number"]
		)
	}
	assert row["recommendation"].startswith(f"{letters[factory.RECOMMENDATION]}, ")
	assert row["completion"].startswith(f"{letters[factory.CERTIFICATE]}, ")
	assert row["unit"] == UNIT and row["period"] == periode(case.permit_from, case.permit_to)
	assert row["handed_in_on"] and row["state"] == "Diarsipkan" and row["reason"] == ""


def test_a_spelling_of_a_campus_counts_for_the_campus(office):
	"""Protects a campus from being told as three."""
	for name in ("Universitas Airlangga", "Universitas Airlangga", "UNIVERSITAS  AIRLANGGA."):
		submitted(office, factory.enter(RESEARCH, institution=name))
	submitted(office, factory.case_in(RESEARCH, "Dibatalkan"), institution="Institut Lawu")
	first, second = rows("Rekap Layanan")[:2]
	assert (first["value"], first["month_2041_03"], first["total"], first["in_progress"]) == (
		"Universitas Airlangga",
		3,
		3,
		3,
	)
	assert (second["value"], second["dibatalkan"], second["in_progress"]) == ("Institut Lawu", 1, 0)


@pytest.mark.parametrize("file_format", ["Excel", "CSV"])
def test_a_name_that_is_a_formula_stays_a_name_in_the_spreadsheet(office, file_format):
	"""Protects the clerk's computer from an applicant who calls himself =HYPERLINK(…)."""
	import frappe
	from frappe.desk.query_report import export_query
	from openpyxl import load_workbook

	evil = '=HYPERLINK("http://x.example","klik")'
	submitted(office, factory.enter(DATA, applicant_name=evil, institution="+62", address="@SUM(A1)"))
	with factory.acting("kepala"):
		frappe.local.form_dict = frappe._dict(
			report_name="Register Permohonan Data",
			file_format_type=file_format,
			filters=json.dumps(PERIOD),
			visible_idx=[],
		)
		export_query()
	content = frappe.response["filecontent"]
	if file_format == "Excel":
		cells = [cell for line in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in line]
		assert "f" not in {cell.data_type for cell in cells}
		texts = [str(cell.value) for cell in cells]
	else:
		texts = [text for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for text in line]
	assert f"'{evil}, +62" in texts and "'@SUM(A1)" in texts


@pytest.mark.parametrize("report", REPORTS)
def test_a_period_that_ends_before_it_begins_is_said_so(office, report):
	"""Protects the reader from an empty report that looks like a quiet month."""
	import frappe

	with pytest.raises(frappe.ValidationError, match=r"ends before it begins|berakhir sebelum dimulai"):
		run(report, from_date=LAST, to_date=FIRST)


# --- assessment of the SOP ------------------------------------------------------------------


def assess(**values):
	import frappe

	with factory.acting("sekretariat"):
		given = {"kind": "Monitoring", "period_from": FIRST, "period_to": LAST, **values}
		return frappe.get_doc({"doctype": "SOP Assessment", **given}).insert()


def step_of(doc, section: str, number: int):
	return next(row for row in doc.steps if row.section.startswith(section) and row.step_number == number)


def test_monitoring_is_filled_from_the_log(office):
	"""Protects the assessor from counting by hand: what was late, what was returned and why, what to propose."""
	returned = factory.case_in(DATA, "Perlu Dilengkapi")
	measured(office, returned, 4, 30, "Tepat Waktu")
	for minutes in (500, 600, 700, 800, 850):
		case = factory.case_in(DATA, "Penyusunan Surat Balasan")
		measured(office, case, 4, minutes, "Terlambat")
	doc = assess()
	assert len(doc.steps) == 18 and doc.assessor == "Rini Wulandari, S.Sos." and not doc.questions
	row = step_of(doc, "Permintaan", 4)
	assert (row.visits, row.late, row.in_time, row.returned) == (6, 5, "16,7 %", 1)
	assert (row.proposal, row.verdict) == ("2 Hari", "Tidak berjalan dengan baik")
	assert "Dikembalikan 1 kali" in row.findings and "Kurang jelas" in row.findings
	assert step_of(doc, "Permintaan", 1).findings.startswith("Dilaksanakan pemohon sebelum")
	assert step_of(doc, "Penerimaan", 5).verdict == ""


def test_measuring_anew_keeps_the_assessors_words(office):
	"""Protects what an assessor wrote from the button that counts again."""
	doc = assess()
	row = step_of(doc, "Permintaan", 4)
	row.update(
		{"verdict": "Berjalan dengan baik", "notes": "Cukup.", "action": "Lanjutkan.", "initials": "rw"}
	)
	with factory.acting("sekretariat"):
		doc.save()
		measured(office, factory.case_in(DATA, "Penyusunan Surat Balasan"), 4, 999, "Terlambat")
		doc.fill_from_log()
	row = step_of(doc, "Permintaan", 4)
	assert (row.visits, row.late) == (1, 1)
	assert (row.verdict, row.notes, row.action, row.initials) == (
		"Berjalan dengan baik",
		"Cukup.",
		"Lanjutkan.",
		"rw",
	)


def test_the_yearly_form_asks_its_questions_and_is_printed(office):
	"""Protects the organisation bureau: the printed form carries questions, answers and the assessor's name."""
	from dinas_sop.letters import documents
	from dinas_sop.print_formats import kinds

	doc = assess(kind="Evaluasi")
	assert len(doc.questions) == 7
	doc.questions[0].answer = "Ya"
	page = documents.html(doc, kinds.ASSESSMENT)
	assert "Formulir Evaluasi Penerapan SOP AP" in page and "Rini Wulandari" in page
	assert page.count('class="centang"') == 1
	assert documents.pdf(doc, kinds.ASSESSMENT).startswith(b"%PDF")


def test_a_new_form_proposes_the_period_that_is_over(office):
	"""Protects the assessor from judging a half-year that still runs."""
	from dinas_sop.reports import api

	with factory.acting("kepala"):
		proposed = api.proposed_assessment("Monitoring")
	today = datetime.today().date()
	assert proposed["period_to"] < today and proposed["period_to"].month in (6, 12)
	assert proposed["sop"] and proposed["assessor_position"].startswith("Kepala Dinas")


@pytest.mark.parametrize("login", ["frontliner", "unitkerja", factory.NOBODY])
def test_only_assessors_assess(office, login):
	"""Protects the staff of a step from being judged by a colleague."""
	import frappe

	from dinas_sop.reports import api

	doc = assess()
	with factory.acting(login):
		with pytest.raises(frappe.PermissionError):
			api.proposed_assessment("Monitoring")
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc("SOP Assessment", doc.name).fill_from_log()


# --- a year of demo data ---------------------------------------------------------------------


def test_the_demo_year_leaves_a_log_as_the_engine_would(office):
	"""Protects whoever tries the reports out: believable cases, and loading twice doubles nothing."""
	from dinas_sop.demo import year

	office.db.set_global(year.MARK, None)
	before = set(office.get_all(RESEARCH, pluck="name")) | set(office.get_all(DATA, pluck="name"))
	assert year.load(permits=6, requests=6) == 12 and year.load() == 0
	made = (set(office.get_all(RESEARCH, pluck="name")) | set(office.get_all(DATA, pluck="name"))) - before
	assert len(made) == 12
	for name in made:
		log = office.get_all(
			"SOP Step Log",
			{"reference_name": name, "state": ("is", "set")},
			["entered_on", "left_on", "due_on", "verdict", "next_state", "state"],
			order_by="visit",
		)
		for row, after in pairwise(log):
			assert row.left_on == after.entered_on and row.next_state == after.state
			assert (row.verdict == "Terlambat") == bool(row.due_on and row.left_on > row.due_on)
		assert log[-1].left_on == log[-1].entered_on
