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
