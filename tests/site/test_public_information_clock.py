"""Protects applicants from an answer later than UU 14/2008 allows, and staff from a legal deadline nobody told them of."""

from datetime import date, datetime, timedelta

import pytest
from frappe.utils import get_datetime, now_datetime

from tests.site.factory import DATA, acting, case_in, enter, given, move, people, write_letter
from tests.site.letter_reading import text

EXTENSION = "Surat Pemberitahuan Perpanjangan Waktu"
REASON = "Data tersebar di beberapa kabupaten"
SETTINGS = "Dinas SOP Settings"


@pytest.fixture
def office(site):
	"""The demo office, inside a transaction that is taken back."""
	people()
	return site


def stored(office, case):
	return office.get_doc(DATA, case.name)


def working_day(start: date, number: int) -> date:
	"""The so-manieth weekday after a day, by the plainest possible counting."""
	day = start
	while number:
		day += timedelta(days=1)
		number -= day.weekday() < 5
	return day


def without_holidays(office):
	office.db.set_single_value(SETTINGS, "holiday_list", None)
	office.clear_document_cache(SETTINGS, SETTINGS)


def extend(login, case, reason=REASON) -> str:
	from dinas_sop.public_information import extension

	with acting(login):
		return extension.draft(case.name, reason)


def sign(login, case, letter):
	from dinas_sop.letters import life
	from tests.site.factory import pdf

	with acting(login):
		import frappe

		locked = frappe.get_doc(DATA, case.name, for_update=True)
		doc = frappe.get_doc("Official Letter", letter, for_update=True)
		if doc.status == "Draf":
			life.issue(doc, locked)
		life.bring_back(doc, locked, pdf())


# --- the count -------------------------------------------------------------------------


def test_ten_working_days_from_registration(office):
	"""The applicant is told a date that the law gives, and staff see the nearer of it and the SOP's."""
	without_holidays(office)
	case = stored(office, enter(DATA))
	assert case.legal_from == case.submitted_on and not case.answered_on
	assert case.legal_due_on.date() == working_day(case.submitted_on.date(), 10)
	log = office.get_last_doc("SOP Step Log", {"reference_name": case.name}, order_by="visit desc")
	assert case.answer_due_on == min(log.due_on, case.legal_due_on)
	assert case.legal_due_on > case.legal_near_on > case.legal_from


def test_while_the_applicant_has_the_turn_there_is_no_deadline(office):
	"""The office is not late while the applicant owes the signed commitment; the days begin when it comes."""
	case = stored(office, case_in(DATA, "Menunggu Pernyataan"))
	assert (case.legal_from, case.legal_due_on, case.answer_due_on, case.legal_near_on) == (None,) * 4
	assert case.legal_standing()["standing"] == "waiting"
	case = stored(
		office, move(case, "portal", "Tandatangani Pernyataan", **given(case, case.workflow_state, "portal"))
	)
	entered = office.get_last_doc(
		"SOP Step Log", {"reference_name": case.name}, order_by="visit desc"
	).entered_on
	assert case.legal_from == entered > case.submitted_on
	assert "sejak permohonan lengkap" in case.legal_standing()["why"]


def test_a_returned_request_begins_anew_when_it_is_complete(office):
	"""The law counts from a complete request: what was missing was the applicant's to give."""
	case = stored(office, case_in(DATA, "Perlu Dilengkapi"))
	assert case.legal_due_on is None
	case = stored(office, move(case, "portal", "Ajukan Kembali", letter_number="13/UN38/2026"))
	assert case.legal_from > case.submitted_on and case.legal_due_on


def test_an_office_that_counts_from_registration(office):
	"""An office that reads the law strictly has it counted so, whatever is awaited of the applicant."""
	office.db.set_single_value(SETTINGS, "answer_counts_from", "Pendaftaran")
	office.clear_document_cache(SETTINGS, SETTINGS)
	case = stored(office, case_in(DATA, "Menunggu Pernyataan"))
	assert case.legal_from == case.submitted_on and case.legal_due_on
	assert "permohonan didaftarkan" in case.legal_standing()["why"]


def test_an_office_without_such_a_clock(office):
	"""An office that the law does not bind is not bothered by it."""
	office.db.set_single_value(SETTINGS, "answer_days", 0)
	office.clear_document_cache(SETTINGS, SETTINGS)
	case = stored(office, enter(DATA))
	assert case.legal_due_on is None and case.legal_standing() is None and case.answer_due_on


@pytest.mark.parametrize("state", ["Terkirim", "Selesai", "Ditolak", "Dibatalkan", "Ditutup"])
def test_the_answer_ends_it(office, state):
	"""What is answered or over is due no more, in no list and on no page."""
	case = stored(office, case_in(DATA, state))
	assert case.answered_on and not case.answer_due_on and not case.legal_near_on
	assert case.legal_standing() is None


def test_answered_means_the_reply_went_out(office):
	"""The register tells when the applicant was answered, not when the applicant confirmed it."""
	case = case_in(DATA, "Terkirim")
	before = stored(office, case).answered_on
	case = stored(office, move(case, "portal", "Konfirmasi Diterima", receipt_confirmed_on=now_datetime()))
	assert case.answered_on == before


# --- what others see of it ------------------------------------------------------------------


def test_form_and_pages_explain_it(office):
	"""Staff and the applicant read the same date and the same sentence."""
	from dinas_sop.applicants import case_view
	from dinas_sop.workflows.api import progress

	case = stored(office, enter(DATA))
	with acting("kepala"):
		shown = progress(DATA, case.name)
	assert shown["legal"]["on"] == case.legal_due_on and shown["may_extend"]
	assert shown["legal"] == case_view.standing(case)["legal"]
	assert case_view.standing(case)["due_why"].startswith("1 hari kerja sejak")


def test_the_nearer_one_is_the_laws_when_the_steps_is_later(office):
	"""Staff who have a week for their step still see that the law's last day is tomorrow."""
	case = stored(office, enter(DATA))
	log = office.get_last_doc("SOP Step Log", {"reference_name": case.name}, order_by="visit desc")
	office.db.set_value("SOP Step Log", log.name, "due_on", case.legal_due_on + timedelta(days=3))
	from dinas_sop.public_information import requests

	assert requests.recompute(case.name)
	case = stored(office, case)
	assert case.answer_due_on == case.legal_due_on and case.legal_standing()["nearer"]


def test_nobody_writes_the_clock(office):
	"""No clerk and no import gives the office more time: what is sent in the clock's fields is dropped."""
	case = stored(office, enter(DATA))
	kept = {name: case.get(name) for name in ("legal_due_on", "answer_due_on", "answered_on", "extended_on")}
	with acting("kepala"):
		mine = stored(office, case)
		mine.update(dict.fromkeys(kept, "2040-01-01 08:00:00"))
		mine.extension_reason = "Perlu waktu"
		mine.save()
	case = stored(office, case)
	assert {name: case.get(name) for name in kept} == kept and case.extension_reason == "Perlu waktu"
	with acting("frontliner"):
		other = enter(DATA, legal_due_on="2040-01-01", answered_on="2020-01-01")
	assert stored(office, other).legal_due_on < datetime(2040, 1, 1) and not stored(office, other).answered_on


def test_an_open_form_outlives_the_background(office):
	"""A clerk who has the form open while holidays are entered can save it all the same."""
	case = enter(DATA)
	with acting("kepala"):
		mine = stored(office, case)
		moved = mine.legal_due_on + timedelta(days=1)
		office.db.set_value(DATA, case.name, "legal_due_on", moved, update_modified=False)
		mine.extension_reason = "Perlu waktu"
		mine.save()
	assert stored(office, case).legal_due_on == moved


# --- the extension ---------------------------------------------------------------------------


def test_the_signed_letter_extends_the_time_once(office, monkeypatch):
	"""The applicant has reason and new date in writing, by mail and as a letter to download, and only one extension."""
	from dinas_sop.applicants import case_view, mail
	from dinas_sop.letters import files
	from dinas_sop.workflows.messages import Refused

	without_holidays(office)
	told = []
	monkeypatch.setattr(mail, "send_later", lambda doctype, name, template: told.append((name, template)))
	case = case_in(DATA, "Pemrosesan Data")
	office.db.set_value(DATA, case.name, "email", "siti@contoh.id")
	before = stored(office, case).legal_due_on
	letter = extend("unitkerja", case)
	assert stored(office, case).legal_due_on == before, "a draft extends nothing"
	assert not [d for d in case_view.downloads(stored(office, case)) if EXTENSION in d.title]
	sign("unitkerja", case, letter)
	case = stored(office, case)
	assert case.extended_on and case.extension_reason == REASON
	assert case.legal_due_on.date() == working_day(before.date(), 7)
	assert "perpanjangan 7 hari kerja" in case.legal_standing()["why"]
	said = text(files.read(office.get_doc("Official Letter", letter)))
	for word in (REASON, "Pasal 22 ayat (8)", "7 hari kerja"):
		assert word in said
	assert [d.title for d in case_view.downloads(case) if EXTENSION in d.title]
	assert told == [(case.name, mail.EXTENDED)]
	with pytest.raises(Refused, match=r"once|sekali|satu kali"):
		extend("unitkerja", case)
	assert not case.may_extend()


@pytest.mark.parametrize(
	("state", "may"),
	[
		("Diajukan", ("kepala", "frontliner")),
		("Pemrosesan Data", ("unitkerja",)),
		("Penyusunan Surat Balasan", ("unitkerja",)),
		("Menunggu Tanda Tangan", ("kepala", "unitkerja")),
		("Menunggu Pernyataan", ()),
		("Terkirim", ()),
	],
)
def test_who_may_extend(office, state, may):
	"""The one who works on the request extends it, and nobody else: not the applicant, not another unit."""
	case = case_in(DATA, state)
	for login in ("kepala", "frontliner", "sekretariat", "suratmasuk", "unitkerja", "unitkerja2", "portal"):
		office.db.savepoint("tried")
		try:
			extend(login, case)
			allowed = True
		except (office.PermissionError, office.ValidationError):
			allowed = False
		office.db.rollback(save_point="tried")
		assert allowed == (login in may), login


def test_a_reason_is_written(office):
	"""The applicant reads why: without a reason there is no letter."""
	from dinas_sop.workflows.messages import Refused

	case = case_in(DATA, "Pemrosesan Data")
	for reason in ("", "  "):
		with pytest.raises(Refused):
			extend("unitkerja", case, reason)


def test_too_late_is_too_late(office):
	"""The applicant's deadline has passed: no letter draws it out afterwards, drafted before or not."""
	from dinas_sop.workflows.messages import Refused

	case = case_in(DATA, "Pemrosesan Data")
	letter = extend("unitkerja", case)
	office.db.set_value(DATA, case.name, "legal_due_on", now_datetime() - timedelta(minutes=1))
	with pytest.raises(Refused):
		sign("unitkerja", case, letter)
	with pytest.raises(Refused):
		extend("unitkerja", case)
	assert not stored(office, case).extended_on


def test_the_sop_asks_nobody_for_it(office):
	"""A unit that needs no extension is not asked for one on the way."""
	from dinas_sop.workflows.api import requirements

	case = case_in(DATA, "Pemrosesan Data")
	with acting("unitkerja"):
		asked = requirements(DATA, case.name, "Data Siap")
	assert not [
		f for f in asked["fields"] if f.get("letter") == EXTENSION or f.get("fieldname") == "extension_reason"
	]


# --- holidays -----------------------------------------------------------------------------------


def test_a_new_holiday_moves_it(office):
	"""Cuti bersama is decreed late: the deadlines of open requests move, those of answered ones stay."""
	from dinas_sop.workflows.recalculate import move_open_due_dates

	without_holidays(office)
	open_case, answered = stored(office, enter(DATA)), stored(office, case_in(DATA, "Terkirim"))
	next_day = working_day(open_case.submitted_on.date(), 1)
	holidays = office.get_doc(
		doctype="Holiday List",
		holiday_list_name="Libur uji UU 14",
		from_date=next_day - timedelta(days=30),
		to_date=next_day + timedelta(days=300),
		holidays=[{"holiday_date": next_day, "description": "Cuti bersama uji"}],
	).insert()
	office.db.set_single_value(SETTINGS, "holiday_list", holidays.name)
	office.clear_document_cache(SETTINGS, SETTINGS)
	assert move_open_due_dates() > 0
	moved = stored(office, open_case)
	assert moved.legal_due_on.date() == working_day(open_case.legal_due_on.date(), 1)
	assert moved.modified == open_case.modified, "an open form stays valid"
	assert "Cuti bersama uji" in moved.legal_standing()["why"]
	assert stored(office, answered).legal_due_on == answered.legal_due_on
	move_open_due_dates()
	assert stored(office, open_case).legal_due_on == moved.legal_due_on, "a second run changes nothing"


def test_the_settings_move_it(office, monkeypatch):
	"""The administrator corrects the days: open requests follow by the background job."""
	from dinas_sop.workflows import recalculate

	asked = []
	monkeypatch.setattr(recalculate, "enqueue", lambda: asked.append(True))
	for field, value in (("answer_days", 12), ("extension_days", 5), ("response_days", 20)):
		settings = office.get_single(SETTINGS)
		settings.flags.ignore_mandatory = True
		settings.set(field, value)
		settings.save()
	assert len(asked) == 3


# --- who is told ---------------------------------------------------------------------------------


def bells(office, case) -> list:
	return office.get_all(
		"Notification Log",
		{"document_name": case.name, "subject": ("like", "%law%")},
		["for_user", "subject"],
	)


def test_near_and_overdue_are_told_once_each(office):
	"""Whose turn it is hears that the law's day comes near, once, and once more when it has passed, with the superior."""
	from dinas_sop.notices.plan import Notice
	from dinas_sop.public_information import notices
	from tests.site.factory import user_of

	office.local.lang = "en"
	office.db.set_single_value(SETTINGS, "escalation_role", "Sekretariat")
	office.clear_document_cache(SETTINGS, SETTINGS)
	deadline = notices.DEADLINES[0]
	case = stored(office, enter(DATA))
	for user in ("kepala", "sekretariat"):
		office.db.set_value("User", user_of(user), "language", "en")
		office.clear_document_cache("User", user_of(user))
	near = case.legal_near_on + timedelta(minutes=1)
	assert case.name not in notices.candidates(deadline, case.legal_near_on - timedelta(minutes=1))
	assert case.name in notices.candidates(deadline, near)
	assert notices.tell(deadline, case.name, near) == [Notice.NEAR]
	assert notices.tell(deadline, case.name, near + timedelta(minutes=5)) == []
	assert {row.for_user for row in bells(office, case)} == {user_of("kepala")}
	late = case.legal_due_on + timedelta(minutes=1)
	assert notices.tell(deadline, case.name, late) == [Notice.OVERDUE]
	assert notices.tell(deadline, case.name, late + timedelta(hours=5)) == []
	assert case.name not in notices.candidates(deadline, late)
	assert {row.for_user for row in bells(office, case)} == {user_of("kepala"), user_of("sekretariat")}
	told = [user for user, row in notices.told() if row.reference_name == case.name]
	assert sorted(told) == sorted([user_of("kepala"), user_of("sekretariat")]), "the daily mail has it too"


def test_a_deadline_that_moved_is_told_anew(office):
	"""Told of the old date, staff hear of the new one as well."""
	from dinas_sop.public_information import notices

	deadline = notices.DEADLINES[0]
	case = case_in(DATA, "Pemrosesan Data")
	notices.tell(deadline, case.name, stored(office, case).legal_near_on + timedelta(minutes=1))
	assert stored(office, case).legal_near_told_on
	sign("unitkerja", case, extend("unitkerja", case))
	assert not stored(office, case).legal_near_told_on


def test_an_answered_request_rings_no_bell(office):
	"""Nobody is reminded of what is done."""
	from dinas_sop.public_information import notices

	case = stored(office, case_in(DATA, "Terkirim"))
	assert notices.tell(notices.DEADLINES[0], case.name, case.legal_due_on + timedelta(days=3)) == []


# --- an office from before -------------------------------------------------------------------------


def test_an_existing_office_is_brought_up_to_it(office):
	"""An office that upgrades has the law's numbers, the letter on its running cases, and dates on its open requests."""
	from dinas_sop.patches.v0_3 import public_information as patch

	open_case, answered = enter(DATA), case_in(DATA, "Terkirim")
	known = {name: stored(office, case).as_dict() for name, case in (("open", open_case), ("done", answered))}
	for case in (open_case, answered):
		office.db.set_value(
			DATA, case.name, dict.fromkeys(("legal_from", "legal_due_on", "answered_on", "answer_due_on"))
		)
	office.db.delete("SOP Evidence", {"letter_template": EXTENSION})
	office.db.delete("SOP Evidence", {"case_field": "extension_reason"})
	office.db.delete("Singles", {"doctype": SETTINGS, "field": ("in", ("answer_days", "response_days"))})
	office.db.set_single_value(SETTINGS, "extension_days", 5)
	office.db.set_value("Workflow Document State", {"state": "Ditolak"}, "message", None)
	office.clear_cache()
	patch.execute()
	settings = office.get_cached_doc(SETTINGS)
	assert (settings.answer_days, settings.extension_days, settings.response_days) == (10, 5, 30)
	for key, case in (("open", open_case), ("done", answered)):
		case = stored(office, case)
		assert (case.legal_from, case.answered_on) == (known[key].legal_from, known[key].answered_on)
	rows = office.get_all(
		"SOP Evidence", {"letter_template": EXTENSION, "parent": open_case.sop}, pluck="step_number"
	)
	assert sorted(rows) == [2, 4, 5, 6]
	patch.execute()
	again = office.get_all(
		"SOP Evidence", {"letter_template": EXTENSION, "parent": open_case.sop}, pluck="step_number"
	)
	assert sorted(again) == [2, 4, 5, 6], "a second run adds nothing"
	assert extend("kepala", stored(office, open_case))
	assert all(
		office.get_all("Workflow Document State", {"state": "Ditolak", "parent": ("!=", "")}, pluck="message")
	)


def test_the_letter_reads_back_as_it_was_kept(office):
	"""A letter that extends the time is drafted, issued and replaced like any other, and extends nothing twice."""
	case = case_in(DATA, "Pemrosesan Data")
	sign("unitkerja", case, extend("unitkerja", case))
	first = stored(office, case)
	write_letter(case, "unitkerja", EXTENSION, "Ditandatangani")
	after = stored(office, case)
	assert (after.extended_on, after.legal_due_on) == (first.extended_on, first.legal_due_on)
	statuses = office.get_all(
		"Official Letter", {"reference_name": case.name, "letter_template": EXTENSION}, pluck="status"
	)
	assert sorted(statuses) == ["Diganti", "Ditandatangani"]
	assert get_datetime(after.extended_on) <= now_datetime()
