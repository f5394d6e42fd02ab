import frappe
from frappe import _
from frappe.model.document import Document


class SOPStepLog(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acted_as: DF.Link | None
		action: DF.Data | None
		actor: DF.Link | None
		actor_name: DF.Data | None
		back_to_step: DF.Int
		channel: DF.Literal["", "Formulir Web", "Tautan Pemohon", "Loket", "Meja Kerja"]
		due_on: DF.Datetime | None
		entered_on: DF.Datetime | None
		evidence: DF.JSON | None
		explanation: DF.SmallText | None
		kind: DF.Literal["Langkah", "Jeda", "Koreksi", "Akhir"]
		late_reason: DF.SmallText | None
		left_on: DF.Datetime | None
		next_state: DF.Data | None
		reason: DF.SmallText | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		role: DF.Link | None
		section: DF.Data | None
		sop: DF.Link | None
		standard: DF.Data | None
		state: DF.Data | None
		step_number: DF.Int
		still_valid: DF.JSON | None
		time_of: DF.Literal["", "Kantor", "Pemohon", "Jeda"]
		verdict: DF.Literal["", "Tepat Waktu", "Terlambat", "Tidak Diukur"]
		visit: DF.Int
		working_minutes: DF.Int
	# end: auto-generated types
	"""The truth about what happened and when. Rows come from `workflows.step_log` alone."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def before_rename(self, *args, **kwargs):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("The step log is written by the system and cannot be changed."), frappe.PermissionError
		)


def on_doctype_update():
	frappe.db.add_index("SOP Step Log", ["reference_doctype", "reference_name", "visit"])
	frappe.db.add_index("SOP Step Log", ["left_on", "near_on"])
	frappe.db.add_index("SOP Step Log", ["left_on", "reference_doctype", "state", "due_on"])
