"""What an applicant can do to a case now, asked of the engine: the same transitions and evidence as in the desk.

Nothing here knows an action or a state. A field is treated by its type: moments are the server's, files are parked
first, the rest is typed. The signed commitment alone has a module of its own (`commitment.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, nowdate, strip_html

from dinas_sop.applicants import commitment, office, parking, shown
from dinas_sop.applicants.case_dates import known_dates, with_periods
from dinas_sop.applicants.checking import Problem, problems, value_of
from dinas_sop.applicants.docfields import columns_of, date_rules, field_of, typed
from dinas_sop.applicants.fields import Field, filled_rows
from dinas_sop.applicants.layout import words
from dinas_sop.constants import CHANNEL_LINK
from dinas_sop.workflows import moves, reading
from dinas_sop.workflows.attach_fields import ATTACH_TYPES
from dinas_sop.workflows.dialog import fields_of_move
from dinas_sop.workflows.guard import CORRECTIONS
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.overview import Direction

REASON = "move_reason"
ANSWER = "jawaban"


@dataclass(frozen=True)
class Action:
	"""One action that the applicant can take now.

	Args:
		ends: it ends the case other than as the SOP means it to end.
		fields: what it asks.
		stored: what the case holds in these fields now, as it would be typed; not of those in `again`.
		dates: dates of the case that others are compared with.
		again: field -> evidence that a move back asks anew: what was said before is not offered, and to say the
			same once more is a new statement.
		corrections: what was returned: row name, field, label, why.
		moments: fields that get the server's time.
		signs: the commitment is signed with it.
		blocked: why it cannot be taken yet.
	"""

	name: str
	ends: bool = False
	fields: tuple[Field, ...] = ()
	stored: Mapping[str, object] = field(default_factory=dict)
	dates: Mapping[str, object] = field(default_factory=dict)
	again: Mapping[str, str] = field(default_factory=dict)
	corrections: tuple[dict, ...] = ()
	moments: tuple[str, ...] = ()
	signs: bool = False
	blocked: str = ""


class NotNow(Exception):
	"""The engine refuses the action; the text says why, in plain words."""


def available(doctype: str, name: str) -> list[Action]:
	"""The actions of a case that are the applicant's now, each with what it asks."""
	with office.acting_as_applicant(CHANNEL_LINK):
		case = frappe.get_doc(doctype, name)
		process = reading.process_for(doctype, case.sop)
		names = dict.fromkeys(t.action for t in moves.available_moves(process, case))
		return [_asked(doctype, name, action, {}) for action in names]


def asked(doctype: str, name: str, action: str, values: Mapping[str, object]) -> Action:
	"""What one action asks when these values are typed: a condition may ask for more.

	Raises:
		NotNow: the action is not the applicant's now.
	"""
	with office.acting_as_applicant(CHANNEL_LINK):
		try:
			return _asked(doctype, name, action, values)
		except Refused as refusal:
			raise NotNow(office.take_back(refusal)) from refusal


def found_wrong(action: Action, values: Mapping[str, object], doctype: str) -> list[Problem]:
	"""What is wrong with what was typed."""

	def has_file(one: Field, token: str) -> str:
		return "" if parking.look(token, shown.place(doctype, one.name)) else "gone"

	known = {**action.dates, **action.stored, **values}
	found = problems(action.fields, known, date_rules(doctype), has_file, getdate(nowdate()))
	wrong = {problem.field for problem in found}
	fields = {one.name: one for one in action.fields}
	for row in action.corrections:
		one, answer = fields.get(row["field"]), values.get(f"{ANSWER}.{row['name']}")
		if not (answer or (one and _changed(one, values, action)) or row["field"] in wrong):
			found.append(Problem(row["field"] if one else f"{ANSWER}.{row['name']}", "same"))
	return found


def take(doctype: str, name: str, action: Action, values: Mapping[str, object]) -> None:
	"""Take an action with what was typed, in the request's transaction.

	Args:
		action: as `asked` gave it for these values.
		values: without problems.

	Raises:
		NotNow: the guard refuses; nothing is kept.
	"""
	with office.acting_as_applicant(CHANNEL_LINK):
		try:
			case = frappe.get_doc(doctype, name, for_update=True)
			moves.carry_out(case, action.name, _values(case, action, values))
		except FileNotFoundError as error:
			office.take_back(error)
			raise NotNow(words("kabar", "file gone")) from error
		except frappe.ValidationError as refusal:
			raise NotNow(office.take_back(refusal)) from refusal


def _asked(doctype: str, name: str, action: str, values: Mapping[str, object]) -> Action:
	case = frappe.get_doc(doctype, name)  # a copy of its own: asking writes the values into it
	said = fields_of_move(case, action, dict(values))
	stored_case = frappe.get_doc(doctype, name)
	fields, moments, signs, again = [], [], False, {}
	for row in said["fields"]:
		if row["kind"] == "letter":
			continue
		df = case.meta.get_field(row["fieldname"])
		if row["stale"] and df.fieldtype not in ATTACH_TYPES:
			again[df.fieldname] = row["key"]
		if df.fieldname in commitment.FIELDS:
			signs = True
		elif df.fieldtype == "Datetime":
			moments.append(df.fieldname)
		elif one := _field(df, row):
			fields.append(one)
	if signs:
		fields += commitment.fields(case)
	corrections = said["open_corrections"]
	fields += _correction_fields(case, corrections)
	if said["needs_reason"]:
		fields.append(Field(REASON, words("label", "reason"), "long", required=True, max_length=2000))
	return Action(
		name=action,
		ends=said["direction"] == Direction.END.value,
		fields=tuple(with_periods(fields, stored_case)),
		stored=_stored(stored_case, fields)
		| dict.fromkeys(again, "")
		| (commitment.suggested(case) if signs else {}),
		dates=known_dates(stored_case),
		again=again,
		corrections=tuple(
			{key: row[key] for key in ("name", "field", "label", "why")} for row in corrections
		),
		moments=tuple(moments),
		signs=signs,
		blocked=strip_html(" ".join(said["blocked_by"])),
	)


def _field(df, row: dict) -> Field | None:
	there = row["kind"] == "field" and df.fieldtype in ATTACH_TYPES and row["there"]
	changes = {"help": row["hint"], "required": bool(row["mandatory"]) and not there}
	if row["kind"] == "table":
		changes["columns"] = columns_of(df, frozenset(row["columns"]))
	elif row["allowed_values"] and df.fieldtype == "Select":
		changes["options"] = tuple(row["allowed_values"])
	return field_of(df, **changes)


def _correction_fields(case: Document, corrections: list[dict]) -> list[Field]:
	fields = {}
	for row in corrections:
		df = case.meta.get_field(row["field"])
		one = field_of(df, label=row["label"], required=bool(df.reqd)) if df else None
		if one:
			fields[one.name] = one
		fields[row["name"]] = Field(
			f"{ANSWER}.{row['name']}", words("label", "answer"), "long", max_length=2000
		)
	return list(fields.values())


def _stored(case: Document, fields: list[Field]) -> dict[str, object]:
	return {
		one.name: "" if one.kind == "file" else typed(one, case.get(one.name))
		for one in fields
		if case.meta.has_field(one.name) and one.name != REASON
	}


def _changed(one: Field, values: Mapping[str, object], action: Action) -> bool:
	if one.kind == "file":
		return bool(values.get(one.name))
	return value_of(one, values.get(one.name)) != value_of(one, action.stored.get(one.name))


def _values(case: Document, action: Action, typed_values: Mapping[str, object]) -> dict[str, object]:
	"""What was typed as the engine's dialog values; files become the case's own here."""
	values: dict[str, object] = dict.fromkeys(action.moments, now_datetime())
	for one in action.fields:
		value = typed_values.get(one.name)
		if one.kind == "file":
			if value:
				place = shown.place(case.doctype, one.name)
				values[one.name] = parking.claim(str(value), place, case.doctype, case.name, one.name)
		elif one.kind == "table":
			_set_rows(case, one, value)
		elif case.meta.has_field(one.name):
			values[one.name] = value_of(one, value)
	if action.signs:
		values |= commitment.values(case, typed_values)
	same = [key for name, key in action.again.items() if _is_same(case, name, values.get(name))]
	if same:
		values["still_valid"] = same
	answers = [
		{"name": row["name"], "answer": text}
		for row in action.corrections
		if (text := typed_values.get(f"{ANSWER}.{row['name']}"))
	]
	return values | ({CORRECTIONS: answers} if answers else {})


def _is_same(case: Document, fieldname: str, value: object) -> bool:
	fieldtype = case.meta.get_field(fieldname).fieldtype
	return reading.plain(fieldtype, value) == reading.plain(fieldtype, case.get(fieldname))


def _set_rows(case: Document, table: Field, rows: object) -> None:
	"""The rows of a table as typed: those known keep their other columns, those left out go."""
	known = {row.name: row for row in case.get(table.name)}
	kept = []
	for row, value in zip(filled_rows(rows), value_of(table, rows), strict=True):
		stored = known.get(row.get("name"))
		value.pop("name", None)
		if stored:
			stored.update(value)
		kept.append(stored or value)
	case.set(table.name, kept)
