"""A public form from its first page to the receipt: what is needed, the pages, the summary, the submission.

Every page is sent by POST and answered by a redirect; what was typed lies in the draft (see `drafts.py`). Only the
receipt comes as the answer itself where a script asks for it: one way less for a slow phone.
"""

from __future__ import annotations

import time

import frappe

from dinas_sop.applicants import drafts, limits, office, parking, shown, submission, web_forms
from dinas_sop.applicants.checking import is_shown
from dinas_sop.applicants.drafts import Draft
from dinas_sop.applicants.fields import Form, Page, change, read
from dinas_sop.applicants.form_pages import (
	SUMMARY,
	address,
	found_wrong,
	is_decided,
	one_page,
	sent,
	start,
	summary,
)
from dinas_sop.applicants.layout import Answer, page, redirect, words
from dinas_sop.workflows.uploads import UploadRefused

SHORTEST = 3  # seconds between the first page and sending: no person is faster, most robots are
TRAP = "situs_web"
STRAIGHT = "_langsung"  # set by the script, which then gives the page its own address


def answer(name: str) -> Answer:
	"""What the route of a Web Form answers."""
	try:
		form = web_forms.load(name)
	except frappe.ValidationError:  # no Workflow or no SOP in force: nobody could work on what comes in
		frappe.clear_messages()
		form = None
	asked = frappe.request.args
	draft = drafts.load(name, asked.get("draf")) if "draf" in asked else None
	if form and draft and draft.case:  # the receipt stays, although the form may be closed by now
		# sent by another tap after this transaction's first look at the database: look again, nothing was written
		frappe.db.begin()
		return sent(form, draft)
	if not form or not form.published or not form.pages or not office.settings().portal_user:
		return page("pesan.html", 404, pesan="closed", detail="")
	if "mulai" in asked:
		return redirect(address(form, drafts.begin(form.name), "1"))
	if not draft:
		return start(form, expired="draf" in asked, dropped="dibuang" in asked)
	if frappe.request.method == "POST":
		office.count(limits.TYPING)
		return _take(form, draft, asked.get("hal"))
	if asked.get("hal") == SUMMARY:
		return summary(form, draft)
	return one_page(form, draft, _number(form, asked.get("hal")))


def _take(form: Form, draft: Draft, asked: str | None) -> Answer:
	posted = frappe.request.form
	action, _colon, target = (posted.get("_aksi") or "lanjut").partition(":")
	if action == "buang" and not target:
		return _drop(form, draft)
	before = draft.trap, draft.notice
	draft.trap, draft.notice = bool(posted.get(TRAP)), ""
	if asked == SUMMARY:
		if (draft.trap, draft.notice) != before:
			drafts.save(draft)
		if action == "kirim":
			return _submit(form, draft)
		return redirect(address(form, draft.token, str(len(form.pages))))
	number = _number(form, asked)
	here = form.pages[number - 1]
	_keep(form, draft, here)
	_change(draft, here, action, target)
	wrong = action == "lanjut" and (found_wrong(form, draft, here.asking) or draft.trap)
	drafts.save(draft)
	to_summary = frappe.request.args.get("ke", "")
	if wrong:
		return redirect(address(form, draft.token, str(number), ke=to_summary, salah="1") + "#ada-salah")
	if action in ("tambah", "hapus", "buang"):
		return redirect(
			address(form, draft.token, str(number), ke=to_summary)
			+ f"#{shown.ident(target.partition(':')[0])}"
		)
	if action == "kembali":
		return redirect(address(form, draft.token, str(max(1, number - 1))))
	last = number == len(form.pages)
	return redirect(address(form, draft.token, SUMMARY if last or to_summary else str(number + 1)))


def _keep(form: Form, draft: Draft, here: Page) -> None:
	"""Put what a page says into the draft, and park the files that came with it."""
	asked = [one for one in here.asking if is_shown(one, draft.values) or not is_decided(here, one)]
	draft.values |= read(asked, frappe.request.form)
	for one in asked:
		draft.refused_files.pop(one.name, None)
		upload = frappe.request.files.get(one.name) if one.kind == "file" else None
		if not upload or not upload.filename:
			continue
		place = shown.place(form.doctype, one.name)
		try:
			token = parking.park(upload.read(), upload.filename, one.extensions, place, form.max_file_bytes)
		except UploadRefused as refusal:
			draft.refused_files[one.name] = refusal.problem.value
		else:
			parking.discard(draft.values.get(one.name, ""), place)
			draft.values[one.name] = token


def _change(draft: Draft, here: Page, action: str, target: str) -> None:
	"""The buttons of tables and files where no script does it."""
	name, _colon, row = target.partition(":")
	one = next((one for one in here.asking if one.name == name), None)
	if one:
		change(draft.values, one, action, row)


def _submit(form: Form, draft: Draft) -> Answer:
	lock = drafts.Lock(draft.token)
	try:
		draft = drafts.load(form.name, draft.token) or draft
		wrong = found_wrong(form, draft, form.asking) or draft.trap
		if draft.case or wrong:
			lock.release()
			where = "" if draft.case else SUMMARY
			return redirect(address(form, draft.token, where) + ("" if draft.case else "#ada-salah"))
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
	if not frappe.request.form.get(STRAIGHT):
		return redirect(address(form, draft.token, ""))
	frappe.db.commit()  # the case stands and lets go of its register, whatever becomes of the page
	return sent(form, done, case)


def _not_yet(form: Form, draft: Draft, lock: drafts.Lock) -> Answer:
	drafts.save(draft)
	lock.release()
	return redirect(address(form, draft.token, SUMMARY) + "#ada-salah")


def _drop(form: Form, draft: Draft) -> Answer:
	for one in form.asking:
		if one.kind == "file":
			parking.discard(draft.values.get(one.name, ""), shown.place(form.doctype, one.name))
	drafts.forget(draft.token)
	return redirect(f"/{form.route}?dibuang=1")


def _number(form: Form, asked: str | None) -> int:
	number = int(asked) if (asked or "").isdecimal() and len(asked or "") < 4 else 1
	return min(max(1, number), len(form.pages))
