"""What Research Permit and Data Request have in common: the guard before a save, the log after it."""

from __future__ import annotations

import secrets

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, now_datetime

from dinas_sop.constants import (
	CHANNEL_COUNTER,
	CHANNEL_DESK,
	CHANNEL_LINK,
	CHANNEL_WEB_FORM,
	SETTINGS,
	STATE_FIELD,
)
from dinas_sop.letters import ending
from dinas_sop.permissions import acting
from dinas_sop.print_formats.numbers import format_number
from dinas_sop.workflows import attached, core_inbox, guard, messages, reading, rules, step_log
from dinas_sop.workflows.evidence import snapshot
from dinas_sop.workflows.numbering import hold, next_number
from dinas_sop.workflows.process import Process, Transition
from dinas_sop.workflows.standing import progress_of

TRACKING_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TEXT_TYPES = ("Data", "Small Text", "Text")


class Case(Document):
	"""A case that runs through a section of the SOP. Not submittable: what docstatus would freeze, the guard does."""

	number_pattern_field = ""
	periods: tuple[tuple[str, str], ...] = ()
	# what the dialog of a move proposes for an empty field: the value of another
	suggested_from: dict[str, str] = {}

	def onload(self):
		"""What the head of the desk form shows comes with the case itself."""
		self.set_onload("progress", progress_of(self))

	def load_from_db(self):
		"""Whoever reads a case in order to save it waits until the one before has finished.

		The case's own row would be lock enough, but Frappe also locks its rows in the child tables, and where there
		are none yet, the end of the table: two clerks who add the first rows to two cases dead-lock each other.
		"""
		if self.flags.for_update:
			hold("cases")
		return super().load_from_db()

	def before_insert(self):
		"""The engine's own fields; whatever the caller sent in them is dropped."""
		self.sop = reading.sop_in_force(self.doctype)
		self.submitted_on = now_datetime()
		self.submitted_via = _submission_channel()
		self.tracking_code = "".join(secrets.choice(TRACKING_ALPHABET) for _i in range(10))
		self.link_version = 1
		self.returned_from = None
		self.move_reason = self.still_valid = None
		self.drop_chosen_number()
		self.drop_later_defaults()

	def drop_chosen_number(self):
		"""REST, an import or an amendment may bring a name along; the number comes from our counter alone."""
		self.name = self.amended_from = None
		self.flags.name_set = False

	def drop_later_defaults(self):
		"""A default, or a Select's first choice, gives no evidence of a step that has not come yet."""
		process = reading.process_for(self.doctype, self.sop)
		defaults = frappe.new_doc(self.doctype)
		for df in reading.value_fields(self.meta):
			value = reading.plain(df.fieldtype, self.get(df.fieldname))
			if (
				df.fieldtype not in frappe.model.table_fields
				and rules.is_of_later_step(process, df.fieldname)
				and value == reading.plain(df.fieldtype, defaults.get(df.fieldname))
			):
				self.set(df.fieldname, None)

	def autoname(self):
		year = now_datetime().year
		pattern = frappe.get_cached_value(SETTINGS, SETTINGS, self.number_pattern_field)
		self.name = format_number(pattern, next_number(f"{self.doctype}/{year}"), tahun=year)

	def validate(self):
		self.refuse_core_form()
		self.refuse_submission()
		self.keep_state()
		self.refuse_foreign_rows()
		self.keep_engine_columns()
		self.pass_guard()
		self.refuse_markup()
		self.check_attachments()
		self.check_dates()
		self.carry_out()

	def on_update(self):
		if self.flags.verdict:
			core_inbox.keep_out(self)
			attached.link_values(self, self.flags.verdict.changed)
		self.write_log()

	def on_trash(self):
		frappe.throw(
			_("Cases are kept and cannot be deleted. Use an action to end the case."), messages.Refused
		)

	def before_rename(self, *args, **kwargs):
		frappe.throw(_("The registration number of a case cannot be changed."), messages.Refused)

	def before_submit(self):
		self.refuse_submission()

	def before_cancel(self):
		frappe.throw(_("Cases are not submitted or cancelled. Use one of the actions."), messages.Refused)

	def before_update_after_submit(self):
		self.before_cancel()

	# --- before the save --------------------------------------------------

	def refuse_core_form(self):
		"""The platform's web form endpoint asks no permission: a case comes by the office's page, or by staff."""
		if frappe.session.user == "Guest" or frappe.flags.in_web_form:
			frappe.throw(_("Please apply by the form on the office's own page."), messages.Refused)

	def refuse_submission(self):
		if self.docstatus:
			self.before_cancel()

	def keep_state(self):
		"""An empty state is no move: core would take it for the Workflow's first state, unseen by the guard."""
		before = self.get_doc_before_save()
		if before and not self.get(STATE_FIELD):
			self.set(STATE_FIELD, before.get(STATE_FIELD))

	def refuse_foreign_rows(self):
		"""Frappe updates a row by its name alone: a row of another case would be carried over into this one."""
		before = self.get_doc_before_save()
		if not before:
			return  # the rows of a new case are given names of their own
		for table in self.meta.get_table_fields():
			own = {row.name for row in before.get(table.fieldname)}
			if any(row.name not in own and not row.is_new() for row in self.get(table.fieldname)):
				frappe.throw(
					_("{0}: a row belongs to another document. Please add a new row.").format(
						bold(_(table.label))
					),
					messages.Refused,
				)

	def keep_engine_columns(self):
		"""Columns of rows that only the engine writes keep their stored value, whatever was sent."""
		before = self.get_doc_before_save()
		for table in self.meta.get_table_fields():
			old = {row.name: row for row in before.get(table.fieldname)} if before else {}
			for row in self.get(table.fieldname) or []:
				for df in row.meta.get("fields", {"read_only": 1}):
					row.set(df.fieldname, old[row.name].get(df.fieldname) if row.name in old else None)
				if row.doctype == "Disposition" and row.name not in old:
					row.status = row.status or "Terbuka"

	def pass_guard(self):
		self.flags.verdict = guard.check(self)

	def refuse_markup(self):
		"""Plain text stays plain: no markup can reach a desk list, a letter or a report."""
		verdict = self.flags.verdict
		rows = [(self, name) for name in (verdict.changed if verdict else ())]
		for doc, name in [*rows, *_changed_row_values(self, verdict)]:
			df = doc.meta.get_field(name)
			value = doc.get(name)
			if (
				df
				and df.fieldtype in TEXT_TYPES
				and isinstance(value, str)
				and ("<" in value or ">" in value)
			):
				frappe.throw(
					_("{0}: please write without the characters {1} and {2}.").format(
						bold(_(df.label)), "&lt;", "&gt;"
					),
					messages.Refused,
				)

	def check_attachments(self):
		if self.flags.verdict:
			attached.check_values(self, self.flags.verdict.changed)

	def check_dates(self):
		"""Periods run forward. Subclasses name them in `periods`."""
		for start, end in self.periods:
			if self.get(start) and self.get(end) and getdate(self.get(start)) > getdate(self.get(end)):
				frappe.throw(
					_("{0} lies before {1}.").format(
						bold(_(self.meta.get_label(end))), bold(_(self.meta.get_label(start)))
					),
					messages.Refused,
				)

	def carry_out(self):
		"""What the engine itself writes in an accepted save."""
		verdict = self.flags.verdict
		if not verdict:
			return
		attempt, now = verdict.attempt, now_datetime()
		self.flags.moment = now
		self.flags.reason = (self.move_reason or "").strip()
		self.move_reason = self.still_valid = None
		self._stamp_dispositions(attempt, now)
		self._stamp_corrections(attempt, now)
		if attempt.moves and attempt.before and attempt.after == attempt.process.correction:
			self.returned_from = attempt.before

	def _stamp_dispositions(self, attempt: rules.Attempt, now):
		departments = reading.own_departments(frappe.session.user)
		before = self.get_doc_before_save()
		for table in attempt.tracked_tables:
			old = {row.name: row for row in before.get(table)} if before else {}
			given_back = (
				attempt.moves
				and rules.is_back(attempt.process, attempt.before, attempt.after, attempt.last_step)
				and attempt.process.step_of(attempt.after) in attempt.process.steps_asking_row(table)
			)
			for row in self.get(table) or []:
				if row.name not in old:
					row.from_user, row.disposed_on = frappe.session.user, now
					row.read_on = row.done_on = None
				elif row.status == "Selesai" and not row.done_on:
					row.done_on = now
				elif given_back and row.status == "Terbuka" and row.department in {None, "", *departments}:
					row.status, row.done_on = "Dikembalikan", now

	def _stamp_corrections(self, attempt: rules.Attempt, now):
		before = self.get_doc_before_save()
		known = {row.name for row in before.corrections} if before else set()
		for row in self.get("corrections") or []:
			if row.name not in known:
				row.field_label = self.meta.get_label(row.case_field)
				row.asked_by, row.asked_on = frappe.session.user, now
				row.answer = row.answered_on = None
			elif not row.answered_on and (row.answer or row.case_field in self.flags.verdict.changed):
				row.answered_on = now

	# --- after the save ---------------------------------------------------

	def write_log(self):
		"""Close the row of the state left and open that of the state entered, in this transaction."""
		verdict = self.flags.verdict
		self.flags.verdict = None
		if not verdict:
			return
		attempt, now = verdict.attempt, self.flags.moment
		actor = self._actor(attempt)
		if not attempt.before:
			self._write_first_rows(verdict.process, actor, now)
		elif attempt.moves:
			self._write_move(verdict, actor, now)
		elif attempt.ticks:
			step_log.tick(verdict.visits[-1], attempt.ticks)

	def _write_first_rows(self, process, actor: step_log.Actor, now):
		visit = 0
		for step in process.steps:
			if step.number in process.early_steps:
				visit += 1
				moment = self.get(step.moment_field) if step.moment_field else None
				step_log.write_early_row(
					self, process, step, visit, get_datetime(moment) if moment else now, actor
				)
		step_log.open_row(self, process, self.get(STATE_FIELD), visit + 1, now)

	def _write_move(self, verdict: guard.Verdict, actor: step_log.Actor, now):
		attempt, process, row = verdict.attempt, verdict.process, verdict.visits[-1]
		back = {}
		if rules.is_back(process, attempt.before, attempt.after, attempt.last_step):
			step = process.step_of(attempt.after)
			back = {"back_to_step": step, "evidence": snapshot(process, step, attempt.facts)}
		if attempt.ticks:
			step_log.tick(row, attempt.ticks)
		reason = self.flags.reason or "; ".join(
			f"{row.field_label}: {row.why}" for row in self.corrections if get_datetime(row.asked_on) == now
		)
		action = attempt.transition.action
		open_row, visit = row, row.visit
		if process.is_final(attempt.before):  # its row was closed on entering; closed rows stay as they are
			visit += 1
			name = step_log.open_row(self, process, attempt.before, visit, now)
			open_row = {"name": name, "entered_on": now}
		step_log.close_row(open_row, actor, now, action, attempt.after, reason, **back)
		step_log.open_row(self, process, attempt.after, visit + 1, now)
		if attempt.after in process.finals:
			ending.end_with_case(self, attempt.after, reason)

	def _actor(self, attempt: rules.Attempt) -> step_log.Actor:
		user, role = frappe.session.user, attempt.transition.role if attempt.moves and attempt.before else ""
		channel = frappe.flags.dinas_channel
		if not channel:
			at_counter = not role or _is_applicants_action(attempt.process, attempt.transition)
			channel = CHANNEL_COUNTER if at_counter and attempt.is_staff else CHANNEL_DESK
		name = (
			self.applicant_name if channel in (CHANNEL_LINK, CHANNEL_WEB_FORM) else _acting_name(user, role)
		)
		return step_log.Actor(user, name, role, channel)


def _acting_name(user: str, role: str) -> str:
	"""Name of an official, with Plt. or Plh. and the position where they act for somebody else."""
	record = acting.acting_for(user, role) if role else None
	name = reading.official_name(user)
	return f"{acting.title(record)} {name}" if record else name


def _is_applicants_action(process: Process, transition: Transition) -> bool:
	"""Whether an applicant may take the action too; who takes it in the office, does so at the counter."""
	return any(
		guard.is_applicant_role(t.role)
		for t in process.transitions
		if (t.state, t.action) == (transition.state, transition.action)
	)


def _submission_channel() -> str:
	return CHANNEL_WEB_FORM if frappe.flags.dinas_channel == CHANNEL_WEB_FORM else CHANNEL_COUNTER


def _changed_row_values(doc: Document, verdict) -> list[tuple[Document, str]]:
	"""Columns of the rows of changed tables, as (row, fieldname)."""
	if not verdict:
		return []
	return [
		(row, df.fieldname)
		for table in doc.meta.get_table_fields()
		if table.fieldname in verdict.changed
		for row in doc.get(table.fieldname) or []
		for df in row.meta.fields
	]
