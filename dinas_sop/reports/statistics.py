"""How long visits took and how many were in time, from the log's rows added up. Plain: no site is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from dinas_sop.working_time.due import Verdict


class Tally(NamedTuple):
	"""Visits that are alike.

	Args:
		minutes: working minutes that each of them used.
		verdict: as the log says it.
		count: how many they are.
		allowed: working minutes that their standard allows; None where it allows any time.
	"""

	minutes: int
	verdict: str
	count: int = 1
	allowed: int | None = None


@dataclass(frozen=True)
class Summary:
	"""What a group of visits comes to.

	Args:
		visits: all that ended.
		on_time, late: those with a due date; the rest is not measured.
		median, p90: working minutes; None where there was no visit.
		median_share, p90_share: per cent of what the standard of each visit allows, over the visits that have one.
	"""

	visits: int = 0
	on_time: int = 0
	late: int = 0
	median: float | None = None
	p90: int | None = None
	median_share: float | None = None
	p90_share: float | None = None

	@property
	def measured(self) -> int:
		return self.on_time + self.late

	@property
	def on_time_percent(self) -> float | None:
		"""Share of the visits with a due date that were left in time; None where none had one."""
		return 100 * self.on_time / self.measured if self.measured else None


def summarise(tallies: Iterable[Tally]) -> Summary:
	"""Add up a group of visits."""
	verdicts, minutes, shares = Counter(), Counter(), Counter()
	for tally in tallies:
		verdicts[tally.verdict] += tally.count
		minutes[tally.minutes] += tally.count
		if tally.allowed:
			shares[100 * tally.minutes / tally.allowed] += tally.count
	return Summary(
		visits=verdicts.total(),
		on_time=verdicts[Verdict.ON_TIME.value],
		late=verdicts[Verdict.LATE.value],
		median=median(minutes),
		p90=quantile(minutes, 90),
		median_share=median(shares),
		p90_share=quantile(shares, 90),
	)


def quantile(weights: Mapping[float, int], percent: int) -> float | None:
	"""The smallest value that so many per cent of the visits did not exceed (nearest rank).

	Args:
		weights: value -> how often it was seen.
		percent: 1 to 100.

	Returns:
		A value that was really seen, so that "90 % took at most …" is literally true; None where none was.
	"""
	rank, passed = ceil(sum(weights.values()) * percent / 100), 0
	for value in sorted(weights):
		passed += weights[value]
		if weights[value] and passed >= rank:
			return value
	return None


def median(weights: Mapping[float, int]) -> float | None:
	"""The middle value, or the mean of both middle ones; None where there is none."""
	total = sum(weights.values())
	if not total:
		return None
	lower, upper = _ranked(weights, (total + 1) // 2), _ranked(weights, total // 2 + 1)
	return lower if lower == upper else (lower + upper) / 2


def _ranked(weights: Mapping[float, int], rank: int) -> float:
	passed = 0
	for value in sorted(weights):
		passed += weights[value]
		if passed >= rank:
			return value
	raise ValueError(f"{passed} values have no rank {rank}")
