"""Working time once more, as slowly and plainly as it can be said: minute by minute, from the written rules.

It reads the hours' own fields only, never a function of the package it judges. Whole minutes only.
"""

from datetime import date, datetime, timedelta

from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.hours import DayHours, WeekHours

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Oracle:
	"""Args: `horizon`: a day after the last holiday and range, from which on the usual week rules for ever."""

	def __init__(self, calendar: Calendar, horizon: date):
		self.calendar = calendar
		self.horizon = datetime.combine(horizon, datetime.min.time())
		self.known: dict[date, DayHours | None] = {}

	def week(self, day: date) -> WeekHours:
		for period in self.calendar.periods:
			if period.first <= day <= period.last:
				return period.week
		return self.calendar.week

	def hours(self, day: date) -> DayHours | None:
		if day not in self.known:
			holiday = any(holiday.day == day for holiday in self.calendar.holidays)
			self.known[day] = None if holiday else self.week(day).days[day.weekday()]
		return self.known[day]

	def works(self, moment: datetime) -> bool:
		hours = self.hours(moment.date())
		if hours is None:
			return False
		clock = moment.time()
		on_break = hours.break_start is not None and hours.break_start <= clock < hours.break_end
		return hours.opens <= clock < hours.closes and not on_break

	def opening(self, moment: datetime) -> datetime | None:
		"""The first worked minute at or after `moment`; None after a whole usual week without one."""
		give_up = max(moment, self.horizon) + 8 * DAY
		while not self.works(moment):
			if moment > give_up:
				return None
			moment += MINUTE
		return moment

	def minutes(self, start: datetime, end: datetime) -> int:
		count = 0
		while start < end:
			count += self.works(start)
			start += MINUTE
		return count

	def after_minutes(self, start: datetime, minutes: int) -> datetime | None:
		"""The end of the last of so many worked minutes."""
		for _ in range(minutes):
			start = self.opening(start)
			if start is None:
				return None
			start += MINUTE
		return start

	def after_days(self, start: datetime, days: int) -> datetime | None:
		"""The same clock time so many worked days later, moved into that day's worked minutes."""
		start = target = self.opening(start)
		for _ in range(days if start else 0):
			following = self.opening(datetime.combine(target.date() + DAY, datetime.min.time()))
			if following is None:
				return None
			target = datetime.combine(following.date(), start.time())
		moved = target and self.opening(target)
		if target and (moved is None or moved.date() > target.date()):
			return datetime.combine(target.date(), self.hours(target.date()).closes)
		return moved
