"""The one layout of the public pages: Jinja with everything escaped, and the headers that go with it.

Words are Indonesian and stand in `templates/applicants/`; nothing here needs JavaScript.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

import frappe
from frappe.utils import get_datetime
from frappe.utils.jinja_globals import bundled_asset
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Response

from dinas_sop.applicants import office, web_forms
from dinas_sop.print_formats.dates import tanggal, tanggal_waktu

TEMPLATES = Path(__file__).parent.parent / "templates" / "applicants"
HEADERS = {
	"Content-Security-Policy": (
		"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	),
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "DENY",
	"Referrer-Policy": "no-referrer",
	"Permissions-Policy": "geolocation=(), microphone=(), payment=()",
	"Cache-Control": "no-store",
	"X-Robots-Tag": "noindex",
}


@dataclass
class Answer:
	"""What a page answers: HTML, a file, or the address to go to."""

	body: str | bytes = ""
	status: int = 200
	headers: dict[str, str] = field(default_factory=dict)

	def response(self) -> Response:
		response = Response(self.body, status=self.status, mimetype="text/html")
		for name, value in {**HEADERS, **self.headers}.items():
			response.headers[name] = value
		return response


def page(template: str, status: int = 200, **values: object) -> Answer:
	"""A page in the common layout.

	Args:
		template: file in `templates/applicants/`.
		values: what the template shows; all of it is escaped there.
	"""
	return Answer(_environment().get_template(template).render(**_common(), **values), status)


def redirect(address: str) -> Answer:
	"""Go on by GET, so that a reload or the back button sends nothing twice."""
	return Answer(status=303, headers={"Location": address})


def words(macro: str, *arguments: object) -> str:
	"""A sentence of `kata.html`, as plain text."""
	return getattr(_environment().get_template("kata.html").module, macro)(*arguments).unescape().strip()


@lru_cache(maxsize=1)
def _environment() -> Environment:
	environment = Environment(
		loader=FileSystemLoader(TEMPLATES),
		autoescape=True,
		undefined=StrictUndefined,
		trim_blocks=True,
		lstrip_blocks=True,
	)
	environment.filters |= {"tanggal": _date, "waktu": _moment, "ukuran": file_size}
	return environment


def _common() -> dict[str, object]:
	settings = office.settings()
	return {
		"dinas": settings,
		"kini": (frappe.local.request.path.strip("/").partition("/")[0]).lower(),
		"layanan": web_forms.open_services(),
		"css": bundled_asset("dinas_public.bundle.css"),
		"js": bundled_asset("dinas_public.bundle.js"),
		"js_ttd": bundled_asset("dinas_signature.bundle.js"),
		"csrf": frappe.session.data.get("csrf_token") if frappe.session.user != "Guest" else "",
	}


def _date(value: object) -> str:
	return tanggal(value if isinstance(value, date) else get_datetime(value)) if value else ""


def _moment(value: object) -> str:
	if not value:
		return ""
	moment = value if isinstance(value, datetime) else get_datetime(value)
	return (
		tanggal_waktu(moment) if moment.time() != time() else tanggal(moment)
	)  # midnight: only the day is known


def file_size(size: int) -> str:
	"""A file's size as people read it: 850 kB, 1,2 MB."""
	if size < 1000 * 1000:
		return f"{max(1, round(size / 1000))} kB"
	return f"{size / 1000 / 1000:.1f} MB".replace(".", ",")
