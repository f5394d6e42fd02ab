from frappe.model.document import Document


class Correction(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.SmallText | None
		answered_on: DF.Datetime | None
		asked_by: DF.Link | None
		asked_on: DF.Datetime | None
		case_field: DF.Data | None
		field_label: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		why: DF.SmallText | None
	# end: auto-generated types
