"""/kelola/NUMBER/TOKEN: the applicant's own page of a case. Whoever has the link may act, so nobody logs in."""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.document import Document
from frappe.utils import quoted

from dinas_sop.applicants import (
	case_actions,
	case_view,
	commitment,
	ending,
	limits,
	lookup,
	objection_page,
	objection_view,
	office,
	posted,
	shown,
)
from dinas_sop.applicants.case_actions import Action, NotNow
from dinas_sop.applicants.checking import Problem, problems, value_of
from dinas_sop.applicants.fields import change
from dinas_sop.applicants.layout import Answer, file_size, page, redirect, words
from dinas_sop.constants import CHANNEL_LINK, DATA_REQUEST
from dinas_sop.workflows.uploads import MAX_BYTES

RECEIPT = "tanda-terima"


def answer(rest: list[str]) -> Answer:
	"""The page of the case whose number and token stand in the address."""
	case = lookup.by_link("/".join(rest[:-1]), rest[-1]) if len(rest) > 1 else None
	if not case:
		return page("pesan.html", 404, pesan="no link", detail="")
	here = f"/kelola/{quoted(case.name)}/{rest[-1]}"
	asked = frappe.request.args
	wanted = asked.get("unduh") or (RECEIPT if "tanda_terima" in asked else "")
	if wanted:
		return _download(case, wanted)
	if case.doctype == DATA_REQUEST and objection_page.ASKED in asked:
		return objection_page.answer(case, here, asked.get(objection_page.ASKED) or "")
	if frappe.request.method == "POST":
		return _act(case, here)
	return _show(case, here, chosen=asked.get("aksi") or "")


def _show(
	case: Document,
	here: str,
	chosen: str = "",
	typed: Mapping[str, object] | None = None,
	found: tuple[Problem, ...] | list[Problem] = (),
	notice: str = "",
	action: Action | None = None,
) -> Answer:
	"""The whole page, or the page of one action where that one is chosen or was sent with something wrong."""
	actions = case_actions.available(case.doctype, case.name)
	if action:
		actions = [action if one.name == action.name else one for one in actions]
	open_actions = [one for one in actions if (one.name == chosen if chosen else not one.ends)]
	done = frappe.request.args.get("selesai", "") if not (found or notice) else ""
	labels = shown.labels([one for act in open_actions for one in act.fields])
	return page(
		"kelola.html",
		422 if found or notice else 200,
		case=case,
		here=here,
		standing=case_view.standing(case),
		grounds=case_view.grounds(case),
		ended=ending.of(case),
		objections=objection_view.of_case(case),
		history=case_view.history(case),
		downloads=case_view.downloads(case),
		actions=[_action(one, case, typed or {}, found) for one in open_actions],
		others=[one for one in actions if one not in open_actions],
		chosen=bool(chosen),
		errors=shown.errors(found, labels) + ([{"text": notice, "href": ""}] if notice else []),
		done=done,
		undertakings=commitment.undertakings(),
		version=commitment.version(),
	)


def _action(action: Action, case: Document, typed: Mapping[str, object], found) -> dict[str, object]:
	"""One action for `kelola.html`: its fields, those of corrections beside what was said about them."""
	values = {**action.stored, **typed}
	limit = file_size(MAX_BYTES).replace(",0 MB", " MB")
	fields = {one.name: shown.field(one, values, found, case.doctype, limit) for one in action.fields}
	corrections = [
		row
		| {
			"ask": fields.pop(row["field"], None),
			"answer": fields.pop(f"{case_actions.ANSWER}.{row['name']}", None),
			"has_file": bool(case.meta.get_field(row["field"]) and case.get(row["field"])),
		}
		for row in action.corrections
	]
	return {
		"name": action.name,
		"ends": action.ends,
		"signs": action.signs,
		"blocked": action.blocked,
		"corrections": corrections,
		"fields": list(fields.values()),
		"drawn": typed.get(commitment.DRAWN) or "",
	}


def _act(case: Document, here: str) -> Answer:
	"""Take the action that was sent, or show the page once more with everything typed still there."""
	office.count(limits.ACTIONS)
	posted, values = frappe.request.form, {}
	name, (button, _colon, target) = posted.get("tindakan") or "", (posted.get("_aksi") or "").partition(":")
	try:
		action = case_actions.asked(case.doctype, case.name, name, {})
		values, found = _read(action, case.doctype)
		if button in ("tambah", "hapus", "buang"):
			field, _colon, row = target.partition(":")
			for one in action.fields:
				if one.name == field:
					change(values, one, button, row)
			return _show(case, here, name, values, action=action)
		action = case_actions.asked(case.doctype, case.name, name, _plain(action, values, case))
		more, late = _read(action, case.doctype, values)
		values, found = values | more, found + late
		refused = {problem.field for problem in found}
		found += [p for p in case_actions.found_wrong(action, values, case.doctype) if p.field not in refused]
		if action.signs and not commitment.is_current(posted.get("versi")):
			return _show(case, here, name, values, found, words("kabar", "words changed"), action)
		if found:
			return _show(case, here, name, values, found, action=action)
		case_actions.take(case.doctype, case.name, action, values)
	except NotNow as reason:
		now = frappe.get_doc(case.doctype, case.name)
		return _show(now, here, typed=values, notice=words("kabar", "not now", str(reason)))
	return redirect(f"{here}?selesai={quoted(name)}")


def _plain(action: Action, values: Mapping[str, object], case: Document) -> dict[str, object]:
	"""What was typed without mistake, for conditions that ask for more."""
	return {
		one.name: value_of(one, values[one.name])
		for one in action.fields
		if one.kind not in ("file", "table") and case.meta.has_field(one.name) and not problems([one], values)
	}


def _read(
	action: Action, doctype: str, known: Mapping[str, object] | None = None
) -> tuple[dict[str, object], list[Problem]]:
	"""What was typed, with the files that came parked; those already known are left."""
	fields = [one for one in action.fields if one.name not in (known or {})]
	values, found = posted.take(fields, doctype)
	if action.signs:
		values[commitment.DRAWN] = frappe.request.form.get(commitment.DRAWN, "")[
			: commitment.LARGEST_DRAWING + 100
		]
	return values, found


def _download(case: Document, wanted: str) -> Answer:
	"""One of the files that the applicant may have now, logged by the platform's Access Log."""
	files = [*case_view.downloads(case), *objection_view.downloads(case)]
	file = next((one for one in files if one.ident == wanted), None)
	if not file:
		return page("pesan.html", 404, pesan="not found", detail="")
	content = file.read()
	if frappe.request.method != "HEAD":
		with office.acting_as_applicant(CHANNEL_LINK):
			make_access_log(
				doctype=case.doctype,
				document=case.name,
				file_type=file.file_name.rpartition(".")[2].upper(),
				method=f"{CHANNEL_LINK}: {file.file_name}"[:140],
			)
	plain = file.file_name.encode("ascii", "replace").decode().replace('"', "'").replace("?", "_")
	return Answer(
		content,
		headers={
			"Content-Type": "application/octet-stream",
			"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quoted(file.file_name)}",
			"Content-Security-Policy": "default-src 'none'; sandbox",
		},
	)
