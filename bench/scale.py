"""`make bench-scale`: very many cases beside ten thousand, the same work on both, in turns."""

from __future__ import annotations

import os
import statistics
import sys
from functools import partial

import frappe

from bench import scale_data, scale_work
from bench.costs import say
from bench.rounds import Comparison, run, table
from dinas_sop.constants import CASE_DOCTYPES, STEP_LOG

FEW = 10_000
TARGET = 2
WIDTH = 40


def main() -> None:
	small, large = os.environ["DINAS_SITES"].split()
	fill(small, FEW)
	fill(large, int(os.environ["CASES"]))
	comparisons = [
		Comparison(title, partial(_on, large, who, work), partial(_on, small, who, work), TARGET, each=3)
		for title, (who, work) in scale_work.MEASURED.items()
	]
	run(comparisons, int(os.environ["ROUNDS"]), say)
	print(f"\n{table(comparisons, ('large', 'small'))}")
	for site, years in ((small, 1), (large, 1), (large, 10)):
		_use(site)
		times = [scale_work.report_of_years(years) for _time in range(4)][1:]
		print(f"compliance report of {years} years on {site}: {statistics.median(times):.2f} s")


def fill(site: str, cases: int) -> None:
	"""Fill a site; one that was kept is filled further."""
	_use(site)
	scale_data.make(cases, partial(_bar, site))
	sys.stderr.write("\n")
	counts = {doctype: frappe.db.count(doctype) for doctype in (*CASE_DOCTYPES, STEP_LOG)}
	print(f"{site}: {counts}")


def _on(site: str, who: str, work: scale_work.Work) -> float:
	_use(site)
	return scale_work.seconds(who, work)


_CONNECTIONS: dict[str, object] = {}


def _use(site: str) -> None:
	"""Work on a site, on a connection that stays."""
	if getattr(frappe.local, "site", None) == site:
		return
	frappe.init(site, force=True)
	if site in _CONNECTIONS:
		frappe.local.db = _CONNECTIONS[site]
	else:
		frappe.connect()
		_CONNECTIONS[site] = frappe.local.db
	frappe.set_user("Administrator")


def _bar(site: str, share: float) -> None:
	full = round(share * WIDTH)
	say(f"{site} [{'=' * full}{' ' * (WIDTH - full)}] {share:.0%}")


if __name__ == "__main__":
	main()
