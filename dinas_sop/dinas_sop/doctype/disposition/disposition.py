import frappe
from frappe.model.document import Document


class Disposition(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		department: DF.Link | None
		disposed_on: DF.Datetime | None
		done_on: DF.Datetime | None
		from_user: DF.Link | None
		instruction: DF.SmallText | None
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		read_on: DF.Datetime | None
		status: DF.Literal["", "Terbuka", "Selesai", "Dikembalikan", "Ditarik"]
		urgency: DF.Literal["", "Biasa", "Segera", "Sangat Segera", "Rahasia"]
	# end: auto-generated types
	"""One hand-over of a case to a Unit Kerja."""


def on_doctype_update():
	"""What a Unit Kerja sees is asked by Department, for every list and every case."""
	frappe.db.add_index("Disposition", ["department", "status", "parenttype", "parent"])
