"""Two ways of doing one thing, taken in turns, and the ratio of their times. Plain Python."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

ROUNDS = 30


@dataclass
class Comparison:
	"""Our way beside the platform's.

	Args:
		title: what is done, for the table.
		ours, theirs: each does it once and returns the seconds that count.
		target: the ratio that is not to be passed; where `faster` is set, the one to reach; None where none was set.
		faster: the ratio is theirs by ours ("times as fast"), not ours by theirs ("times as long").
		each: how often in a round, the two ways taking turns.
	"""

	title: str
	ours: Callable[[], float]
	theirs: Callable[[], float]
	target: float | None
	faster: bool = False
	each: int = 1
	times: list[tuple[float, float]] = field(default_factory=list)
	_theirs_first: bool = False

	def take_round(self) -> None:
		"""Both ways as often as a round says, in turns; the middle time of each counts."""
		ours, theirs = [], []
		for _time in range(self.each):
			pair = [(ours, self.ours), (theirs, self.theirs)]
			for times, work in reversed(pair) if self._theirs_first else pair:
				times.append(work())
			self._theirs_first = not self._theirs_first
		self.times.append((statistics.median(ours), statistics.median(theirs)))

	@property
	def ratios(self) -> list[float]:
		return [theirs / ours if self.faster else ours / theirs for ours, theirs in self.times]

	@property
	def quartiles(self) -> tuple[float, float, float]:
		"""First quartile, median and third quartile of the rounds' ratios."""
		first, median, third = statistics.quantiles(self.ratios, n=4, method="inclusive")
		return first, median, third

	@property
	def verdict(self) -> str:
		"""The target, and whether the median meets it."""
		if self.target is None:
			return "none | "
		median, sign = self.quartiles[1], "≥" if self.faster else "≤"
		met = median >= self.target if self.faster else median <= self.target
		return f"{sign} {self.target:g}× | {'met' if met else '**missed**'}"

	@property
	def medians(self) -> tuple[float, float]:
		"""Seconds of the middle round: ours, theirs."""
		return statistics.median(o for o, _t in self.times), statistics.median(t for _o, t in self.times)


def run(comparisons: list[Comparison], rounds: int, say: Callable[[str], None]) -> None:
	"""Warm everything up once, then take the rounds (two at least, for the quartiles), each comparison once a round."""
	rounds = max(2, rounds)
	for comparison in comparisons:
		comparison.ours(), comparison.theirs()
	for number in range(rounds):
		for comparison in comparisons:
			comparison.take_round()
		say(f"round {number + 1} of {rounds}")


def table(comparisons: Iterable[Comparison], sides: tuple[str, str] = ("ours", "platform")) -> str:
	"""The results as a Markdown table.

	Args:
		sides: what the two ways are called.
	"""
	lines = [
		f"| what | {sides[0]}, ms | {sides[1]}, ms | ratio: median (quartiles) | target | |",
		"|---|---:|---:|---|---|---|",
	]
	for each in comparisons:
		(first, median, third), (ours, theirs) = each.quartiles, each.medians
		lines.append(
			f"| {each.title} | {ours * 1000:.1f} | {theirs * 1000:.1f} | {median:.2f}× ({first:.2f} to {third:.2f}) "
			f"| {each.verdict} |"
		)
	return "\n".join(lines)
