"""The two landscape documents as the renderer's values: control sheet of a case, the SOP itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from itertools import zip_longest

from frappe.model.document import Document
from frappe.utils import cint, get_datetime, getdate, now_datetime

from dinas_sop.constants import STATE_FIELD
from dinas_sop.letters import evidence_words, office
from dinas_sop.print_formats.values import (
	ControlSheet,
	ControlVisit,
	Signatory,
	SopDocument,
	SopSection,
	SopStep,
)
from dinas_sop.reports.durations import day_minutes, in_words
from dinas_sop.workflows import clock, reading
from dinas_sop.workflows.process import Process

# whose time a visit was, as the log says it -> as the sheet sums it
WHOSE = {"Kantor": "Waktu Dinas", "Pemohon": "Waktu pemohon", "Jeda": "Jeda"}
GIVEN_AGAIN = "Diberikan lagi pada kunjungan berikutnya"


def control_sheet(case: Document) -> ControlSheet:
	"""Lembar kendali: every visit of a case to a state, from the SOP Step Log alone."""
	process = reading.process_for(case.doctype, case.sop)
	visits = reading.visits_of(case.doctype, case.name)
	final = bool(visits) and process.is_final(visits[-1].state or "")
	evidence = _evidence(case, process, visits)
	day = day_minutes(clock.calendar())
	return ControlSheet(
		office=office.office(),
		service=process.section,
		case_number=case.name,
		applicant=case.applicant_name or "",
		subject=case.get("title") or case.get("letter_subject") or case.get("purpose") or "",
		printed_at=now_datetime(),
		state=case.get(STATE_FIELD) or "",
		opened_at=get_datetime(case.submitted_on or case.creation),
		closed_at=get_datetime(visits[-1].entered_on) if final else None,
		visits=[
			_visit(row, process, evidence.get(row.name, ()), day, after.state if after else "")
			for row, after in zip_longest(visits, visits[1:])
		],
		totals=_totals(visits, process, day),
		paper=office.paper(),
	)


def _evidence(case: Document, process: Process, visits: list) -> dict[str, list[str]]:
	"""Row of the log -> what it left behind: of a step's last visit what the case holds, of earlier ones that it was
	given again.
	"""
	found, later = {}, set()
	for row in reversed([row for row in visits if row.kind == "Langkah" and row.left_on]):
		step = cint(row.step_number)
		found[row.name] = [GIVEN_AGAIN] if step in later else evidence_words.given(case, process, step)
		later.add(step)
	return found


def _totals(visits: list, process: Process, day: int) -> list[tuple[str, str]]:
	"""Working time in whose hands, of the visits that are over."""
	sums = dict.fromkeys(WHOSE, 0)
	for row in visits:
		if row.left_on and row.time_of in sums and cint(row.step_number) not in process.early_steps:
			sums[row.time_of] += cint(row.working_minutes)
	named = [(WHOSE[whose], in_words(minutes, day)) for whose, minutes in sums.items() if minutes]
	return [*named, ("Seluruhnya", in_words(sum(sums.values()), day))] if len(named) > 1 else named


def _visit(row, process: Process, evidence: Sequence[str], day: int, next_state: str | None) -> ControlVisit:
	number = cint(row.step_number)
	step = process.step(number) if row.kind == "Langkah" else None
	stopped = row.back_to_step or next_state == process.correction or next_state in process.finals
	went_on = bool(row.left_on) and not stopped
	measured = bool(row.left_on) and number not in process.early_steps and row.kind != "Akhir"
	return ControlVisit(
		step=str(number) if step else "",
		activity=step.activity if step else row.state or "",
		role=row.role or "",
		entered=_moment(row.entered_on, number, process),
		left=_moment(row.left_on, number, process) if row.left_on else None,
		actor=row.actor_name or "",
		channel=row.channel or "",
		due=get_datetime(row.due_on) if row.due_on else None,
		standard=(row.standard or step.standard_time) if step else "",
		used=in_words(row.working_minutes, day) if measured else "",
		verdict=(row.verdict or "").lower() if step else "",
		evidence=evidence if step and went_on else "",
		reason="; ".join(filter(None, (row.reason, row.late_reason))),
	)


def _moment(value, number: int, process: Process) -> date:
	"""When something happened; of a step before the office had the application often only the day is known."""
	moment = get_datetime(value)
	return moment.date() if number in process.early_steps and moment.time() == time.min else moment


def sop_document(sop: Document) -> SopDocument:
	"""Dokumen SOP in the form of PermenPAN-RB 35/2012, in the document's own words."""
	lines = reading.lines
	return SopDocument(
		office=office.office(),
		name=sop.sop_name,
		header_lines=lines(sop.header_lines),
		section_number=sop.document_number or "",
		number=sop.sop_number or "",
		created_on=getdate(sop.created_on_date) if sop.created_on_date else None,
		revised_on=getdate(sop.revised_on_date) if sop.revised_on_date else None,
		effective_on=getdate(sop.effective_on_date) if sop.effective_on_date else None,
		approved_by=Signatory(
			jabatan_lines=lines(sop.approved_by_position),
			name=sop.approved_by_name or "",
			nip=sop.approved_by_nip or "",
		),
		legal_basis=lines(sop.legal_basis),
		qualifications=lines(sop.performer_qualifications),
		related=_text_or_list(sop.related_sops),
		equipment=lines(sop.equipment),
		warning=_text_or_list(sop.warning),
		recording=lines(sop.recording),
		sections=[_section(sop, section) for section in sop.sections],
		draft=sop.status == "Draf",
		paper=office.paper(),
	)


def _section(sop: Document, section: Document) -> SopSection:
	rows = sorted(
		(row for row in sop.steps if row.section == section.section_name),
		key=lambda row: cint(row.step_number),
	)
	named = dict.fromkeys([*reading.lines(section.performers), *(row.performer or "–" for row in rows)])
	return SopSection(
		name=section.section_name,
		performers=list(named),
		steps=[
			SopStep(
				number=cint(row.step_number),
				activity=row.activity or "",
				performer=row.performer or "–",
				requirements=row.requirements or "",
				standard_time=row.standard_time or "",
				output=row.output or "",
				remarks=row.remarks or "",
			)
			for row in rows
		],
	)


def _text_or_list(text: str | None) -> str | list[str]:
	found = reading.lines(text)
	return found[0] if len(found) == 1 else found
