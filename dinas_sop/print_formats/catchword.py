"""Kata penyambung: the first word of the next page, at the foot of each page of a longer letter."""

import re

_WORD = re.compile(r"\w(?:[\w./-]{0,30}\w)?")


def catchwords(laid_out) -> list[tuple[int, str]]:
	"""What to print at the foot of each page but the last.

	Args:
		laid_out: a letter as WeasyPrint laid it out.

	Returns:
		(page number, word) pairs; a page whose successor does not begin with a plain word has none, for the
		word goes into the style sheet and may hold letters, digits, full stop, slash and hyphen only.

	Source: FORMS "Page setup": page 2 and after.
	"""
	found = []
	for number, page in enumerate(laid_out.pages[1:], start=1):
		if match := _WORD.match(_first_text(page)):
			found.append((number, match[0]))
	return found


def _first_text(page) -> str:
	# WeasyPrint publishes no text of a page; of its boxes the first child is the page's own content,
	# the others are margin boxes and fixed ones. Without these inner names there is simply no catchword.
	box = getattr(page, "_page_box", None)
	content = next(iter(getattr(box, "children", ())), None)
	if content is None:
		return ""
	texts = (getattr(each, "text", "") for each in content.descendants())
	return next((text.strip() for text in texts if text and text.strip()), "")
