"""A year of the demo office's past: cases that ended long ago, with the log that they would have left.

Written straight into the tables, since a year of real moves with letters takes many minutes. The log's rows come from
the engine's own functions, so that due dates, verdicts and explanations are those of the site's hours and holidays.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import frappe
from frappe.utils import now_datetime

from dinas_sop.constants import DATA_REQUEST, RESEARCH_PERMIT
from dinas_sop.demo import objections, year_cases, year_letters
from dinas_sop.demo.office import make_office
from dinas_sop.demo.year_course import Move, course
from dinas_sop.public_information import requests as answers
from dinas_sop.workflows import clock, reading

MARK = "dinas_sop_demo_year"
PERMITS, REQUESTS = 90, 60
DAYS = 365
SEED = 529


def load(permits: int = PERMITS, requests: int = REQUESTS) -> int:
	"""Make a year of past cases of the demo office; running it again changes nothing.

	Args:
		permits, requests: how many of each kind.

	Returns:
		How many were made; 0 where they stand already.
	"""
	if frappe.db.get_global(MARK):
		return 0
	make_office()
	rng, now = Random(SEED), now_datetime().replace(microsecond=0)
	lives = [_life(RESEARCH_PERMIT, rng, now) for _i in range(permits)]
	lives += [_life(DATA_REQUEST, rng, now) for _i in range(requests)]
	lives.sort(key=lambda life: life[1][0].entered)  # numbers follow dates
	cases = [(year_cases.insert(doctype, moves, rng), moves) for doctype, moves in lives]
	year_letters.insert(cases)
	for case, _moves in cases:
		if case.doctype == DATA_REQUEST:
			answers.recompute(case.name)
	objections.make()
	frappe.db.set_global(MARK, "1")
	return len(cases)


def _life(doctype: str, rng: Random, now: datetime) -> tuple[str, list[Move]]:
	"""The course of a case that is over by now."""
	process, calendar = reading.process_for(doctype), clock.calendar()
	latest = 1.0
	while True:
		progress = rng.uniform(0, latest)
		way = year_cases.way_of(doctype, rng)
		moves = course(process, way, _submission(now, progress, rng), calendar, rng, progress)
		if moves[-1].left < now:
			return doctype, moves
		latest = progress


def _submission(now: datetime, progress: float, rng: Random) -> datetime:
	"""Most come on a working day, between breakfast and bedtime."""
	day = now - timedelta(days=DAYS * (1 - progress))
	while day.weekday() > 4 and rng.random() < 0.8:
		day += timedelta(days=1)
	return day.replace(hour=rng.choice((8, 9, 9, 10, 10, 11, 13, 14, 15, 19, 21)), minute=rng.randint(0, 59))
