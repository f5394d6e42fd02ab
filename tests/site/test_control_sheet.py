"""Lembar Kendali: every visit with its time and evidence, sums that add up, and a preview that shows it whole."""

import re

import frappe
import pytest

from dinas_sop.letters import documents, printing, sheets
from tests.site.factory import DATA, RESEARCH, acting, case_in, move, people, upload


@pytest.fixture
def office(site):
	people()
	return site


def test_the_control_sheet_shows_each_visit_and_its_evidence(office):
	"""Protects the unit in an audit: a step done twice stands there twice, and what it left behind in the end."""
	case = case_in(DATA, "Penyusunan Surat Balasan")
	case = move(case, "unitkerja", "Perbaiki Data", move_reason="Data tahun terakhir belum lengkap")
	answer = {"decision": "Dikabulkan sebagian", "decision_ground": "Sebagian belum diolah"}
	with acting("unitkerja"):
		file = upload(DATA, case.name, "file")
	rows = [{"name": row.name, "file": row.file} for row in case.data_files] + [{"file": file}]
	case = move(case, "unitkerja", "Data Siap", **answer, data_files=rows, still_valid=[])
	sheet = sheets.control_sheet(case)
	steps = [visit for visit in sheet.visits if visit.step == "4"]
	assert [bool(visit.left) for visit in steps] == [True, True]
	assert steps[0].evidence == (sheets.GIVEN_AGAIN,)
	assert "Keputusan: Dikabulkan sebagian" in steps[1].evidence
	first = next(visit for visit in sheet.visits if visit.step == "1")
	assert "Nomor surat: 12/UN38/2026" in first.evidence and first.used == ""
	back = next(visit for visit in sheet.visits if visit.step == "5")
	assert (back.reason, back.evidence) == ("Data tahun terakhir belum lengkap", "")


def test_times_on_the_control_sheet_add_up(office):
	"""Protects the applicant and the office alike: what each of them took, and both together, is the log's."""
	case = case_in(DATA, "Pemrosesan Data")
	minutes = {"Diajukan": 90, "Menunggu Pernyataan": 45}
	for state, used in minutes.items():
		name = frappe.db.get_value("SOP Step Log", {"reference_name": case.name, "state": state})
		frappe.db.set_value("SOP Step Log", name, "working_minutes", used, update_modified=False)
	totals = dict(sheets.control_sheet(case).totals)
	assert totals == {
		"Waktu Dinas": "1 jam 30 menit",
		"Waktu pemohon": "45 menit",
		"Seluruhnya": "2 jam 15 menit",
	}


def test_the_preview_shows_landscape_paper_whole(office):
	"""Protects whoever looks before printing: the desk's preview is no wider than A4, the control sheet is."""
	case = case_in(RESEARCH, "Diterima")
	page = printing.boxed(documents.html(case, "Lembar Kendali"))
	scales = [
		(float(width), float(size))
		for width, size in re.findall(r"max-width: ([\d.]+)mm\) {#dinas-surat {zoom: ([\d.]+)}}", page)
	]
	for window in (320, 210, 90):
		size = min(size for width, size in scales if window <= width)
		assert 330 * size <= window, window
