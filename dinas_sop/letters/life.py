"""The life of an Official Letter: Draf → Terbit → Ditandatangani → Diganti or Dicabut.

Each step locks the case first and then the letter, so that two clerks never issue one letter twice and a move of
the case waits. Everything is one transaction: when it fails the number is given back before anybody sees it.
"""

from __future__ import annotations

import secrets

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from dinas_sop.constants import LETTER_TEMPLATE, OFFICIAL_LETTER
from dinas_sop.letters import files, office, placeholders, rendering, rights, values, words
from dinas_sop.letters.ending import IN_FORCE, save
from dinas_sop.letters.signature import carries_signature
from dinas_sop.print_formats import numbers
from dinas_sop.workflows import attached, kept_files
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.numbering import next_number
from dinas_sop.workflows.uploads import UploadRefused, check_upload

DRAFT, ISSUED, SIGNED = values.DRAFT, "Terbit", "Ditandatangani"
REPLACED = "Diganti"
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 letters without look-alikes: 5 bits each
CODE_LENGTH = 20


def issue(letter: Document, case: Document) -> None:
	"""Give a draft its number, date and verification code, and keep its PDF for good.

	Args:
		letter, case: stored and locked.

	Raises:
		messages.Refused: not the user's to issue now, no draft, a placeholder or the signatory still missing, or
			a number pattern that lacks something.
	"""
	rights.check(case, letter.letter_template)
	rights.check_facts(case, letter.letter_template)
	_must_stand_in(letter, DRAFT)
	today = getdate()
	signer = _ready_to_issue(letter, case, today)
	_give_number(letter, today)
	letter.content_hash = values.content_hash(letter)  # the case may have changed since the draft was saved
	letter.status, letter.draft_key = ISSUED, None
	letter.letter_date, letter.issued_on, letter.issued_by = today, now_datetime(), frappe.session.user
	letter.signatory_name, letter.signatory_position = signer.name, " ".join(signer.jabatan_lines)
	letter.verification_code = "".join(secrets.choice(CODE_ALPHABET) for _i in range(CODE_LENGTH))
	content = rendering.pdf(values.letter(letter))
	letter.pdf_file, letter.pdf_sha256 = files.keep(letter, content, "pdf", "pdf_file")
	save(letter)
	_note(case, _("{0} {1} was issued.").format(letter.letter_template, letter.letter_number))
	if letter.replaces:
		_replace(frappe.get_doc(OFFICIAL_LETTER, letter.replaces, for_update=True), letter)


def _ready_to_issue(letter: Document, case: Document, today):
	signer = values.signatory_of(letter)
	if not signer:
		frappe.throw(
			_("Please choose a signatory who stands, with a position, among the officials in {0}.").format(
				bold(_("Dinas SOP Settings"))
			),
			Refused,
			title=_("Who signs?"),
		)
	known = placeholders.values_of(case, values.layout_of(letter.letter_template), today, signer)
	if lacking := words.unfilled((letter.get(name) for name in words.TEXTS), known):
		frappe.throw(
			_("Please replace {0} in the words of the letter; the case has nothing for it.").format(
				bold(", ".join(f"{{{name}}}" for name in lacking))
			),
			Refused,
			title=_("Not complete yet"),
		)
	return signer


def _give_number(letter: Document, today) -> None:
	template = frappe.get_cached_doc(LETTER_TEMPLATE, letter.letter_template)
	letter.register_key = f"{template.register_name}/{today.year}"
	letter.sequence = next_number(f"{OFFICIAL_LETTER}/{letter.register_key}")
	try:
		letter.letter_number = numbers.format_number(
			template.number_pattern,
			letter.sequence,
			klasifikasi=template.classification or "",
			kode_unit=office.settings().unit_code or "",
			tahun=today.year,
			bulan=today.month,
		)
	except numbers.PatternError as error:
		frappe.throw(
			_("The number pattern of {0} cannot be filled: {1}").format(bold(template.name), str(error)),
			Refused,
			title=_("No number can be given"),
		)
	twin = frappe.db.exists(
		OFFICIAL_LETTER,
		{
			"letter_number": letter.letter_number,
			"letter_date": ("between", (f"{today.year}-01-01", f"{today.year}-12-31")),
			"name": ("!=", letter.name),
		},
	)
	if twin:
		frappe.throw(
			_(
				"Another letter of this year has the number {0}. Two registers give the same numbers: please change one of their patterns."
			).format(bold(letter.letter_number)),
			Refused,
			title=_("Number is already used"),
		)


def bring_back(letter: Document, case: Document, content: bytes) -> None:
	"""Keep the signed letter: the scan of the paper, or the electronically signed PDF.

	Args:
		letter, case: stored and locked.
		content: the file as it was uploaded.

	Raises:
		messages.Refused: not the user's now, not issued, or a file that is not accepted.
	"""
	rights.check(case, letter.letter_template)
	_must_stand_in(letter, ISSUED, SIGNED)
	try:
		upload = check_upload(content)
	except UploadRefused as refusal:
		frappe.throw(attached.upload_problem_text(refusal.problem), Refused, title=_("File is not accepted"))
	again = letter.status == SIGNED
	letter.status = SIGNED
	letter.signed_file, letter.signed_sha256 = files.keep(
		letter, upload.content, upload.extension, "signed_file"
	)
	letter.signed_electronically = int(carries_signature(upload.content))
	letter.signed_on, letter.signed_by = now_datetime(), frappe.session.user
	save(letter)
	text = _("Another signed file of {0} {1} was uploaded.") if again else _("{0} {1} came back signed.")
	_note(case, text.format(letter.letter_template, letter.letter_number))


def discard(letter: Document, case: Document) -> None:
	"""Delete a draft.

	Raises:
		messages.Refused: not the user's now, or not a draft.
	"""
	rights.check(case, letter.letter_template)
	_must_stand_in(letter, DRAFT)
	with kept_files.engine_writes():
		# nobody has the right to delete letters: `rights.check` has just said that this draft may go
		frappe.delete_doc(OFFICIAL_LETTER, letter.name, ignore_permissions=True)
	_note(case, _("The draft of {0} was discarded.").format(letter.letter_template))


def _replace(old: Document, new: Document) -> None:
	if old.status in IN_FORCE:
		old.status, old.replaced_by = REPLACED, new.name
		old.revoked_on = now_datetime()
		save(old)


def _must_stand_in(letter: Document, *statuses: str) -> None:
	if letter.status in statuses:
		return
	text = _("{0} is {1}; this cannot be done with it.")
	if letter.status == DRAFT and ISSUED in statuses:
		text = _("{0} is still a draft. Please issue it first.")
	frappe.throw(
		text.format(bold(letter.letter_number or letter.subject), bold(_(letter.status))),
		Refused,
		title=_("Not possible now"),
	)


def _note(case: Document, text: str) -> None:
	case.add_comment("Info", text)
