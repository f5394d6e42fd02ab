"""The open rows of the step log that a user's queue shows: of each state the first page, along one index.

A page costs the same whether ten cases wait or a hundred thousand: each state is read in the order of its due dates and
no further than the page goes. The index is `left_on, reference_doctype, state, due_on` of SOP Step Log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import getdate, now_datetime
from pypika.terms import Criterion

from dinas_sop.constants import CASE_DOCTYPES, DATA_REQUEST, RESEARCH_PERMIT, SETTINGS, STEP_LOG
from dinas_sop.permissions import acting
from dinas_sop.permissions.cases import cases_of_units
from dinas_sop.queues.plan import Part, Scope, Turns, parts
from dinas_sop.reports.sight import rows_in_sight
from dinas_sop.workflows import guard, reading

SUBJECT = {RESEARCH_PERMIT: "title", DATA_REQUEST: "purpose"}
ANSWER_DUE = {DATA_REQUEST: "answer_due_on"}  # the nearer of the SOP's and the law's; empty once answered
OVERDUE, TODAY = "overdue", "today"
OPEN_DISPOSITION = ("Terbuka",)


@dataclass(frozen=True)
class Wanted:
	"""What a queue shows.

	Args:
		doctype: of one process; empty for both.
		when: OVERDUE, TODAY (and not overdue), or empty for all.
		search: a part of number, applicant, institution or subject.
	"""

	scope: Scope = Scope.MINE
	doctype: str = ""
	when: str = ""
	search: str = ""

	@property
	def doctypes(self) -> list[str]:
		"""The case DocTypes asked for that the user may read and that are set up."""
		asked = [self.doctype] if self.doctype else CASE_DOCTYPES
		return [each for each in asked if frappe.has_permission(each, "read") and reading.sop_in_force(each)]


def parts_of(process: Turns, scope: Scope) -> list[Part]:
	"""The states of a process that the session user's queue looks at."""
	turns = {process.turn(state) for state in process.states}
	return parts(
		process,
		acting.roles_of(),
		scope,
		frappe.get_cached_value(SETTINGS, SETTINGS, "unit_role") or "",
		{role for role in turns if guard.is_applicant_role(role)},
	)


def first_rows(doctype: str, looked_at: list[Part], wanted: Wanted, limit: int) -> list[frappe._dict]:
	"""Rows of one process, by due date; those without one only where the page has room for them.

	Args:
		looked_at: the states, see `parts_of`.
		limit: how many.
	"""
	rows = _ordered(doctype, looked_at, wanted, limit, dated=True)
	if len(rows) < limit and not wanted.when:
		rows += _ordered(doctype, looked_at, wanted, limit - len(rows), dated=False)
	return rows[:limit]


def count(wanted: Wanted) -> int:
	"""How many rows a queue has."""
	total = 0
	for doctype in wanted.doctypes:
		looked_at = parts_of(reading.process_for(doctype), wanted.scope)
		for of_units in (False, True):
			states = [part.state for part in looked_at if _narrowed(part, wanted) == of_units]
			if states:
				log = DocType(STEP_LOG)
				query = frappe.qb.from_(log).select(Count("*"))
				query = query.where(_open(log, doctype, wanted) & log.state.isin(states))
				total += query.where(_seen(log, doctype, of_units)).run()[0][0]
	return total


def _ordered(
	doctype: str, looked_at: list[Part], wanted: Wanted, limit: int, dated: bool
) -> list[frappe._dict]:
	if not looked_at:
		return []
	branches = [
		frappe.qb.from_(_of_state(doctype, part, wanted, limit, dated)).select("*") for part in looked_at
	]
	rows = reduce(lambda query, branch: query.union_all(branch), branches).run(as_dict=True)
	return sorted(rows, key=lambda row: row.due_on or row.entered_on)[:limit]


def _of_state(doctype: str, part: Part, wanted: Wanted, limit: int, dated: bool):
	"""Query of the first rows of one state, in the order of the index."""
	log, case = DocType(STEP_LOG), DocType(doctype)
	query = (
		frappe.qb.from_(log)
		.join(case)
		.on(case.name == log.reference_name)
		.select(
			log.reference_doctype,
			log.reference_name,
			log.sop,
			log.state,
			log.step_number,
			log.kind,
			log.entered_on,
			log.standard,
			log.near_on,
			log.due_on,
			log.late_reason,
			case.applicant_name,
			case.institution,
			case[SUBJECT[doctype]].as_("subject"),
			*(case[column].as_("answer_due") for column in (ANSWER_DUE.get(doctype),) if column),
		)
		.where(_open(log, doctype, wanted) & (log.state == part.state))
		.where(log.due_on.notnull() if dated else log.due_on.isnull())
		.where(_seen(log, doctype, _narrowed(part, wanted)))
		.orderby(log.due_on if dated else log.entered_on)
		.limit(limit)
	)
	return query.where(_holds(log, case, wanted.search, doctype)) if wanted.search else query


def tomorrow(now: datetime) -> datetime:
	"""The first moment of the next day."""
	return datetime.combine(getdate(now), datetime.min.time()) + timedelta(days=1)


def pattern(search: str) -> str:
	"""What `like` takes for a part of a text; its own signs in it stand for themselves."""
	return "%{}%".format(search.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_"))


def _narrowed(part: Part, wanted: Wanted) -> bool:
	"""Whether a state counts only where the case is open at the user's Departments: it is theirs through these."""
	return part.of_units and wanted.scope == Scope.MINE


def _open(log, doctype: str, wanted: Wanted) -> Criterion:
	found = log.left_on.isnull() & (log.reference_doctype == doctype)
	now = now_datetime()
	if wanted.when == OVERDUE:
		return found & (log.due_on < now)
	if wanted.when == TODAY:
		return found & (log.due_on >= now) & (log.due_on < tomorrow(now))
	return found


def _seen(log, doctype: str, of_units: bool) -> Criterion:
	"""Rows of cases that the session user sees; with `of_units` of those open at the user's Departments."""
	if of_units:
		return log.reference_name.isin(cases_of_units(frappe.session.user, doctype, OPEN_DISPOSITION))
	return rows_in_sight(log, (doctype,))


def _holds(log, case, search: str, doctype: str) -> Criterion:
	like = pattern(search)
	columns = (log.reference_name, case.applicant_name, case.institution, case[SUBJECT[doctype]])
	return Criterion.any(column.like(like) for column in columns)
