"""What an applicant sees of a case: where it stands, what happened, what there is to download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, get_datetime, now_datetime

from dinas_sop.applicants import office, submission
from dinas_sop.applicants.wording import indonesian
from dinas_sop.constants import OFFICIAL_LETTER, STATE_FIELD
from dinas_sop.letters import commitments, files
from dinas_sop.letters.ending import IN_FORCE
from dinas_sop.print_formats import kinds
from dinas_sop.workflows import clock, demands, guard, reading
from dinas_sop.workflows.attach_fields import ATTACH_TYPES
from dinas_sop.workflows.evidence import missing
from dinas_sop.workflows.process import FIELD_KINDS, TABLE_KINDS, Process


@dataclass(frozen=True)
class Download:
	"""A file that the applicant may have now.

	Args:
		ident: what stands for it in the address.
		title: what it is.
		file_name: under which it is saved.
		read: gives its bytes.
		until: the last moment; None where it stays.
	"""

	ident: str
	title: str
	file_name: str
	read: Callable[[], bytes]
	until: datetime | None = None


def standing(case: Document) -> dict[str, object]:
	"""Where a case stands, without a name or a file: number, state, step, whose turn, since when, due when, and why it is late."""
	process = reading.process_for(case.doctype, case.sop)
	visits, state = reading.visits_of(case.doctype, case.name), case.get(STATE_FIELD)
	turn, row = process.turn(state), visits[-1] if visits and not visits[-1].left_on else None
	return {
		"number": case.name,
		"state": state,
		"final": process.is_final(state),
		"done": state == process.closing,
		"applicant": guard.is_applicant_role(turn) and not process.is_final(state),
		"turn": turn,
		"step": process.step(process.step_of(state)),
		"total": len(process.steps),
		"since": visits[-1].entered_on if visits else case.creation,
		"due": row.due_on if row else None,
		"due_why": clock.explained(row.standard, row.entered_on, row.due_on) if row else "",
		"legal": case.legal_standing(),
		"late_reason": row.late_reason if row else "",
	}


def grounds(case: Document) -> list[dict[str, str]]:
	"""Why a case ended, where its final state asks for it (for Ditolak: the legal ground)."""
	process = reading.process_for(case.doctype, case.sop)
	return [
		{"label": indonesian(case.meta.get_label(e.field), case.doctype), "text": str(case.get(e.field))}
		for e in process.evidence_of(final_state=case.get(STATE_FIELD))
		if e.field and e.kind in FIELD_KINDS and case.get(e.field)
	]


def history(case: Document) -> list[dict[str, object]]:
	"""What happened, oldest first: dates, steps and roles; a reason where the applicant has to know it."""
	process = reading.process_for(case.doctype, case.sop)
	visits, rows = reading.visits_of(case.doctype, case.name), []
	for visit, after in zip(visits, [*visits[1:], None], strict=True):
		step = process.step(visit.step_number)
		state = after.state if after and visit.action else visit.state
		rows.append(
			{
				"when": visit.left_on or visit.entered_on,
				"step": step,
				"state": visit.state,
				"action": visit.action,
				"leads_to": state,
				"role": visit.role,
				"now": after is None,
				"final": process.is_final(visit.state),
				"told": _told(case, process, visit, state),
			}
		)
	return rows


def _told(case: Document, process: Process, visit: frappe._dict, leads_to: str) -> list[str]:
	"""What the applicant has to know of a move: what was returned and why, or the reason of the end.

	So is the reason why something is asked of the applicant once more (the copy of the results was refused).
	"""
	if visit.action and leads_to == process.correction:
		return [
			f"{indonesian(row.field_label, case.doctype)}: {row.why}"
			for row in case.corrections
			if row.asked_on == visit.left_on
		]
	theirs = leads_to in process.finals or guard.is_applicant_role(process.turn(leads_to))
	return [visit.reason] if visit.action and theirs and visit.reason else []


def downloads(case: Document) -> list[Download]:
	"""What the applicant may download now, in the order in which it came about."""
	process = reading.process_for(case.doctype, case.sop)
	visits = reading.visits_of(case.doctype, case.name)
	last = demands.last_step(reading.plain_visits(visits))
	if case.get(STATE_FIELD) == process.closing:
		last = max(step.number for step in process.steps) + 1
	return [
		*_receipt(case),
		*_commitment(case),
		*_letters(case, process, last),
		*_data_files(case, process, visits, last),
	]


def _receipt(case: Document) -> list[Download]:
	make = submission.receipt_maker()
	if not make:
		return []
	name = f"{kinds.RECEIPT} {case.name}.pdf"
	return [Download("tanda-terima", kinds.RECEIPT, name, partial(make, case, kinds.RECEIPT))]


def _commitment(case: Document) -> list[Download]:
	"""The signed commitment as it was kept when it was signed."""
	if not case.get(commitments.KEPT):
		return []
	name = f"{kinds.COMMITMENT} {case.name}.pdf"
	return [Download("surat-pernyataan", kinds.COMMITMENT, name, partial(commitments.kept, case))]


def _letters(case: Document, process: Process, last: int) -> list[Download]:
	"""Letters in force; one that a step needs only when that step is done, since until then it may still change.

	One that no step needs (the extension of the time) tells its own news: it is there as soon as it is signed.
	"""
	found = []
	for name in frappe.get_all(
		OFFICIAL_LETTER,
		{"reference_doctype": case.doctype, "reference_name": case.name, "status": ("in", IN_FORCE)},
		pluck="name",
		order_by="issued_on asc",
	):
		letter = frappe.get_doc(OFFICIAL_LETTER, name)
		signed = bool(letter.signed_file)
		needed = {e.step for e in process.evidence if e.letter == letter.letter_template and e.mandatory}
		if last <= max(needed, default=0) or not (needed or signed):
			continue
		extension = files.extension_of(letter.signed_file if signed else letter.pdf_file)
		found.append(
			Download(
				name,
				f"{letter.letter_template} {letter.letter_number or ''}".strip(),
				files.file_name(letter, extension, signed=signed),
				partial(files.read, letter, signed=signed),
			)
		)
	return found


def _data_files(case: Document, process: Process, visits: list, last: int) -> list[Download]:
	"""Files in the rows that an office's step leaves behind: after the applicant has given all that was asked of
	them and the last letter is out, and for as many days as the settings say.
	"""
	tables = _file_tables(case, process)
	office_steps = set().union(*(process.steps_owning(table) for table, _column in tables))
	letter_steps = {e.step for e in process.evidence if e.letter and e.step}
	sent_at = max(office_steps | letter_steps, default=0)
	if not tables or last <= sent_at or _still_asked(case, process, visits, last):
		return []
	arrived = next((v.entered_on for v in reversed(visits) if v.step_number > sent_at), visits[-1].entered_on)
	until = add_days(get_datetime(arrived), office.settings().data_link_days or 0)
	if now_datetime() > until:
		return []
	return [
		Download(
			row.name,
			row.get("description") or file.file_name,
			file.file_name,
			partial(_bytes, file.name),
			until,
		)
		for table, column in tables
		for row in case.get(table)
		if (file := _file_of(case, row.get(column)))
	]


def _file_tables(case: Document, process: Process) -> list[tuple[str, str]]:
	"""Tables with a column for files, filled in by the office: (table, column)."""
	found = []
	for name in {e.field for e in process.evidence if e.step and e.kind in TABLE_KINDS}:
		steps = process.steps_owning(name)
		if any(
			guard.is_applicant_role(process.turn(process.step(n).state)) or n in process.early_steps
			for n in steps
		):
			continue
		columns = frappe.get_meta(case.meta.get_field(name).options).get(
			"fields", {"fieldtype": ("in", ATTACH_TYPES)}
		)
		found += [(name, df.fieldname) for df in columns]
	return found


def _still_asked(case: Document, process: Process, visits: list, last: int) -> bool:
	"""Whether something that an earlier step asks of the applicant (the signed commitment) is not there."""
	theirs = {
		s.number for s in process.steps if s.number < last and guard.is_applicant_role(process.turn(s.state))
	}
	return bool(missing(process, theirs, reading.facts_of(case, process), reading.plain_visits(visits)))


def _file_of(case: Document, url: str | None):
	if not url:
		return None
	return frappe.db.get_value(
		"File",
		{"file_url": url, "attached_to_doctype": case.doctype, "attached_to_name": case.name},
		["name", "file_name"],
		as_dict=True,
	)


def _bytes(file: str) -> bytes:
	content = frappe.get_doc("File", file).get_content()
	return content if isinstance(content, bytes) else content.encode()
