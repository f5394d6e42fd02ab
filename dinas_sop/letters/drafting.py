"""Drafting a letter: the template's words, filled from the case."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.constants import LETTER_TEMPLATE, OFFICIAL_LETTER
from dinas_sop.letters import office, placeholders, rights, values, words
from dinas_sop.letters.ending import IN_FORCE, save
from dinas_sop.permissions import acting
from dinas_sop.print_formats import kinds, rows
from dinas_sop.workflows import kept_files
from dinas_sop.workflows.messages import Refused

TO_SOMEBODY = (kinds.DATA_REPLY, kinds.EXTENSION, kinds.PLAIN_LETTER)


def draft(case: Document, letter_template: str) -> Document:
	"""Draft a letter of a kind, with the template's words filled from the case.

	Args:
		case: the stored case, locked.

	Returns:
		The draft; where one stands already, that one. Where a letter of the kind is in force, the draft
		`replaces` it.

	Raises:
		messages.Refused: not the user's to write now, or not a letter of this document.
	"""
	rights.check(case, letter_template)
	rights.check_facts(case, letter_template)
	template = frappe.get_cached_doc(LETTER_TEMPLATE, letter_template)
	if template.applies_to and template.applies_to != case.doctype:
		frappe.throw(
			_("{0} is a letter of {1}.").format(bold(letter_template), bold(_(template.applies_to))), Refused
		)
	own = {"reference_doctype": case.doctype, "reference_name": case.name, "letter_template": letter_template}
	if standing := frappe.db.get_value(OFFICIAL_LETTER, own | {"status": values.DRAFT}):
		letter = frappe.get_doc(OFFICIAL_LETTER, standing, for_update=True)
		save(letter)  # what it shows of the case may have changed since
		return letter
	letter = frappe.get_doc(
		{
			"doctype": OFFICIAL_LETTER,
			**own,
			**first_words(case, template),
			"status": values.DRAFT,
			"draft_key": f"{case.doctype}:{case.name}:{letter_template}",
			"replaces": frappe.db.get_value(OFFICIAL_LETTER, own | {"status": ("in", IN_FORCE)}),
		}
	)
	with kept_files.engine_writes():
		try:
			# nobody has the right to create letters: `rights.check` has just said that this one may be drafted
			return letter.insert(ignore_permissions=True)
		except frappe.UniqueValidationError:
			frappe.throw(
				_("Somebody has just drafted {0}. Please reload.").format(bold(letter_template)), Refused
			)


def first_words(case: Document, template: Document) -> dict[str, str]:
	"""The words of a new draft, by field."""
	kind = template.layout
	known = placeholders.values_of(case, kind)
	signatory, acting_line = _who_signs(template)
	filled = words.prefill({name: template.get(name) for name in words.TEMPLATE_WORDS}, known)
	files_given = len(case.get("data_files") or [])
	if kind == kinds.DATA_REPLY and case.get("decision") not in (rows.GRANTED, rows.PARTLY):
		filled["provisions"] = ""  # terms of use of data that are not given
	return {
		**filled,
		"nature": template.nature or "Biasa",
		"attachment_note": f"{files_given} ({words.count_in_words(files_given)}) berkas"
		if files_given
		else "-",
		"recipient": "\n".join(_recipient(case)) if kind in TO_SOMEBODY else "",
		"signatory": signatory,
		"acting_line": acting_line,
	}


def _who_signs(template: Document) -> tuple[str | None, str]:
	"""The signatory and the line before the position; on days of leave the deputy, as Plt. or Plh."""
	signatory = template.signatory or office.settings().head
	deputy = acting.deputy_of(signatory) if signatory and not template.acting_line else None
	return (deputy.deputy, deputy.kind) if deputy else (signatory, template.acting_line or "")


def _recipient(case: Document) -> list[str]:
	institution = (case.get("institution") or "").strip()
	if case.get("applicant_type") == "Lembaga" and institution:
		return [f"Pimpinan {institution}", "di tempat"]
	return [f"Sdr. {case.applicant_name}", *([institution] if institution else []), "di tempat"]
