"""A public form from its first page to the receipt: what is needed, the pages, the summary, the submission.

Every page is sent by POST and answered by a redirect; what was typed lies in the draft (see `drafts.py`).
"""

from __future__ import annotations

import time
from urllib.parse import urlencode

import frappe

from dinas_sop.applicants import drafts, limits, mail, office, parking, shown, submission, web_forms
from dinas_sop.applicants.checking import Problem, is_shown, problems
from dinas_sop.applicants.drafts import Draft
from dinas_sop.applicants.fields import Field, Form, Page, blank, read
from dinas_sop.applicants.layout import Answer, file_size, page, redirect, words
from dinas_sop.workflows import reading
from dinas_sop.workflows.uploads import MAX_BYTES, UploadRefused

SHORTEST = 3  # seconds between the first page and sending: no person is faster, most robots are
TRAP = "situs_web"
SUMMARY = "periksa"


def answer(name: str) -> Answer:
	"""What the route of a Web Form answers."""
	try:
		form = web_forms.load(name)
	except frappe.ValidationError:  # no Workflow or no SOP in force: nobody could work on what comes in
		frappe.clear_messages()
		form = None
	if not form or not form.published or not form.pages:
		return page("pesan.html", 404, pesan="closed", detail="")
	asked = frappe.request.args
	if "mulai" in asked:
		return redirect(_address(form, drafts.begin(form.name), "1"))
	draft = drafts.load(form.name, asked.get("draf")) if "draf" in asked else None
	if not draft:
		return _start(form, expired="draf" in asked, dropped="dibuang" in asked)
	if draft.case:
		return _sent(form, draft)
	if frappe.request.method == "POST":
		office.count(limits.TYPING)
		return _take(form, draft, asked.get("hal"))
	if asked.get("hal") == SUMMARY:
		return _summary(form, draft)
	return _page(form, draft, _number(form, asked.get("hal")))


# --- what one sees -----------------------------------------------------------------


def _start(form: Form, expired: bool, dropped: bool) -> Answer:
	process = reading.process_for(form.doctype)
	sop = frappe.get_cached_doc("SOP", reading.sop_in_force(form.doctype))
	first = process.step_of(process.first_state)
	early = [
		row
		for row in sop.steps
		if row.section == process.section and int(row.step_number) in process.early_steps | {first}
	]
	return page(
		"mulai.html",
		form=form,
		habis=expired,
		dibuang=dropped,
		files=[one for one in form.asking if one.kind == "file"],
		batas=_limit(form),
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


def _page(form: Form, draft: Draft, number: int) -> Answer:
	here = form.pages[number - 1]
	found = _problems(form, draft, here.asking) if "salah" in frappe.request.args else _refused(draft, here)
	labels = shown.labels(here.fields)
	return page(
		"formulir.html",
		form=form,
		page=here,
		number=number,
		draft=draft,
		fields=[
			shown.field(one, draft.values, found, form.doctype, _limit(form))
			for one in here.fields
			if not (one.shown_if and _decided(here, one) and not is_shown(one, draft.values))
		],
		errors=shown.errors(found, labels) + _trap_error(draft),
		back=number > 1,
		here=_address(form, draft.token, str(number), ke=frappe.request.args.get("ke", "")),
		to_summary=frappe.request.args.get("ke") == SUMMARY,
	)


def _summary(form: Form, draft: Draft) -> Answer:
	found, pages = [], {}
	for number, one in enumerate(form.pages, start=1):
		mine = _problems(form, draft, one.asking)
		found += mine
		pages |= {problem.field: number for problem in mine}
	errors = shown.errors(
		found,
		shown.labels(form.asking),
		lambda problem: (
			_address(form, draft.token, str(pages[problem.field]), ke=SUMMARY, salah="1")
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
				"change": _address(form, draft.token, str(number), ke=SUMMARY),
				"answers": shown.answers(one.asking, draft.values, form.doctype),
			}
			for number, one in enumerate(form.pages, start=1)
		],
		errors=errors + _trap_error(draft) + ([{"text": draft.notice, "href": ""}] if draft.notice else []),
		here=_address(form, draft.token, SUMMARY),
		back=_address(form, draft.token, str(len(form.pages))),
	)


def _sent(form: Form, draft: Draft) -> Answer:
	case = frappe.get_doc(*draft.case)
	process = reading.process_for(case.doctype, case.sop)
	link = office.management_link(case.doctype, case.name, case.link_version)
	return page(
		"terkirim.html",
		form=form,
		case=case,
		link=link,
		mailed=mail.can_send(case),
		receipt=f"{link}?tanda_terima=1" if submission.receipt_maker() else "",
		step=process.step(process.step_of(case.workflow_state)),
		turn=process.turn(case.workflow_state),
	)


# --- what one sends ----------------------------------------------------------------


def _take(form: Form, draft: Draft, asked: str | None) -> Answer:
	posted = frappe.request.form
	action, _colon, target = (posted.get("_aksi") or "lanjut").partition(":")
	if action == "buang" and not target:
		return _drop(form, draft)
	draft.trap, draft.notice = bool(posted.get(TRAP)), ""
	if asked == SUMMARY:
		drafts.save(draft)
		if action == "kirim":
			return _submit(form, draft)
		return redirect(_address(form, draft.token, str(len(form.pages))))
	number = _number(form, asked)
	here = form.pages[number - 1]
	_keep(form, draft, here)
	_change_rows(draft, here, action, target)
	if action == "buang":
		draft.values[target] = ""
	wrong = action == "lanjut" and (_problems(form, draft, here.asking) or draft.trap)
	if action == "lanjut" and not wrong:
		draft.reached = max(draft.reached, number)
	drafts.save(draft)
	to_summary = frappe.request.args.get("ke", "")
	if wrong:
		return redirect(_address(form, draft.token, str(number), ke=to_summary, salah="1") + "#ada-salah")
	if action in ("tambah", "hapus", "buang"):
		return redirect(
			_address(form, draft.token, str(number), ke=to_summary)
			+ f"#{shown.ident(target.partition(':')[0])}"
		)
	if action == "kembali":
		return redirect(_address(form, draft.token, str(max(1, number - 1))))
	last = number == len(form.pages)
	return redirect(_address(form, draft.token, SUMMARY if last or to_summary else str(number + 1)))


def _keep(form: Form, draft: Draft, here: Page) -> None:
	"""Put what a page says into the draft, and park the files that came with it."""
	asked = [one for one in here.asking if is_shown(one, draft.values) or not _decided(here, one)]
	draft.values |= read(asked, frappe.request.form)
	for one in asked:
		upload = frappe.request.files.get(one.name) if one.kind == "file" else None
		if not upload or not upload.filename:
			continue
		draft.refused_files.pop(one.name, None)
		place = shown.place(form.doctype, one.name)
		try:
			token = parking.park(upload.read(), upload.filename, one.extensions, place, form.max_file_bytes)
		except UploadRefused as refusal:
			draft.refused_files[one.name] = refusal.problem.value
		else:
			parking.discard(draft.values.get(one.name, ""), place)
			draft.values[one.name] = token


def _change_rows(draft: Draft, here: Page, action: str, target: str) -> None:
	"""The buttons of a table where no script does it."""
	name, _colon, row = target.partition(":")
	table = next((one for one in here.asking if one.kind == "table" and one.name == name), None)
	if not table:
		return
	rows = draft.values[name]
	if action == "tambah":
		rows.append({column.name: "" for column in table.columns})
	elif action == "hapus" and row.isdecimal() and int(row) < len(rows):
		del rows[int(row)]


def _submit(form: Form, draft: Draft) -> Answer:
	lock = drafts.Lock(draft.token)
	try:
		draft = drafts.load(form.name, draft.token) or draft
		wrong = _problems(form, draft, form.asking) or draft.trap
		if draft.case or wrong:
			lock.release()
			where = "" if draft.case else SUMMARY
			return redirect(_address(form, draft.token, where) + ("" if draft.case else "#ada-salah"))
		if time.time() - draft.began < SHORTEST:
			draft.notice = words("kabar", "too fast")
			return _not_yet(form, draft, lock)
		office.count(limits.SUBMISSIONS)
		try:
			case = submission.submit(form, draft.values)
		except submission.NotTaken as reason:
			draft.notice = str(reason)
			return _not_yet(form, draft, lock)
	except BaseException:
		lock.release()
		raise
	done = Draft(draft.token, draft.began, case=(case.doctype, case.name))
	frappe.db.after_commit.add(lambda: (drafts.save(done), lock.release()))
	frappe.db.after_rollback.add(lock.release)
	return redirect(_address(form, draft.token, ""))


def _not_yet(form: Form, draft: Draft, lock: drafts.Lock) -> Answer:
	drafts.save(draft)
	lock.release()
	return redirect(_address(form, draft.token, SUMMARY) + "#ada-salah")


def _drop(form: Form, draft: Draft) -> Answer:
	for one in form.asking:
		if one.kind == "file":
			parking.discard(draft.values.get(one.name, ""), shown.place(form.doctype, one.name))
	drafts.forget(draft.token)
	return redirect(f"/{form.route}?dibuang=1")


# --- small things ------------------------------------------------------------------


def _problems(form: Form, draft: Draft, fields: list[Field]) -> list[Problem]:
	values = blank(form.asking) | draft.values

	def has_file(one: Field, token: str) -> str:
		return "" if parking.look(token, shown.place(form.doctype, one.name)) else "gone"

	found = problems(fields, values, form.periods, has_file)
	names = {one.name for one in fields}
	refused = [
		Problem(name, code, _limit(form)) for name, code in draft.refused_files.items() if name in names
	]
	return refused + [problem for problem in found if problem.field not in draft.refused_files]


def _refused(draft: Draft, here: Page) -> list[Problem]:
	names = {one.name for one in here.asking}
	return [Problem(name, code) for name, code in draft.refused_files.items() if name in names]


def _trap_error(draft: Draft) -> list[dict[str, str]]:
	return [{"text": words("kabar", "trap"), "href": "#situs-web"}] if draft.trap else []


def _decided(here: Page, one: Field) -> bool:
	"""Whether what shows or hides a field was typed on an earlier page, so that the server can tell."""
	return shown.depends_on(one).isdisjoint({other.name for other in here.asking})


def _number(form: Form, asked: str | None) -> int:
	number = int(asked) if (asked or "").isdecimal() and len(asked or "") < 4 else 1
	return min(max(1, number), len(form.pages))


def _limit(form: Form) -> str:
	return file_size(min(form.max_file_bytes or MAX_BYTES, MAX_BYTES)).replace(",0 MB", " MB")


def _address(form: Form, token: str, where: str, **more: str) -> str:
	query = {"draf": token, "hal": where, **more}
	return f"/{form.route}?" + urlencode({key: value for key, value in query.items() if value})
