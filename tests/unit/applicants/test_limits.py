"""How often one address may do what."""

import pytest

from dinas_sop.applicants import limits
from dinas_sop.applicants.limits import Limit, TooMany, count, counted_as, refuse_when_used_up


class Counters(dict):
	def add(self, key: str, seconds: int) -> int:
		self[key] = self.get(key, 0) + 1
		return self[key]

	def look(self, key: str) -> int:
		return self.get(key, 0)


THREE = Limit("three", 3, 60)


@pytest.mark.parametrize(
	("spelling", "counted"),
	[
		("203.0.113.7", "203.0.113.7"),
		(" 203.0.113.7 ", "203.0.113.7"),
		("::ffff:203.0.113.7", "203.0.113.7"),
		("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
		("2001:0DB8:0001:0002:ffff::1", "2001:db8:1:2::/64"),
		("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
		("fe80::1%eth0", "fe80::/64"),
		("anything else", "unknown"),
		("", "unknown"),
		(None, "unknown"),
	],
)
def test_an_address_has_one_spelling(spelling, counted):
	"""Who guesses tracking codes gets no new counter for writing the own address differently."""
	assert counted_as(spelling) == counted


def test_the_fourth_of_three_waits_for_the_next_window():
	"""A guesser is stopped; a person who waits as told goes on."""
	counters, now = Counters(), 600.0
	for _ in range(3):
		count(THREE, "203.0.113.7", now, counters.add)
	with pytest.raises(TooMany) as stopped:
		count(THREE, "203.0.113.7", now + 10, counters.add)
	count(THREE, "203.0.113.7", now + 10 + stopped.value.wait, counters.add)


def test_another_address_is_not_counted_along():
	"""An applicant is not turned away for what somebody elsewhere does."""
	counters = Counters()
	for _ in range(3):
		count(THREE, "203.0.113.7", 0, counters.add)
	count(THREE, "203.0.113.8", 0, counters.add)


def test_looking_counts_nothing():
	"""Who opens the own link often is not taken for a guesser."""
	counters = Counters()
	for _ in range(10):
		refuse_when_used_up(THREE, "203.0.113.7", 0, counters.look)
	assert counters == {}
	for _ in range(3):
		count(THREE, "203.0.113.7", 0, counters.add)
	with pytest.raises(TooMany):
		refuse_when_used_up(THREE, "203.0.113.7", 0, counters.look)


def test_a_class_at_its_campus_can_apply():
	"""Forty students behind one address submit three files each within an hour."""
	assert limits.SUBMISSIONS.count >= 40
	assert limits.UPLOADS.count >= 120
	assert limits.TYPING.count >= 40 * 8
