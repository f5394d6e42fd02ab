"""Objections at the edge: the guard of every save, lodging, and what the engine itself writes."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import now_datetime

from dinas_sop.constants import (
	CHANNEL_COUNTER,
	CHANNEL_LINK,
	DATA_REQUEST,
	OBJECTION,
	SETTINGS,
	STATE_FIELD,
)
from dinas_sop.permissions import acting
from dinas_sop.public_information import objection_rules as rules
from dinas_sop.public_information import objection_time as times
from dinas_sop.workflows import consistency, guard, reading
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.process import Transition


def path() -> rules.Path:
	"""The active Workflow of objections.

	Raises:
		frappe.ValidationError: there is none.
	"""
	workflow = consistency.active_workflow(OBJECTION)
	if not workflow:
		frappe.throw(
			_("{0} needs an active Workflow. Please ask the administrator.").format(bold(_(OBJECTION))),
			title=_("Process is not set up"),
		)
	states: dict[str, tuple[str, ...]] = {}
	for row in workflow.states:
		states[row.state] = (*states.get(row.state, ()), row.allow_edit)
	transitions = tuple(Transition(t.state, t.action, t.next_state, t.allowed) for t in workflow.transitions)
	roles = {role for editors in states.values() for role in editors} | {t.role for t in transitions}
	return rules.Path(states, transitions, frozenset(filter(guard.is_applicant_role, roles)))


# --- the guard -----------------------------------------------------------------------


def check(doc: Document) -> frozenset[str]:
	"""Let a save pass or refuse it.

	Returns:
		The fields that change.

	Raises:
		messages.Refused: naming what may not be, and why.
	"""
	before = doc.get_doc_before_save()
	changed = guard.changed_fields(doc, before)
	prepared = frozenset() if before else {df.fieldname for df in doc.meta.fields if df.read_only}
	given = attempt(doc, before, changed - {STATE_FIELD} - prepared)
	problems = rules.decide(given)
	if problems:
		lines = [_sentence(doc, given.path, problem, names) for problem, names in problems]
		frappe.throw("<br>".join(lines), Refused, title=_("Not possible now"))
	return changed


def attempt(doc: Document, before: Document | None, changed: frozenset[str]) -> rules.Attempt:
	"""The save as plain values."""
	route = path()
	return rules.Attempt(
		path=route,
		before=before.get(STATE_FIELD) if before else "",
		after=doc.get(STATE_FIELD) or route.first,
		roles=acting.roles_of(),
		changed=changed,
		is_answered=bool(doc.decision and (doc.response or doc.response_file)),
		has_reply=bool(before and before.applicant_reply),
	)


def _sentence(doc: Document, route: rules.Path, problem: rules.Problem, names: tuple[str, ...]) -> str:
	fields = ", ".join(bold(_(doc.meta.get_label(name) or name)) for name in names)
	before = doc.get_doc_before_save()
	state = bold(_(before.get(STATE_FIELD))) if before else ""
	turn = bold(_(route.turn(before.get(STATE_FIELD)))) if before else ""
	return {
		rules.Problem.NOT_FIRST: lambda: _("An objection begins in {0}.").format(bold(_(route.first))),
		rules.Problem.NOT_AT_LODGING: lambda: _("{0} is not written when an objection is lodged.").format(
			fields
		),
		rules.Problem.LODGED: lambda: _(
			"{0} stays as it was lodged. A wrong objection is withdrawn and lodged anew."
		).format(fields),
		rules.Problem.NO_ACTION: lambda: _("No action of yours leads from {0} to {1}.").format(
			state, bold(_(doc.get(STATE_FIELD)))
		),
		rules.Problem.NOT_NOW: lambda: (
			_("{0} is not yours to write while the objection stands in {1}.").format(fields, state)
			+ (" " + _("It is the turn of {0}.").format(turn) if route.turn(before.get(STATE_FIELD)) else "")
		),
		rules.Problem.REPLIED: lambda: _("{0} was given and stays.").format(fields),
		rules.Problem.NO_ANSWER: lambda: _(
			"An answer needs the decision, and its words or the letter. Please fill them in first."
		),
		rules.Problem.ENGINE: lambda: _("{0} is written by the system.").format(fields),
	}[problem]()


# --- lodging -----------------------------------------------------------------------------


def prepare(doc: Document) -> None:
	"""The engine's own fields of a new objection; whatever the caller sent in them is dropped.

	Raises:
		messages.Refused: no such request, another objection is open, or it is not the time for one.
	"""
	for df in doc.meta.get("fields", {"read_only": 1}):
		doc.set(df.fieldname, None)
	if not doc.data_request or not frappe.db.exists(DATA_REQUEST, doc.data_request):
		frappe.throw(_("Please name the data request that the objection is about."), Refused)
	case = frappe.get_doc(DATA_REQUEST, doc.data_request, for_update=True)  # one objection at a time
	case.check_permission("read")
	now, found = now_datetime(), times.window_of(case)
	if found.when is not rules.When.OPEN:
		frappe.throw(times.why_not(case, found), Refused, title=_("Not the time for an objection"))
	if number := times.open_objection(case.name, for_update=True):
		frappe.throw(
			_("{0} has the open objection {1}; it is answered first.").format(bold(case.name), bold(number)),
			Refused,
		)
	doc.applicant_name, doc.lodged_on = case.applicant_name, now
	doc.lodged_via = CHANNEL_LINK if frappe.flags.dinas_channel == CHANNEL_LINK else CHANNEL_COUNTER
	doc.counts_from, doc.lodge_until = found.since, found.until
	doc.update(times.due_fields(now))


# --- what the engine writes -----------------------------------------------------------


def stamp(doc: Document, changed: frozenset[str]) -> None:
	"""What the engine itself writes in an accepted save."""
	before = doc.get_doc_before_save()
	if not before:
		return
	now = now_datetime()
	if "applicant_reply" in changed:
		doc.replied_on = now
	if before.get(STATE_FIELD) == doc.get(STATE_FIELD):
		return
	route = path()
	if not route.is_final(doc.get(STATE_FIELD)):
		return
	doc.ended_on, doc.respond_near_on = now, None
	taken = route.moves(before.get(STATE_FIELD), doc.get(STATE_FIELD), acting.roles_of())
	if not all(map(route.is_applicants, taken)):
		user = frappe.session.user
		doc.responded_on, doc.responded_by = now, user
		doc.responder_name, doc.responder_position = _official(user, {t.role for t in taken})


def _official(user: str, roles: set[str]) -> tuple[str, str]:
	"""Name and position of who answers, as Plt. or Plh. where that is so."""
	settings = frappe.get_cached_doc(SETTINGS)
	row = next((row for row in settings.officials if row.user == user), None)
	for role in sorted(roles):
		if record := acting.acting_for(user, role):
			return reading.official_name(user), acting.title(record)
	return reading.official_name(user), (row.position if row else "") or ", ".join(sorted(roles))


def keep(doc: Document) -> None:
	"""What background jobs move is not a save's to change, and an empty state is no move."""
	before = doc.get_doc_before_save()
	if before:
		for name in (*times.DUE, *times.TOLD):
			doc.set(name, before.get(name))
		doc.set(STATE_FIELD, doc.get(STATE_FIELD) or before.get(STATE_FIELD))


# --- who may do what now, for forms and files --------------------------------------------


def may_answer(doc: Document) -> bool:
	"""Whether the session user may write the answer now."""
	if doc.is_new() or not doc.has_permission("write"):
		return False
	state, route = doc.get(STATE_FIELD), path()
	return rules.may_answer(rules.Attempt(route, state, state, acting.roles_of()))


def may_reply(doc: Document) -> bool:
	"""Whether the session user may note down the applicant's reply now."""
	if doc.is_new() or doc.applicant_reply or not doc.responded_on or not doc.has_permission("write"):
		return False
	return bool(acting.roles_of() & path().hands)


def check_may_attach(doc: Document) -> None:
	"""Files come with the lodging, and with the answer.

	Raises:
		messages.Refused: the objection takes no file of the user's now.
	"""
	if not may_answer(doc):
		frappe.throw(
			_("{0} takes no file of yours now.").format(bold(doc.name)), Refused, title=_("Not possible now")
		)
