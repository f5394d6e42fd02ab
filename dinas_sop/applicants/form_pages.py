"""What one sees of a public form: the first page, each page, the summary, the receipt."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from dinas_sop.applicants import mail, office, parking, shown, submission
from dinas_sop.applicants.checking import Problem, is_shown, problems
from dinas_sop.applicants.drafts import Draft
from dinas_sop.applicants.fields import Field, Form, Page, blank
from dinas_sop.applicants.layout import Answer, file_size, page, words
from dinas_sop.workflows import reading
from dinas_sop.workflows.uploads import MAX_BYTES, UploadProblem

SUMMARY = "periksa"


def start(form: Form, expired: bool, dropped: bool) -> Answer:
	"""What is needed, by the form and by the SOP, and how long each step takes."""
	process = reading.process_for(form.doctype)
	sop = frappe.get_cached_doc("SOP", reading.sop_in_force(form.doctype))
	early = [  # what the steps after these need, the office makes itself: a disposition, say
		row for row in sop.steps if row.section == process.section and row.step_number in process.early_steps
	]
	found = page(
		"mulai.html",
		form=form,
		habis=expired,
		dibuang=dropped,
		files=[one for one in form.asking if one.kind == "file"],
		batas=largest_file(form),
		requirements=list(dict.fromkeys(row.requirements for row in early if row.requirements)),
		steps=[
			{
				"number": step.number,
				"activity": step.activity,
				"performer": process.turn(step.state) or step.performer,
				"standard_time": step.standard_time,
			}
			for step in process.steps
		],
		sop_number=sop.document_number,
	)
	found.headers["X-Robots-Tag"] = (
		"index"  # who looks for the service by a search engine finds its first page
	)
	return found


def one_page(form: Form, draft: Draft, number: int) -> Answer:
	"""One page as it was typed so far, with what is wrong where that was asked."""
	here = form.pages[number - 1]
	asked = "salah" in frappe.request.args
	found = found_wrong(form, draft, here.asking) if asked else _refused(form, draft, here.asking)
	labels = shown.labels(here.fields)
	return page(
		"formulir.html",
		form=form,
		page=here,
		number=number,
		draft=draft,
		fields=[
			shown.field(one, draft.values, found, form.doctype, largest_file(form))
			for one in here.fields
			if not (one.shown_if and is_decided(here, one) and not is_shown(one, draft.values))
		],
		errors=shown.errors(found, labels) + _trap_error(draft),
		back=number > 1,
		here=address(form, draft.token, str(number), ke=frappe.request.args.get("ke", "")),
		to_summary=frappe.request.args.get("ke") == SUMMARY,
	)


def summary(form: Form, draft: Draft) -> Answer:
	"""Everything once more, with a way to each page."""
	found, pages = [], {}
	for number, one in enumerate(form.pages, start=1):
		mine = found_wrong(form, draft, one.asking)
		found += mine
		pages |= {problem.field: number for problem in mine}
	errors = shown.errors(
		found,
		shown.labels(form.asking),
		lambda problem: (
			address(form, draft.token, str(pages[problem.field]), ke=SUMMARY, salah="1")
			+ f"#{shown.ident(problem.field)}"
		),
	)
	return page(
		"ringkasan.html",
		form=form,
		draft=draft,
		sections=[
			{
				"title": one.title,
				"change": address(form, draft.token, str(number), ke=SUMMARY),
				"answers": shown.answers(one.asking, draft.values, form.doctype),
			}
			for number, one in enumerate(form.pages, start=1)
		],
		errors=errors + _trap_error(draft) + ([{"text": draft.notice, "href": ""}] if draft.notice else []),
		here=address(form, draft.token, SUMMARY),
		back=address(form, draft.token, str(len(form.pages))),
	)


def sent(form: Form, draft: Draft, case: Document | None = None) -> Answer:
	"""Number, tracking code, management link, and what comes next.

	Args:
		case: where it was made just now.
	"""
	case = case or frappe.get_doc(*draft.case)
	process = reading.process_for(case.doctype, case.sop)
	link = office.management_link(case.doctype, case.name, case.link_version)
	return page(
		"terkirim.html",
		form=form,
		case=case,
		here=address(form, draft.token, ""),
		link=link,
		mailed=mail.can_send(case),
		receipt=f"{link}?tanda_terima=1" if submission.receipt_maker() else "",
		step=process.step(process.step_of(case.workflow_state)),
		turn=process.turn(case.workflow_state),
	)


# --- what the pages and what is sent have in common ----------------------------------


def found_wrong(form: Form, draft: Draft, fields: list[Field]) -> list[Problem]:
	"""What is wrong with some fields of a draft, files that were refused included."""
	values = blank(form.asking) | draft.values

	def has_file(one: Field, token: str) -> str:
		parked = parking.look(token, shown.place(form.doctype, one.name))
		if parked and form.max_file_bytes and parked.size > form.max_file_bytes:
			return UploadProblem.TOO_LARGE.value
		return "" if parked else "gone"

	found = problems(fields, values, form.dates, has_file, getdate(nowdate()))
	large = UploadProblem.TOO_LARGE.value
	return _refused(form, draft, fields) + [
		replace(one, detail=largest_file(form)) if one.code == large else one
		for one in found
		if one.field not in draft.refused_files
	]


def is_decided(here: Page, one: Field) -> bool:
	"""Whether what shows or hides a field was typed on an earlier page, so that the server can tell."""
	return shown.depends_on(one).isdisjoint({other.name for other in here.asking})


def largest_file(form: Form) -> str:
	"""The size that a file may have here, as people read it."""
	return file_size(min(form.max_file_bytes or MAX_BYTES, MAX_BYTES)).replace(",0 MB", " MB")


def address(form: Form, token: str, where: str, **more: str) -> str:
	"""Address of a page of a draft: its number, `SUMMARY`, or empty for the receipt."""
	query = {"draf": token, "hal": where, **more}
	return f"/{form.route}?" + urlencode({key: value for key, value in query.items() if value})


def _refused(form: Form, draft: Draft, fields: list[Field]) -> list[Problem]:
	names, refused = {one.name for one in fields}, draft.refused_files.items()
	return [Problem(name, code, largest_file(form)) for name, code in refused if name in names]


def _trap_error(draft: Draft) -> list[dict[str, str]]:
	return [{"text": words("kabar", "trap"), "href": "#situs-web"}] if draft.trap else []
