"""People who hold the link of a case, for the tests of what they can do with it."""

from __future__ import annotations

import re

import frappe

from dinas_sop.applicants import office
from tests.site.e2e.driver import Applicant
from tests.site.factory import case_in, people


def link(case) -> str:
	"""The path of a case's management link."""
	return re.sub(r"^https?://[^/]+", "", office.management_link(case.doctype, case.name, case.link_version))


class Holders:
	"""Makes committed cases, each with somebody who holds its link."""

	def __init__(self, url: str):
		self.url = url
		people()
		frappe.db.commit()

	def of(self, case) -> Applicant:
		"""Somebody who holds the link of a committed case."""
		somebody = Applicant(self.url)
		somebody.link, somebody.case = link(case), case
		return somebody

	def __call__(self, doctype: str, state: str) -> Applicant:
		"""Somebody with a new case in a state."""
		case = case_in(doctype, state)
		frappe.db.commit()
		return self.of(case)


def now(case):
	"""The case as the database has it at this moment."""
	frappe.db.rollback()
	return frappe.get_doc(case.doctype, case.name)
