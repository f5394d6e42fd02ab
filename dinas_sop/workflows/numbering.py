"""Numbers from our own counter: gapless, never given twice.

Frappe's naming series gives the number of a deleted document back; a register may not.
"""

from __future__ import annotations

import frappe
from frappe.query_builder import DocType

from dinas_sop.constants import SETTINGS
from dinas_sop.print_formats.numbers import format_number
from dinas_sop.workflows.locking import wait_for_latest


def registration_number(doctype: str, pattern_field: str, year: int) -> str:
	"""The next number in a register of documents, written as the office writes it.

	Args:
		doctype: of the documents; the register begins anew each year.
		pattern_field: of the settings, which has the pattern.
	"""
	pattern = frappe.get_cached_value(SETTINGS, SETTINGS, pattern_field)
	return format_number(pattern, next_number(f"{doctype}/{year}"), tahun=year)


def next_number(key: str) -> int:
	"""The next number of a series, under a row lock held until the transaction ends.

	Args:
		key: name of the series, with the year where it begins anew each year.

	Returns:
		1, 2, 3 …; a rolled-back transaction gives its number back before anybody else can see it.
	"""
	_make(key)
	wait_for_latest()
	counter = DocType("Number Counter")
	(
		frappe.qb.update(counter)
		.set(counter.current, counter.current + 1)
		.set(counter.modified, frappe.utils.now())
		.where(counter.name == key)
		.run()
	)
	return frappe.qb.from_(counter).select(counter.current).where(counter.name == key).run()[0][0]


def hold(key: str) -> None:
	"""Wait until nobody else holds `key`, and hold it until the transaction ends.

	Args:
		key: what only one may decide at a time; it stands among the counters without a number.
	"""
	_make(key)
	wait_for_latest()
	counter = DocType("Number Counter")
	frappe.qb.from_(counter).select(counter.name).where(counter.name == key).for_update().run()


def _make(key: str) -> None:
	"""Make the row of a key on its first use, by a connection of its own that is done with it at once.

	Made in the caller's transaction it would be there for him alone: others would wait for it, and where he is
	rolled back, those who waited would all insert it at the same time and dead-lock.
	"""
	counter, now = DocType("Number Counter"), frappe.utils.now()
	# this transaction goes on seeing the table without the row, and would wait for itself to make it once more
	made = frappe.flags.setdefault("dinas_counters_made", set())
	if key in made or frappe.qb.from_(counter).select(counter.name).where(counter.name == key).run():
		return
	made.add(key)
	ours = frappe.local.db
	frappe.connect(set_admin_as_user=False)
	try:
		(
			frappe.qb.into(counter)
			.columns("name", "counter_key", "current", "owner", "modified_by", "creation", "modified")
			.insert(key, key, 0, "Administrator", "Administrator", now, now)
			.ignore()
			.run()
		)
		frappe.db.commit()  # of that connection; the caller's transaction goes on
	finally:
		frappe.db.close()
		frappe.local.db = ours
