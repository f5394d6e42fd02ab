"""One piece of evidence as a field of the dialog: its DocField, its value, what may be done with its rows."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime, nowdate

from dinas_sop.constants import OFFICIAL_LETTER, STATE_FIELD
from dinas_sop.permissions import acting
from dinas_sop.workflows import attempts, ownership, reading
from dinas_sop.workflows.departments import officials, units
from dinas_sop.workflows.evidence import Facts, Missing, fingerprint, is_there
from dinas_sop.workflows.missing_words import letter_way
from dinas_sop.workflows.process import LETTER_KINDS, TABLE_KINDS, Evidence, Kind, Process

COPIED = ("fieldname", "fieldtype", "label", "options", "description", "length", "precision", "in_list_view")
WANTED_STATUS = {Kind.DRAFTED: "Draf", Kind.ISSUED: "Terbit", Kind.SIGNED: "Ditandatangani"}
GONE = ("Diganti", "Dicabut")
CHOICES = {"Department": units, "User": officials}  # people know neither by the record's name


def plain_field(doc: Document, fieldname: str) -> dict:
	"""A DocField as the dialog needs it, with the document's value.

	Args:
		doc: the case.
		fieldname: of a field or table of it.
	"""
	df = doc.meta.get_field(fieldname)
	field = _copied(df)
	if df.fieldtype in frappe.model.table_fields:
		return field | {
			"kind": "table",
			"tracked": df.options == "Disposition",
			"rows": [_row(row) for row in doc.get(fieldname) or []],
			"child_fields": _child_fields(df),
		}
	return field | {"kind": "field", "value": doc.get(fieldname)}


class FieldMaker:
	"""Makes the dialog's fields of one move.

	Args:
		log: the case's log rows, the open one last.
		lacking: the evidence that still stands in the way.
		anew: what was given before the last move back and ticked since, where this step asks its evidence anew.
	"""

	def __init__(
		self,
		case: Document,
		process: Process,
		facts: Facts,
		log: list,
		lacking: list[Missing],
		anew: tuple | None,
	):
		self.case, self.process, self.facts = case, process, facts
		self.since = reading.plain("Datetime", log[-1].entered_on) if log else ""
		self.lacking = {m.evidence.key for m in lacking}
		self.anew = anew
		self.roles = acting.roles_of()
		self.departments = reading.own_departments(frappe.session.user)

	def field(self, evidence: Evidence) -> dict:
		"""The field of one piece of evidence; `there` is false while it stands in the way of the move."""
		stale = self._is_stale(evidence)
		common = {
			"key": evidence.key,
			"mandatory": evidence.mandatory,
			"there": is_there(evidence, self.facts) and not stale,
			"stale": stale,
			"lacking": evidence.key in self.lacking,
			"hint": _(evidence.hint) if evidence.hint else "",
			"conditional": bool(evidence.condition),
		}
		if evidence.kind in LETTER_KINDS:
			return common | self._letter(evidence, stale)
		if evidence.kind in TABLE_KINDS:
			return common | self._table(evidence)
		return common | self._plain(evidence)

	def _is_stale(self, evidence: Evidence) -> bool:
		return bool(
			self.anew
			and evidence.kind not in TABLE_KINDS
			and is_there(evidence, self.facts)
			and evidence.key not in self.anew[1]
			and self.anew[0].get(evidence.key) == fingerprint(evidence, self.facts)
		)

	def _plain(self, evidence: Evidence) -> dict:
		field = plain_field(self.case, evidence.field) | {"allowed_values": list(evidence.values)}
		if field["value"] in (None, "", 0):
			field["suggested"] = self._suggestion(field)
		return field

	def _suggestion(self, field: dict) -> object:
		"""What an empty field proposes; the user can change it."""
		source = getattr(self.case, "suggested_from", {}).get(field["fieldname"])
		if source:
			return self.case.get(source)
		if field["fieldtype"] == "Datetime":
			return str(now_datetime().replace(microsecond=0))
		if field["fieldtype"] == "Date":
			return nowdate()
		if field["fieldtype"] == "Link" and field["options"] == "User":
			return frappe.session.user
		return None

	def _letter(self, evidence: Evidence, stale: bool) -> dict:
		letters = frappe.get_all(
			OFFICIAL_LETTER,
			filters={
				"reference_doctype": self.case.doctype,
				"reference_name": self.case.name,
				"letter_template": evidence.letter,
				"status": ("not in", GONE),
			},
			fields=["name", "status", "letter_number", "subject"],
			order_by="creation desc",
		)
		return {
			"kind": "letter",
			"letter": evidence.letter,
			"wanted": WANTED_STATUS[evidence.kind],
			"letters": letters,
			"way": letter_way(evidence, self.facts.letters, stale) if evidence.key in self.lacking else "",
			"can_draft": ownership.may_draft(
				self.process, self.case.get(STATE_FIELD), self.roles, evidence.letter
			),
		}

	def _table(self, evidence: Evidence) -> dict:
		"""A table: the rows that stand with what may be done to each, and whether rows may be added."""
		field = plain_field(self.case, evidence.field)
		adds = evidence.kind == Kind.ROW
		for row, values in zip(self.case.get(evidence.field) or [], field["rows"], strict=True):
			if field["tracked"]:
				values |= self._tracked(row, adds)
			else:
				values["may_edit"] = adds or [column.name for column in evidence.columns]
				values["may_remove"] = adds
		return field | {"asks_row": adds, "columns": [column.name for column in evidence.columns]}

	def _tracked(self, row: Document, may_add: bool) -> dict:
		"""What the rules let the user do to a row of a disposition sheet."""
		old = reading.plain_row(row, self.departments)
		old["current"] = bool(self.since and old["disposed_on"] >= self.since)

		def allowed(**change) -> bool:
			return ownership.tracked_change_allowed(attempts.TableChange(**change), may_add)

		def may_set(**new) -> bool:
			return allowed(changed=((old, old | new),))

		statuses = (row.meta.get_field("status").options or "").split("\n")
		return {
			"may_edit": not row.is_new() and may_set(instruction=f"{old['instruction']}."),
			"may_remove": not row.is_new() and allowed(removed=(old,)),
			"statuses": [s for s in statuses if s and s != old["status"] and may_set(status=s)],
			"own": old["unit"] == "sendiri",
		}


def _copied(df) -> dict:
	field = {key: df.get(key) for key in COPIED if df.get(key)}
	if df.fieldtype == "Link" and df.options in CHOICES:
		field["choices"] = CHOICES[df.options]()
	return field


def _child_fields(df) -> list[dict]:
	"""Columns that a user writes; the status of a disposition has its own way."""
	return [
		_copied(child)
		for child in frappe.get_meta(df.options).fields
		if not (child.read_only or child.fieldtype in frappe.model.no_value_fields)
		and not (df.options == "Disposition" and child.fieldname == "status")
	]


def _row(row: Document) -> dict:
	return row.as_dict(no_default_fields=True, convert_dates_to_str=True) | {
		"name": None if row.is_new() else row.name
	}
