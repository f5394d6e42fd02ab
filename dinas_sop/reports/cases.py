"""Cases of a register with what hangs on them, each kind of thing by one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Min
from pypika.terms import Criterion

from dinas_sop.constants import OFFICIAL_LETTER, STATE_FIELD, STEP_LOG
from dinas_sop.letters.ending import IN_FORCE
from dinas_sop.permissions.cases import SIGHT_STATUSES
from dinas_sop.reports.period import within
from dinas_sop.reports.sight import cases_in_sight


class Cases:
	"""The cases of one DocType that were submitted within some days and that the session's user sees.

	Args:
		doctype: the case DocType.
		first, last: days, both included.
		state: only cases that stand in this state now.
	"""

	def __init__(self, doctype: str, first: date, last: date, state: str = ""):
		self.doctype, self.first, self.last, self.state = doctype, first, last, state

	def rows(self, fields: Sequence[str]) -> list[dict]:
		"""The cases with these columns, in order of their submission."""
		case = DocType(self.doctype)
		columns = [case[field] for field in ("name", "submitted_on", STATE_FIELD, *fields)]
		return (
			frappe.qb.from_(case)
			.select(*columns)
			.where(self._chosen(case))
			.orderby(case.submitted_on)
			.orderby(case.name)
			.run(as_dict=True)
		)

	def children(self, child: str, fields: Sequence[str]) -> dict[str, list[dict]]:
		"""Rows of a child table by case, in their order."""
		row = DocType(child)
		found = (
			frappe.qb.from_(row)
			.select(row.parent, *(row[field] for field in fields))
			.where((row.parenttype == self.doctype) & row.parent.isin(self._names()))
			.orderby(row.parent)
			.orderby(row.idx)
		)
		return _by(found.run(as_dict=True), "parent")

	def units(self) -> dict[str, list[str]]:
		"""Names of the Unit Kerja that each case is disposed to, without the company's abbreviation."""
		rows = self.children("Disposition", ("department", "status"))
		return {
			case: list(
				dict.fromkeys(unit_name(row.department) for row in given if row.status in SIGHT_STATUSES)
			)
			for case, given in rows.items()
		}

	def letters(self, kind: str) -> dict[str, dict]:
		"""The letter of a kind in force for each case: number and date."""
		letter = DocType(OFFICIAL_LETTER)
		found = (
			frappe.qb.from_(letter)
			.select(letter.reference_name, letter.letter_number, letter.letter_date)
			.where(
				(letter.reference_doctype == self.doctype)
				& letter.reference_name.isin(self._names())
				& (letter.letter_template == kind)
				& letter.status.isin(IN_FORCE)
			)
			.orderby(letter.issued_on)
		)
		return {row.reference_name: row for row in found.run(as_dict=True)}

	def came_past(self, step: int) -> dict[str, datetime]:
		"""When each case first came to a step above a number."""
		return self._moments(lambda log: log.step_number > step)

	def came_to(self, state: str) -> dict[str, datetime]:
		"""When each case first came into a state."""
		return self._moments(lambda log: log.state == state)

	def ended(self) -> dict[str, datetime]:
		"""When each case first came into a final state."""
		return self._moments(lambda log: log.kind == "Akhir")

	def reasons(self, states: Iterable[str]) -> dict[str, str]:
		"""The reason with which each case was brought into one of these states."""
		log = DocType(STEP_LOG)
		found = (
			frappe.qb.from_(log)
			.select(log.reference_name, log.reason)
			.where(self._logged(log) & log.next_state.isin(list(states) or [""]) & log.reason.notnull())
			.orderby(log.visit)
		)
		return {row.reference_name: row.reason for row in found.run(as_dict=True)}

	def _moments(self, which) -> dict[str, datetime]:
		log = DocType(STEP_LOG)
		found = (
			frappe.qb.from_(log)
			.select(log.reference_name, Min(log.entered_on).as_("moment"))
			.where(self._logged(log) & which(log))
			.groupby(log.reference_name)
		)
		return {row.reference_name: row.moment for row in found.run(as_dict=True)}

	def _logged(self, log) -> Criterion:
		return (log.reference_doctype == self.doctype) & log.reference_name.isin(self._names())

	def _names(self):
		case = DocType(self.doctype)
		return frappe.qb.from_(case).select(case.name).where(self._chosen(case))

	def _chosen(self, case) -> Criterion:
		chosen = within(case.submitted_on, self.first, self.last) & cases_in_sight(case, self.doctype)
		return chosen & (case[STATE_FIELD] == self.state) if self.state else chosen


def unit_name(department: str | None) -> str:
	"""A Department as people say it, without the company's abbreviation."""
	if not department:
		return ""
	return frappe.get_cached_value("Department", department, "department_name") or department


def _by(rows: list[dict], key: str) -> dict[str, list[dict]]:
	grouped = defaultdict(list)
	for row in rows:
		grouped[row[key]].append(row)
	return grouped
