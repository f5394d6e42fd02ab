from frappe.model.document import Document


class DinasSOPSettings(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from dinas_sop.dinas_sop.doctype.dinas_official.dinas_official import DinasOfficial

		address: DF.SmallText | None
		address_size: DF.Float
		agency_name: DF.Data | None
		agency_size: DF.Float
		city: DF.Data | None
		commitment_text: DF.Text | None
		commitment_version: DF.Data | None
		company: DF.Link | None
		data_link_days: DF.Int
		email: DF.Data | None
		government: DF.Data | None
		government_size: DF.Float
		head: DF.Link | None
		logo: DF.AttachImage | None
		officials: DF.Table[DinasOfficial]
		paper: DF.Literal["F4", "A4"]
		permit_number_pattern: DF.Data
		phone: DF.Data | None
		portal_user: DF.Link | None
		postal_code: DF.Data | None
		privacy_notice: DF.Text | None
		public_intro: DF.SmallText | None
		request_number_pattern: DF.Data
		stamp_duty: DF.Check
		unit_code: DF.Data | None
		unit_role: DF.Link | None
		website: DF.Data | None
	# end: auto-generated types
