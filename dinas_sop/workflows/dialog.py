"""The dialog of one action, built from the SOP: it asks for exactly what that move needs."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import demands, guard, messages, ownership, reading
from dinas_sop.workflows.dialog_fields import FieldMaker, plain_field
from dinas_sop.workflows.evidence import asked_anew, missing, missing_on_entry
from dinas_sop.workflows.moves import offered_moves, transition_for, write
from dinas_sop.workflows.overview import direction, reads_field
from dinas_sop.workflows.process import LETTER_KINDS, Evidence, Process, Transition


def fields_of_move(case: Document, action: str, values: dict) -> dict:
	"""What an action asks for. See `api.requirements` for arguments and return."""
	process = reading.process_for(case.doctype, case.sop)
	write(case, {k: v for k, v in values.items() if k not in (*guard.TRANSIENT, guard.CORRECTIONS)})
	certain = transition_for(process, case, action)
	transition = certain or next((t for t in offered_moves(process, case) if t.action == action), None)
	if not transition:
		frappe.throw(
			_("The action {0} is not yours now. Please reload the case.").format(bold(_(action))),
			messages.Refused,
		)
	log = reading.visits_of(case.doctype, case.name)
	visits = reading.plain_visits(log)
	last, here, target = demands.last_step(visits), process.step_of(transition.state), transition.next_state
	facts = reading.facts_of(case, process)
	demanded = demands.demanded_steps(process, target, last)
	lacking = [*missing(process, demanded, facts, visits), *missing_on_entry(process, target, facts)]
	rows = [
		*(process.evidence_of(step=here) if here and here in demanded else ()),
		*process.evidence_of(final_state=target),
	]
	maker = FieldMaker(case, process, facts, log, lacking, asked_anew(here, visits) if here else None)
	elsewhere = tuple(m for m in lacking if m.evidence.step and m.evidence.step != here)
	return {
		"action": action,
		"modified": str(case.modified),
		"direction": direction(process, transition.state, target, last).value,
		"next_state": target if certain else None,
		"step": here,
		"activity": process.step(here).activity if here else "",
		"needs_reason": demands.needs_reason(process, transition.state, target, last),
		"fields": [
			maker.field(evidence)
			for evidence in _once_per_field(rows)
			if facts.applies.get(evidence.key, True)
		],
		"can_save": _can_save(process, transition, here in demanded),
		"conditional": any(e.condition for e in rows) or _branches(process, transition, rows),
		"correctable": _correctable(case, process, last) if target == process.correction else [],
		"open_corrections": [] if process.is_final(target) else _open_corrections(case, process),
		"blocked_by": [messages.missing_sentence(case, process, elsewhere)] if elsewhere else [],
		"missing": [m.evidence.key for m in lacking],
	}


def _once_per_field(rows: list[Evidence]) -> list[Evidence]:
	seen, kept = set(), []
	for evidence in rows:
		subject = (evidence.letter or evidence.field, evidence.kind in LETTER_KINDS)
		if subject not in seen:
			seen.add(subject)
			kept.append(evidence)
	return kept


def _can_save(process: Process, transition: Transition, asks: bool) -> bool:
	"""Whether "save first" is the user's: what the dialog asks can be written without moving."""
	state, roles = transition.state, acting.roles_of()
	if state == process.correction:
		return not process.is_final(transition.next_state) and bool(roles & set(process.editors(state)))
	return asks and bool(ownership.writable_steps(process, state, roles, None))


def _branches(process: Process, transition: Transition, rows: list[Evidence]) -> bool:
	"""Whether the values of the dialog can change where the action leads."""
	asked = {e.field for e in rows if e.field}
	return any(
		reads_field(t.condition, asked)
		for t in process.transitions
		if t.state == transition.state and t.action == transition.action
	)


def _correctable(case: Document, process: Process, last: int) -> list[dict]:
	names = guard.correctable_fields(case.meta, process, last)
	return [
		{"value": df.fieldname, "label": _(df.label, context=case.doctype)}
		for df in reading.value_fields(case.meta)
		if df.fieldname in names
	]


def _open_corrections(case: Document, process: Process) -> list[dict]:
	"""What was asked to be corrected and is not answered yet, each with its field to fill in."""
	if case.get(STATE_FIELD) != process.correction:
		return []
	return [
		{
			"name": row.name,
			"field": row.case_field,
			"label": _(case.meta.get_label(row.case_field), context=case.doctype),
			"why": row.why,
			"answer": row.answer,
			"df": plain_field(case, row.case_field),
		}
		for row in case.corrections
		if not row.answered_on
	]
