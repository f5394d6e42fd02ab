from frappe.model.document import Document


class SOPSection(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		closing_state: DF.Link
		correction_state: DF.Link | None
		document_type: DF.Link
		final_states: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		performers: DF.SmallText | None
		section_name: DF.Data
	# end: auto-generated types
