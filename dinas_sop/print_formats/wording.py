"""The office's own sentences: text with placeholders such as ``{nama}``, and nothing else.

No expressions, no attributes, no formats: a name that is listed is replaced by its value, once, and what
comes out is plain text that the renderer escapes. A value is never read again for placeholders.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dinas_sop.print_formats.dates import tanggal_atau_waktu
from dinas_sop.print_formats.placeholder_names import BY_KIND, TNDE_ANCHORS

# One pass over both: SRIKANDI's ${anchor}, which stays as it is, and our own {name}.
_TOKEN = re.compile(r"\$\{(?P<anchor>[^{}]*)\}|\{(?P<name>[^{}]*)\}")


class WordingError(ValueError):
	"""A text uses a placeholder that does not exist; ``unknown`` and ``known`` name them."""

	def __init__(self, message: str, unknown: Sequence[str] = (), known: Sequence[str] = ()) -> None:
		super().__init__(message)
		self.unknown = tuple(unknown)
		self.known = tuple(known)


def placeholders(kind: str) -> dict[str, str]:
	"""The placeholders a kind of letter knows.

	Args:
		kind: one of ``kinds.LETTERS`` or ``kinds.COMMITMENT``.

	Returns:
		Name to description in Indonesian, in the order to show them.

	Raises:
		ValueError: no such kind; the message lists the kinds.

	Source: the fields of the application (SOP Kelengkapan) that FORMS.md's letters hold.
	"""
	if kind not in BY_KIND:
		raise ValueError(f"unknown kind of letter {kind!r}; known: {', '.join(BY_KIND)}")
	return dict(BY_KIND[kind])


def check(text: str, kind: str) -> None:
	"""Refuse a text before the office saves it.

	Args:
		text: the wording as typed.
		kind: as for ``placeholders``.

	Raises:
		WordingError: an unknown placeholder or a stray brace.
	"""
	_check(text, list(placeholders(kind)))


def names_in(text: str) -> tuple[str, ...]:
	"""Names of the placeholders a text uses, each once, in order of appearance."""
	found = (match["name"] for match in _TOKEN.finditer(text) if match["name"] is not None)
	return tuple(dict.fromkeys(name.strip() for name in found))


def blank_names(text: str, values: Mapping[str, object]) -> tuple[str, ...]:
	"""Names a text uses whose value is missing or blank: what a clerk must still fill in."""
	return tuple(name for name in names_in(text) if not words(values.get(name)))


def fill(text: str, values: Mapping[str, object]) -> str:
	"""Replace the placeholders of one text.

	Args:
		text: the wording, for example "a.n. {nama}, {instansi}".
		values: name to value; a date is written in Indonesian, None as nothing, a list joined by commas.

	Returns:
		Plain text, not escaped.

	Raises:
		WordingError: a name that ``values`` does not list, or a stray brace.

	Source: DESIGN "Letter wording … placeholders only, no code".
	"""
	_check(text, list(values))
	return _TOKEN.sub(
		lambda match: match[0] if match["name"] is None else words(values[match["name"].strip()]), text
	)


def fill_paragraphs(text: str, values: Mapping[str, object]) -> tuple[str, ...]:
	"""One paragraph per non-empty line of ``text``, filled (a newline inside a value starts none)."""
	_check(text, list(values))
	return tuple(fill(line.strip(), values) for line in text.splitlines() if line.strip())


def fill_list(text: str, values: Mapping[str, object]) -> tuple[str, ...]:
	"""One item per non-empty line of ``text``; an item with a blank placeholder is left out.

	So "Surat {instansi} nomor {nomor_surat_kampus} …" vanishes for an applicant without a campus letter.
	Arguments and errors as ``fill``.
	"""
	_check(text, list(values))
	lines = (line.strip() for line in text.splitlines())
	return tuple(fill(line, values) for line in lines if line and not blank_names(line, values))


def words(value: object) -> str:
	"""A value as a letter writes it: dates in Indonesian, None as "", a list joined by commas."""
	if value is None:
		return ""
	if isinstance(value, date):
		return tanggal_atau_waktu(value)
	if isinstance(value, list | tuple):
		return ", ".join(filter(None, map(words, value)))
	return str(value).strip()


def _check(text: str, known: Sequence[str]) -> None:
	unknown = [name for name in names_in(text) if name not in known]
	anchors = [match["anchor"] for match in _TOKEN.finditer(text) if match["anchor"] is not None]
	strange = [f"${{{anchor}}}" for anchor in anchors if anchor not in TNDE_ANCHORS]
	listed = ", ".join(f"{{{name}}}" for name in known)
	if unknown or strange:
		wrong = ", ".join([f"{{{name}}}" for name in unknown] + strange)
		raise WordingError(f"Isian {wrong} tidak dikenal. Yang dikenal: {listed}.", unknown + strange, known)
	if re.search(r"[{}]", _TOKEN.sub("", text)):
		raise WordingError(
			f"Kurung kurawal hanya untuk isian seperti {{nama}}. Yang dikenal: {listed}.", (), known
		)
