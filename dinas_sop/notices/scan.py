"""The scan for nearing and overdue steps, every few minutes: one indexed query, one transaction a step.

A step's marker is written in the transaction of its notices, so a job that is killed neither loses nor repeats one.
"""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.query_builder import DocType
from frappe.utils import now_datetime

from dinas_sop.applicants import mail
from dinas_sop.constants import SETTINGS, STEP_LOG
from dinas_sop.notices import digest, wording
from dinas_sop.notices.plan import Notice, OpenStep, owed
from dinas_sop.notices.recipients import users_of_role, users_of_step
from dinas_sop.public_information import notices as deadlines
from dinas_sop.workflows import clock, locking

MARKERS = {
	Notice.NEAR: "near_told_on",
	Notice.OVERDUE: "overdue_told_on",
	Notice.ESCALATE: "escalated_on",
	Notice.REMIND: "overdue_told_on",
}
FIELDS = (
	"name",
	"reference_doctype",
	"reference_name",
	"state",
	"role",
	"entered_on",
	"near_on",
	"due_on",
	"time_of",
	"near_told_on",
	"overdue_told_on",
	"escalated_on",
)


def run(moment: datetime | None = None) -> None:
	"""Scheduled: tell what is owed, then send the day's mails inside office hours. Of two at once, one has nothing to do.

	Args:
		moment: of the scan; for tests.
	"""
	with locking.alone("notices") as is_ours:
		if not is_ours:
			return
		for name in candidates(moment or now_datetime()):
			tell(name, moment or now_datetime())
			frappe.db.commit()  # a background job: each step is a transaction of its own
		deadlines.scan(moment or now_datetime())
		digest.send_due(moment or now_datetime())


def candidates(now: datetime) -> list[str]:
	"""Names of open rows that are nearing or overdue and not told in full yet."""
	log = DocType(STEP_LOG)
	rows = (
		frappe.qb.from_(log)
		.select(log.name)
		.where(log.left_on.isnull() & log.near_on.isnotnull() & (log.near_on <= now))
		.where(log.escalated_on.isnull())
		.orderby(log.near_on)
		.run()
	)
	return [name for (name,) in rows]


def tell(name: str, now: datetime) -> list[Notice]:
	"""Give the notices that one step owes, under its row's lock.

	Args:
		name: of the log row.
		now: the moment of the scan.

	Returns:
		The notices given.
	"""
	row = _locked(name)
	if not row or row.left_on:
		return []
	notices = owed(_open_step(row), now)
	for notice in notices:
		if notice == Notice.REMIND:
			mail.send_later(row.reference_doctype, row.reference_name, mail.TURN)
		else:
			_notify(row, notice)
		_mark(row.name, notice, now)
	return notices


def _locked(name: str) -> frappe._dict | None:
	log = DocType(STEP_LOG)
	rows = (
		frappe.qb.from_(log)
		.select(log.left_on, *(log[field] for field in FIELDS))
		.where(log.name == name)
		.for_update()
		.run(as_dict=True)
	)
	return rows[0] if rows else None


def _open_step(row: frappe._dict) -> OpenStep:
	told = {notice for notice, marker in MARKERS.items() if row[marker]}
	return OpenStep(
		near_on=row.near_on,
		due_on=row.due_on,
		escalate_on=clock.due_on("1 Hari", row.due_on) if row.due_on else None,
		of_applicant=row.time_of != "Kantor",
		told=frozenset(told),
	)


def _notify(row: frappe._dict, notice: Notice) -> None:
	"""An alert in the desk for everyone whose turn it is, or for the superior role."""
	if notice == Notice.ESCALATE:
		users = users_of_role(frappe.get_cached_value(SETTINGS, SETTINGS, "escalation_role"))
	else:
		users = users_of_step(row.reference_doctype, row.reference_name, row.role)
	for user in users:
		frappe.get_doc(
			doctype="Notification Log",
			type="Alert",
			for_user=user,
			document_type=row.reference_doctype,
			document_name=row.reference_name,
			subject=wording.alert(row, notice, user),
		).insert(ignore_permissions=True)  # the scheduler tells a user


def _mark(name: str, notice: Notice, now: datetime) -> None:
	"""Remember that a notice was given. A reminded applicant's step owes nothing more."""
	log = DocType(STEP_LOG)
	query = frappe.qb.update(log).set(log[MARKERS[notice]], now).where(log.name == name)
	if notice == Notice.REMIND:
		query = query.set(log.escalated_on, now)
	query.run()
