"""Public pages over HTTP: ours beside the platform's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import frappe

from bench.browser import Visitor
from bench.rounds import Comparison
from bench.saves import case
from bench.twin import PAGE, ROUTE
from dinas_sop.constants import RESEARCH_PERMIT
from dinas_sop.demo.office import email

EACH = 5


def comparisons(url: str) -> list[Comparison]:
	"""The page that says where a case stands, and the first page with fields of the form."""
	frappe.set_user(email("frontliner"))
	stored = frappe.get_doc(case(RESEARCH_PERMIT)).insert()
	frappe.db.commit()
	form = Visitor(url)
	form.open("/izin-penelitian?mulai=1")
	address = form.page.response.url.removeprefix(form.client.base_url)
	return [
		Comparison(
			"tracking page, beside a page in the platform's layout",
			partial(_track, url, stored.name, stored.tracking_code),
			partial(_open, url, f"/{PAGE}", PAGE),
			8,
			faster=True,
			each=EACH,
		),
		Comparison(
			"public form page, beside the platform's rendering of the same Web Form",
			partial(_open, url, address, "applicant_name"),
			partial(_open, url, f"/{ROUTE}/new", "applicant_name"),
			5,
			faster=True,
			each=EACH,
		),
	]


def _track(url: str, number: str, code: str) -> float:
	return _seconds(url, lambda client: client.post("/lacak", data={"nomor": number, "kode": code}), number)


def _open(url: str, path: str, words: str) -> float:
	return _seconds(url, lambda client: client.get(path), words)


def _seconds(url: str, ask: Callable, words: str) -> float:
	visitor = Visitor(url)
	answer = ask(visitor.client)
	assert answer.status_code == 200 and words in answer.text, (answer.url, answer.text[:500])
	return visitor.timing.seconds
