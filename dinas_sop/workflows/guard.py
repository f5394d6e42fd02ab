"""The guard: every save of a case, whatever way it comes, passes here before it is written.

It reads what the save would change, asks the plain rules (`rules.decide`), and throws their answer as a
sentence that names the step, the fields by label, and what to do. Nothing here knows an action, a field or
a letter by name.
"""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import attempts, demands, messages, reading, rules
from dinas_sop.workflows.process import Process, Transition

TRANSIENT = ("move_reason", "still_valid")
CORRECTIONS = "corrections"


@dataclass
class Verdict:
	"""What the guard found, for the engine that carries the save out.

	Args:
		process: the process of the case.
		attempt: the save as plain values.
		visits: the case's log rows.
		changed: fields and tables that change.
	"""

	process: Process
	attempt: attempts.Attempt
	visits: list
	changed: frozenset[str]


def check(doc: Document) -> Verdict | None:
	"""Let a save pass or refuse it.

	Args:
		doc: the case as it would be saved.

	Returns:
		The verdict for the engine; None where nothing changed.

	Raises:
		messages.Refused: naming the step, what is missing or not allowed, and what to do.
	"""
	before = doc.get_doc_before_save()
	changed = changed_fields(doc, before)
	if before and not changed:
		return None
	process = reading.process_for(doc.doctype, (before or doc).sop)
	visits = reading.visits_of(doc.doctype, doc.name) if before else []
	if before:
		_refuse_stale_log(before, visits)
	attempt = build_attempt(doc, before, process, changed, visits)
	refusals = rules.decide(attempt)
	if refusals:
		messages.throw(doc, process, refusals)
	return Verdict(process, attempt, visits, changed)


def _refuse_stale_log(before: Document, visits: list) -> None:
	"""The case is read under a lock, its log as this transaction's first query saw it: an older one is no ground.

	Raises:
		frappe.TimestampMismatchError: somebody else moved the case while this save waited for the lock.
	"""
	if visits[-1].state != before.get(STATE_FIELD):
		messages.throw_changed()


def changed_fields(doc: Document, before: Document | None) -> frozenset[str]:
	"""Fieldnames whose value differs from the stored one (of a new case: every filled field)."""
	changed = set()
	for df in reading.value_fields(doc.meta):
		name = df.fieldname
		old, new = before.get(name) if before else None, doc.get(name)
		if old == new and type(old) is type(new):  # the same before any reading of dates, as most are
			continue
		if df.fieldtype in frappe.model.table_fields:
			old, new = ([reading.plain_row(row) for row in rows or []] for rows in (old, new))
		else:
			old, new = reading.plain(df.fieldtype, old), reading.plain(df.fieldtype, new)
		if old != new:
			changed.add(name)
	return frozenset(changed)


def build_attempt(
	doc: Document, before: Document | None, process: Process, changed: frozenset[str], visits: list
) -> attempts.Attempt:
	"""The save as plain values for `rules.decide`."""
	roles = acting.roles_of()
	old_state = before.get(STATE_FIELD) if before else ""
	new_state = doc.get(STATE_FIELD) or (old_state or process.first_state)
	moves = old_state != new_state
	engine = {df.fieldname for df in doc.meta.fields if df.read_only} | {STATE_FIELD}
	open_row = visits[-1] if visits else None
	corrections, touched, answers = _corrections(doc, before, open_row)
	return attempts.Attempt(
		process=process,
		before=old_state,
		after=new_state,
		roles=roles,
		facts=reading.facts_of(doc, process, with_letters=bool(before) and moves),
		open_transitions=_open_transitions(process, old_state, new_state, before, doc)
		if before and moves
		else (),
		acting=doc.flags.get("acting_transition"),
		is_owner=bool(before) and before.owner == frappe.session.user,
		is_staff=bool(frappe.get_cached_value("User", frappe.session.user, "user_type") == "System User"),
		changed=changed - engine - set(TRANSIENT) - {CORRECTIONS} - _tables(doc),
		engine_fields=tuple(sorted((changed & engine) - {STATE_FIELD})) if before else (),
		tables=_table_changes(doc, before, changed, open_row),
		tracked_tables=frozenset(
			df.fieldname for df in doc.meta.get_table_fields() if df.options == "Disposition"
		),
		corrections=corrections,
		corrections_touched=touched,
		answers_given=answers,
		correctable=correctable_fields(doc.meta, process, demands.last_step(reading.plain_visits(visits)))
		if moves and new_state == process.correction
		else frozenset(),
		reason=doc.get("move_reason") or "",
		ticks=frozenset(reading.lines(doc.get("still_valid"))),
		file_keys=frozenset(
			e.key
			for e in process.evidence
			if (df := doc.meta.get_field(e.field)) and df.fieldtype in ("Attach", "Attach Image")
		),
		visits=reading.plain_visits(visits),
	)


def correctable_fields(meta, process: Process, last_step: int) -> frozenset[str]:
	"""Fields that the applicant wrote: the application, the early steps, and the applicant's own steps so far.

	Args:
		last_step: number of the last step the case stood in.
	"""
	applicant_steps = process.early_steps | {
		step.number for step in process.steps if step.state and is_applicant_role(process.turn(step.state))
	}
	names = set()
	for df in reading.value_fields(meta):
		if df.read_only or df.hidden or df.fieldname == CORRECTIONS:
			continue
		owners = process.steps_owning(df.fieldname)
		if owners:
			if any(step in applicant_steps and step <= last_step for step in owners):
				names.add(df.fieldname)
		elif not process.final_states_owning(df.fieldname):
			names.add(df.fieldname)
	return frozenset(names)


def is_applicant_role(role: str) -> bool:
	"""Whether a role is the applicants': it has no desk access."""
	return bool(role) and not frappe.get_cached_value("Role", role, "desk_access")


def _tables(doc: Document) -> set[str]:
	return {df.fieldname for df in doc.meta.get_table_fields()}


def _open_transitions(
	process: Process, old: str, new: str, before: Document, doc: Document
) -> tuple[Transition, ...]:
	action = doc.flags.get("action")
	return tuple(
		t
		for t in process.transitions
		if t.state == old
		and t.next_state == new
		and (not action or t.action == action)
		and reading.holds(t.condition, before)
		and reading.holds(t.condition, doc)
	)


def _table_changes(doc: Document, before: Document | None, changed: frozenset[str], open_row) -> dict:
	departments = reading.own_departments(frappe.session.user)
	since = reading.plain("Datetime", open_row.entered_on) if open_row else ""

	def row_of(row: Document) -> dict:
		values = reading.plain_row(row, departments)
		if "disposed_on" in values:
			values["current"] = bool(since and values["disposed_on"] >= since)
		return values

	changes = {}
	for name in (_tables(doc) - {CORRECTIONS}) & changed:
		old = {row.name: row_of(row) for row in before.get(name)} if before else {}
		new = [row_of(row) for row in doc.get(name) or []]
		kept = {row["name"] for row in new}
		changes[name] = attempts.TableChange(
			added=tuple(row for row in new if row["name"] not in old),
			removed=tuple(row for key, row in old.items() if key not in kept),
			changed=tuple(
				(old[row["name"]], row) for row in new if row["name"] in old and old[row["name"]] != row
			),
		)
	return changes


def _corrections(doc: Document, before: Document | None, open_row) -> tuple[tuple, bool, bool]:
	"""The rows of the present return, whether an old row was touched, whether an answer was given."""
	old = {row.name: row for row in before.get(CORRECTIONS)} if before else {}
	rows, touched, answers = [], False, False
	since = reading.plain("Datetime", open_row.entered_on) if open_row else ""
	for row in doc.get(CORRECTIONS) or []:
		previous = old.pop(row.name, None)
		if previous is None:
			rows.append(attempts.Correction(row.case_field or "", row.why or "", is_new=True))
			continue
		plain_old, plain_new = reading.plain_row(previous), reading.plain_row(row)
		for key in plain_new:
			if plain_old[key] != plain_new[key]:
				answers, touched = answers or key == "answer", touched or key != "answer"
		if plain_old["asked_on"] >= since:
			answered = bool(row.answered_on or row.answer) or _value_changed(doc, before, row.case_field)
			rows.append(attempts.Correction(row.case_field, row.why, answered=answered))
		elif plain_old["answer"] != plain_new["answer"]:
			touched = True
	return tuple(rows), touched or bool(old), answers


def _value_changed(doc: Document, before: Document, fieldname: str) -> bool:
	return fieldname in changed_fields(doc, before)
