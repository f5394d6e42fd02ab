"""What all processes of the site remember together, in the platform's cache, until it changes."""

from __future__ import annotations

import frappe


def forget(*keys: str) -> None:
	"""Drop what is remembered under these keys, now and at the end of the transaction.

	Now for this transaction, which reads on. At its end again: until then every other request reads what was before
	the change, and remembers it; and after a rollback nobody may go by what only this transaction has seen.
	"""

	def drop() -> None:
		frappe.cache.delete_value(keys)

	drop()
	frappe.db.after_commit.add(drop)
	frappe.db.after_rollback.add(drop)
