from frappe.model.document import Document


class OfficialLetter(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acting_line: DF.Literal["", "a.n.", "Plt.", "Plh."]
		attachment_note: DF.Data | None
		basis: DF.Text | None
		body: DF.Text | None
		closing: DF.Text | None
		considering: DF.Text | None
		content_hash: DF.Data | None
		copies_to: DF.Text | None
		issued_by: DF.Link | None
		issued_on: DF.Datetime | None
		letter_date: DF.Date | None
		letter_number: DF.Data | None
		letter_template: DF.Link
		nature: DF.Literal["Biasa", "Penting", "Segera", "Sangat Segera", "Rahasia"]
		opening: DF.Text | None
		pdf_file: DF.Attach | None
		pdf_sha256: DF.Data | None
		provisions: DF.Text | None
		recipient: DF.SmallText | None
		reference_doctype: DF.Link
		reference_name: DF.DynamicLink
		register_key: DF.Data | None
		replaced_by: DF.Link | None
		replaces: DF.Link | None
		revoke_reason: DF.SmallText | None
		revoked_on: DF.Datetime | None
		sequence: DF.Int
		signatory: DF.Link | None
		signed_by: DF.Link | None
		signed_electronically: DF.Check
		signed_file: DF.Attach | None
		signed_on: DF.Datetime | None
		signed_sha256: DF.Data | None
		status: DF.Literal["Draf", "Terbit", "Ditandatangani", "Diganti", "Dicabut"]
		subject: DF.Data | None
		verification_code: DF.Data | None
	# end: auto-generated types
