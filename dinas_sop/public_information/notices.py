"""Who is told that a deadline of the law comes near or has passed: once each, in the desk and in the daily mail.

A deadline that moves (a request completed anew, an extension, a holiday) is told again for its new date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import get_datetime

from dinas_sop.constants import DATA_REQUEST, OBJECTION, SETTINGS, STATE_FIELD
from dinas_sop.notices.plan import Notice, OpenStep, owed
from dinas_sop.notices.recipients import users_of_role, users_of_step
from dinas_sop.public_information import objections
from dinas_sop.workflows import guard, reading


@dataclass(frozen=True)
class Deadline:
	"""Where a DocType keeps its deadline: near, due, the end of the waiting, and what was told of it."""

	doctype: str
	near: str
	due: str
	ended: str
	near_told: str
	overdue_told: str

	@property
	def markers(self) -> dict[Notice, str]:
		return {Notice.NEAR: self.near_told, Notice.OVERDUE: self.overdue_told}


DEADLINES = (
	Deadline(
		DATA_REQUEST,
		"legal_near_on",
		"legal_due_on",
		"answered_on",
		"legal_near_told_on",
		"legal_overdue_told_on",
	),
	Deadline(OBJECTION, "respond_near_on", "respond_due_on", "ended_on", "near_told_on", "overdue_told_on"),
)


def scan(now: datetime) -> None:
	"""Tell what is owed; each document is a transaction of its own."""
	for deadline in DEADLINES:
		for name in candidates(deadline, now):
			tell(deadline, name, now)
			frappe.db.commit()  # a background job


def candidates(deadline: Deadline, now: datetime) -> list[str]:
	"""Documents whose deadline is near or has passed and not told in full yet; one query along an index."""
	table = DocType(deadline.doctype)
	rows = (
		frappe.qb.from_(table)
		.select(table.name)
		.where(table[deadline.near].isnotnull() & (table[deadline.near] <= now))
		.where(table[deadline.ended].isnull() & table[deadline.overdue_told].isnull())
		.orderby(table[deadline.near])
		.run()
	)
	return [name for (name,) in rows]


def tell(deadline: Deadline, name: str, now: datetime) -> list[Notice]:
	"""Give the notices that one document owes, under its lock.

	Returns:
		The notices given.
	"""
	fields = (deadline.near, deadline.due, deadline.ended, *deadline.markers.values())
	row = frappe.db.get_value(deadline.doctype, name, fields, as_dict=True, for_update=True)
	if not row or row[deadline.ended]:
		return []
	told = frozenset(notice for notice, marker in deadline.markers.items() if row[marker])
	notices = owed(OpenStep(row[deadline.near], row[deadline.due], None, told=told), now)
	if not notices:
		return []
	doc = frappe.get_doc(deadline.doctype, name)
	for notice in notices:
		for user in recipients(doc, overdue=notice == Notice.OVERDUE):
			_alert(doc, user, notice, row[deadline.due])
		frappe.db.set_value(deadline.doctype, name, deadline.markers[notice], now, update_modified=False)
	return notices


def recipients(doc: Document, overdue: bool) -> list[str]:
	"""Whose turn it is; of a passed deadline the superior role too, and where the applicant has the turn that alone."""
	superior = users_of_role(frappe.get_cached_value(SETTINGS, SETTINGS, "escalation_role"))
	role = turn_of(doc)
	users = [] if not role or guard.is_applicant_role(role) else users_of_step(doc.doctype, doc.name, role)
	return sorted({*users, *(superior if overdue or not users else ())})


def turn_of(doc: Document) -> str:
	state = doc.get(STATE_FIELD)
	if doc.doctype == OBJECTION:
		return objections.path().turn(state)
	return reading.process_for(doc.doctype, doc.sop).turn(state)


def told() -> list[tuple[str, frappe._dict]]:
	"""Open documents of which something was told, each with a user it concerns, for the daily mail.

	Returns:
		(user, row) with what a line of the mail shows of it.
	"""
	found = []
	for deadline in DEADLINES:
		table, near, overdue = DocType(deadline.doctype), deadline.near_told, deadline.overdue_told
		rows = (
			frappe.qb.from_(table)
			.select(table.name, table[deadline.due], table[near], table[overdue])
			# the index holds what is still awaited: what has ended is near nothing
			.where(table[deadline.near].isnotnull() & table[deadline.ended].isnull())
			.where(table[near].isnotnull() | table[overdue].isnotnull())
			.run(as_dict=True)
		)
		for row in rows:
			doc = frappe.get_doc(deadline.doctype, row.name)
			line = frappe._dict(
				reference_doctype=deadline.doctype,
				reference_name=row.name,
				state=doc.get(STATE_FIELD),
				due_on=row[deadline.due],
				told_on=max(moment for moment in (row[near], row[overdue]) if moment),
			)
			found += [(user, line) for user in recipients(doc, overdue=bool(row[overdue]))]
	return found


def lodged(objection: Document) -> None:
	"""A new objection rings where it waits first."""
	for user in users_of_step(OBJECTION, objection.name, turn_of(objection)):
		_notify(objection, user, _new_sentence(objection, user))


def _alert(doc: Document, user: str, notice: Notice, due: datetime) -> None:
	when, language = frappe.utils.format_datetime(get_datetime(due), "d MMMM yyyy HH.mm"), _language(user)
	if notice == Notice.OVERDUE:
		text = _("{0}: the law's time to answer ran out on {1}.", lang=language)
	else:
		text = _("{0}: the law's time to answer ends on {1}.", lang=language)
	_notify(doc, user, text.format(doc.name, when))


def _new_sentence(objection: Document, user: str) -> str:
	text = _("{0}: a new objection to {1}.", lang=_language(user))
	return text.format(objection.name, objection.data_request)


def _language(user: str) -> str:
	return frappe.get_cached_value("User", user, "language") or frappe.local.lang


def _notify(doc: Document, user: str, subject: str) -> None:
	frappe.get_doc(
		doctype="Notification Log",
		type="Alert",
		for_user=user,
		document_type=doc.doctype,
		document_name=doc.name,
		subject=subject,
	).insert(ignore_permissions=True)  # the system tells a user
