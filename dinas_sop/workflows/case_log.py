"""What the log says of a case after an accepted save: who left which state by what, and which one was entered."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime

from dinas_sop.constants import (
	CHANNEL_COUNTER,
	CHANNEL_DESK,
	CHANNEL_LINK,
	CHANNEL_WEB_FORM,
	STATE_FIELD,
)
from dinas_sop.letters import ending
from dinas_sop.permissions import acting
from dinas_sop.workflows import attempts, demands, guard, reading, step_log
from dinas_sop.workflows.evidence import snapshot
from dinas_sop.workflows.process import Process, Transition


def write(case: Document, verdict: guard.Verdict, now, reason: str) -> None:
	"""Close the row of the state left and open that of the state entered, in this transaction.

	Args:
		now: the moment of the save.
		reason: the written reason, or empty.
	"""
	attempt = verdict.attempt
	actor = _actor(case, attempt)
	if not attempt.before:
		step_log.begin(case, verdict.process, case.get(STATE_FIELD), now, actor)
	elif attempt.moves:
		_write_move(case, verdict, actor, now, reason)
	elif attempt.ticks:
		step_log.tick(verdict.visits[-1], attempt.ticks)


def _write_move(case: Document, verdict: guard.Verdict, actor: step_log.Actor, now, reason: str) -> None:
	attempt, process, row = verdict.attempt, verdict.process, verdict.visits[-1]
	back = {}
	if demands.is_back(process, attempt.before, attempt.after, attempt.last_step):
		step = process.step_of(attempt.after)
		back = {"back_to_step": step, "evidence": snapshot(process, step, attempt.facts)}
	if attempt.ticks:
		step_log.tick(row, attempt.ticks)
	reason = reason or "; ".join(
		f"{row.field_label}: {row.why}" for row in case.corrections if get_datetime(row.asked_on) == now
	)
	action = attempt.transition.action
	open_row, visit = row, row.visit
	if process.is_final(attempt.before):  # its row was closed on entering; closed rows stay as they are
		visit += 1
		name = step_log.open_row(case, process, attempt.before, visit, now)
		open_row = {"name": name, "entered_on": now}
	step_log.close_row(open_row, actor, now, action, attempt.after, reason, **back)
	step_log.open_row(case, process, attempt.after, visit + 1, now)
	if attempt.after in process.finals:
		ending.end_with_case(case, attempt.after, reason)


def _actor(case: Document, attempt: attempts.Attempt) -> step_log.Actor:
	user, role = frappe.session.user, attempt.transition.role if attempt.moves and attempt.before else ""
	channel = frappe.flags.dinas_channel
	if not channel:
		at_counter = not role or _is_applicants_action(attempt.process, attempt.transition)
		channel = CHANNEL_COUNTER if at_counter and attempt.is_staff else CHANNEL_DESK
	name = case.applicant_name if channel in (CHANNEL_LINK, CHANNEL_WEB_FORM) else _acting_name(user, role)
	return step_log.Actor(user, name, role, channel)


def _acting_name(user: str, role: str) -> str:
	"""Name of an official, with Plt. or Plh. and the position where they act for somebody else."""
	record = acting.acting_for(user, role) if role else None
	name = reading.official_name(user)
	return f"{acting.title(record)} {name}" if record else name


def _is_applicants_action(process: Process, transition: Transition) -> bool:
	"""Whether an applicant may take the action too; who takes it in the office, does so at the counter."""
	return any(
		guard.is_applicant_role(t.role)
		for t in process.transitions
		if (t.state, t.action) == (transition.state, transition.action)
	)
