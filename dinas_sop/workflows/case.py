"""What Research Permit and Data Request have in common: the guard before a save, the log after it."""

from __future__ import annotations

import secrets

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, nowdate

from dinas_sop.constants import CHANNEL_COUNTER, CHANNEL_WEB_FORM, STATE_FIELD
from dinas_sop.workflows import (
	attach_fields,
	case_log,
	case_rows,
	core_inbox,
	guard,
	locking,
	messages,
	ownership,
	reading,
)
from dinas_sop.workflows.dates import NO_RULES, wrong_dates
from dinas_sop.workflows.numbering import registration_number
from dinas_sop.workflows.standing import progress_of

TRACKING_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Case(Document):
	"""A case that runs through a section of the SOP. Not submittable: what docstatus would freeze, the guard does."""

	number_pattern_field = ""
	date_rules = NO_RULES
	# what the dialog of a move proposes for an empty field: the value of another
	suggested_from: dict[str, str] = {}

	def onload(self):
		"""What the head of the desk form shows comes with the case itself."""
		self.set_onload("progress", progress_of(self))

	def load_from_db(self):
		"""Whoever reads a case in order to save it holds it from here on: see `locking`."""
		if not self.flags.for_update:
			return super().load_from_db()
		with locking.tells_if_busy():
			newer = locking.lock(self.doctype, self.name)
		self.flags.for_update = False
		try:
			super().load_from_db()
		finally:
			self.flags.for_update = True
		if newer:
			if self.modified != newer.modified:
				messages.throw_changed()
			self.update(newer)
		return self

	def insert(self, *args, **kwargs):
		# core would make a Version, to find that a new case has none, save one of an import
		asked = self.flags.ignore_version
		self.flags.ignore_version = asked or not self.flags.updater_reference
		try:
			with locking.tells_if_busy():
				return super().insert(*args, **kwargs)
		finally:
			self.flags.ignore_version = asked

	def save(self, *args, **kwargs):
		with locking.tells_if_busy():
			return super().save(*args, **kwargs)

	def _set_defaults(self):
		"""As core's, but without the defaults of rows that no table gets (a query and a document for each, at each save)."""
		if frappe.flags.in_import:
			return
		if self.is_new():
			self.update_if_missing(frappe.new_doc(self.doctype, as_dict=True))
		for table in self.meta.get_table_fields():
			if rows := [row for row in self.get(table.fieldname) if row.is_new()]:
				defaults = frappe.new_doc(
					table.options, parent_doc=self, parentfield=table.fieldname, as_dict=True
				)
				for row in rows:
					row.update_if_missing(defaults)

	def get_invalid_links(self, *args, **kwargs):
		"""The engine's own link to the SOP is not looked up at each save: a version in use stays (1 ms of 22)."""
		sop, self.sop = self.sop, None
		try:
			return super().get_invalid_links(*args, **kwargs)
		finally:
			self.sop = sop

	def update_children(self):
		"""Rows that were taken out go by their names; core's own way locks the place of other cases' rows."""
		locking.delete_removed_rows(self)
		self.flags.ignore_children_type = [table.options for table in self.meta.get_table_fields()]
		super().update_children()

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
		defaults = frappe.new_doc(self.doctype, as_dict=True)
		for df in reading.value_fields(self.meta):
			default = defaults.get(df.fieldname)
			if not default or df.fieldtype in frappe.model.table_fields:
				continue
			if ownership.is_of_later_step(process, df.fieldname) and reading.plain(
				df.fieldtype, self.get(df.fieldname)
			) == reading.plain(df.fieldtype, default):
				self.set(df.fieldname, None)

	def autoname(self):
		"""A name for the time being; the number comes by `_validate`."""
		self.name = self.flags.unnumbered = frappe.generate_hash(length=10)

	def _validate(self):
		"""Only what has passed the guard draws a number: whoever applies at the same time waits from here to the commit.

		Not later: core's own checks, which follow, already keep pictures and passwords under the document's name.
		"""
		if self.name == self.flags.unnumbered:
			self.name = registration_number(self.doctype, self.number_pattern_field, now_datetime().year)
			self.set_parent_in_children()
		super()._validate()

	def validate(self):
		self.refuse_core_form()
		self.refuse_submission()
		self.keep_state()
		case_rows.refuse_foreign(self)
		case_rows.keep_engine_columns(self)
		self.pass_guard()
		self.refuse_markup()
		self.check_attachments()
		self.check_dates()
		self.carry_out()

	def legal_standing(self) -> dict | None:
		"""How the case stands against a deadline that a law sets beside the SOP's; None where there is none."""
		return None

	def may_extend(self) -> bool:
		"""Whether the session user may extend that deadline now."""
		return False

	def warnings(self) -> list[str]:
		"""What whoever opens the case should know, although it stops nobody. Plain text."""
		return []

	def on_update(self):
		if self.flags.verdict:
			core_inbox.keep_out(self)
			attach_fields.link_values(self, self.flags.verdict.changed)
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

	def pass_guard(self):
		self.flags.verdict = guard.check(self)

	def refuse_markup(self):
		"""Plain text stays plain: no markup can reach a desk list, a letter or a report."""
		verdict = self.flags.verdict
		rows = [(self, name) for name in (verdict.changed if verdict else ())]
		for doc, name in [*rows, *case_rows.changed_values(self, verdict)]:
			if df := doc.meta.get_field(name):
				messages.refuse_markup(df, doc.get(name))

	def check_attachments(self):
		if self.flags.verdict:
			attach_fields.check_values(self, self.flags.verdict.changed)

	def check_dates(self):
		"""Dates that this save changes fit to the others. Subclasses say how in `date_rules`."""
		if not self.flags.verdict:
			return
		changed = self.flags.verdict.changed
		days = {name: getdate(self.get(name)) for name in self.date_rules.names() if self.get(name)}
		for problem in wrong_dates(days, self.date_rules, getdate(nowdate())):
			if problem.field in changed or (problem.code == "order" and problem.other in changed):
				frappe.throw(
					messages.date_sentence(self, problem), messages.Refused, title=_("Date does not fit")
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
		case_rows.stamp(self, verdict, now)
		if attempt.moves and attempt.before and attempt.after == attempt.process.correction:
			self.returned_from = attempt.before

	# --- after the save ---------------------------------------------------

	def write_log(self):
		verdict, self.flags.verdict = self.flags.verdict, None
		if verdict:
			case_log.write(self, verdict, self.flags.moment, self.flags.reason)


def _submission_channel() -> str:
	return CHANNEL_WEB_FORM if frappe.flags.dinas_channel == CHANNEL_WEB_FORM else CHANNEL_COUNTER
