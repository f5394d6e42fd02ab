"""Visits of the step log for reports, added up by the database: a year of them is never loaded row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from frappe.utils import cint, now_datetime
from pypika.enums import DatePart
from pypika.functions import Extract
from pypika.terms import Criterion

from dinas_sop.constants import CASE_DOCTYPES, SETTINGS, STEP_LOG
from dinas_sop.permissions.cases import SIGHT_STATUSES
from dinas_sop.reports.durations import day_minutes, minutes_of
from dinas_sop.reports.period import within
from dinas_sop.reports.sight import rows_in_sight
from dinas_sop.reports.statistics import Summary, Tally, summarise
from dinas_sop.workflows import clock

STEP, ROLE, UNIT, MONTH = "Step", "Role", "Unit Kerja", "Month"
OFFICE = "Kantor"


@dataclass(frozen=True)
class Wanted:
	"""Which visits a report asks for. Empty values ask for all.

	Args:
		first, last: days between which the visits ended, both included; of open ones, between which they were due.
		doctype: the case DocType of one process.
		step: number of a step.
		time_of: whose time: Kantor or Pemohon.
		sop: an SOP version.
		department: a Unit Kerja, that of the official who ended the visit; where none did, those the case is disposed to.
	"""

	first: date
	last: date
	doctype: str = ""
	step: int = 0
	role: str = ""
	time_of: str = OFFICE
	sop: str = ""
	department: str = ""
	verdict: str = ""


@dataclass
class Group:
	"""Visits that a report shows in one line."""

	tallies: list[Tally] = field(default_factory=list)
	standards: set[str] = field(default_factory=set)
	roles: set[str] = field(default_factory=set)
	overdue: int = 0

	@property
	def summary(self) -> Summary:
		return summarise(self.tallies)


def groups_of(wanted: Wanted, by: Sequence[str]) -> dict[tuple, Group]:
	"""Visits added up by STEP, ROLE, UNIT or MONTH, or by several of these.

	Returns:
		Key -> Group, in order of the keys; a key has a value for each of `by`: (DocType, number) of a step, a role,
		a Department, a month such as "2026-11". What is unknown is empty.
	"""
	groups: dict[tuple, Group] = defaultdict(Group)
	allowed, officials = _allowed_minutes(), departments_of_officials()
	for row in [*_ended(wanted, by), *_overdue(wanted, by)]:
		group = groups[_key(row, by, officials)]
		group.standards |= {row.standard} - {None, ""}
		group.roles |= {row.role} - {None, ""}
		if "verdict" in row:
			minutes = cint(row.working_minutes)
			group.tallies.append(Tally(minutes, row.verdict or "", row.visits, allowed(row.standard)))
		else:
			group.overdue += row.visits
	if wanted.department and UNIT in by:  # a visit open at several units stands under each
		place = list(by).index(UNIT)
		groups = {key: group for key, group in groups.items() if key[place] == wanted.department}
	return dict(sorted(groups.items(), key=lambda item: _order(item[0])))


def matching(log, wanted: Wanted) -> Criterion:
	"""Rows of visits to steps that a report asks for and its reader may see, whatever their time."""
	doctypes = (wanted.doctype,) if wanted.doctype else CASE_DOCTYPES
	# a step before the office had the application names no state; it carries one moment and counts in no sum
	found = (log.kind == "Langkah") & log.state.notnull() & rows_in_sight(log, doctypes)
	for column, value in (
		(log.step_number, wanted.step),
		(log.role, wanted.role),
		(log.time_of, wanted.time_of),
		(log.sop, wanted.sop),
		(log.verdict, wanted.verdict),
	):
		if value:
			found &= column == value
	return found & _of_department(log, wanted.department) if wanted.department else found


def departments_of_officials() -> dict[str, str]:
	"""User -> Department, by the officials in the settings."""
	officials = frappe.get_cached_doc(SETTINGS).officials
	return {row.user: row.department for row in officials if row.user and row.department}


def _ended(wanted: Wanted, by: Sequence[str]):
	log = DocType(STEP_LOG)
	query = frappe.qb.from_(log).where(within(log.left_on, wanted.first, wanted.last) & matching(log, wanted))
	columns = (log.working_minutes, log.verdict, log.standard, log.role)
	return _added_up(query, log, columns, by, log.left_on)


def _overdue(wanted: Wanted, by: Sequence[str]):
	"""Steps still open past their due date: without them, a step never done would never count as late."""
	if wanted.verdict:
		return []
	log = DocType(STEP_LOG)
	query = frappe.qb.from_(log).where(
		log.left_on.isnull()
		& within(log.due_on, wanted.first, wanted.last)
		& (log.due_on < now_datetime())
		& matching(log, wanted)
	)
	return _added_up(query, log, (log.standard, log.role), by, log.due_on)


def _added_up(query, log, columns: Iterable, by: Sequence[str], moment):
	columns = list(columns)
	if STEP in by:
		columns += [log.reference_doctype, log.step_number]
	if MONTH in by:
		columns += [
			Extract(DatePart.year, moment).as_("year"),
			Extract(DatePart.month, moment).as_("month"),
		]
	if UNIT in by:
		query, department = _with_units(query, log)
		columns += [department, log.actor]
	# a case disposed twice to one unit has two rows there; its visit counts once
	count = Count(log.name).distinct() if UNIT in by else Count("*")
	return query.select(*columns, count.as_("visits")).groupby(*columns).run(as_dict=True)


def _with_units(query, log):
	"""Join the Departments of visits that no official with a Department ended: those that the case is disposed to."""
	disposition = DocType("Disposition")
	query = query.left_join(disposition).on(
		_waits_for_unit(log)
		& (disposition.parenttype == log.reference_doctype)
		& (disposition.parent == log.reference_name)
		& disposition.status.isin(SIGHT_STATUSES)
	)
	return query, disposition.department


def _of_department(log, department: str) -> Criterion:
	disposition = DocType("Disposition")
	disposed = (
		frappe.qb.from_(disposition)
		.select(disposition.parent)
		.where((disposition.department == department) & disposition.status.isin(SIGHT_STATUSES))
	)
	own = [user for user, unit in departments_of_officials().items() if unit == department]
	return log.actor.isin(own or [""]) | (_waits_for_unit(log) & log.reference_name.isin(disposed))


def _waits_for_unit(log) -> Criterion:
	unit_role = frappe.get_cached_value(SETTINGS, SETTINGS, "unit_role") or ""
	known = list(departments_of_officials()) or [""]
	return (log.role == unit_role) & (log.actor.isnull() | log.actor.notin(known))


def _key(row, by: Sequence[str], officials: dict[str, str]) -> tuple:
	values = {
		STEP: lambda: (row.reference_doctype, cint(row.step_number)),
		ROLE: lambda: row.role or "",
		UNIT: lambda: officials.get(row.actor) or row.department or "",
		MONTH: lambda: f"{row.year:04d}-{row.month:02d}",
	}
	return tuple(values[each]() for each in by)


def _order(key: tuple) -> tuple:
	"""Steps stand as the SOP's processes do; the rest by the alphabet."""
	return tuple(
		(CASE_DOCTYPES.index(value[0]), value[1]) if isinstance(value, tuple) else (value,) for value in key
	)


def _allowed_minutes():
	day, known = day_minutes(clock.calendar()), {}

	def allowed(standard: str | None) -> int | None:
		if standard not in known:
			known[standard] = minutes_of(clock.standard_of(standard), day)
		return known[standard]

	return allowed
