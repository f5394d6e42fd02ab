import frappe
from frappe import _
from frappe.model.document import Document


class NumberCounter(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		counter_key: DF.Data
		current: DF.Int
	# end: auto-generated types
	"""Last number of a series. Changed by `workflows.numbering` alone."""

	def validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(_("Numbers are given by the system and cannot be changed."), frappe.PermissionError)
