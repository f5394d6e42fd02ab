"""Very many cases, multiplied from a few that the engine itself has made, by INSERT … SELECT.

Ended cases reach back through the years, so many a year; open ones stay as many as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe

from dinas_sop.constants import CASE_DOCTYPES, DATA_REQUEST, RESEARCH_PERMIT, STATE_FIELD, STEP_LOG
from dinas_sop.workflows import reading
from tests.site.factory import CHILDREN, case_in, people, states_of

A_YEAR = 10_000  # cases
MINUTES = 365 * 24 * 60 / A_YEAR  # between two of them
BATCH = 20_000  # cases by one statement
SHARE = {RESEARCH_PERMIT: 3, DATA_REQUEST: 1}  # of four: eleven log rows a case on average
ENDS = {RESEARCH_PERMIT: "Diarsipkan", DATA_REQUEST: "Selesai"}
OPEN_EACH = 20  # open cases in each state that waits for somebody
MOMENTS = ("Date", "Datetime")
UNIQUE = {"tnde_number": "T", "bakesbangpol_number": "B", "letter_number": "L", "phone": "08"}


def make(cases: int, say: Callable[[float], None]) -> None:
	"""Fill a site, or fill one further that was kept.

	Args:
		cases: how many ended ones; open ones come on top.
		say: takes the share that is done, from 0 to 1.
	"""
	people()
	models = {doctype: _model(doctype, ENDS[doctype]) for doctype in CASE_DOCTYPES}
	frappe.db.sql("set session unique_checks = 0, foreign_key_checks = 0")
	done = 0
	for doctype, model in models.items():
		wanted = cases * SHARE[doctype] // sum(SHARE.values())
		# the newest ended case of both kinds ended just now
		spacing = MINUTES * sum(SHARE.values()) / SHARE[doctype]
		there = frappe.db.count(doctype, {"name": ("like", "E-%")})
		done += there
		for first, last in _batches(there + 1, wanted):
			multiply(doctype, model, first, last, spacing, "E")
			frappe.db.commit()
			done += last - first + 1
			say(done / cases)
	_make_open()
	for table in (STEP_LOG, *CASE_DOCTYPES, *CHILDREN):
		frappe.db.sql(f"analyze table `tab{table}`")


def _make_open() -> None:
	"""The office's work of today: cases in every state that waits for somebody."""
	states = [(d, state) for d in CASE_DOCTYPES for state in states_of(d) if state not in _finals(d)]
	for number, (doctype, state) in enumerate(states):
		mark = f"O{number:02d}"
		if not frappe.db.count(doctype, {"name": ("like", f"{mark}-%")}):
			multiply(doctype, _model(doctype, state), 1, OPEN_EACH, 0, mark)
	frappe.db.commit()


def _model(doctype: str, state: str) -> str:
	"""A case that the engine has made, to be multiplied."""
	ours = {STATE_FIELD: state, "name": ("like", "P%-%")}
	name = frappe.db.get_value(doctype, ours) or case_in(doctype, state).name
	frappe.db.commit()
	return name


def _finals(doctype: str) -> set[str]:
	process = reading.process_for(doctype)
	return {state for state in process.states if process.is_final(state)}


def _batches(begin: int, end: int) -> Iterator[tuple[int, int]]:
	for first in range(begin, end + 1, BATCH):
		yield first, min(first + BATCH - 1, end)


def multiply(doctype: str, model: str, first: int, last: int, spacing: float, mark: str) -> None:
	"""Copies number `first` to `last` of a case with its rows and its log, each older than the one before."""
	name = f"concat('{mark}-', '{doctype[:1]}-', lpad(n.seq, 8, '0'))"
	shift = f"n.seq * {spacing:.4f} + if(n.seq, 60, 0)"  # minutes
	numbers = f"seq_{first}_to_{last} n"
	_copy(doctype, {"name": model}, {"name": name}, numbers, shift)
	log = {"reference_doctype": doctype, "reference_name": model}
	row_name = f"concat({name}, '-', lpad(t.visit, 2, '0'))"
	_copy(STEP_LOG, log, {"name": row_name, "reference_name": name}, numbers, shift)
	for table in CHILDREN:
		rows = {"parenttype": doctype, "parent": model}
		child_name = f"concat({name}, '-', t.parentfield, t.idx)"
		_copy(table, rows, {"name": child_name, "parent": name}, numbers, shift)


def _copy(doctype: str, where: dict, changed: dict, numbers: str, shift: str) -> None:
	moments = {df.fieldname for df in frappe.get_meta(doctype).fields if df.fieldtype in MOMENTS}
	moments |= {"creation", "modified"}
	columns = frappe.db.get_table_columns(doctype)
	values = []
	for column in columns:
		if column in changed:
			values.append(changed[column])
		elif column in moments:
			values.append(f"t.`{column}` - interval round({shift}) minute")
		elif column in UNIQUE and doctype in CASE_DOCTYPES:
			values.append(f"if(t.`{column}` is null, null, concat('{UNIQUE[column]}', n.seq))")
		else:
			values.append(f"t.`{column}`")
	conditions = " and ".join(f"t.`{column}` = {frappe.db.escape(value)}" for column, value in where.items())
	names = ", ".join(f"`{column}`" for column in columns)
	frappe.db.sql(
		f"insert into `tab{doctype}` ({names}) select {', '.join(values)} "
		f"from {numbers} join `tab{doctype}` t where {conditions} order by n.seq"
	)
