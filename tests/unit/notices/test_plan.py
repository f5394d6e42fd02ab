"""Protects staff and applicants: each is told of a late step once, and of nobody else's."""

from datetime import datetime, timedelta

import pytest

from dinas_sop.notices.plan import Notice, OpenStep, owed

NEAR = datetime(2026, 11, 23, 14)
DUE = datetime(2026, 11, 23, 16)
ESCALATE = datetime(2026, 11, 24, 16)
STEP = OpenStep(NEAR, DUE, ESCALATE)


@pytest.mark.parametrize(
	("now", "notices"),
	[
		(NEAR - timedelta(minutes=1), []),
		(NEAR, [Notice.NEAR]),
		(DUE, [Notice.NEAR]),
		(DUE + timedelta(seconds=1), [Notice.OVERDUE]),
		(ESCALATE + timedelta(seconds=1), [Notice.OVERDUE, Notice.ESCALATE]),
	],
)
def test_what_is_owed_when(now, notices):
	"""A clerk is warned before the due date; leaving at the due second is on time, a second later is not."""
	assert owed(STEP, now) == notices


def test_each_is_told_once():
	"""The Kepala Dinas does not get the same alert at every scan."""
	told = OpenStep(NEAR, DUE, ESCALATE, told=frozenset({Notice.OVERDUE, Notice.ESCALATE}))
	assert owed(told, ESCALATE + timedelta(days=9)) == []


def test_nearing_is_not_told_after_the_due_date():
	"""When the scheduler was down, a clerk reads that a step is overdue, not that it soon will be."""
	assert owed(STEP, DUE + timedelta(hours=1)) == [Notice.OVERDUE]


def test_an_applicants_step_never_reaches_staff():
	"""A researcher who is late is reminded; the office is not blamed for it."""
	step = OpenStep(NEAR, DUE, ESCALATE, of_applicant=True)
	assert owed(step, NEAR) == []
	assert owed(step, ESCALATE + timedelta(days=1)) == [Notice.REMIND]
	reminded = OpenStep(NEAR, DUE, ESCALATE, of_applicant=True, told=frozenset({Notice.REMIND}))
	assert owed(reminded, ESCALATE + timedelta(days=1)) == []


def test_a_step_without_due_date_owes_nothing():
	"""Research takes the time it takes (Menyesuaikan)."""
	assert owed(OpenStep(None, None, None), ESCALATE) == []
