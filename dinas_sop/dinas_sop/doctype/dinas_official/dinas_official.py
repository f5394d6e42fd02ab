from frappe.model.document import Document


class DinasOfficial(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		department: DF.Link | None
		employee: DF.Link | None
		full_name: DF.Data
		nip: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		position: DF.Data | None
		rank: DF.Data | None
		user: DF.Link
	# end: auto-generated types
