"""Saves in this process: a case beside its twin, and any other document with our hooks and without."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import frappe

from bench.rounds import Comparison
from bench.twin import TWIN
from dinas_sop.constants import RESEARCH_PERMIT, STATE_FIELD
from dinas_sop.demo.office import email
from tests.site.factory import application, pdf, upload

EACH, OTHERS_EACH = 3, 10  # of a kind in a round
CLERK = "frontliner"
CHECKED = {
	"bakesbangpol_verdict": "Ada dan sesuai",
	"proposal_verdict": "Ada dan sesuai",
	"received_on": "2026-11-24 08:15:00",
}
RETURNED = {"case_field": "address", "why": "Kurang lengkap"}


def comparisons() -> list[Comparison]:
	"""What a clerk does with a case, and what everybody does with other documents."""
	pairs = [
		("insert", _insert, 1.15),
		("transition (Terima: evidence, guard, log, due date)", _accept, 1.10),
		("transition (Kembalikan: corrections, log, message to the applicant)", _return, 1.10),
		("save without change", _unchanged, 1.05),
	]
	found = [
		Comparison(title, partial(work, RESEARCH_PERMIT), partial(work, TWIN), target, each=EACH)
		for title, work, target in pairs
	]
	whole = frappe.get_doc_hooks()
	bare = _without_ours(whole)
	return found + [
		Comparison(
			f"save of another document ({doctype})",
			partial(_other, doctype, whole),
			partial(_other, doctype, bare),
			1.01,
			each=OTHERS_EACH,
		)
		for doctype in CHANGED
	]


def case(doctype: str, **changes) -> dict:
	"""A complete application as a clerk enters it, of a case or of its twin, with files not yet attached."""
	values = application(RESEARCH_PERMIT, bakesbangpol_letter="", proposal="", email="ayu@contoh.test")
	files = {field: _upload(doctype) for field in ("bakesbangpol_letter", "proposal")}
	return values | files | {"doctype": doctype} | changes


def _upload(doctype: str) -> str:
	if doctype == RESEARCH_PERMIT:
		return upload(doctype)
	file = frappe.get_doc(
		doctype="File", file_name=f"{frappe.generate_hash()}.pdf", is_private=1, content=pdf()
	)
	return file.insert().file_url  # not attached yet: the platform's shortest way


def _insert(doctype: str) -> float:
	return _timed(_as_clerk(lambda: frappe.get_doc(case(doctype))).insert)


def _accept(doctype: str) -> float:
	def work() -> None:
		document = frappe.get_doc(doctype, name)
		document.update(CHECKED | {"received_by": email(CLERK), STATE_FIELD: "Diterima"})
		document.save()

	name = _entered(doctype)
	return _timed(work)


def _return(doctype: str) -> float:
	def work() -> None:
		document = frappe.get_doc(doctype, name)
		document.append("corrections", RETURNED)
		document.set(STATE_FIELD, "Perlu Dilengkapi")
		document.save()

	name = _entered(doctype)
	return _timed(work)


def _unchanged(doctype: str) -> float:
	name = _entered(doctype)
	return _timed(lambda: frappe.get_doc(doctype, name).save())


def _entered(doctype: str) -> str:
	return _as_clerk(lambda: frappe.get_doc(case(doctype)).insert().name)


def _as_clerk(prepare: Callable[[], object]):
	frappe.set_user(email(CLERK))
	prepared = prepare()
	frappe.db.commit()
	return prepared


# --- other documents --------------------------------------------------------------------

# a field that is changed each time, and what a new one needs
CHANGED = {"ToDo": "description", "Note": "title", "Customer": "customer_details"}
NEW = {"ToDo": "description", "Note": "title", "Customer": "customer_name"}
_DOCUMENTS: dict[str, str] = {}


def _other(doctype: str, hooks: dict) -> float:
	"""A save of a document that is not ours, with these document events."""

	def work() -> None:
		document = frappe.get_doc(doctype, name)
		document.set(CHANGED[doctype], frappe.generate_hash())
		document.save()

	name = _document(doctype)
	return _timed(work, "Administrator", hooks)


def _without_ours(hooks: dict) -> dict:
	return {
		doctype: {
			event: [each for each in handlers if not each.startswith("dinas_sop.")]
			for event, handlers in events.items()
		}
		for doctype, events in hooks.items()
	}


def _document(doctype: str) -> str:
	if doctype not in _DOCUMENTS:
		frappe.set_user("Administrator")
		new = frappe.get_doc({"doctype": doctype, NEW[doctype]: frappe.generate_hash()})
		_DOCUMENTS[doctype] = new.insert().name
		frappe.db.commit()
	return _DOCUMENTS[doctype]


def _timed(work: Callable[[], object], user: str = "", hooks: dict | None = None) -> float:
	"""Seconds that one piece of work takes as a request of its own: nothing read before is remembered."""
	frappe.set_user(user or email(CLERK))  # forgets what this process knew of the user before
	frappe.local.cache = {}
	frappe.local.message_log = []
	frappe.local.request_cache.clear()
	frappe.db.value_cache.clear()
	frappe.local.doc_events_hooks = hooks or frappe.get_doc_hooks()
	began = time.perf_counter()
	work()
	frappe.db.commit()
	return time.perf_counter() - began
