"""Numbers from our own counter: gapless, never given twice.

Frappe's naming series gives the number of a deleted document back; a register may not.
"""

from __future__ import annotations

import frappe
from frappe.query_builder import DocType


def hold(key: str) -> None:
	"""Wait until nobody else holds `key`, and hold it until the transaction ends.

	Args:
		key: what only one may decide at a time; it stands among the counters without a number.
	"""
	counter, now = DocType("Number Counter"), frappe.utils.now()
	(
		frappe.qb.into(counter)
		.columns("name", "counter_key", "current", "owner", "modified_by", "creation", "modified")
		.insert(key, key, 0, "Administrator", "Administrator", now, now)
		.on_duplicate_key_update(counter.modified, now)
		.run()
	)


def next_number(key: str) -> int:
	"""The next number of a series, under a row lock held until the transaction ends.

	Args:
		key: name of the series, with the year where it begins anew each year.

	Returns:
		1, 2, 3 …; a rolled-back transaction gives its number back before anybody else can see it.
	"""
	counter, now = DocType("Number Counter"), frappe.utils.now()
	# one statement, so that two first comers wait for each other instead of dead-locking
	(
		frappe.qb.into(counter)
		.columns("name", "counter_key", "current", "owner", "modified_by", "creation", "modified")
		.insert(key, key, 1, "Administrator", "Administrator", now, now)
		.on_duplicate_key_update(counter.current, counter.current + 1)
		.run()
	)
	return frappe.qb.from_(counter).select(counter.current).where(counter.name == key).run()[0][0]
