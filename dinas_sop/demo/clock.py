"""A clock for the demo: cases that began weeks ago, each step at its own moment. Never used outside the demo."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import frappe.utils.data

OPENING, CLOSING = time(8, 0), time(15, 30)
SATURDAY = 5


@contextmanager
def at(moment: datetime) -> Iterator[None]:
	"""Let the site's own clock stand still at a moment, in this process."""
	real = frappe.utils.data.now_datetime

	def stopped() -> datetime:
		return moment

	_swap(real, stopped)
	try:
		yield
	finally:
		_swap(stopped, real)


def _swap(old, new) -> None:
	for module in list(sys.modules.values()):
		if getattr(module, "now_datetime", None) is old:
			module.now_datetime = new


def play(lives: Iterable[Iterator[datetime]]) -> None:
	"""Let several lives happen in the order of their moments, so that numbers follow dates.

	Args:
		lives: generators; each yields the moment at which it goes on. A moment in the future is now.
	"""
	now = frappe.utils.data.now_datetime()
	queue = [(min(next(life), now), number, life) for number, life in enumerate(lives)]
	heapq.heapify(queue)
	while queue:
		moment, number, life = heapq.heappop(queue)
		with at(moment):
			following = next(life, None)
		if following:
			heapq.heappush(queue, (min(following, now), number, life))


def workdays_ago(today: date, days: int) -> date:
	"""The day that many working days before today, Saturdays and Sundays left out."""
	while days > 0:
		today -= timedelta(days=1)
		days -= today.weekday() < SATURDAY
	return today


def later(moment: datetime, days: int = 0, minutes: int = 0) -> datetime:
	"""A moment some working days and minutes later, within the hours of the demo office."""
	for _day in range(days):
		moment = _next_workday(moment)
	moment += timedelta(minutes=minutes)
	closing = datetime.combine(moment.date(), CLOSING)
	if moment > closing:
		moment = datetime.combine(_next_workday(moment).date(), OPENING) + (moment - closing)
	return moment


def _next_workday(moment: datetime) -> datetime:
	moment += timedelta(days=1)
	while moment.weekday() >= SATURDAY:
		moment += timedelta(days=1)
	return moment
