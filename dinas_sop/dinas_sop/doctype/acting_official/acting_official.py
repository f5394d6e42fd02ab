import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import getdate

from dinas_sop.permissions import acting


class ActingOfficial(Document):
	"""Plt. or Plh.: who acts for whom on which days. The roles come and go by themselves."""

	def validate(self):
		self.check_people()
		self.check_days()
		self.keep_what_was_carried_out()

	def on_update(self):
		acting.forget()
		acting.sync()

	def on_trash(self):
		if self.started and not self.ended:
			acting.end(self)
		acting.forget()

	def check_people(self):
		if self.deputy == self.acts_for:
			frappe.throw(_("An official cannot act for themselves."))

	def check_days(self):
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("{0} lies before {1}.").format(bold(_("Last day")), bold(_("First day"))))
		other = frappe.db.exists(
			"Acting Official",
			{
				"acts_for": self.acts_for,
				"name": ("!=", self.name),
				"from_date": ("<=", self.to_date),
				"to_date": (">=", self.from_date),
			},
		)
		if other:
			frappe.throw(_("{0} already names a deputy for some of these days.").format(bold(other)))

	def keep_what_was_carried_out(self):
		"""Once the roles were given, only the last day moves; a record that ended stays as it is."""
		before = self.get_doc_before_save()
		if not before:
			self.started = self.ended = 0
			self.granted_roles = None
			return
		fixed = ["started", "ended", "granted_roles"]
		if before.started:
			fixed += ["kind", "acts_for", "deputy", "from_date"]
		if before.ended:
			fixed.append("to_date")
		changed = [f for f in fixed if str(before.get(f) or "") != str(self.get(f) or "")]
		if changed:
			frappe.throw(
				_("{0} cannot be changed any more. End this record by its last day and make another.").format(
					", ".join(bold(_(self.meta.get_label(f))) for f in changed)
				)
			)
