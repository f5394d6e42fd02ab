import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from dinas_sop.workflows import clock, holidays, recalculate


class DinasSOPSettings(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from dinas_sop.dinas_sop.doctype.dinas_official.dinas_official import DinasOfficial
		from dinas_sop.dinas_sop.doctype.working_hours.working_hours import WorkingHours

		address: DF.SmallText | None
		address_size: DF.Float
		agency_name: DF.Data | None
		agency_size: DF.Float
		answer_counts_from: DF.Literal["Permohonan lengkap", "Pendaftaran"]
		answer_days: DF.Int
		city: DF.Data | None
		commitment_text: DF.Text | None
		commitment_version: DF.Data | None
		company: DF.Link | None
		data_link_days: DF.Int
		dispute_days: DF.Int
		email: DF.Data | None
		escalation_role: DF.Link | None
		extension_days: DF.Int
		government: DF.Data | None
		government_size: DF.Float
		head: DF.Link | None
		holiday_list: DF.Link | None
		logo: DF.AttachImage | None
		near_percent: DF.Int
		objection_day_kind: DF.Literal["Hari kerja", "Hari kalender"]
		objection_days: DF.Int
		objection_number_pattern: DF.Data | None
		officials: DF.Table[DinasOfficial]
		paper: DF.Literal["F4", "A4"]
		permit_number_pattern: DF.Data
		phone: DF.Data | None
		portal_user: DF.Link | None
		postal_code: DF.Data | None
		privacy_notice: DF.Text | None
		public_intro: DF.SmallText | None
		request_number_pattern: DF.Data
		response_day_kind: DF.Literal["Hari kerja", "Hari kalender"]
		response_days: DF.Int
		stamp_duty: DF.Check
		unit_code: DF.Data | None
		unit_role: DF.Link | None
		website: DF.Data | None
		working_hours: DF.Table[WorkingHours]
	# end: auto-generated types

	def validate(self):
		self.check_working_hours()

	def on_update(self):
		before = self.get_doc_before_save()
		if before and any(
			self._rows(before, field) != self._rows(self, field) for field in recalculate.CLOCK_FIELDS
		):
			recalculate.enqueue()

	def check_working_hours(self):
		"""Hours that contradict each other are refused before any due date is computed by them."""
		try:
			clock.build_calendar(self.working_hours, ())
		except ValueError as error:
			frappe.throw(
				_("Working hours do not fit together: {0}. Please check the row.").format(
					frappe.bold(str(error))
				),
				title=_("Working hours"),
			)

	@frappe.whitelist(methods=["POST"])
	def fill_holidays(
		self,
		first_year: int,
		last_year: int,
		joint_leave: int = 1,
		weekly_off: int = 1,
		own_days: list | None = None,
	) -> dict:
		"""Add Indonesia's national holidays to the office's list. See `holidays.fill`."""
		self.check_permission("write")
		stored = frappe.get_single(self.doctype)  # not what the form may hold beside it
		return holidays.fill(
			stored,
			cint(first_year),
			cint(last_year),
			bool(cint(joint_leave)),
			bool(cint(weekly_off)),
			own_days or (),
		)

	@staticmethod
	def _rows(settings: Document, field: str):
		value = settings.get(field)
		return [clock.row_values(row) for row in value] if isinstance(value, list) else value
