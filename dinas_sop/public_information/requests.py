"""The law's time to answer a Data Request: written with the move that changes it, moved with hours and holidays.

The fields are the engine's. The background jobs that move them do not touch `modified`, so a form that is open
meanwhile can still be saved; what it sends back of them counts for nothing.
"""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import cint, get_datetime, now_datetime

from dinas_sop.constants import DATA_REQUEST, LETTER_TEMPLATE, SETTINGS, STATE_FIELD
from dinas_sop.print_formats import kinds
from dinas_sop.public_information import answer
from dinas_sop.public_information.deadline import DayKind, explained, moment_in_words, near_moment
from dinas_sop.workflows import clock, guard, reading
from dinas_sop.workflows.process import Process
from dinas_sop.working_time.calendar import NoWorkingDay

COMPLETE = "Permohonan lengkap"
LAW = "UU 14/2008 pasal 22"
TOLD = ("legal_near_told_on", "legal_overdue_told_on")
FIELDS = ("answer_due_on", "legal_from", "legal_due_on", "legal_near_on", "answered_on", *TOLD)
KEPT = (*FIELDS, "extended_on")
SETTINGS_FIELDS = ("answer_days", "extension_days", "answer_counts_from")


def rules() -> answer.Rules:
	"""The law as the settings have it."""
	settings = frappe.get_cached_doc(SETTINGS)
	return answer.Rules(
		days=cint(settings.answer_days),
		extension=cint(settings.extension_days),
		from_complete=settings.answer_counts_from != "Pendaftaran",
	)


# --- in the save that moves the request -------------------------------------------


def keep(case: Document) -> None:
	"""Whatever a save brings along in the clock's fields is dropped."""
	before = case.get_doc_before_save()
	for name in KEPT:
		case.set(name, before.get(name) if before else None)


def follow(case: Document, verdict: guard.Verdict) -> None:
	"""Bring the clock's fields up to the move that is being saved."""
	attempt = verdict.attempt
	if attempt.before and not attempt.moves:
		return
	process, now, state = verdict.process, case.flags.moment, case.get(STATE_FIELD) or attempt.after
	stays = _stays(process, verdict.visits, left=now)
	stays.append(_stay(process, state, process.turn(state), now, None))
	step = process.step(process.step_of(state))
	sop_due = clock.due_on(step.standard_time, now) if step and not stays[-1].of_applicant else None
	case.update(_values(case, process, stays, sop_due))


def _stays(process: Process, visits: list, left: datetime | None = None) -> list[answer.Stay]:
	"""The log's visits to a state; an open one is left at `left`."""
	return [
		_stay(process, row.state, row.role, get_datetime(row.entered_on), row.left_on or left)
		for row in visits
		if row.state
	]


def _stay(
	process: Process, state: str, role: str | None, entered: datetime, left: datetime | None
) -> answer.Stay:
	return answer.Stay(
		step=process.step_of(state),
		entered=entered,
		left=get_datetime(left) if left else None,
		of_applicant=guard.is_applicant_role(role or ""),
		final=process.is_final(state),
	)


def _values(case, process: Process, stays: list[answer.Stay], sop_due: datetime | None) -> dict:
	given = rules()
	count = answer.count_of(
		stays, get_datetime(case.submitted_on), reply_step(process), from_complete=given.from_complete
	)
	due = near = None
	if given.days and count.start:
		try:
			due = answer.due_of(clock.calendar(), count.start, given, _moment(case.extended_on)).on
			near = near_moment(clock.calendar(), count.start, due, _near_percent())
		except NoWorkingDay:
			due = near = None
	values = {
		"answered_on": count.answered,
		"legal_from": count.start,
		"legal_due_on": due,
		"legal_near_on": None if count.answered else near,
		"answer_due_on": None if count.answered else answer.nearer(sop_due, due),
	}
	if (
		_moment(case.legal_due_on) != due
	):  # another deadline: what was told of the one before is not told of it
		values |= dict.fromkeys(TOLD)
	return values


def reply_step(process: Process) -> int:
	"""The step whose passing is the answer: the last one that asks for the letter of reply; 0 where none does."""
	letters = {e.letter for e in process.evidence if e.letter and e.step}
	replies = [x for x in letters if letter_layout(x) == kinds.DATA_REPLY]
	return max((step for letter in replies for step in process.letter_steps(letter)), default=0)


def letter_layout(letter: str) -> str:
	return frappe.get_cached_value(LETTER_TEMPLATE, letter, "layout") or ""


def _near_percent() -> int:
	return cint(frappe.get_cached_doc(SETTINGS).near_percent) or clock.NEAR_PERCENT


def _moment(value) -> datetime | None:
	return get_datetime(value) if value else None


# --- afterwards --------------------------------------------------------------------


def recompute(name: str) -> bool:
	"""Compute a request's clock anew from its log, the settings and the calendar.

	Returns:
		Whether anything changed.
	"""
	fields = ("name", "sop", "submitted_on", "extended_on", *FIELDS)
	case = frappe.db.get_value(DATA_REQUEST, name, fields, as_dict=True, for_update=True)
	process = reading.process_for(DATA_REQUEST, case.sop)
	visits = [row for row in reading.visits_of(DATA_REQUEST, name) if row.state]
	stays = _stays(process, visits)
	open_row = visits[-1] if visits and not visits[-1].left_on else None
	sop_due = open_row.due_on if open_row and not stays[-1].of_applicant else None
	values = _values(case, process, stays, sop_due)
	changed = {key: value for key, value in values.items() if _moment(case[key]) != value}
	if changed:
		frappe.db.set_value(DATA_REQUEST, name, changed, update_modified=False)
	return bool(changed)


def move_open() -> int:
	"""Compute the clock of every request without an answer anew; part of the job that moves due dates.

	Returns:
		How many changed. Each is a transaction of its own, so the job can stop and be run again.
	"""
	request = DocType(DATA_REQUEST)
	moved = 0
	rows = frappe.qb.from_(request).select(request.name).where(request.answered_on.isnull()).run()
	for (name,) in rows:
		moved += recompute(name)
		frappe.db.commit()  # a background job of its own
	return moved


# --- what people are told -------------------------------------------------------------


def standing(case: Document) -> dict | None:
	"""How a request stands against the law, for the head of its form and the applicants' pages.

	Returns:
		`on` (None while something is awaited of the applicant), `why` in one sentence, `standing` (overdue, near,
		in time or waiting), `nearer` (it comes before the SOP's due date), `extended`; None where the request is
		answered or the office keeps no such clock.
	"""
	given = rules()
	if case.answered_on or not given.days:
		return None
	if not case.legal_due_on:
		why = f"{given.days} hari kerja dihitung sejak permohonan lengkap; sekarang menunggu pemohon ({LAW})"
		return {"on": None, "why": why, "standing": "waiting", "nearer": False, "extended": False}
	due, now = get_datetime(case.legal_due_on), now_datetime()
	near = _moment(case.legal_near_on)
	return {
		"on": due,
		"why": why_due(case),
		"standing": "overdue" if now > due else "near" if near and now >= near else "in time",
		"nearer": _moment(case.answer_due_on) == due,
		"extended": is_extended(case),
	}


def is_extended(case) -> bool:
	"""Whether the one extension was told in time and counts."""
	return bool(case.extended_on and case.legal_from) and _due(case).extended


def why_due(case) -> str:
	"""Why a request has to be answered when it has to be, in one sentence."""
	given, due = rules(), _due(case)
	start = get_datetime(case.legal_from)
	what = "permohonan lengkap" if start > get_datetime(case.submitted_on) else "permohonan didaftarkan"
	days = given.days + (given.extension if due.extended else 0)
	text = explained(clock.calendar(), start, what, days, DayKind.WORKING, due.on.date())
	if due.extended:
		signed = moment_in_words(get_datetime(case.extended_on))
		text += f"; termasuk perpanjangan {given.extension} hari kerja dengan surat {signed}"
	elif case.extended_on:
		text += "; surat perpanjangan terbit setelah waktu habis dan tidak memperpanjangnya"
	return f"{text} ({LAW})"


def _due(case) -> answer.Due:
	return answer.due_of(clock.calendar(), get_datetime(case.legal_from), rules(), _moment(case.extended_on))


def extension_words(case: Document) -> dict[str, object]:
	"""What a letter that extends the time says: the reason, the days, the deadline before and after."""
	given = rules()
	words = {
		"alasan_perpanjangan": case.get("extension_reason"),
		"hari_jawaban": str(given.days),
		"hari_perpanjangan": str(given.extension),
	}
	if not case.get("legal_from"):
		return words
	start = get_datetime(case.legal_from)
	due = answer.due_of(clock.calendar(), start, given, extended_on=start)
	return words | {"batas_semula": due.without_extension.date(), "batas_jawaban": due.on.date()}
