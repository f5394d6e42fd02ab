"""The dialog of one action, built from the SOP: it asks for exactly what that move needs."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.workflows import guard, messages, reading, rules
from dinas_sop.workflows.evidence import asked_anew, fingerprint, is_there, missing, missing_on_entry
from dinas_sop.workflows.moves import transition_for, write
from dinas_sop.workflows.process import LETTER_KINDS, TABLE_KINDS, Evidence, Kind, Process

COPIED = (
	"fieldname",
	"fieldtype",
	"label",
	"options",
	"description",
	"length",
	"precision",
)


def fields_of_move(case: Document, action: str, values: dict) -> dict:
	"""What an action asks for. See `api.requirements` for arguments and return."""
	process = reading.process_for(case.doctype, case.sop)
	write(case, {k: v for k, v in values.items() if k not in ("move_reason", "still_valid", "corrections")})
	transition = transition_for(process, case, action)
	if not transition:
		frappe.throw(
			_("The action {0} is not yours now. Please reload the case.").format(bold(_(action))),
			messages.Refused,
		)
	visits = reading.plain_visits(reading.visits_of(case.doctype, case.name))
	last, here, target = rules.last_step(visits), process.step_of(transition.state), transition.next_state
	facts = reading.facts_of(case, process)
	demanded = rules.demanded_steps(process, target, last)
	lacking = missing(process, demanded, facts, visits)
	anew = asked_anew(here, visits) if here in demanded else None
	rows = [
		*(process.evidence_of(step=here) if here and here in demanded else ()),
		*process.evidence_of(final_state=target),
	]
	elsewhere = tuple(m for m in lacking if m.evidence.step != here)
	return {
		"action": action,
		"next_state": target,
		"step": here,
		"activity": (process.step(here).activity if here else ""),
		"needs_reason": rules.needs_reason(process, transition.state, target, last),
		"fields": [
			_field(case, evidence, facts, anew)
			for evidence in _once_per_field(rows)
			if facts.applies.get(evidence.key, True)
		],
		"correctable": _correctable(case, process, last) if target == process.correction else [],
		"open_corrections": _open_corrections(case, process),
		"blocked_by": [messages.missing_sentence(case, process, elsewhere)] if elsewhere else [],
		"missing": [m.evidence.key for m in [*lacking, *missing_on_entry(process, target, facts)]],
	}


def _once_per_field(rows: list[Evidence]) -> list[Evidence]:
	seen, kept = set(), []
	for evidence in rows:
		subject = (evidence.letter or evidence.field, evidence.kind in LETTER_KINDS)
		if subject not in seen:
			seen.add(subject)
			kept.append(evidence)
	return kept


def _field(case: Document, evidence: Evidence, facts, anew) -> dict:
	there = is_there(evidence, facts)
	stale = bool(
		anew
		and there
		and evidence.key not in anew[1]
		and evidence.kind not in TABLE_KINDS
		and anew[0].get(evidence.key) == fingerprint(evidence, facts)
	)
	common = {
		"key": evidence.key,
		"mandatory": evidence.mandatory,
		"there": there and not stale,
		"stale": stale,
		"hint": _(evidence.hint) if evidence.hint else "",
		"conditional": bool(evidence.condition),
	}
	if evidence.kind in LETTER_KINDS:
		return common | {
			"kind": "letter",
			"letter": evidence.letter,
			"wanted": {Kind.DRAFTED: "Draf", Kind.ISSUED: "Terbit", Kind.SIGNED: "Ditandatangani"}[
				evidence.kind
			],
			"letters": frappe.get_all(
				"Official Letter",
				filters={
					"reference_doctype": case.doctype,
					"reference_name": case.name,
					"letter_template": evidence.letter,
					"status": ("not in", ("Diganti", "Dicabut")),
				},
				fields=["name", "status", "letter_number", "subject"],
				order_by="creation desc",
			),
		}
	df = case.meta.get_field(evidence.field)
	field = common | {"kind": "table" if evidence.kind in TABLE_KINDS else "field"}
	field |= {key: df.get(key) for key in COPIED if df.get(key)}
	if evidence.kind in TABLE_KINDS:
		asks_row = evidence.kind == Kind.ROW
		field |= {
			"asks_row": asks_row,
			"columns": [c.name for c in evidence.columns],
			"rows": [row.as_dict(no_default_fields=False) for row in case.get(evidence.field) or []],
			"child_fields": [
				{key: f.get(key) for key in (*COPIED, "in_list_view") if f.get(key)}
				for f in frappe.get_meta(df.options).fields
				if not f.read_only and f.fieldtype not in frappe.model.no_value_fields
			],
		}
		return field
	return field | {"value": case.get(evidence.field), "allowed_values": list(evidence.values)}


def _correctable(case: Document, process: Process, last: int) -> list[dict]:
	names = guard.correctable_fields(case.meta, process, last)
	return [
		{"value": df.fieldname, "label": _(df.label, context=case.doctype)}
		for df in reading.value_fields(case.meta)
		if df.fieldname in names
	]


def _open_corrections(case: Document, process: Process) -> list[dict]:
	if case.get(STATE_FIELD) != process.correction:
		return []
	return [
		{"name": row.name, "field": row.case_field, "label": _(row.field_label), "why": row.why}
		for row in case.corrections
		if not row.answered_on
	]
