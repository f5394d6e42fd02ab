from frappe.model.document import Document


class LetterTemplate(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acting_line: DF.Literal["", "a.n.", "Plt.", "Plh."]
		applies_to: DF.Link | None
		basis: DF.Text | None
		body: DF.Text | None
		classification: DF.Data | None
		closing: DF.Text | None
		considering: DF.Text | None
		copies_to: DF.Text | None
		layout: DF.Literal[
			"Surat Rekomendasi Penelitian",
			"Surat Keterangan Selesai Penelitian",
			"Surat Balasan Permohonan Data",
			"Surat Biasa",
		]
		nature: DF.Literal["Biasa", "Penting", "Segera", "Sangat Segera", "Rahasia"]
		number_pattern: DF.Data
		opening: DF.Text | None
		provisions: DF.Text | None
		register_name: DF.Data
		signatory: DF.Link | None
		subject: DF.Data
		template_name: DF.Data
	# end: auto-generated types
