"""Visits of the past measured by other standards: which due dates and verdicts would have been different."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dinas_sop.working_time.calendar import Calendar, NoWorkingDay
from dinas_sop.working_time.clock import exact
from dinas_sop.working_time.due import Verdict, due, verdict
from dinas_sop.working_time.standard import Standard


@dataclass(frozen=True)
class PastVisit:
	"""A visit to a step as the log has it.

	Args:
		entered, left: local; `left` is None while the visit lasts.
		due: its due date as kept; None where it had none.
		standard: the one it was measured by.
	"""

	entered: datetime
	left: datetime | None
	due: datetime | None
	standard: Standard


@dataclass(frozen=True)
class Replayed:
	"""What a visit would have come to.

	Args:
		due: its due date by the other standard.
		before, after: verdicts by both; of a visit that lasts, as if it ended now.
	"""

	visit: PastVisit
	due: datetime | None
	before: Verdict
	after: Verdict

	@property
	def is_moved(self) -> bool:
		"""Whether the due date would have been another one."""
		return _second(self.visit.due) != _second(self.due)

	@property
	def becomes_late(self) -> bool:
		return self.after is Verdict.LATE and self.before is not Verdict.LATE

	@property
	def becomes_on_time(self) -> bool:
		return self.before is Verdict.LATE and self.after is not Verdict.LATE


@dataclass(frozen=True)
class Tally:
	"""How many visits a change would have touched.

	Args:
		visits: all that were replayed.
		moved: due dates that would have been others, `earlier` and `later` or with or without one.
		becomes_late, becomes_on_time: verdicts that would have changed.
	"""

	visits: int = 0
	moved: int = 0
	earlier: int = 0
	later: int = 0
	becomes_late: int = 0
	becomes_on_time: int = 0


def replay(calendar: Calendar, visit: PastVisit, standard: Standard, now: datetime) -> Replayed:
	"""Measure a visit by another standard.

	Args:
		calendar: today's. Where the standard is the same, the due date as kept counts, whatever hours held then.
		now: the moment at which a visit that lasts is judged, local.
	"""
	if standard == visit.standard:
		other = visit.due
	else:
		try:
			other = due(calendar, visit.entered, standard)
		except NoWorkingDay:
			other = None
	left = visit.left or now
	return Replayed(visit, other, verdict(visit.due, left), verdict(other, left))


def tally(replayed: Iterable[Replayed]) -> Tally:
	"""Count what was replayed."""
	rows = list(replayed)
	moved = [row for row in rows if row.is_moved]
	return Tally(
		visits=len(rows),
		moved=len(moved),
		earlier=sum(_end(row.due) < _end(row.visit.due) for row in moved),
		later=sum(_end(row.due) > _end(row.visit.due) for row in moved),
		becomes_late=sum(row.becomes_late for row in rows),
		becomes_on_time=sum(row.becomes_on_time for row in rows),
	)


def _second(moment: datetime | None) -> datetime | None:
	return exact(moment) if moment else None


def _end(moment: datetime | None) -> datetime:
	"""No due date at all leaves more time than any."""
	return exact(moment) if moment else datetime.max
