"""What the public pages need of the site: its key, its name, its counters, and the internal user of applicants."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils import get_url, strip_html

from dinas_sop.applicants import limits, tokens
from dinas_sop.constants import SETTINGS
from dinas_sop.install import LINK_KEY


def key() -> str:
	"""The secret that signs links and tokens. It stands in site_config.json, outside the database."""
	return frappe.conf.get(LINK_KEY) or ""


def settings():
	return frappe.get_cached_doc(SETTINGS)


def management_link(doctype: str, name: str, version: int) -> str:
	"""Address of the page on which the applicant acts for a case."""
	return get_url(f"/kelola/{name}/{tokens.link_token(key(), doctype, name, version)}")


def count(limit: limits.Limit) -> None:
	"""Count one more for the visitor's address.

	Raises:
		limits.TooMany: the limit is used up.
	"""
	limits.count(limit, frappe.local.request_ip, time.time(), _add)


def refuse_guessers() -> None:
	"""Turn away an address that has guessed wrong too often.

	Raises:
		limits.TooMany: as `count`.
	"""
	limits.refuse_when_used_up(limits.WRONG_GUESSES, frappe.local.request_ip, time.time(), _look)


def note_wrong_guess() -> None:
	limits.count(limits.WRONG_GUESSES, frappe.local.request_ip, time.time(), _add)


@contextmanager
def acting_as_applicant(channel: str) -> Iterator[None]:
	"""Let the internal portal user do what is inside, on behalf of the applicant.

	Args:
		channel: how the applicant came, for the log.

	The visitor's own session (a clerk may look at a public page, too) is put back as it was: `set_user` alone would
	leave it with another's identity and without its data.
	"""
	session, form, before = frappe.local.session, frappe.local.form_dict, frappe.flags.dinas_channel
	user = session.user
	frappe.local.session = frappe._dict()
	_become(settings().portal_user)
	frappe.flags.dinas_channel = channel
	try:
		yield
	finally:
		_become(user)
		frappe.local.session, frappe.local.form_dict = session, form
		frappe.flags.dinas_channel = before


def _become(user: str) -> None:
	"""`frappe.set_user`, which throws away what this request has read of the cache; all of that is kept by user."""
	read = frappe.local.cache
	frappe.set_user(user)
	frappe.local.cache = read


def take_back(error: Exception) -> str:
	"""Take everything of this request back and return the reason in plain text."""
	frappe.db.rollback()
	frappe.clear_messages()
	return strip_html(str(error)).strip().rstrip(".")


def _add(name: str, seconds: int) -> int:
	counter, both = frappe.cache.make_key(name), frappe.cache.pipeline()
	both.incrby(counter, 1)
	both.expire(counter, seconds)
	return both.execute()[0]


def _look(name: str) -> int:
	return int(frappe.cache.get(frappe.cache.make_key(name)) or 0)
