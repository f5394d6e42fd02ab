"""Which dates of a case fit together: plain functions, the same for the desk, the public pages and any other way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class DateRules:
	"""What the dates of a DocType have to obey.

	Args:
		periods: pairs of fields of which the second may not lie before the first.
		past: dates of something that has happened; none lies in the future.
		within: field -> the two fields of the period it lies in.
	"""

	periods: tuple[tuple[str, str], ...] = ()
	past: frozenset[str] = frozenset()
	within: Mapping[str, tuple[str, str]] = field(default_factory=dict)

	def names(self) -> set[str]:
		"""Every field that the rules read."""
		pairs = [*self.periods, *self.within.values()]
		return {name for pair in pairs for name in pair} | self.past | set(self.within)


NO_RULES = DateRules()


@dataclass(frozen=True)
class DateProblem:
	"""A date that does not fit.

	Args:
		field: the date to put right.
		code: order (before its start), future, early (before the period it lies in) or late (after it).
		other: the field it was compared with; empty for `future`.
	"""

	field: str
	code: str
	other: str = ""


def wrong_dates(values: Mapping[str, date | None], rules: DateRules, today: date) -> list[DateProblem]:
	"""The dates that do not fit, each once, in the order of the rules.

	Args:
		values: field -> date; one that is missing or empty breaks no rule.
		today: the day at the office.
	"""
	found: dict[str, DateProblem] = {}

	def note(name: str, code: str, other: str = "") -> None:
		found.setdefault(name, DateProblem(name, code, other))

	for name in sorted(rules.past):
		if (day := values.get(name)) and day > today:
			note(name, "future")
	for name, (start, end) in rules.within.items():
		day, first, last = values.get(name), values.get(start), values.get(end)
		if day and first and day < first:
			note(name, "early", start)
		elif day and last and day > last:
			note(name, "late", end)
	for start, end in rules.periods:
		first, last = values.get(start), values.get(end)
		if first and last and last < first:
			note(end, "order", start)
	return list(found.values())
