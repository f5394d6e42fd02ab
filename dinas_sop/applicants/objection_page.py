"""The page below a management link on which an applicant lodges an objection, withdraws it, or replies to its answer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import frappe
from frappe.model.document import Document
from frappe.utils import quoted

from dinas_sop.applicants import limits, objection_view, office, parking, posted, shown
from dinas_sop.applicants.case_actions import NotNow
from dinas_sop.applicants.checking import Problem, problems, value_of
from dinas_sop.applicants.docfields import field_of
from dinas_sop.applicants.fields import Field
from dinas_sop.applicants.layout import Answer, file_size, page, redirect, words
from dinas_sop.applicants.wording import indonesian
from dinas_sop.constants import CHANNEL_LINK, OBJECTION, STATE_FIELD
from dinas_sop.public_information import objection_rules, objection_time, objections
from dinas_sop.workflows.uploads import MAX_BYTES

ASKED, NEW = "keberatan", "baru"
REPLY = "applicant_reply"


def answer(case: Document, here: str, which: str) -> Answer:
	"""The form of a new objection, or what was sent about one.

	Args:
		here: address of the request's own page.
		which: "baru", or the number of an objection of this request.
	"""
	if frappe.request.method != "POST":
		return _form(case, here) if which == NEW else redirect(here)
	office.count(limits.ACTIONS)
	if which == NEW:
		return _lodge(case, here)
	return _act(case, here, which)


def fields() -> list[Field]:
	"""What an objection asks, in the order of its DocType."""
	meta = frappe.get_meta(OBJECTION)
	names = objection_rules.LODGED - {"data_request"}
	return [one for df in meta.fields if df.fieldname in names and (one := _field(df))]


def _field(df) -> Field | None:
	return field_of(df, help=indonesian(df.description))


def _form(
	case: Document,
	here: str,
	values: Mapping[str, object] | None = None,
	found: list[Problem] = (),
	notice: str = "",
) -> Answer:
	asked, values = fields(), values or {}
	limit = file_size(MAX_BYTES).replace(",0 MB", " MB")
	return page(
		"keberatan.html",
		422 if found or notice else 200,
		case=case,
		here=here,
		objections=objection_view.of_case(case),
		why_not=_why_not(case),
		fields=[shown.field(one, values, found, OBJECTION, limit) for one in asked],
		errors=shown.errors(found, shown.labels(asked)) + ([{"text": notice, "href": ""}] if notice else []),
	)


def _why_not(case: Document) -> str:
	"""Why no objection can be lodged now; empty where one can."""
	window = objection_time.window_of(case)
	if window.when is not objection_rules.When.OPEN:
		return objection_time.why_not(case, window)
	return words("keberatan", "open one") if objection_time.open_objection(case.name) else ""


def _lodge(case: Document, here: str) -> Answer:
	"""Lodge what was typed, or show the form once more with everything typed still there."""
	asked = fields()
	values, found = posted.take(asked, OBJECTION)
	refused = {problem.field for problem in found}

	def has_file(one: Field, token: str) -> str:
		return "" if parking.look(token, shown.place(OBJECTION, one.name)) else "gone"

	found += [p for p in problems(asked, values, has_file=has_file) if p.field not in refused]
	if found:
		return _form(case, here, values, found)
	try:
		number = _insert(case, asked, values)
	except NotNow as reason:
		return _form(case, here, values, notice=words("kabar", "not now", str(reason)))
	return redirect(f"{here}?selesai={quoted(words('keberatan', 'number', number))}")


def _insert(case: Document, asked: list[Field], values: Mapping[str, object]) -> str:
	"""The new objection's number.

	Raises:
		NotNow: the guard refuses; nothing is kept.
	"""
	with office.acting_as_applicant(CHANNEL_LINK):
		try:
			unsaved = f"new-{secrets.token_hex(8)}"
			objection = frappe.get_doc({"doctype": OBJECTION, "data_request": case.name})
			for one in asked:
				if one.kind != "file":
					objection.set(one.name, value_of(one, values.get(one.name)))
				elif values.get(one.name):
					token, where = str(values[one.name]), shown.place(OBJECTION, one.name)
					objection.set(one.name, parking.claim(token, where, OBJECTION, unsaved, one.name))
			return objection.insert().name
		except FileNotFoundError as error:
			office.take_back(error)
			raise NotNow(words("kabar", "file gone")) from error
		except frappe.ValidationError as refusal:
			raise NotNow(office.take_back(refusal)) from refusal


def _act(case: Document, here: str, number: str) -> Answer:
	"""Withdraw an objection, or note down the reply to its answer."""
	action, reply = frappe.request.form.get("tindakan") or "", frappe.request.form.get(REPLY) or ""
	with office.acting_as_applicant(CHANNEL_LINK):
		try:
			if frappe.db.get_value(OBJECTION, number, "data_request") == case.name:
				objection = frappe.get_doc(OBJECTION, number, for_update=True)
				if reply in objection_view.replies(objection) and reply:
					objection.set(REPLY, reply)
					objection.save()
					done = words("keberatan", "replied")
				elif action in objection_view.actions(objection):
					objection.set(STATE_FIELD, _leads_to(objection, action))
					objection.save()
					done = f"{action} {number}"
				else:
					return redirect(here)
				return redirect(f"{here}?selesai={quoted(done)}")
		except frappe.ValidationError as refusal:
			office.take_back(refusal)
	return redirect(here)


def _leads_to(objection: Document, action: str) -> str:
	route = objections.path()
	return next(
		t.next_state
		for t in route.transitions
		if (t.state, t.action) == (objection.get(STATE_FIELD), action) and t.role in route.applicant_roles
	)
