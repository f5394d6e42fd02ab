"""What to do about evidence that is missing, in words: a field is filled in, a letter made, another unit waited for."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import STATE_FIELD
from dinas_sop.workflows import reading
from dinas_sop.workflows.evidence import Evidence, LetterFact, Missing
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
		found[_way(one, here, letters, doc.is_new())] = None
	return list(found)


def _way(missing: Missing, here: int, letters: tuple[LetterFact, ...], is_new: bool) -> str:
	evidence = missing.evidence
	if is_new:
		return _("Please fill this in, then save.")
	if evidence.step and evidence.step != here:
		if frappe.get_cached_value("User", frappe.session.user, "user_type") != "System User":
			return _("Please ask the office.")
		return _("What belongs to another step is given there: take the case back to it first.")
	if evidence.kind in LETTER_KINDS:
		return letter_way(evidence, letters, missing.stale)
	if waits_for_others(evidence):
		return _(
			"Please wait until the other units have marked their dispositions done, or ask who gave them to withdraw them."
		)
	return _("Please fill this in with the action, or save it first.")


def waits_for_others(evidence: Evidence) -> bool:
	"""Whether the evidence speaks of rows of other units, which the user cannot fill in."""
	return any(column.name == "unit" and "lain" in column.values for column in evidence.rows_where)


def letter_way(evidence: Evidence, letters: tuple[LetterFact, ...], stale: bool) -> str:
	"""What is to be done next to a letter so that it counts.

	Args:
		letters: those of the case.
		stale: one that would count is there, but the step asks for a new one.
	"""
	name = bold(_(evidence.letter))
	standing = {letter.status for letter in letters if letter.kind == evidence.letter}
	needs_signature = evidence.kind == Kind.SIGNED
	if DRAFT in standing and evidence.kind != Kind.DRAFTED:
		if needs_signature:
			return _("{0}: issue the draft first, then upload the signed letter.").format(name)
		return _("{0}: issue the draft.").format(name)
	if ISSUED in standing and needs_signature:
		return _("{0}: have it signed, then upload the signed letter.").format(name)
	if stale:
		return _("{0}: draft a new one; the one from before the case came back does not count.").format(name)
	return {
		Kind.DRAFTED: _("{0}: draft it."),
		Kind.ISSUED: _("{0}: draft it, then issue it."),
		Kind.SIGNED: _("{0}: draft it, issue it, then upload the signed letter."),
	}[evidence.kind].format(name)
