from frappe.model.document import Document


class SOPAssessmentStep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.SmallText | None
		activity: DF.SmallText | None
		findings: DF.SmallText | None
		in_time: DF.Data | None
		initials: DF.Data | None
		late: DF.Int
		notes: DF.SmallText | None
		on_time: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proposal: DF.Data | None
		returned: DF.Int
		section: DF.Data | None
		standard: DF.Data | None
		step_number: DF.Int
		verdict: DF.Literal["", "Berjalan dengan baik", "Tidak berjalan dengan baik"]
		visits: DF.Int
	# end: auto-generated types
	"""One step in an SOP Assessment: what the log says of it, and the assessor's words."""
