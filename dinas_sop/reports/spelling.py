"""Names that people typed, told apart as a reader would: "univ. airlangga " is "Univ. Airlangga". Plain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable


def same(text: str | None) -> str:
	"""What two spellings of one name have in common: letters and digits, small, one space between words."""
	return " ".join(re.findall(r"\w+", (text or "").casefold()))


class Names:
	"""Spellings of names, each known by the one most often used.

	Args:
		spellings: as typed, as often as they were; blank ones are left out.
	"""

	def __init__(self, spellings: Iterable[str | None]):
		found: dict[str, Counter] = defaultdict(Counter)
		for spelling in spellings:
			if key := same(spelling):
				found[key][" ".join(spelling.split())] += 1
		self._best = {
			key: max(counts, key=lambda each: (counts[each], *_looks_like_a_name(each)))
			for key, counts in found.items()
		}

	def best(self, spelling: str | None) -> str:
		"""The spelling by which a name is shown; empty for a blank or unknown one."""
		return self._best.get(same(spelling), "")


def _looks_like_a_name(spelling: str) -> tuple:
	"""Of spellings used equally often the one in small and capital letters, beginning with one."""
	return spelling not in (spelling.upper(), spelling.lower()), spelling[:1].isupper(), spelling


def most_named(texts: Iterable[str | None], limit: int = 3) -> list[tuple[str, int]]:
	"""The texts given most often, spellings of one taken together.

	Returns:
		(text, how often), most often first; of equally frequent ones the first given.
	"""
	given = [text for text in texts if same(text)]
	names = Names(given)
	return Counter(names.best(text) for text in given).most_common(limit)
