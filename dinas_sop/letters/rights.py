"""Who may draft, issue, sign and replace a letter now: who may edit the case in the state of its step."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import demands, messages, ownership, reading
from dinas_sop.workflows.evidence import is_there
from dinas_sop.workflows.process import FIELD_KINDS, Process


def may_write(process: Process, state: str, roles: frozenset[str], letter: str, last_step: int) -> bool:
	"""Whether a letter may be written, decided on plain values.

	Args:
		state: where the case stands.
		roles: of the user.
		letter: name of the Letter Template.
		last_step: the last step the case stood in.

	Returns:
		True for who edits the state of a step whose evidence names the letter, and for who acts there by an
		action that needs that evidence (an action such as Batalkan needs none and opens nothing).

	Source: DESIGN "People and access" (the guard covers Official Letters), "Workflows" (who may act).
	"""
	if ownership.may_draft(process, state, roles, letter):
		return True
	here = process.step_of(state)
	return here in process.letter_steps(letter) and any(
		here in demands.demanded_steps(process, move.next_state, last_step)
		for move in process.moves_from(state, roles)
	)


def may_write_now(case: Document, letter: str) -> bool:
	"""Whether the session user may write a letter of this kind now; the case can be locked by the caller."""
	if not case.has_permission("write"):
		return False
	process = reading.process_for(case.doctype, case.sop)
	visits = reading.plain_visits(reading.visits_of(case.doctype, case.name))
	roles = acting.roles_of()
	return may_write(process, case.get(STATE_FIELD), roles, letter, demands.last_step(visits))


def check(case: Document, letter: str) -> None:
	"""Refuse who may not write a letter of this kind now.

	Raises:
		messages.Refused: naming the step and the role that writes it, and where the case stands.
	"""
	if may_write_now(case, letter):
		return
	process = reading.process_for(case.doctype, case.sop)
	steps = sorted(process.letter_steps(letter))
	if not steps:
		text = _("The SOP asks for no {0} in this process.").format(bold(letter))
	else:
		text = _("{0} is written at {1} by {2}. The case stands in {3} now.").format(
			bold(letter),
			messages.step_name(process, steps[0]),
			", ".join(bold(_(role)) for role in process.editors(process.step(steps[0]).state)),
			bold(_(case.get(STATE_FIELD))),
		)
	frappe.throw(text, messages.Refused, title=_("Not possible at this step"))


def check_facts(case: Document, letter: str) -> None:
	"""Refuse a letter before the fields of the step that needs it are filled, since it says them.

	Raises:
		messages.Refused: naming the fields.
	"""
	process = reading.process_for(case.doctype, case.sop)
	here = process.step_of(case.get(STATE_FIELD))
	if not any(e.letter == letter and e.mandatory for e in process.evidence_of(step=here)):
		return
	facts = reading.facts_of(case, process, with_letters=False)
	lacking = [
		bold(messages.evidence_label(case, evidence))
		for evidence in process.evidence_of(step=here)
		if evidence.kind in FIELD_KINDS
		and evidence.mandatory
		and facts.applies.get(evidence.key, True)
		and not is_there(evidence, facts)
	]
	if lacking:
		frappe.throw(
			_("Please fill in {0} and save first: {1} says it.").format(", ".join(lacking), bold(letter)),
			messages.Refused,
			title=_("Not complete yet"),
		)
