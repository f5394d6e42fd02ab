"""Saves that try to get round the guard by the platform's own small doors, in this process."""

import pytest
from frappe.model.document import Document
from frappe.utils.password import get_decrypted_password

from dinas_sop.constants import STATE_FIELD
from dinas_sop.workflows.messages import Refused
from tests.site.factory import (
	DATA,
	RESEARCH,
	acting,
	application,
	case_in,
	day,
	enter,
	given,
	move,
	pdf,
	people,
	upload,
	user_of,
)


@pytest.fixture
def office(site):
	people()
	return site


def saved(frappe, case, login: str, **values):
	"""Save a case as somebody, as a PUT does."""
	with acting(login):
		doc = frappe.get_doc(case.doctype, case.name)
		doc.update(values)
		return doc.save()


def as_set_by_the_office(frappe, doctype: str, field: str, name: str, value: str) -> None:
	"""A property of a field, as Customize Form keeps it; new documents go by it from here on."""
	frappe.make_property_setter(
		{"doctype": doctype, "fieldname": field, "property": name, "value": value, "property_type": "Text"}
	)
	frappe.local.new_doc_templates.clear()


def log_of(frappe, case) -> list[tuple]:
	return frappe.get_all(
		"SOP Step Log",
		filters={"reference_name": case.name},
		fields=["visit", "state", "left_on", "action", "channel", "actor", "acted_as"],
		order_by="visit",
		as_list=True,
	)


def test_an_empty_state_is_no_way_back_to_the_first(office):
	"""Protects the Kepala Dinas: core takes an empty state for the first one, and so sent a case back unlogged."""
	case = case_in(DATA, "Pemrosesan Data")
	log = log_of(office, case)
	for nothing in ("", None):
		saved(office, case, "unitkerja", workflow_state=nothing)
		case.reload()
		assert case.workflow_state == "Pemrosesan Data"
		assert log_of(office, case) == log


def test_perbaiki_data_leaves_the_unit_its_disposition(office):
	"""Protects the Unit Kerja, which lost the case from sight when it sent its own draft back to itself."""
	case = case_in(DATA, "Penyusunan Surat Balasan")
	case = move(case, "unitkerja", "Perbaiki Data", move_reason="kolom kurang")
	assert [row.status for row in case.dispositions] == ["Terbuka"]
	with acting("unitkerja"):
		assert case.has_permission("write")


def test_mohon_disposisi_ulang_gives_back_the_asking_units_row_only(office):
	"""Protects the other units: one unit's refusal does not close their dispositions."""
	case = enter(DATA)
	rows = [{"department": d, "instruction": "x"} for d in units(office)]
	case = move(case, "kepala", "Disposisi", dispositions=rows)
	case = move(case, "portal", "Tandatangani Pernyataan", **given(case, case.workflow_state, "portal"))
	case = move(case, "unitkerja", "Mohon Disposisi Ulang", move_reason="bukan tugas kami")
	assert [row.status for row in case.dispositions] == ["Dikembalikan", "Terbuka"]
	assert case.dispositions[0].done_on


def units(frappe) -> list[str]:
	officials = frappe.get_single("Dinas SOP Settings").officials
	return [r.department for r in officials if r.user in (user_of("unitkerja"), user_of("unitkerja2"))]


def test_a_row_of_another_case_cannot_be_taken_over(office):
	"""Protects the Lembar Disposisi of another case, whose row a save could carry away by its name."""
	victim, case = case_in(RESEARCH, "Menunggu Rekomendasi"), case_in(RESEARCH, "Menunggu Disposisi")
	stolen = {"name": victim.dispositions[0].name, "instruction": "Milik saya"}
	with pytest.raises(Refused):
		saved(office, case, "kepala", dispositions=[stolen])
	assert office.db.get_value("Disposition", victim.dispositions[0].name, "parent") == victim.name


@pytest.mark.parametrize("way", ["name_set", "in_import", "amended_from"])
def test_nobody_chooses_a_registration_number(office, way):
	"""Protects the register: a number taken ahead of the counter would stop it when it gets there."""
	with acting("frontliner"):
		doc = office.get_doc(application(RESEARCH))
		doc.name = "PNL-2026-99999"
		doc.flags.name_set = way == "name_set"
		doc.amended_from = enter(RESEARCH).name if way == "amended_from" else None
		office.flags.in_import = way == "in_import"
		try:
			doc.insert()
		finally:
			office.flags.in_import = False
	key = f"{RESEARCH}/{doc.submitted_on.year}"
	number = office.db.get_value("Number Counter", key, "current", cache=False)
	assert doc.name == f"PNL-{doc.submitted_on.year}-{number:05d}"


def test_a_foreign_private_file_cannot_be_put_into_a_case(office):
	"""Protects another applicant's files: a URL is not a permission, with a File row of one's own neither."""
	victim, case = enter(RESEARCH), case_in(DATA, "Pemrosesan Data")
	url = victim.proposal
	folder, name = url.rsplit("/", 1)
	for variant in (url, f"{folder}/./{name}", f"{folder}//{name}", f"{folder}/%2e/{name}"):
		with acting("unitkerja"), pytest.raises(office.PermissionError):
			office.get_doc(doctype="File", file_url=variant, is_private=1).insert()
		with pytest.raises(Refused):
			saved(office, case, "unitkerja", data_files=[{"file": variant}])
	with acting("unitkerja"):  # a File row of one's own, by whatever way
		row = office.get_doc(doctype="File", file_name="x.pdf", content=pdf(), is_private=1).insert()
	row.db_set("file_url", url)
	with pytest.raises(Refused):
		saved(office, case, "unitkerja", data_files=[{"file": url}])


def test_an_own_upload_can_be_put_into_a_case(office):
	"""Protects the clerk: what he has just uploaded is accepted, attached to the case or not yet to anything."""
	case = case_in(DATA, "Pemrosesan Data")
	with acting("unitkerja"):
		urls = [upload(DATA, case.name), upload(DATA, "new-data-request-x"), upload(None, None)]
	saved(office, case, "unitkerja", data_files=[{"file": url} for url in urls])
	attached = office.get_all("File", {"file_url": ("in", urls)}, pluck="attached_to_name")
	assert attached == [case.name] * 3


def test_a_row_is_not_saved_on_its_own_whatever_parent_it_names(office):
	"""Protects the rows from Administrator too: a forged parent type opens no way round the case."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	for values in ({}, {"parenttype": "ToDo"}, {"parenttype": "ToDo", "parent": "x"}):
		row = office.get_doc("Disposition", case.dispositions[0].name)
		row.update({"instruction": "Lain"} | values)
		with pytest.raises(Refused):
			row.save()
		with pytest.raises(Refused):
			row.delete()
	with pytest.raises(Refused):
		office.get_doc(
			doctype="Disposition", parent=case.name, parenttype="ToDo", parentfield="dispositions"
		).insert()


def test_a_default_of_a_later_steps_field_does_not_stop_new_cases(office):
	"""Protects the counter after an administrator adds a field with choices to step 4 of the SOP."""
	# the platform takes the first choice for a default
	as_set_by_the_office(office, RESEARCH, "notification_channel", "options", "Email\nTelepon")
	case = enter(RESEARCH)
	assert not case.notification_channel


@pytest.mark.parametrize(
	("doctype", "state", "login", "action", "channel"),
	[
		(RESEARCH, "Diajukan", "frontliner", "Terima", "Meja Kerja"),
		(RESEARCH, "Menunggu Disposisi", "frontliner", "Batalkan", "Loket"),
		(RESEARCH, "Penelitian Berlangsung", "frontliner", "Mulai Pengumpulan Data", "Loket"),
		(RESEARCH, "Penelitian Berlangsung", "kepala", "Cabut Izin", "Meja Kerja"),
		(RESEARCH, "Penelitian Berlangsung", "sekretariat", "Tutup", "Meja Kerja"),
		(RESEARCH, "Penelitian Berlangsung", "portal", "Mulai Pengumpulan Data", "Tautan Pemohon"),
		(DATA, "Terkirim", "frontliner", "Tutup", "Meja Kerja"),
		(DATA, "Diajukan", "frontliner", "Kembalikan", "Meja Kerja"),
	],
)
def test_the_log_tells_desk_from_counter(office, doctype, state, login, action, channel):
	"""Protects the reports: what staff decide is the desk's, what they do for an applicant the counter's."""
	case = case_in(doctype, state)
	values = {"move_reason": "alasan"} if action in ("Batalkan", "Cabut Izin", "Tutup") else {}
	if action == "Kembalikan":
		values = {"corrections": [{"case_field": "letter_number", "why": "salah"}]}
	elif not values:
		values = given(case, state, login)
	move(case, login, action, **values)
	row = log_of(office, case)[-2]
	assert row[3:6] == (action, channel, user_of(login))


def test_a_dialog_does_not_set_the_state(office):
	"""Protects the log: in a dialog the action moves the case, no value slipped in beside it."""
	case = case_in(RESEARCH, "Diterima")
	values = given(case, "Diterima", "suratmasuk") | {STATE_FIELD: "Menunggu Disposisi"}
	with pytest.raises(Refused):
		move(case, "suratmasuk", None, **values)


def test_a_saved_tick_is_remembered_once(office):
	"""Protects the log from a list that grows with every "Simpan dulu"."""
	case = case_in(DATA, "Penyusunan Surat Balasan")
	case = move(case, "unitkerja", "Perbaiki Data", move_reason="kurang")
	key = "4:Field is filled:decision"
	for _time in range(2):
		move(case, "unitkerja", None, still_valid=[key])
	kept = office.get_all(
		"SOP Step Log", {"reference_name": case.name}, pluck="still_valid", order_by="visit desc", limit=1
	)
	assert office.parse_json(kept[0]) == [key]


@pytest.mark.parametrize(
	("state", "field", "distance", "said"),
	[
		("Penelitian Berlangsung", "research_began", 1, "in the future"),
		("Penelitian Berlangsung", "research_began", -11, "lies before"),
		("Pengumpulan Data", "research_ended", 1, "in the future"),
		("Pengumpulan Data", "research_ended", -6, "lies before"),
		("Diterima", "tnde_date", 1, "in the future"),
	],
)
def test_a_date_that_cannot_be_is_refused_whatever_way_it_comes(office, state, field, distance, said):
	"""Protects the certificate and the register from a mistyped day that no later step can put right."""
	case = case_in(RESEARCH, state)
	office.local.lang = "en"
	login = "suratmasuk" if field == "tnde_date" else "frontliner"
	with pytest.raises(Refused, match=said):
		saved(office, case, login, **{field: day(distance)})
	saved(office, case, login, **{field: day(-3)})


def test_research_that_outlasted_its_permit_is_no_dead_end(office):
	"""Protects the researcher who was late, and the Sekretariat, which reads of it before it certifies."""
	case = case_in(RESEARCH, "Pengumpulan Data")
	case.db_set({"permit_from": day(-30), "permit_to": day(-4), "research_began": day(-20)})
	case = move(case, "portal", "Selesai Penelitian", research_ended=day(-4))
	assert case.warnings() == []
	case.research_ended = day(-3)
	[warning] = case.warnings()
	assert office.format(day(-4), "Date") in warning


def test_an_old_date_stops_nobody_who_did_not_write_it(office):
	"""Protects cases of the time before the rule: the Sekretariat goes on where a date lies wrong already."""
	case = case_in(RESEARCH, "Menunggu Surat Keterangan")
	case.db_set({"research_began": day(5), "research_ended": day(4)})
	given(case, "Menunggu Surat Keterangan", "sekretariat")
	assert move(case, "sekretariat", "Terbitkan Surat Keterangan").workflow_state == "Menunggu Salinan Hasil"


def test_a_new_row_begins_as_on_any_document(office):
	"""Protects the administrator who gives a column of a table a default: each new row has it, old ones stay."""
	frappe = office
	as_set_by_the_office(office, "Research Team Member", "identity_number", "default", "belum ada")
	case = enter(RESEARCH)
	assert [row.identity_number for row in case.team_members] == ["belum ada"]
	frappe.db.set_value("Research Team Member", case.team_members[0].name, "identity_number", None)
	ours, cores = (frappe.get_doc(RESEARCH, case.name) for _copy in range(2))
	for doc in (ours, cores):
		doc.append("team_members", {"member_name": "Siti"})
	ours._set_defaults()
	Document._set_defaults(cores)
	assert [row.identity_number for row in ours.team_members] == [None, "belum ada"]
	assert ours.as_dict() == cores.as_dict()
	typed = application(RESEARCH) | {"__islocal": 1}
	ours, cores = (frappe.get_doc(typed) for _copy in range(2))
	ours._set_defaults()
	Document._set_defaults(cores)
	assert ours.as_dict() == cores.as_dict()


def test_what_core_keeps_beside_a_new_case_is_the_cases_own(office):
	"""Protects a secret in a field that the office adds: core keeps it under the name the case has at that moment."""
	as_set_by_the_office(office, RESEARCH, "research_fields", "fieldtype", "Password")
	case = enter(RESEARCH, research_fields="rahasia")
	assert get_decrypted_password(RESEARCH, case.name, "research_fields") == "rahasia"
