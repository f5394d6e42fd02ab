from frappe.model.document import Document


class SOPAssessmentQuestion(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.Literal["", "Ya", "Tidak"]
		notes: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.SmallText | None
	# end: auto-generated types
	"""One of the yes/no questions of the yearly Evaluasi SOP."""
