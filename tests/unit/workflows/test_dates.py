"""Dates of a case fit together, whoever types them."""

from datetime import date, timedelta

import pytest

from dinas_sop.workflows.dates import DateProblem, DateRules, wrong_dates

TODAY = date(2026, 11, 24)
RULES = DateRules(
	periods=(("permit_from", "permit_to"), ("began", "ended")),
	past=frozenset(("began", "ended")),
	within={"began": ("permit_from", "permit_to")},
)
PERMIT = {"permit_from": TODAY - timedelta(days=20), "permit_to": TODAY - timedelta(days=5)}


def wrong(**days: int) -> list[DateProblem]:
	"""What is wrong where these days lie so many days from today."""
	return wrong_dates(PERMIT | {name: TODAY + timedelta(days=n) for name, n in days.items()}, RULES, TODAY)


@pytest.mark.parametrize(
	("days", "problems"),
	[
		({}, []),
		({"began": -20, "ended": -5}, []),
		({"began": -10, "ended": -10}, []),
		({"began": -21}, [DateProblem("began", "early", "permit_from")]),
		({"began": -4}, [DateProblem("began", "late", "permit_to")]),
		({"began": 1}, [DateProblem("began", "future")]),
		({"began": -10, "ended": -11}, [DateProblem("ended", "order", "began")]),
		({"began": -10, "ended": 1}, [DateProblem("ended", "future")]),
		({"began": -10, "ended": 0}, []),
	],
)
def test_research_lies_in_its_permit_and_not_in_the_future(days, problems):
	"""Protects the researcher from a mistyped year that no later step could put right; being late stops nobody."""
	assert wrong(**days) == problems


def test_what_is_not_known_breaks_no_rule():
	"""Protects an applicant whose permit names no last day, and one who has not typed yet."""
	rules = DateRules(within={"began": ("permit_from", "permit_to")})
	assert not wrong_dates({"began": TODAY}, rules, TODAY)
	assert not wrong_dates({"began": None, **PERMIT}, rules, TODAY)
