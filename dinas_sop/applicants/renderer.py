"""The public pages in the platform's own order: `page_renderer` is asked before every other renderer.

It owns the whole routes of the Web Forms of our documents (whatever lies below leads back to them), so the platform
never renders such a form, and the addresses /lacak, /kelola and /periksa.
"""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.utils.error import log_error_snapshot
from frappe.website import path_resolver
from frappe.website.page_renderers.base_renderer import BaseRenderer
from werkzeug.routing import RequestRedirect

from dinas_sop.applicants import case_page, limits, office, public_form, tracking, verification, web_forms
from dinas_sop.applicants.layout import Answer, page, redirect, words
from dinas_sop.workflows.locking import Busy

PAGES: dict[str, Callable[[list[str]], Answer]] = {
	"lacak": tracking.answer,
	"kelola": case_page.answer,
	"periksa": verification.answer,
}

BUSY = (Busy, frappe.QueryDeadlockError, frappe.QueryTimeoutError)


class PublicPage(BaseRenderer):
	"""A page for applicants."""

	def can_render(self) -> bool:
		"""Whether the address is one of ours: one look into a cached map."""
		self.find = _finder(self.path)
		return self.find is not None

	def render(self):
		"""The page. Whatever goes wrong, nothing half done is committed, and the visitor reads a plain sentence."""
		frappe.local.lang = "id"  # the office's public pages are Indonesian, whatever the browser asks for
		frappe.local.no_cache = True
		try:
			office.count(limits.PAGES)
			return self.find().response()
		except limits.TooMany as limit:
			frappe.db.rollback()
			answer = page("pesan.html", 429, pesan="too many", detail=limit.wait // 60 + 1)
			answer.headers["Retry-After"] = str(limit.wait)
			return answer.response()
		except BUSY:
			frappe.db.rollback()
			return page("pesan.html", 503, pesan="busy", detail="").response()
		except Exception as error:
			frappe.db.rollback()
			log_error_snapshot(error)
			frappe.local.flags.commit = True  # the Error Log of a GET, too
			return _sorry().response()


def _sorry() -> Answer:
	"""The page that says so; without the office's name where even its settings cannot be read."""
	try:
		return page("pesan.html", 500, pesan="error", detail="")
	except Exception:
		frappe.db.rollback()
		return Answer(words("kabar", "error"), 500, {"Content-Type": "text/plain; charset=utf-8"})


def resolve_path(path: str) -> str:
	"""`website_path_resolver`: our addresses stand as they are; the platform builds a map of all rules for each visit.

	Every other address takes the way that it would take without us.
	"""
	if _finder(path):
		frappe.local.path = path
		return path
	others = [
		name for name in frappe.get_hooks("website_path_resolver") if not name.startswith(f"{__name__}.")
	]
	if others:
		return [frappe.get_attr(name)(path) for name in others][-1]
	try:
		return path_resolver.resolve_path(path)
	except RequestRedirect as away:  # as the platform itself answers one
		frappe.flags.redirect_location = away.new_url
		raise frappe.Redirect(away.code) from away


def _finder(path: str) -> Callable[[], Answer] | None:
	first, *rest = path.split("/")
	if first in PAGES:
		return lambda: PAGES[first](rest)
	lower = path.lower()
	for route, name in web_forms.routes().items():
		if path == route:
			return lambda name=name: public_form.answer(name)
		if lower == route or lower.startswith(f"{route}/"):
			return lambda route=route: redirect(f"/{route}")
	return None
