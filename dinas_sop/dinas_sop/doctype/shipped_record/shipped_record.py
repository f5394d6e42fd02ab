import frappe
from frappe import _
from frappe.model.document import Document


class ShippedRecord(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		inserted: DF.Check
		inserted_on: DF.Datetime | None
		ref_doctype: DF.Link | None
		ref_name: DF.Data | None
	# end: auto-generated types

	"""That a shipped record was seeded once, so that no later migrate brings it back. Written by seeding alone."""

	def validate(self):
		if not frappe.flags.dinas_seeding:
			self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("These markers are written by the system and cannot be changed."), frappe.PermissionError
		)
