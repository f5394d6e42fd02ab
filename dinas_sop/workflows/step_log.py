"""The SOP Step Log: one row per visit of a case to a state, written by the engine alone.

Rows are written by one statement each, in the transaction of the move; the DocType's controller refuses
every other way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import get_datetime

from dinas_sop.constants import STEP_LOG
from dinas_sop.workflows import clock
from dinas_sop.workflows.process import Process, Step


@dataclass(frozen=True)
class Actor:
	"""Who acts, as the log remembers it.

	Args:
		user: the User; for an applicant who comes by the link, the internal portal user.
		name: name of the official or applicant.
		role: the role that the transition names, empty for a submission.
		channel: Formulir Web, Tautan Pemohon, Loket or Meja Kerja.
	"""

	user: str
	name: str
	role: str
	channel: str


def begin(case: Document, process: Process, state: str, now, actor: Actor) -> list[str]:
	"""The first rows of a case: the steps that happened before the office had it, and the visit that it begins with.

	Args:
		state: that the case is in.
		now: moment of entering it.
		actor: who applied.

	Returns:
		The rows' names, the open one last.
	"""
	rows = []
	for step in process.steps:
		if step.number in process.early_steps:
			moment = case.get(step.moment_field) if step.moment_field else None
			rows.append(_early(step, len(rows) + 1, get_datetime(moment) if moment else now, actor))
	return _insert(case, process, *rows, _opened(process, state, len(rows) + 1, now))


def open_row(case: Document, process: Process, state: str, visit: int, now) -> str:
	"""Open the row of a visit; in a final state the row is closed at once.

	Args:
		visit: position of the row in the case, from 1.
		now: moment of entering.

	Returns:
		The row's name.
	"""
	return _insert(case, process, _opened(process, state, visit, now))[0]


def _opened(process: Process, state: str, visit: int, now) -> dict:
	number, kind = process.step_of(state), _kind(process, state)
	standard = process.step(number).standard_time if number else None
	role = process.turn(state) or None
	return {
		"visit": visit,
		"step_number": number,
		"kind": kind,
		"state": state,
		"role": role,
		"entered_on": now,
		"left_on": now if process.is_final(state) else None,
		"standard": standard,
		"time_of": _time_of(kind, role),
	} | (clock.opening_facts(standard, now) if standard else {})


def _early(step: Step, visit: int, moment: datetime, actor: Actor) -> dict:
	"""A step that happened before the office had the application; such rows carry one moment and count in no sum."""
	return {
		"visit": visit,
		"step_number": step.number,
		"kind": "Langkah",
		"role": step.performer or None,
		"entered_on": moment,
		"left_on": moment,
		"verdict": "Tidak Diukur",
		"time_of": "Pemohon",
		"actor": actor.user,
		"actor_name": actor.name,
		"channel": actor.channel,
	}


def close_row(
	row: dict,
	actor: Actor,
	now: str,
	action: str,
	next_state: str,
	reason: str = "",
	back_to_step: int = 0,
	evidence: dict | None = None,
) -> None:
	"""Close a visit.

	Args:
		row: the open row as `reading.visits_of` reads it.
		now: moment of leaving.
		action: the transition's action.
		reason: the written reason, or the corrections asked.
		back_to_step: the step gone back to, with the `evidence` fingerprints as they stood.
	"""
	_update(
		row["name"],
		left_on=now,
		**clock.closing_facts(row, now),
		actor=actor.user,
		actor_name=actor.name,
		acted_as=actor.role,
		channel=actor.channel,
		action=action,
		next_state=next_state,
		reason=reason,
		back_to_step=back_to_step,
		evidence=frappe.as_json(evidence, indent=None) if evidence is not None else None,
		modified=now,
		modified_by=actor.user,
	)


def tick(row: dict, keys: Iterable[str]) -> None:
	"""Remember on the open row which evidence was ticked "tetap berlaku".

	Args:
		row: the row as `reading.visits_of` read it.
		keys: evidence keys ticked in this save; earlier ones are kept.
	"""
	known = frappe.parse_json(row["still_valid"]) or []
	_update(row["name"], still_valid=frappe.as_json(sorted({*known, *keys}), indent=None))


def explain_delay(row: dict, reason: str) -> None:
	"""Keep why an open visit is late, in the words of whoever has the turn.

	Args:
		row: the open row as `reading.visits_of` reads it.
	"""
	_update(row["name"], late_reason=reason)


def _time_of(kind: str, role: str | None) -> str | None:
	"""Whose time a visit is: the office's, the applicant's, or nobody's while the clock pauses."""
	if kind == "Akhir":
		return None
	if kind == "Jeda":
		return "Jeda"
	return "Kantor" if role and frappe.get_cached_value("Role", role, "desk_access") else "Pemohon"


def _kind(process: Process, state: str) -> str:
	if process.is_final(state):
		return "Akhir"
	if state == process.correction:
		return "Koreksi"
	return "Langkah" if process.step_of(state) else "Jeda"


def _insert(case: Document, process: Process, *rows: dict) -> list[str]:
	"""Rows of a case, by one statement; returns their names."""
	now = frappe.utils.now()
	common = {
		"owner": frappe.session.user,
		"modified_by": frappe.session.user,
		"creation": now,
		"modified": now,
		"docstatus": 0,
		"reference_doctype": case.doctype,
		"reference_name": case.name,
		"sop": case.sop,
		"section": process.section,
	}
	names = [frappe.generate_hash(length=10) for _row in rows]
	columns = ["name", *common, *dict.fromkeys(column for row in rows for column in row)]
	values = [common | row | {"name": name} for name, row in zip(names, rows, strict=True)]
	query = frappe.qb.into(DocType(STEP_LOG)).columns(*columns)
	query.insert(*(tuple(row.get(column) for column in columns) for row in values)).run()
	return names


def _update(row: str, **values) -> None:
	log = DocType(STEP_LOG)
	query = frappe.qb.update(log).where(log.name == row)
	for column, value in values.items():
		query = query.set(column, value)
	query.run()
