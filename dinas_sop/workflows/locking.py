"""One case at a time: whoever reads a case in order to save it waits until the one before has finished.

The case's own row is the lock. Its rows in the child tables are neither locked nor deleted by a range: InnoDB would lock
the gap where they stand, which for a case without rows is the end of the table, and two clerks who add the first rows
to two cases would dead-lock each other.

The database reads as of a transaction's first query. So the lock begins the transaction anew where nothing has been
written yet: whoever waited then sees the rows, the log and the letters as the one before has left them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.caching import site_cache


class Busy(frappe.ValidationError):
	"""The database gave up waiting, or chose this transaction of two that waited for each other."""

	http_status_code = 409


def lock(doctype: str, name: str) -> frappe._dict | None:
	"""Hold a case until the transaction ends.

	Args:
		name: registration number.

	Returns:
		None where the transaction sees the case as it stands now; else, since it had written before it came to the
		lock, the case's own row as it stands now.
	"""
	held = frappe.flags.setdefault("dinas_cases_held", {})
	is_fresh = held.get((doctype, name), not held and _has_only_read())
	if not held:
		if is_fresh:
			frappe.db.begin()  # what was read so far is forgotten; nothing was written, so nothing is lost
		frappe.db.after_commit.add(held.clear)
		frappe.db.after_rollback.add(held.clear)
	wait_for_latest()
	case = frappe.qb.DocType(doctype)
	held_row = frappe.qb.from_(case).select(case.name if is_fresh else case.star).where(case.name == name)
	rows = held_row.for_update().run(as_dict=True)
	held[doctype, name] = is_fresh
	return None if is_fresh or not rows else rows[0]


def _has_only_read() -> bool:
	"""Whether the transaction may begin anew without losing anything.

	Not where this connection ever set a savepoint: beginning anew would drop it, and the platform's own count of
	writes starts from nothing after a return to one.
	"""
	if frappe.db.transaction_writes:
		return False
	return frappe.db.sql("show session status like 'Com_savepoint'")[0][1] == "0"


def wait_for_latest() -> None:
	"""From here on, a lock is waited for and gives the row as it then stands, on every MariaDB.

	From 11.6 on (Debian 13), one that changed since the transaction's first query is refused instead (error 1020):
	of twenty applicants who submit at once, nineteen would be sent away. Holds for this connection alone.
	"""
	if _refuses_changed_rows():
		frappe.db.sql("set session innodb_snapshot_isolation = off")


@site_cache
def _refuses_changed_rows() -> bool:
	return ("innodb_snapshot_isolation", "ON") in frappe.db.sql(
		"show global variables like 'innodb_snapshot_isolation'"
	)


@contextmanager
def tells_if_busy() -> Iterator[None]:
	"""Turn the database's own error into a sentence; whatever the transaction has written is taken back.

	Raises:
		Busy: a lock was waited for too long, or was one of a circle of them.
	"""
	try:
		yield
	except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
		# of a dead-lock the database has taken back everything, of a lock not got only the one statement
		frappe.db.rollback()
		frappe.throw(
			_(
				"Somebody else is working on this case at this very moment. Nothing was saved; please try again in a few seconds."
			),
			Busy,
			title=_("Please try again"),
		)


def delete_removed_rows(case: Document) -> None:
	"""Delete the rows that a save takes out of the case's tables, each by its name."""
	before = case.get_doc_before_save()
	for table in case.meta.get_table_fields():
		kept = {row.name for row in case.get(table.fieldname)}
		for row in before.get(table.fieldname) if before else ():
			if row.name not in kept:
				frappe.db.delete(table.options, {"name": row.name})


@contextmanager
def alone(job: str) -> Iterator[bool]:
	"""Whether this is the only job of its kind on the site now, whatever worker or machine runs the other.

	Unlike a row's lock it outlives a commit; the database takes it back when the connection ends, however it ends.
	"""
	key = f"{frappe.conf.db_name}:{job}"[:64]
	is_ours = frappe.db.sql("select get_lock(%s, 0)", key)[0][0] == 1
	try:
		yield is_ours
	finally:
		if is_ours:
			frappe.db.sql("select release_lock(%s)", key)
