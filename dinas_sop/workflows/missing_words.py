"""What to do about evidence that is missing, in words: a field is filled in, a letter made, another unit waited for."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.workflows import reading
from dinas_sop.workflows.evidence import Evidence, LetterFact, Missing, is_filled
from dinas_sop.workflows.process import LETTER_KINDS, Kind, Process

DRAFT, ISSUED = "Draf", "Terbit"


def what_to_do(doc: Document, process: Process, missing: tuple[Missing, ...]) -> list[str]:
	"""The ways to what is missing, each said once.

	Args:
		doc: the case as it would be saved, or as it is stored.
		missing: what the rules found.
	"""
	before = doc.get_doc_before_save()
	here = 0 if doc.is_new() else process.step_of((before or doc).get(STATE_FIELD))
	letters = reading.letters_of(doc) if any(m.evidence.kind in LETTER_KINDS for m in missing) else ()
	found = {}
	for one in missing:
		found[_way(one, doc, here, letters)] = None
	return list(found)


def _way(missing: Missing, doc: Document, here: int, letters: tuple[LetterFact, ...]) -> str:
	evidence = missing.evidence
	if doc.is_new():
		return _("Please fill this in, then save.")
	if evidence.step and evidence.step != here:
		if frappe.get_cached_value("User", frappe.session.user, "user_type") != "System User":
			return _("Please ask the office.")
		return _("What belongs to another step is given there: take the case back to it first.")
	if evidence.kind in LETTER_KINDS:
		return f"{bold(_(evidence.letter))}: {letter_way(evidence, letters, missing.stale)}"
	if waits_for_others(evidence):
		return _(
			"Please wait until the other units have marked their dispositions done, or ask who gave them to withdraw them."
		)
	if evidence.kind == Kind.VALUE and is_filled(doc.get(evidence.field)):
		return _("If that is not so, the case cannot go on this way: please choose another action.")
	return _("Please fill this in with the action, or save it first.")


def waits_for_others(evidence: Evidence) -> bool:
	"""Whether the evidence speaks of rows of other units, which the user cannot fill in."""
	return any(column.name == "unit" and "lain" in column.values for column in evidence.rows_where)


def letter_way(evidence: Evidence, letters: tuple[LetterFact, ...], stale: bool) -> str:
	"""What is to be done next to a letter so that it counts, without its name.

	Args:
		letters: those of the case.
		stale: one that would count is there, but the step asks for a new one.
	"""
	standing = {letter.status for letter in letters if letter.kind == evidence.letter}
	needs_signature = evidence.kind == Kind.SIGNED
	if DRAFT in standing and evidence.kind != Kind.DRAFTED:
		if needs_signature:
			return _("issue the draft first, then upload the signed letter.")
		return _("issue the draft.")
	if ISSUED in standing and needs_signature:
		return _("have it signed, then upload the signed letter.")
	if stale:
		return _("draft a new one; the one from before the case came back does not count.")
	return {
		Kind.DRAFTED: _("draft it."),
		Kind.ISSUED: _("draft it, then issue it."),
		Kind.SIGNED: _("draft it, issue it, then upload the signed letter."),
	}[evidence.kind]
