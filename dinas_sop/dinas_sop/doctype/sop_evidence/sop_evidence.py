from frappe.model.document import Document


class SOPEvidence(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allowed_values: DF.SmallText | None
		case_field: DF.Data | None
		columns: DF.SmallText | None
		condition: DF.Code | None
		final_state: DF.Link | None
		hint: DF.SmallText | None
		kind: DF.Literal[
			"Field is filled",
			"Field has value",
			"Table has a row",
			"Table has only rows",
			"Letter is drafted",
			"Letter is issued",
			"Letter is signed",
		]
		letter_template: DF.Link | None
		mandatory: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		rows_where: DF.SmallText | None
		section: DF.Data
		step_number: DF.Int
	# end: auto-generated types
