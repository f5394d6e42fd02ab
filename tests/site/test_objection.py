"""Protects applicants' objections (keberatan): lodged without an account, answered by whom it concerns, changed by nobody."""

from datetime import datetime, timedelta

import pytest
from frappe.utils import get_datetime, now_datetime

from tests.site.e2e.driver import Browser, pdf
from tests.site.factory import (
	DATA,
	NOBODY,
	OUTSIDER,
	acting,
	case_in,
	client,
	make_user,
	people,
	user_of,
	wait_for_worker,
)
from tests.site.letter_reading import text
from tests.site.public_links import Holders, now

OBJECTION = "Information Objection"
GROUND = "Tidak dikabulkan"
ANSWER = {"decision": "Diterima sebagian", "response": "Data tahun 2025 kami berikan."}
FORWARD, RESPOND, WITHDRAW = "Diproses", "Ditanggapi", "Ditarik"
EVERYBODY = ("frontliner", "kepala", "sekretariat", "suratmasuk", "unitkerja", "unitkerja2", NOBODY, OUTSIDER)


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case: `holder(DATA, "Ditolak")`."""
	return Holders(target.url)


@pytest.fixture
def office(site):
	"""The demo office, inside a transaction that is taken back."""
	people()
	return site


def lodge(case, login="frontliner", **values):
	"""An objection lodged at the counter."""
	import frappe

	with acting(login):
		return frappe.get_doc(
			{"doctype": OBJECTION, "data_request": case.name, "ground": GROUND, **values}
		).insert()


def save(objection, login, **values):
	"""Change an objection as somebody; returns it as it is stored then."""
	import frappe

	with acting(login):
		doc = frappe.get_doc(OBJECTION, objection.name)
		doc.update(values)
		doc.save()
	return frappe.get_doc(OBJECTION, objection.name)


def in_state(state, case=None):
	"""An objection that was led to a state."""
	objection = lodge(case or case_in(DATA, "Ditolak"))
	if state in (FORWARD, RESPOND):
		objection = save(objection, "frontliner", workflow_state=FORWARD)
	if state == RESPOND:
		objection = save(objection, "kepala", workflow_state=RESPOND, **ANSWER)
	if state == WITHDRAW:
		objection = save(objection, "frontliner", workflow_state=WITHDRAW)
	return objection


def of(case):
	"""The newest objection to a request, as the database has it now."""
	import frappe

	frappe.db.rollback()
	return frappe.get_last_doc(OBJECTION, {"data_request": case.name})


# --- on the page of the link -----------------------------------------------------------------


def test_an_applicant_without_mail_objects_and_reads_the_answer(live, holder):
	"""Somebody who was refused objects on the phone, keeps the receipt, and reads the answer on the same page."""
	somebody = holder(DATA, "Ditolak")
	before = now(somebody.case)
	page = somebody.open(somebody.link)
	somebody.open(page.href("Ajukan keberatan"))
	page = somebody.press("Ajukan keberatan", ground=GROUND, statement="Data ini tidak dikecualikan")
	objection = of(somebody.case)
	assert page.status == 200 and objection.name in page.text and "sudah tercatat" in page.text
	assert (objection.workflow_state, objection.lodged_via) == ("Diajukan", "Tautan Pemohon")
	assert objection.name.startswith("KBT-") and GROUND in page.text and "30 hari kerja" in page.text
	receipt = somebody.client.get(f"{somebody.link}?unduh=tanda-terima-{objection.name}")
	assert objection.name in text(receipt.content) and GROUND in text(receipt.content)
	objection = save(objection, "frontliner", workflow_state=FORWARD)
	save(objection, "kepala", workflow_state=RESPOND, **ANSWER)
	live.db.commit()
	page = somebody.open(somebody.link)
	for said in (*ANSWER.values(), "Ditanggapi", "Kepala Dinas", "Komisi Informasi"):
		assert said in page.text
	page = somebody.press("Tidak menerima tanggapan")
	assert of(somebody.case).applicant_reply == "Tidak menerima tanggapan" in page.text
	after = now(somebody.case)
	assert (after.modified, after.workflow_state) == (before.modified, before.workflow_state)


def test_what_was_typed_stays_when_something_is_wrong(live, holder):
	"""Somebody who forgot the ground, or the power of attorney, corrects just that."""
	somebody = holder(DATA, "Terkirim")
	somebody.open(f"{somebody.link}?keberatan=baru")
	page = somebody.press("Ajukan keberatan", statement="Uraian saya", proxy_name="Budi")
	assert page.status == 422 and len(page.errors) == 2, page.errors
	assert page.html.find(attrs={"name": "statement"}).get_text() == "Uraian saya"
	page = somebody.press(
		"Ajukan keberatan", ground=GROUND, statement="<script>", proxy_letter=("kuasa.pdf", pdf())
	)
	assert page.status == 422 and len(page.errors) == 1, page.errors
	page = somebody.press("Ajukan keberatan", statement="Uraian saya")
	objection = of(somebody.case)
	assert objection.proxy_name == "Budi" and objection.name in page.text, "the file was not asked again"
	file = live.get_doc("File", {"file_url": objection.proxy_letter})
	assert (file.attached_to_name, file.is_private) == (objection.name, 1)
	assert "kuasa" not in file.file_url, "nobody guesses it by its name"


def test_a_file_that_is_none(live, holder):
	"""The office's scanner: a programme that calls itself a power of attorney is refused on the page."""
	somebody = holder(DATA, "Ditolak")
	somebody.open(f"{somebody.link}?keberatan=baru")
	page = somebody.press(
		"Ajukan keberatan", ground=GROUND, proxy_name="Budi", proxy_letter=("kuasa.pdf", b"MZ\x90")
	)
	assert page.status == 422 and page.errors
	assert not live.db.exists(OBJECTION, {"data_request": somebody.case.name})


def test_withdrawing_and_objecting_again(live, holder):
	"""Somebody who chose the wrong ground withdraws the objection and lodges another; never two at a time."""
	somebody = holder(DATA, "Ditolak")
	somebody.open(f"{somebody.link}?keberatan=baru")
	somebody.press("Ajukan keberatan", ground=GROUND)
	first = of(somebody.case)
	page = somebody.open(f"{somebody.link}?keberatan=baru")
	assert not page.html.find("select") and "belum ditanggapi" in page.text
	refused = somebody.client.post(f"{somebody.link}?keberatan=baru", data={"ground": GROUND})
	assert refused.status_code == 422 and of(somebody.case).name == first.name
	somebody.open(somebody.link)
	somebody.press("Tarik Keberatan")
	assert of(somebody.case).workflow_state == WITHDRAW
	somebody.open(f"{somebody.link}?keberatan=baru")
	somebody.press("Ajukan keberatan", ground="Melebihi waktu")
	assert of(somebody.case).ground == "Melebihi waktu" and of(somebody.case).name != first.name


def test_too_early_too_late_and_not_for_everything(live, holder):
	"""Somebody whose request is being worked on reads when an objection is possible; a withdrawn one has none."""
	early = holder(DATA, "Pemrosesan Data")
	assert "Keberatan" not in early.open(early.link).text.replace("keberatan", "")
	page = early.open(f"{early.link}?keberatan=baru")
	assert not page.html.find("select")
	assert early.client.post(f"{early.link}?keberatan=baru", data={"ground": GROUND}).status_code == 422
	withdrawn = holder(DATA, "Dibatalkan")
	assert "Ajukan keberatan" not in withdrawn.open(withdrawn.link).text
	late = holder(DATA, "Ditolak")
	live.db.set_value(DATA, late.case.name, "answered_on", now_datetime() - timedelta(days=90))
	live.db.commit()
	page = late.open(late.link)
	assert "Ajukan keberatan" not in page.text and "berakhir pada" in page.text
	assert late.client.post(f"{late.link}?keberatan=baru", data={"ground": GROUND}).status_code == 422
	for somebody in (early, withdrawn, late):
		assert not live.db.exists(OBJECTION, {"data_request": somebody.case.name})


def test_whoever_was_not_answered_at_all(live, holder):
	"""Somebody whose deadline passed in silence objects without any answer."""
	somebody = holder(DATA, "Pemrosesan Data")
	live.db.set_value(DATA, somebody.case.name, "legal_due_on", now_datetime() - timedelta(hours=1))
	live.db.commit()
	page = somebody.open(somebody.link)
	assert "sudah lewat" in page.text
	somebody.open(page.href("Ajukan keberatan"))
	somebody.press("Ajukan keberatan", ground="Permintaan tidak ditanggapi")
	assert of(somebody.case).ground == "Permintaan tidak ditanggapi"


def test_only_the_own_objection(live, holder):
	"""Who holds one link can neither withdraw nor answer another's objection, nor read its files."""
	mine, other = holder(DATA, "Ditolak"), holder(DATA, "Ditolak")
	objection = lodge(other.case)
	live.db.commit()
	mine.client.post(f"{mine.link}?keberatan={objection.name}", data={"tindakan": "Tarik Keberatan"})
	assert of(other.case).workflow_state == "Diajukan"
	assert mine.client.get(f"{mine.link}?unduh=tanda-terima-{objection.name}").status_code == 404
	research = holder("Research Permit", "Ditolak")
	assert "Keberatan" not in research.open(f"{research.link}?keberatan=baru").text


def test_an_applicant_forwards_and_answers_nothing(live, holder):
	"""The page takes the applicant's actions alone, whatever is sent."""
	somebody = holder(DATA, "Ditolak")
	objection = lodge(somebody.case)
	live.db.commit()
	address = f"{somebody.link}?keberatan={objection.name}"
	for sent in (
		{"tindakan": "Teruskan ke Atasan PPID"},
		{"tindakan": "Tanggapi", "decision": "Diterima seluruhnya", "response": "Ya"},
		{"applicant_reply": "Menerima tanggapan"},
	):
		somebody.client.post(address, data=sent)
		found = of(somebody.case)
		assert found.workflow_state == "Diajukan" and not (found.decision or found.applicant_reply)


def test_the_letter_of_answer_reaches_the_applicant_as_it_was_signed(live, holder, http):
	"""The signed letter comes byte for byte, to who holds the link and to nobody else, once it is given."""
	somebody = holder(DATA, "Ditolak")
	objection = save(lodge(somebody.case), "frontliner", workflow_state=FORWARD)
	live.db.commit()
	letter, kepala = pdf(), client(http, "kepala")
	sent = {"doctype": OBJECTION, "docname": objection.name, "fieldname": "response_file", "is_private": 1}
	answer = kepala.post("/api/method/upload_file", data=sent, files={"file": ("tanggapan.pdf", letter)})
	url = answer.json()["message"]["file_url"]
	changed = kepala.put(
		f"/api/resource/{OBJECTION}/{objection.name}",
		json={"decision": "Ditolak", "response_file": url, "response_number": "000.9.6/1"},
	)
	assert changed.status_code == 200, changed.text
	assert "Surat tanggapan" not in somebody.open(somebody.link).text, "not before it is given"
	save(objection, "kepala", workflow_state=RESPOND)
	live.db.commit()
	page = somebody.open(somebody.link)
	got = somebody.client.get(page.href("Surat tanggapan 000.9.6/1"))
	assert got.content == letter and "attachment" in got.headers["Content-Disposition"]
	assert Browser(somebody.client.base_url).client.get(url).status_code in (403, 404)
	file = live.get_doc("File", {"file_url": url})
	for login in ("kepala", "frontliner", "Administrator"):
		mine = client(http, login)
		assert mine.put(f"/api/resource/File/{file.name}", json={"is_private": 0}).status_code in (403, 417)
		assert mine.delete(f"/api/resource/File/{file.name}").status_code in (403, 417)
	late = client(http, "kepala").post("/api/method/upload_file", data=sent, files={"file": ("x.pdf", pdf())})
	assert late.status_code in (403, 417), "an answer that was given takes no file more"


# --- each role, by every way ------------------------------------------------------------------


def attempts(objection) -> dict[str, tuple[str, str, dict]]:
	"""Ways round the form, by what they would do."""
	resource = f"/api/resource/{OBJECTION}/{objection.name}"
	value = "/api/method/frappe.client.set_value"
	flow = "/api/method/frappe.model.workflow.apply_workflow"
	stored = objection.as_dict(convert_dates_to_str=True)
	return {
		"lodged": ("PUT", resource, {"ground": "Melebihi waktu"}),
		"lodged by set_value": (
			"POST",
			value,
			{"doctype": OBJECTION, "name": objection.name, "fieldname": "statement", "value": "lain"},
		),
		"answer": ("PUT", resource, {"decision": "Ditolak", "response": "Tidak"}),
		"state": ("PUT", resource, {"workflow_state": RESPOND}),
		"state with answer": ("PUT", resource, {"workflow_state": RESPOND, **ANSWER}),
		"forward": ("POST", flow, {"doc": stored, "action": "Teruskan ke Atasan PPID"}),
		"withdraw": ("POST", flow, {"doc": stored, "action": "Tarik Keberatan"}),
		"engine": ("PUT", resource, {"responded_on": "2026-01-01 08:00:00"}),
		"lodged_on": ("PUT", resource, {"lodged_on": "2026-01-01 08:00:00"}),
		"reply": ("PUT", resource, {"applicant_reply": "Menerima tanggapan"}),
		"delete": ("DELETE", resource, {}),
		"submit": ("PUT", resource, {"docstatus": 1}),
		"rename": (
			"POST",
			"/api/method/frappe.client.rename_doc",
			{"doctype": OBJECTION, "old_name": objection.name, "new_name": "KBT-1"},
		),
		"bulk": (
			"POST",
			"/api/method/frappe.client.bulk_update",
			{"docs": frappe_json([{"doctype": OBJECTION, "docname": objection.name, "decision": "Ditolak"}])},
		),
	}


def frappe_json(value) -> str:
	import json

	return json.dumps(value)


ALLOWED = {
	"Diajukan": {
		"frontliner": {"forward", "withdraw"},
		"kepala": {"forward"},
		"Administrator": {"forward", "withdraw"},
	},
	FORWARD: {
		"frontliner": {"withdraw"},
		"kepala": {"answer", "state with answer", "bulk"},
		"Administrator": {"answer", "state with answer", "withdraw", "bulk"},
	},
	RESPOND: {"frontliner": {"reply"}, "Administrator": {"reply"}},
	WITHDRAW: {},
}


@pytest.mark.parametrize("state", list(ALLOWED))
def test_each_role_writes_what_is_its_own_and_nothing_else(live, http, state):
	"""Neither clerk nor unit nor administrator changes an objection past the process, by whatever way of the platform."""
	people()
	live.db.commit()
	for login in (*EVERYBODY, "Administrator", "Guest"):
		allowed, objection = ALLOWED[state].get(login, set()), None
		for title in attempts(_Nothing()):
			if objection is None:  # one that nothing has changed yet
				objection = in_state(state)
				live.db.commit()
			before = _content(live, objection)
			verb, path, body = attempts(live.get_doc(OBJECTION, objection.name))[title]
			answer = client(http, login).request(verb, path, json=body)
			live.db.rollback()
			changed = not live.db.exists(OBJECTION, objection.name) or _content(live, objection) != before
			assert changed == (title in allowed), (state, login, title, answer.status_code, answer.text[:300])
			if changed:
				objection = None


class _Nothing:
	name = "KBT-0"

	def as_dict(self, **kwargs):
		return {}


def _content(live, objection) -> dict:
	"""What is said in it: a save that leaves everything as it was changes nothing."""
	values = live.db.get_value(OBJECTION, objection.name, "*", as_dict=True)
	return {
		key: value
		for key, value in values.items()
		if key not in ("modified", "modified_by", "_seen", "_user_tags")
	}


def test_lodging_at_the_counter_is_the_counters(office):
	"""A walk-in is helped by the Petugas Frontliner; nobody else lodges for others, and nothing but the objection."""
	case = case_in(DATA, "Ditolak")
	for login in ("kepala", "sekretariat", "suratmasuk", "unitkerja", NOBODY, OUTSIDER):
		with pytest.raises(office.PermissionError):
			lodge(case, login)
	objection = lodge(
		case,
		lodged_on="2020-01-01 08:00:00",
		respond_due_on="2040-01-01 08:00:00",
		applicant_name="Orang lain",
		responded_on="2020-01-01 08:00:00",
		name="KBT-1999-1",
	)
	assert objection.lodged_via == "Loket" and objection.applicant_name == case.applicant_name
	assert get_datetime(objection.lodged_on).date() == now_datetime().date()
	assert objection.responded_on is None and objection.name != "KBT-1999-1"
	with pytest.raises(office.ValidationError):
		lodge(case_in(DATA, "Ditolak"), decision="Ditolak")
	with pytest.raises(office.ValidationError):
		lodge(case_in(DATA, "Ditolak"), workflow_state=RESPOND)
	with pytest.raises(office.ValidationError):
		lodge(case_in(DATA, "Ditolak"), proxy_name="Budi")


def test_numbers_have_no_gap(office):
	"""The register counts every objection once, also after one that was refused."""
	first = lodge(case_in(DATA, "Ditolak"))
	office.db.savepoint("refused")
	with pytest.raises(office.ValidationError):
		lodge(case_in(DATA, "Ditolak"), proxy_name="Budi")
	office.db.rollback(save_point="refused")
	second = lodge(case_in(DATA, "Ditolak"))
	assert int(second.name.rsplit("-", 1)[1]) == int(first.name.rsplit("-", 1)[1]) + 1


def test_units_see_the_objections_to_their_own_requests(office):
	"""A unit reads what is objected to its work, and not what is objected to another's."""
	mine, other = case_in(DATA, "Terkirim"), case_in(DATA, "Ditolak")
	seen, hidden = lodge(mine), lodge(other)
	for login, expected in (
		("unitkerja", {seen.name}),
		("unitkerja2", set()),
		("kepala", {seen.name, hidden.name}),
	):
		with acting(login):
			listed = set(office.get_list(OBJECTION, {"name": ("in", (seen.name, hidden.name))}, pluck="name"))
			opened = {
				o.name for o in (seen, hidden) if office.get_doc(OBJECTION, o.name).has_permission("read")
			}
		assert listed == opened == expected, login


def test_who_answers_is_named(office):
	"""The applicant and the register read who answered, with name and position."""
	objection = in_state(RESPOND)
	assert objection.responder_name and "Kepala Dinas" in objection.responder_position
	assert objection.responded_by == user_of("kepala") and objection.ended_on == objection.responded_on
	assert not objection.respond_near_on


# --- time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days_later", "open_"), [(0, True), (1, False)])
def test_the_window_ends_with_its_last_day(office, monkeypatch, days_later, open_):
	"""Somebody who writes in the last hour of the last day is in time; at midnight it is over."""
	from dinas_sop.public_information import objection_time
	from dinas_sop.public_information.objection_rules import When

	office.db.set_single_value("Dinas SOP Settings", "holiday_list", None)
	office.clear_document_cache("Dinas SOP Settings", "Dinas SOP Settings")
	case = case_in(DATA, "Ditolak")
	case.answered_on = datetime(2026, 11, 2, 9)  # a Monday: the 30th working day is Monday 14 December
	moment = datetime(2026, 12, 14, 23, 59, 59) + timedelta(seconds=days_later)
	monkeypatch.setattr(objection_time, "now_datetime", lambda: moment)
	assert (objection_time.window_of(case).when is When.OPEN) == open_


def test_the_answer_is_due_and_reminded(office):
	"""The Kepala Dinas hears of an objection that comes near its thirtieth working day, once, and when it has passed."""
	from dinas_sop.notices.plan import Notice
	from dinas_sop.public_information import notices, objection_time

	objection = in_state(FORWARD)
	due = get_datetime(objection.respond_due_on)
	assert objection_time.standing(objection)["on"] == due
	assert "30 hari kerja sejak keberatan diterima" in objection_time.standing(objection)["why"]
	deadline = notices.DEADLINES[1]
	near = get_datetime(objection.respond_near_on) + timedelta(minutes=1)
	assert objection.name in notices.candidates(deadline, near)
	assert notices.tell(deadline, objection.name, near) == [Notice.NEAR]
	assert notices.tell(deadline, objection.name, near) == []
	assert notices.tell(deadline, objection.name, due + timedelta(seconds=1)) == [Notice.OVERDUE]
	bells = office.get_all(
		"Notification Log", {"document_name": objection.name, "for_user": user_of("kepala")}
	)
	assert len(bells) == 2
	save(objection, "kepala", workflow_state=RESPOND, **ANSWER)
	assert objection.name not in notices.candidates(deadline, due + timedelta(days=9))


def test_a_new_holiday_moves_open_objections(office):
	"""Cuti bersama gives the office its day, and an answered objection stays as it was."""
	from dinas_sop.public_information import objection_time

	open_one, answered = in_state(FORWARD), in_state(RESPOND)
	office.db.set_single_value("Dinas SOP Settings", "response_days", 31)
	office.clear_document_cache("Dinas SOP Settings", "Dinas SOP Settings")
	assert objection_time.move_open() >= 1
	moved = office.get_doc(OBJECTION, open_one.name)
	assert moved.respond_due_on > open_one.respond_due_on and moved.modified == open_one.modified
	assert office.get_doc(OBJECTION, answered.name).respond_due_on == answered.respond_due_on
	with acting("kepala"):
		open_one.response = "Sedang disiapkan"
		open_one.save()
	assert office.get_doc(OBJECTION, open_one.name).respond_due_on == moved.respond_due_on


# --- told and written down --------------------------------------------------------------------------


def test_what_the_applicant_is_told(office, monkeypatch):
	"""Somebody with an address has number, deadline and answer in the mailbox, in words that nobody can misuse."""
	from dinas_sop.applicants import mail, objection_mail

	told = []
	monkeypatch.setattr(mail, "after_commit", lambda method, subject, **given: told.append(given))
	case = case_in(DATA, "Ditolak")
	told.clear()
	objection = save(lodge(case, statement="Data publik"), "frontliner", workflow_state=FORWARD)
	assert [given["template"] for given in told] == [objection_mail.LODGED]
	objection = save(objection, "kepala", workflow_state=RESPOND, **ANSWER)
	assert [given["template"] for given in told] == [objection_mail.LODGED, objection_mail.ENDED]
	sent = []
	office.db.set_value(DATA, case.name, "email", "siti@contoh.id")
	office.db.set_value(OBJECTION, objection.name, "response", "<b>tebal</b>")
	monkeypatch.setattr(mail, "can_send", lambda case, template: True)
	monkeypatch.setattr(office, "sendmail", lambda **given: sent.append(given))
	for given in told:
		objection_mail.send(**given)
	lodged, ended = sent
	assert objection.name in lodged["subject"] and GROUND in lodged["message"]
	assert ANSWER["decision"] in ended["message"] and "<b>tebal" not in ended["message"]
	assert "Komisi Informasi" in ended["message"] and f"/kelola/{case.name}/" in ended["message"]


@pytest.mark.parametrize(
	("doctype", "state", "objects"),
	[
		(DATA, "Ditolak", True),
		(DATA, "Ditutup", True),
		(DATA, "Dibatalkan", False),
		("Research Permit", "Ditolak", False),
		("Research Permit", "Dicabut", False),
	],
)
def test_the_mail_at_the_end_says_what_it_means_and_what_can_be_done(
	office, monkeypatch, doctype, state, objects
):
	"""Somebody whose case ended reads why, and where to object or to apply anew, without ringing the office."""
	from dinas_sop.applicants import ending, mail

	sent = []
	case = case_in(doctype, state)
	office.db.set_value(doctype, case.name, "email", "siti@contoh.id")
	monkeypatch.setattr(mail, "can_send", lambda case, template: True)
	monkeypatch.setattr(office, "sendmail", lambda **given: sent.append(given))
	mail.send(doctype, case.name, mail.ENDED)
	message = sent[0]["message"]
	assert ending.meaning(doctype, state) in message and "Alasan tertulis" in message
	assert ("?keberatan=baru" in message) == objects
	assert {"Research Permit": "/izin-penelitian", DATA: "/permohonan-data"}[doctype] in message


def test_register_keberatan(office):
	"""The register has the official columns in their order, and no formula of an applicant runs in it."""
	from dinas_sop.dinas_sop.report.register_keberatan.register_keberatan import execute

	case = case_in(DATA, "Terkirim")
	objection = in_state(RESPOND, case)
	objection = save(objection, "frontliner", applicant_reply="Menerima tanggapan")
	evil = lodge(
		case_in(DATA, "Ditolak"), statement="=HYPERLINK(1)", proxy_name="=1+1", proxy_letter=_uploaded(office)
	)
	office.db.set_value(DATA, evil.data_request, "purpose", "=1+1")
	columns, rows = execute({"from_date": "2026-01-01", "to_date": "2099-01-01"})
	labels = [column["label"] for column in columns]
	assert labels[:12] == [
		"No.",
		"Nomor Registrasi",
		"Tanggal Diterima",
		"Identitas Pemohon/Kuasa",
		"Nomor Pendaftaran Permohonan",
		"Informasi yang Diminta",
		"Tujuan Penggunaan Informasi",
		"Alasan Keberatan",
		"Keputusan Atasan PPID",
		"Hari dan Tanggal Tanggapan",
		"Nama dan Jabatan Atasan PPID",
		"Tanggapan Pemohon",
	]
	row = next(row for row in rows if row["objection"] == objection.name)
	assert row["data_request"] == case.name and row["reply"] == "Menerima tanggapan"
	assert all(said in row["decision"] for said in ANSWER.values()) and "Kepala Dinas" in row["responder"]
	bad = next(row for row in rows if row["objection"] == evil.name)
	assert bad["purpose"] == "'=1+1" and "(kuasa: =1+1)" in bad["applicant"]
	for login, expected in (("unitkerja", {objection.name}), ("unitkerja2", set())):
		with acting(login):
			_columns, seen = execute({"from_date": "2026-01-01", "to_date": "2099-01-01"})
		assert {r["objection"] for r in seen} & {objection.name, evil.name} == expected
	assert not execute({"from_date": "2020-01-01", "to_date": "2020-02-01"})[1]


def _uploaded(office) -> str:
	from dinas_sop.workflows import kept_files

	with acting("frontliner"):
		return kept_files.keep_file(pdf(), "pdf", "kuasa.pdf", OBJECTION, "new-1", "proxy_letter").file_url


def test_another_role_answers(office):
	"""An office that names another Atasan PPID does so in the Workflow, and needs no programmer for it."""
	wait_for_worker()  # its jobs put the DocType into Redis as it is without what this test does not commit
	office.get_doc(doctype="Role", role_name="Atasan PPID", desk_access=1).insert()
	superior = make_user("atasan@dinas.test", ["Atasan PPID"])
	workflow = office.get_doc("Workflow", "Keberatan Informasi")
	for row in (*workflow.states, *workflow.transitions):
		field = "allow_edit" if row.doctype == "Workflow Document State" else "allowed"
		if row.get(field) == "Kepala Dinas":
			row.set(field, "Atasan PPID")
	workflow.save()
	office.clear_document_cache("Workflow", workflow.name)
	objection = in_state(FORWARD)
	with pytest.raises(office.ValidationError):
		save(objection, "kepala", response="Tidak")
	assert save(objection, superior, workflow_state=RESPOND, **ANSWER).responder_position == "Atasan PPID"
	with acting(superior):
		assert office.get_doc("Report", "Register Keberatan").is_permitted()


def test_the_request_shows_its_objections(office):
	"""Staff who open the request find what is objected to it among its connections."""
	from frappe.desk.notifications import get_open_count

	case = case_in(DATA, "Ditolak")
	lodge(case)
	found = get_open_count(DATA, case.name, [OBJECTION])["count"]["external_links_found"]
	assert next(row for row in found if row["doctype"] == OBJECTION)["count"] == 1


def test_two_at_once_are_one(live, holder):
	"""Somebody whose thumb presses twice on a slow line has one objection, with one number."""
	from concurrent.futures import ThreadPoolExecutor

	somebody = holder(DATA, "Ditolak")
	address = f"{somebody.link}?keberatan=baru"
	people_pressing = [holder.of(somebody.case) for _n in range(4)]
	with ThreadPoolExecutor(4) as pool:
		answers = list(
			pool.map(lambda one: one.client.post(address, data={"ground": GROUND}), people_pressing)
		)
	live.db.rollback()
	assert live.db.count(OBJECTION, {"data_request": somebody.case.name}) == 1
	assert sorted({answer.status_code for answer in answers}) == [200, 422]
