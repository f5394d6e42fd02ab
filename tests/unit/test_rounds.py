"""Protects whoever reads docs/performance.md: what the measurement says is what was measured."""

from bench.rounds import Comparison, run, table


def told(*values):
	"""Answers these in turn, the last one for ever."""
	left = list(values)
	return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_the_middle_of_the_rounds_counts_not_one_that_was_disturbed():
	comparison = Comparison("x", told(1, 2, 2, 50, 2, 2), told(1, 2, 2, 2, 2, 2), target=1.1)
	run([comparison], 5, lambda text: None)
	assert comparison.quartiles == (1, 1, 1)
	assert comparison.verdict == "≤ 1.1× | met"


def test_each_way_is_first_as_often_as_the_other():
	order = []
	comparison = Comparison(
		"x", lambda: order.append("ours") or 1, lambda: order.append("theirs") or 1, 1, each=2
	)
	comparison.take_round()
	assert order[0] != order[2]


def test_faster_asks_for_at_least_as_much_as_the_target():
	slow = Comparison("slow", told(3), told(6), target=8, faster=True)
	quick = Comparison("quick", told(1), told(9), target=8, faster=True)
	run([slow, quick], 3, lambda text: None)
	assert (slow.verdict, quick.verdict) == ("≥ 8× | **missed**", "≥ 8× | met")
	slow.target = None
	assert slow.verdict == "none | "
	slow.target = 8
	assert "| slow | 3000.0 | 6000.0 | 2.00× (2.00 to 2.00) | ≥ 8× | **missed** |" in table([slow, quick])
