"""The words of a letter, which the office may edit: prefilled from a template, checked, hashed. Plain functions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from dinas_sop.print_formats import wording

PARAGRAPHS = ("subject", "opening", "body", "closing")
LISTS = ("basis", "considering", "provisions", "copies_to")
TEMPLATE_WORDS = (*PARAGRAPHS, *LISTS)
# What a clerk may change in a draft; "signatory" and "acting_line" say whose letter it is.
WORDS = ("nature", "attachment_note", "recipient", "signatory", "acting_line", *TEMPLATE_WORDS)
# Words in which a placeholder may stand.
TEXTS = ("recipient", "attachment_note", *TEMPLATE_WORDS)
# Known only when the letter is issued, so they stay in the draft as they are.
LATE = ("tanggal_surat_ini", "nama_penandatangan", "jabatan_penandatangan")

_BRACES = str.maketrans("{}", "()")


def prefill(texts: Mapping[str, str | None], values: Mapping[str, object]) -> dict[str, str]:
	"""The first words of a draft.

	Args:
		texts: the template's words by field.
		values: every placeholder of the kind with its value in this case.

	Returns:
		Field to text. A list item that lacks a value is left out; in a paragraph the placeholder stays, so that
		the clerk sees what to write.

	Raises:
		wording.WordingError: the template uses a placeholder that its kind does not know.
	"""
	given = {name: _words_or_name(name, value) for name, value in values.items()}
	filled = {name: wording.fill(texts.get(name) or "", given) for name in PARAGRAPHS}
	for name in LISTS:
		kept = [
			line.strip()
			for line in (texts.get(name) or "").splitlines()
			if line.strip() and not set(wording.blank_names(line, values)) - set(LATE)
		]
		if kept and kept[-1].endswith(";"):  # the item that closed the list was left out
			kept[-1] = kept[-1][:-1] + "."
		filled[name] = "\n".join(wording.fill(line, given) for line in kept)
	return filled


def _words_or_name(name: str, value: object) -> str:
	text = wording.words(value)
	if not text or name in LATE:
		return f"{{{name}}}"
	return text.translate(_BRACES)  # an applicant's brace would be read as a placeholder later on


def unfilled(texts: Iterable[str | None], values: Mapping[str, object]) -> tuple[str, ...]:
	"""Placeholders that still stand in a draft and have no value."""
	found = (name for text in texts for name in wording.blank_names(text or "", values))
	return tuple(dict.fromkeys(found))


def content_hash(words: Mapping[str, object], printed: object) -> str:
	"""SHA-256 of what a letter says.

	Args:
		words: its words by field.
		printed: what it shows of the case, as values that JSON can hold.
	"""
	said = [{name: str(words.get(name) or "").strip() for name in WORDS}, printed]
	return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def count_in_words(number: int) -> str:
	"""A small number in Indonesian words, as "1 (satu) berkas" writes it; from 100 on in digits.

	Args:
		number: 0 or more.
	"""
	ones = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
	if number < 10:
		return ones[number]
	if number in (10, 11):
		return ("sepuluh", "sebelas")[number - 10]
	if number < 20:
		return f"{ones[number - 10]} belas"
	if number < 100:
		tens, rest = divmod(number, 10)
		return f"{ones[tens]} puluh {ones[rest]}" if rest else f"{ones[tens]} puluh"
	return str(number)
