"""`make bench`: what the app costs on top of the platform, as ratios within one run."""

from __future__ import annotations

import os
import sys

import frappe

from bench import pages, rounds, saves, submissions, twin
from tests.site.factory import people


def main() -> None:
	site, url = os.environ["DINAS_SITES"], os.environ["DINAS_URL"]
	frappe.init(site)
	frappe.connect()
	people()
	twin.make()
	frappe.destroy()
	frappe.init(site)
	frappe.connect()
	comparisons = [*saves.comparisons(), *pages.comparisons(url), *submissions.comparisons(url)]
	rounds.run(comparisons, int(os.environ["ROUNDS"]), say)
	print(f"\n{rounds.table(comparisons)}")


def say(text: str) -> None:
	"""One line that is written over."""
	sys.stderr.write(f"\r{text} ")
	sys.stderr.flush()


if __name__ == "__main__":
	main()
