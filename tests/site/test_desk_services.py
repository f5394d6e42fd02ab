"""What the desk's pages ask beside the dialog: the turns of a role, uploads, shipped records, performers."""

import json

import pytest

from dinas_sop.reports import charts
from dinas_sop.workflows import api, queues, shipped_api, upload_api
from dinas_sop.workflows.messages import Refused
from tests.site.factory import DATA, RESEARCH, acting, case_in, move, pdf, people


@pytest.fixture
def office(site):
	people()
	return site


@pytest.mark.parametrize(
	("login", "doctype", "states"),
	[
		("frontliner", RESEARCH, ["Diajukan", "Menunggu Pemberitahuan"]),
		("suratmasuk", RESEARCH, ["Diterima"]),
		("sekretariat", RESEARCH, ["Menunggu Rekomendasi", "Menunggu Surat Keterangan"]),
		("kepala", DATA, ["Diajukan", "Menunggu Tanda Tangan"]),
		("unitkerja", DATA, ["Pemrosesan Data", "Penyusunan Surat Balasan"]),
	],
)
def test_my_turn_is_what_the_workflow_says(office, login, doctype, states):
	"""Protects each role's queue: nothing that waits for it is left out, nothing of others stands in it."""
	with acting(login):
		assert queues.my_states(doctype) == states


def upload(frappe, monkeypatch, content: bytes, name: str, **form):
	"""Call the upload as the platform's `upload_file` does."""
	monkeypatch.setattr(frappe.local, "form_dict", frappe._dict(form))
	monkeypatch.setattr(frappe.local, "uploaded_file", content, raising=False)
	monkeypatch.setattr(frappe.local, "uploaded_filename", name, raising=False)
	return upload_api.upload()


def test_an_upload_that_is_not_what_it_says_is_refused_in_words(office, monkeypatch):
	"""Protects the clerk: the platform's own upload answers a damaged PDF with a server error."""
	case = case_in(RESEARCH, "Menunggu Salinan Hasil")
	with acting("frontliner"):
		for content in (b"bukan pdf", b"%PDF-1.4 terpotong", b""):
			with pytest.raises(Refused):
				upload(
					office,
					monkeypatch,
					content,
					"hasil.pdf",
					doctype=RESEARCH,
					docname=case.name,
					fieldname="result_file",
				)


def test_an_upload_keeps_its_name_is_private_and_gets_an_address_nobody_guesses(office, monkeypatch):
	"""Protects the researcher's results: people see "hasil.pdf", the address says nothing."""
	case = case_in(RESEARCH, "Menunggu Salinan Hasil")
	with acting("frontliner"):
		file = upload(
			office,
			monkeypatch,
			pdf(),
			"hasil penelitian.pdf",
			doctype=RESEARCH,
			docname=case.name,
			fieldname="result_file",
		)
	assert file.file_name == "hasil penelitian.pdf" and file.is_private
	assert "hasil" not in file.file_url and file.file_url.startswith("/private/files/")


def test_an_upload_follows_the_turn(office, monkeypatch):
	"""Protects the case: who may write nothing now may attach nothing either, nor to another DocType."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	with acting("suratmasuk"), pytest.raises(Refused):
		upload(office, monkeypatch, pdf(), "x.pdf", doctype=RESEARCH, docname=case.name, fieldname="proposal")
	with acting("frontliner"), pytest.raises(Refused):
		upload(office, monkeypatch, pdf(), "x.pdf", doctype="User", docname="Administrator")


def test_a_changed_record_shows_its_difference_and_goes_back(office):
	"""Protects the administrator, who tries a change and wants the shipped record again."""
	name = "Surat Rekomendasi Penelitian"
	template = office.get_doc("Letter Template", name)
	template.closing = "Demikian."
	template.save()
	assert shipped_api.is_shipped("Letter Template", name)
	rows = shipped_api.difference("Letter Template", name)
	assert [row["now"] for row in rows] == ["Demikian."]
	assert shipped_api.restore("Letter Template", name) == name
	assert not shipped_api.difference("Letter Template", name)
	assert not shipped_api.is_shipped("Letter Template", "Buatan sendiri")


@pytest.mark.as_office  # in tests the platform lets everybody pass here
@pytest.mark.parametrize("method", [shipped_api.is_shipped, shipped_api.difference, shipped_api.restore])
def test_shipped_versions_are_the_administrators(office, method):
	"""Protects the office's wording: no clerk puts a shipped record back."""
	with acting("kepala"), pytest.raises(office.PermissionError):
		method("Letter Template", "Surat Rekomendasi Penelitian")


def test_the_sop_form_tells_where_the_workflow_names_another_role(office):
	"""Protects whoever prints the Dokumen SOP: its Pelaksana and the Workflow's roles may have parted."""
	name = office.db.get_value("SOP", {"status": "Berlaku"})
	before = api.performers(name)
	workflow = office.get_doc("Workflow", "Penerimaan Penelitian")
	row = next(row for row in workflow.states if row.state == "Diterima")
	row.allow_edit = "Sekretariat"
	workflow.save()
	added = [row for row in api.performers(name) if row not in before]
	assert added == [
		{
			"section": "Penerimaan Penelitian",
			"step": 4,
			"performer": "Petugas Surat Masuk",
			"turn": "Sekretariat",
		}
	]


def test_the_workspace_leads_to_what_exists(office):
	"""Protects everyone's first click: a workspace link to nothing is a dead end."""
	workspace = office.get_doc("Workspace", "Layanan Informasi")
	for row in [*workspace.links, *workspace.shortcuts]:
		if row.link_to:
			kind = row.get("link_type") or row.get("type")  # of a link; of a shortcut
			assert office.db.exists(kind, row.link_to), row.link_to
	for row in workspace.number_cards:
		card = office.get_doc("Number Card", row.number_card_name)
		assert office.get_attr(card.method)()["value"] >= 0
	for row in workspace.charts:
		chart = office.get_doc("Dashboard Chart", row.chart_name)
		assert charts.get(chart.name).keys() == {"labels", "datasets"}
	shown = {block["data"].get("shortcut_name") for block in json.loads(workspace.content)} - {None}
	assert shown == {row.label for row in workspace.shortcuts}


def test_what_the_applicant_corrected_is_told_to_who_looks_at_it_again(office):
	"""Protects the counter from searching a long form for the one thing that has changed, and only as long as it helps."""
	case = case_in(RESEARCH, "Diajukan")
	asked = [{"case_field": field, "why": f"Periksa {field}"} for field in ("title", "location")]
	case = move(case, "frontliner", "Kembalikan", corrections=asked)
	answer = {"name": case.corrections[1].name, "answer": "Sudah benar"}
	case = move(case, "frontliner", "Ajukan Kembali", title="Judul baru", corrections=[answer])
	with acting("frontliner"):
		told = api.progress(RESEARCH, case.name)["answered"]
	assert [(row["why"], row["answer"]) for row in told] == [
		("Periksa title", ""),
		("Periksa location", "Sudah benar"),
	]
	case = move(case, "frontliner", "Kembalikan", corrections=asked[:1])
	with acting("frontliner"):
		assert api.progress(RESEARCH, case.name)["answered"] == []
