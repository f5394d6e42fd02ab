from frappe.model.document import Document


class WorkingHours(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		break_end: DF.Time | None
		break_start: DF.Time | None
		closes: DF.Time
		opens: DF.Time
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		period_name: DF.Data | None
		valid_from: DF.Date | None
		valid_to: DF.Date | None
		weekday: DF.Literal["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
	# end: auto-generated types
