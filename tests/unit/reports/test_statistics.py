"""Numbers of the compliance report: they judge people's work, so they must be the numbers that happened."""

import statistics as oracle
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinas_sop.reports.statistics import Summary, Tally, median, quantile, summarise

ON_TIME, LATE, NOT_MEASURED = "Tepat Waktu", "Terlambat", "Tidak Diukur"
minutes = st.lists(st.integers(0, 3000), min_size=1, max_size=60)


def test_a_groups_visits_are_counted_by_their_verdict():
	"""Protects the Kepala Dinas, who reads the share: steps without a due date neither help nor harm it."""
	summary = summarise(
		[Tally(5, ON_TIME, 6, 10), Tally(20, LATE, 2, 10), Tally(400, NOT_MEASURED, 3), Tally(10, ON_TIME, 0)]
	)
	assert (summary.visits, summary.on_time, summary.late, summary.measured) == (11, 6, 2, 8)
	assert summary.on_time_percent == 75
	assert (summary.median, summary.p90) == (5, 400)
	assert (summary.median_share, summary.p90_share) == (50, 200)


def test_a_group_without_visits_has_no_numbers():
	"""Protects a new officer from a "0 % on time" for work that never came."""
	assert summarise([]) == Summary()
	assert Summary().on_time_percent is None
	assert summarise([Tally(9, NOT_MEASURED)]).on_time_percent is None


@given(minutes)
def test_the_median_is_the_middle(values):
	"""Protects the staff of a step from one extreme case."""
	assert median(Counter(values)) == oracle.median(values)


@given(minutes, st.integers(1, 100))
def test_so_many_per_cent_really_took_no_longer(values, percent):
	"""Protects whoever repeats "90 % took at most …" in a meeting: it is so, and nothing smaller would be."""
	found = quantile(Counter(values), percent)
	assert found in values
	assert 100 * sum(value <= found for value in values) >= percent * len(values)
	assert 100 * sum(value < found for value in values) < percent * len(values)


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from((ON_TIME, LATE, NOT_MEASURED))), max_size=40))
def test_adding_up_in_the_database_or_row_by_row_is_the_same(visits):
	"""Protects the numbers from the way in which they are fetched."""
	one_by_one = [Tally(*visit, allowed=450) for visit in visits]
	together = [Tally(*visit, count=count, allowed=450) for visit, count in Counter(visits).items()]
	assert summarise(one_by_one) == summarise(together)


def test_a_value_that_was_never_seen_is_no_quantile():
	"""Protects the report from a value left over with the weight nought."""
	assert quantile({1: 0, 7: 2}, 1) == 7
	assert quantile({}, 50) is None and median({}) is None


@pytest.mark.parametrize(("percent", "value"), [(10, 1), (11, 2), (50, 5), (90, 9), (91, 10), (100, 10)])
def test_nearest_rank_by_hand(percent, value):
	"""Protects the auditor who counts along with ten visits of 1 to 10 minutes."""
	assert quantile(Counter(range(1, 11)), percent) == value
