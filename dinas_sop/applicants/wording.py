"""Words of the office's own records, labels say, in the language of the public pages."""

from __future__ import annotations

from frappe import _
from frappe.utils.caching import site_cache

LANGUAGE = "id"
KEPT_FOR = 60  # seconds, until a changed Translation record shows


@site_cache(ttl=KEPT_FOR)
def indonesian(text: str, context: str | None = None) -> str:
	"""A text of a record as the public pages say it.

	The platform reads its whole catalogue from Redis in every request that asks for one word of it, which takes as
	long as everything else that a page does; so a word once asked for is kept in the process.

	Args:
		context: the DocType whose label it is.
	"""
	return _(text, LANGUAGE, context) if text else ""
