import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import cint, now_datetime

from dinas_sop.workflows import consistency, reading, remembered
from dinas_sop.workflows.messages import Refused


class SOP(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from dinas_sop.dinas_sop.doctype.sop_evidence.sop_evidence import SOPEvidence
		from dinas_sop.dinas_sop.doctype.sop_section.sop_section import SOPSection
		from dinas_sop.dinas_sop.doctype.sop_step.sop_step import SOPStep

		agency: DF.Data | None
		approved_by_name: DF.Data | None
		approved_by_nip: DF.Data | None
		approved_by_position: DF.Data | None
		created_on_date: DF.Date | None
		document_number: DF.Data
		effective_on_date: DF.Date | None
		equipment: DF.Text | None
		evidence: DF.Table[SOPEvidence]
		header_lines: DF.SmallText | None
		legal_basis: DF.Text | None
		performer_qualifications: DF.Text | None
		published_by: DF.Link | None
		published_on: DF.Datetime | None
		recording: DF.Text | None
		related_sops: DF.Text | None
		replaces: DF.Link | None
		revised_on_date: DF.Date | None
		sections: DF.Table[SOPSection]
		sop_name: DF.Data
		sop_number: DF.Data | None
		status: DF.Literal["Draf", "Berlaku", "Digantikan"]
		steps: DF.Table[SOPStep]
		unit: DF.Data | None
		version: DF.Int
		warning: DF.Text | None
	# end: auto-generated types
	"""The SOP document itself, one record a version: header, sections, steps, evidence."""

	def autoname(self):
		self.name = f"SOP {self.document_number} v{self.version}"

	def before_insert(self):
		if not frappe.flags.dinas_seeding:
			self.status, self.published_on, self.published_by = "Draf", None, None
		self.version = 1 + max(
			frappe.get_all("SOP", {"document_number": self.document_number}, pluck="version") or [0]
		)

	def validate(self):
		self.keep_published_as_it_is()
		consistency.check_sop(self)

	def on_update(self):
		remembered.forget(reading.IN_FORCE)

	def on_trash(self):
		if self.status != "Draf":
			frappe.throw(_("{0} was in force and is kept.").format(bold(self.name)), Refused)

	def before_rename(self, *args, **kwargs):
		frappe.throw(_("An SOP keeps its name."), Refused)

	def keep_published_as_it_is(self):
		before = self.get_doc_before_save()
		if before and not self.flags.publishing and (before.status != "Draf" or self.status != "Draf"):
			frappe.throw(
				_("{0} is or was in force and stays as it is. Use {1} to change it.").format(
					bold(self.name), bold(_("New version"))
				),
				Refused,
				title=_("A published SOP does not change"),
			)

	@frappe.whitelist(methods=["POST"])
	def publish(self) -> None:
		"""Put this version in force for new cases; the one in force so far becomes Digantikan.

		Raises:
			consistency.Inconsistent: a step, the Workflow and the public form do not fit together.
		"""
		self.check_permission("write")
		if self.status != "Draf":
			frappe.throw(_("Only a draft can be put in force."), Refused)
		consistency.check_sop(self, for_publishing=True)
		for name in frappe.get_all(
			"SOP", {"document_number": self.document_number, "status": "Berlaku"}, pluck="name"
		):
			old = frappe.get_doc("SOP", name)
			old.flags.publishing, old.status = True, "Digantikan"
			old.save()
			self.replaces = name
		self.flags.publishing = True
		self.status, self.published_on, self.published_by = "Berlaku", now_datetime(), frappe.session.user
		self.save()
		self.flags.publishing = False
		self.warn_of_roles_without_users()

	@frappe.whitelist(methods=["POST"])
	def new_version(self) -> str:
		"""Copy this SOP into a draft.

		Returns:
			The draft's name.
		"""
		self.check_permission("create")
		draft = frappe.copy_doc(self)
		draft.status, draft.replaces = "Draf", self.name
		return draft.insert().name

	def warn_of_roles_without_users(self):
		for section in self.sections:
			process = reading.process_for(section.document_type, self.name)
			turns = {process.turn(step.state) for step in process.steps if step.state}
			empty = [
				role
				for role in sorted(turns)
				if cint(frappe.db.get_value("Role", role, "desk_access"))
				and not frappe.db.count("Has Role", {"role": role, "parenttype": "User"})
			]
			if empty:
				frappe.msgprint(
					_("Nobody holds the role {0} yet.").format(", ".join(bold(_(role)) for role in empty)),
					indicator="orange",
				)
