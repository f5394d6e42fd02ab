from frappe.model.document import Document


class SOPStep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activity: DF.SmallText
		is_assumption: DF.Check
		moment_field: DF.Data | None
		output: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		performer: DF.Data | None
		remarks: DF.SmallText | None
		requirements: DF.SmallText | None
		section: DF.Data
		standard_time: DF.Data | None
		state: DF.Link | None
		step_number: DF.Int
	# end: auto-generated types
