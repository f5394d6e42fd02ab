"""Durations of steps in words, and what a standard should be by what was measured. Plain."""

from __future__ import annotations

from collections import Counter
from math import ceil

from dinas_sop.reports.statistics import Summary
from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.standard import Standard, Unit

# What an office writes into an SOP, in minutes; above the last one it counts days.
ROUND_MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240)
GOOD_PERCENT = 90
ENOUGH_VISITS = 5


def day_minutes(calendar: Calendar) -> int:
	"""Working minutes of the office's usual day: what most weekdays have, of two equally frequent the longer."""
	lengths = Counter(day.seconds // 60 for day in calendar.week.days if day)
	return max(lengths, key=lambda minutes: (lengths[minutes], minutes), default=0)


def minutes_of(standard: Standard, day: int) -> int | None:
	"""Working minutes that a standard allows; None for "Menyesuaikan".

	Args:
		day: working minutes of a usual day. A step of N Hari really is due by the clock of its Nth day, so for
			those this is a measure to compare by, never a verdict.
	"""
	if standard.unit is Unit.OPEN_ENDED:
		return None
	return standard.seconds // 60 if standard.seconds is not None else standard.amount * day


def propose(standard: Standard, measured: Summary, day: int) -> Standard | None:
	"""The duration that the step should have by what was measured.

	Args:
		standard: the one in force.
		measured: the step's visits of the period.
		day: working minutes of a usual day.

	Returns:
		The next round duration in which nine of ten visits were done, where fewer were in time, or where they
		took less than half of what is allowed; None where the standard fits, has no measure, or where fewer
		than five visits were measured.

	Source: PermenPAN-RB 35/2012, evaluation of an SOP; issue "a proposal for the durations".
	"""
	allowed = minutes_of(standard, day)
	if not allowed or not day or measured.measured < ENOUGH_VISITS:
		return None
	if measured.on_time_percent < GOOD_PERCENT:
		return _round_up(max(measured.p90, allowed + 1), day)
	if measured.p90 * 2 < allowed:
		shorter = _round_up(max(measured.p90, 1), day)
		return shorter if minutes_of(shorter, day) < allowed else None
	return None


def in_words(minutes: float | None, day: int) -> str:
	"""Working minutes as people say them: "42 menit", "3 jam 5 menit", "1,4 hari kerja"; empty for None."""
	if minutes is None:
		return ""
	if day and minutes >= day:
		return f"{decimal(minutes / day)} hari kerja"
	hours, rest = divmod(round(minutes), 60)
	words = [f"{hours} jam" if hours else "", f"{rest} menit" if rest or not hours else ""]
	return " ".join(word for word in words if word)


def decimal(value: float) -> str:
	"""A number with at most one digit behind the comma, as Indonesian writes it."""
	return f"{round(value, 1):.1f}".removesuffix(".0").replace(".", ",")


def _round_up(minutes: int, day: int) -> Standard:
	for each in ROUND_MINUTES:
		if minutes <= each < day:
			return Standard(each, Unit.MINUTES) if each % 60 else Standard(each // 60, Unit.HOURS)
	return Standard(ceil(minutes / day), Unit.DAYS)
