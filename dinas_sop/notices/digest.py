"""One mail a day to each member of staff: the steps of theirs that became near or overdue since their last one."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.query_builder import DocType
from frappe.utils import getdate

from dinas_sop.constants import SETTINGS, STEP_LOG
from dinas_sop.notices import wording
from dinas_sop.notices.recipients import users_of_role, users_of_step
from dinas_sop.public_information import notices as deadlines
from dinas_sop.workflows import clock
from dinas_sop.working_time.clock import is_working

DIGEST = "Overdue Digest"


def send_due(now: datetime) -> list[str]:
	"""Send what is owed today, inside office hours only and never without an Email Account.

	Args:
		now: the moment of the scan.

	Returns:
		Users who were sent one.
	"""
	if not is_working(clock.calendar(), now) or not EmailAccount.find_outgoing():
		return []
	sent = []
	for user, rows in sorted(told_by_user().items()):
		if send_to(user, rows, now):
			sent.append(user)
		frappe.db.commit()  # each user's mail and its marker are one transaction
	return sent


def told_by_user() -> dict[str, list[frappe._dict]]:
	"""Open steps of which something was told, by the users they concern."""
	log = DocType(STEP_LOG)
	rows = (
		frappe.qb.from_(log)
		.select(log.star)
		.where(log.left_on.isnull() & log.near_on.isnotnull() & (log.time_of == "Kantor"))
		.where(log.near_told_on.isnotnull() | log.overdue_told_on.isnotnull())
		.orderby(log.due_on)
		.run(as_dict=True)
	)
	superior = users_of_role(frappe.get_cached_value(SETTINGS, SETTINGS, "escalation_role"))
	by_user: dict[str, list] = {}
	for row in rows:
		users = set(users_of_step(row.reference_doctype, row.reference_name, row.role))
		for user in users | (set(superior) if row.escalated_on else set()):
			row_told = max(
				moment
				for moment in (
					row.near_told_on,
					row.overdue_told_on,
					row.escalated_on if user in superior else None,
				)
				if moment
			)
			by_user.setdefault(user, []).append(frappe._dict(row, told_on=row_told, own=user in users))
	for user, row in deadlines.told():
		by_user.setdefault(user, []).append(row)
	return by_user


def send_to(user: str, rows: list[frappe._dict], now: datetime) -> bool:
	"""Send one user's digest, unless today's was sent or nothing is new since the last one.

	The digest's record carries user and date in its name: a second worker that comes at the same time fails on
	it and sends nothing.

	Returns:
		Whether a mail was queued.
	"""
	last = frappe.get_all(
		DIGEST, {"user": user}, ["covers_until", "day"], order_by="covers_until desc", limit=1
	)
	if last and getdate(last[0].day) == getdate(now):
		return False
	new = [row for row in rows if not last or row.told_on > last[0].covers_until]
	if not new:
		return False
	try:
		frappe.get_doc(
			doctype=DIGEST,
			user=user,
			day=getdate(now),
			covers_until=now,
			cases="\n".join(r.reference_name for r in new),
		).insert(ignore_permissions=True)  # the scheduler's own record
	except frappe.DuplicateEntryError:
		frappe.db.rollback()
		return False
	subject, body = wording.digest(user, new, now)
	frappe.sendmail(
		recipients=[frappe.get_cached_value("User", user, "email")],
		subject=subject,
		message=body,
		with_container=True,
	)
	return True
