"""What an ordinary save of an Official Letter may change: the words of a draft, by who may write it now.

Number, status, files, hashes and the case it belongs to are written by `life` alone, whatever way a save comes.
"""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.letters import office, rights, values, words
from dinas_sop.print_formats import wording
from dinas_sop.workflows import guard, messages
from dinas_sop.workflows.messages import Refused


def check_save(letter: Document) -> None:
	"""`validate` of Official Letter.

	Raises:
		messages.Refused: the letter is new, issued, not the user's to write now, or something else than its
			words changes.
	"""
	if frappe.flags.dinas_engine:
		return
	before = letter.get_doc_before_save()
	if not before:
		frappe.throw(_("Letters are drafted from their case."), Refused)
	changed = guard.changed_fields(letter, before)
	closed = sorted(changed - set(words.WORDS))
	if closed or letter.docstatus:
		frappe.throw(
			_("{0} is written by the system when the letter is issued, signed or replaced.").format(
				", ".join(bold(messages.label_of(letter, name)) for name in closed) or bold(_("Status"))
			),
			Refused,
			title=_("Only the words can be changed"),
		)
	if not changed:
		return
	if before.status != values.DRAFT:
		frappe.throw(
			_("{0} is issued and stays as it is. Draft a letter that replaces it.").format(
				bold(letter.letter_number)
			),
			Refused,
			title=_("An issued letter does not change"),
		)
	rights.check(case_of(letter), letter.letter_template)


def check_words(letter: Document) -> None:
	"""The words are plain text with placeholders that this kind of letter knows, and an official signs.

	Raises:
		messages.Refused: naming the field and what to write instead.
	"""
	kind = values.layout_of(letter.letter_template)
	for name in words.TEXTS:
		check_text(letter, name, kind)
	if letter.signatory and not office.official(letter.signatory):
		frappe.throw(
			_("{0} is not among the officials in Dinas SOP Settings, who alone can sign.").format(
				bold(letter.signatory)
			),
			Refused,
		)


def check_text(doc: Document, field: str, kind: str) -> None:
	"""One wording of a letter or template.

	Raises:
		messages.Refused: markup, an unknown placeholder (the known ones are listed) or a stray brace.
	"""
	text, label = doc.get(field) or "", bold(messages.label_of(doc, field))
	if "<" in text or ">" in text:
		frappe.throw(
			_("{0}: please write without the characters {1} and {2}.").format(label, "&lt;", "&gt;"), Refused
		)
	try:
		wording.check(text, kind)
	except wording.WordingError as error:
		known = ", ".join(f"{{{name}}}" for name in error.known) or ", ".join(
			f"{{{name}}}" for name in wording.placeholders(kind)
		)
		if error.unknown:
			problem = _("{0}: {1} is not known here.").format(label, bold(", ".join(error.unknown)))
		else:
			problem = _("{0}: braces are for placeholders only.").format(label)
		frappe.throw(
			problem + " " + _("Known placeholders: {0}").format(known),
			Refused,
			title=_("Unknown placeholder") if error.unknown else _("Stray brace"),
		)


def check_deletion(letter: Document) -> None:
	"""`on_trash` of Official Letter: only the engine discards, and only drafts.

	Raises:
		messages.Refused: always, but for the engine.
	"""
	if not frappe.flags.dinas_engine or letter.status != values.DRAFT:
		frappe.throw(
			_("Letters are kept. A draft can be discarded with its own button, by who may write it."), Refused
		)


def case_of(letter: Document) -> Document:
	return frappe.get_doc(letter.reference_doctype, letter.reference_name)
