"""Which words of a text changed, so that two long texts need not be read word for word. Nothing imports frappe."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Parts = list[tuple[str, bool]]


def marked(before: str, after: str) -> tuple[Parts, Parts]:
	"""Both texts cut where they differ.

	Returns:
		For the older and the newer text, (part, whether the other text lacks it); the parts joined are the text.
	"""
	old, new = _words(before), _words(after)
	was: Parts = []
	now: Parts = []
	for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
		differs = how != "equal"
		if b > a:
			was.append(("".join(old[a:b]), differs))
		if d > c:
			now.append(("".join(new[c:d]), differs))
	return was, now


def _words(text: str) -> list[str]:
	"""Words and the spaces between them, so that nothing is lost."""
	return re.findall(r"\s+|[^\s]+", text)
