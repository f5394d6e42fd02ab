"""Refusals of the rules as sentences: what is wrong, at which step, and what to do."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import escape_html, formatdate

from dinas_sop.workflows.attempts import Code, Refusal
from dinas_sop.workflows.dates import DateProblem
from dinas_sop.workflows.evidence import Missing
from dinas_sop.workflows.missing_words import what_to_do
from dinas_sop.workflows.process import LETTER_KINDS, Kind, Process

TEXT_TYPES = ("Data", "Small Text", "Text")


class Refused(frappe.ValidationError):
	"""A save of a case that the guard refuses."""


def throw(doc: Document, process: Process, refusals: list[Refusal]) -> None:
	"""Refuse a save with all its reasons.

	Raises:
		Refused: always.
	"""
	sentences = [sentence(doc, process, refusal) for refusal in refusals]
	frappe.throw(
		sentences[0] if len(sentences) == 1 else sentences,
		exc=Refused,
		title=_title(process, refusals[0]),
		as_list=len(sentences) > 1,
	)


def refuse_markup(df, value: object) -> None:
	"""Refuse markup in a plain text: it can reach no desk list, letter or report.

	Args:
		df: the DocField, named by its label.

	Raises:
		Refused: the text holds < or >.
	"""
	if df.fieldtype in TEXT_TYPES and isinstance(value, str) and ("<" in value or ">" in value):
		frappe.throw(
			_("{0}: please write without the characters {1} and {2}.").format(
				bold(_(df.label)), "&lt;", "&gt;"
			),
			Refused,
		)


def throw_changed() -> None:
	"""Refuse a save because somebody else's came first.

	Raises:
		frappe.TimestampMismatchError: always.
	"""
	frappe.throw(
		_("Somebody else has changed this case in the meantime. What you typed is kept; please look again."),
		frappe.TimestampMismatchError,
		title=_("Case was changed"),
	)


def sentence(doc: Document, process: Process, refusal: Refusal) -> str:
	"""One refusal in the user's language, with field labels in bold."""
	labels = ", ".join(bold(label_of(doc, name)) for name in refusal.fields)
	state = bold(_(refusal.state))
	current = bold(_(doc.get_doc_before_save().workflow_state)) if doc.get_doc_before_save() else ""
	step = step_name(process, refusal.step)
	if refusal.code == Code.EVIDENCE:
		return missing_sentence(doc, process, refusal.missing)
	texts = {
		Code.NO_SUCH_MOVE: _(
			"From {0} there is no action of yours that leads to {1}. Please use one of the actions shown on the form."
		).format(current, state),
		Code.CONDITION: _("The condition for moving to {0} does not hold for this case.").format(state),
		Code.SELF_APPROVAL: _(
			"You made this case yourself; somebody else with your role has to move it to {0}."
		).format(state),
		Code.NOT_FIRST_STATE: _("A new case begins in {0}, not in {1}.").format(
			bold(_(process.first_state)), state
		),
		Code.FIELD_OF_ENGINE: _("{0} is filled in by the system and cannot be changed.").format(labels),
		Code.FIELD_OF_APPLICATION: _(
			"{0} was written by the applicant. To have it changed, return the case with this field to correct."
		).format(labels),
		Code.FIELD_OF_STEP: _("{0} belongs to {1} and cannot be written now.").format(labels, step)
		if refusal.step
		else _("{0} cannot be written in this move.").format(labels),
		Code.FINAL: _("The case is closed ({0}); {1} cannot be changed any more.").format(state, labels),
		Code.NOT_YOUR_TURN: _("{0} is written at {1} by {2}, not by you.").format(
			labels, step, bold(_(process.turn(refusal.state)))
		),
		Code.NO_CORRECTION: _("Please say which fields have to be corrected, and why."),
		Code.CORRECTION_TARGET: _(
			"{0}: a correction names a field that the applicant wrote, and says why."
		).format(labels or _("Correction")),
		Code.CORRECTION_CHANGED: _("Corrections are asked when the case is returned and cannot be changed."),
		Code.UNANSWERED: _("Still to be corrected or answered: {0}.").format(labels),
		Code.REASON: _("Please write the reason: the case becomes {0}, and its history keeps why.").format(
			state
		),
		Code.REASON_WITHOUT_MOVE: _("A reason belongs to an action; please choose one."),
		Code.TICK: _("This cannot be ticked as still valid here; please give it anew."),
		Code.ROWS: _(
			"In {0}, rows of others and rows given earlier stay as they are. Add a row, or change the status of your own."
		).format(labels),
	}
	return texts[refusal.code]


def date_sentence(doc: Document, problem: DateProblem) -> str:
	"""A date that does not fit, and what to write instead."""
	label, day = bold(label_of(doc, problem.field)), formatdate(doc.get(problem.other))
	other = bold(label_of(doc, problem.other))
	return {
		"order": _("{0} lies before {1} ({2}). Please correct one of the two dates."),
		"future": _(
			"{0} lies in the future. Please write the day on which it happened, today at the latest."
		),
		"early": _(
			"{0} lies before {1} ({2}), when the permit begins. Please write that day or a later one."
		),
		"late": _(
			"{0} lies after {1} ({2}), when the permit has run out. Please write an earlier day; research that began later needs a new permit."
		),
	}[problem.code].format(label, other, day)


def missing_sentence(doc: Document, process: Process, missing: tuple[Missing, ...]) -> str:
	"""What is missing, step by step, and where to give it."""
	parts = []
	for number in sorted({m.evidence.step for m in missing}):
		names = ", ".join(
			bold(evidence_label(doc, m.evidence)) + (" " + _("(anew)") if m.stale else "")
			for m in missing
			if m.evidence.step == number
		)
		parts.append(
			_("{0} still needs: {1}.").format(step_name(process, number), names)
			if number
			else _("Still needed: {0}.").format(names)
		)
	return " ".join([*parts, *what_to_do(doc, process, missing)])


def evidence_label(doc: Document, evidence) -> str:
	"""Name of a piece of evidence as the user knows it."""
	if evidence.kind in LETTER_KINDS:
		status = {
			Kind.DRAFTED: _("drafted"),
			Kind.ISSUED: _("issued"),
			Kind.SIGNED: _("signed"),
		}[evidence.kind]
		return f"{_(evidence.letter)} ({status})"
	label = label_of(doc, evidence.field)
	if evidence.kind == Kind.VALUE:
		return f"{label}: {_(' / ').join(_(value) for value in evidence.values)}"
	if evidence.kind == Kind.ROWS and evidence.hint:  # the SOP says what is expected of the rows
		return f"{label} ({escape_html(_(evidence.hint))})"
	if evidence.kind in (Kind.ROW, Kind.ROWS) and evidence.columns:
		table = doc.meta.get_field(evidence.field)
		child = frappe.get_meta(table.options) if table else None
		columns = [_(child.get_label(c.name)) if child else c.name for c in evidence.columns]
		return f"{label} ({', '.join(columns)})"
	return label


def label_of(doc: Document, fieldname: str) -> str:
	df = doc.meta.get_field(fieldname)
	return escape_html(_(df.label, context=doc.doctype) if df and df.label else fieldname)


def step_name(process: Process, number: int) -> str:
	"""The step as the SOP numbers it, with its activity."""
	step = process.step(number)
	return f"{_('Step {0}').format(number)} ({escape_html(step.activity)})" if step else ""


def _title(process: Process, refusal: Refusal) -> str:
	if refusal.code == Code.EVIDENCE:
		return _("Not complete yet")
	return _("Not possible at this step")
