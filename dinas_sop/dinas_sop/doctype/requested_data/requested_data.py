from frappe.model.document import Document


class RequestedData(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Data | None
		data_name: DF.SmallText | None
		file_format: DF.Literal["", "Excel (XLSX)", "CSV", "PDF", "Cetak"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		period: DF.Data | None
	# end: auto-generated types
