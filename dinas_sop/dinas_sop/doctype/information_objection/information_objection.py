import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import now_datetime

from dinas_sop.applicants import objection_mail
from dinas_sop.constants import STATE_FIELD
from dinas_sop.public_information import notices, objection_time, objections
from dinas_sop.workflows import attach_fields, core_inbox
from dinas_sop.workflows.messages import Refused, refuse_markup
from dinas_sop.workflows.numbering import registration_number


class InformationObjection(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		applicant_name: DF.Data | None
		applicant_reply: DF.Literal["", "Menerima tanggapan", "Tidak menerima tanggapan"]
		counts_from: DF.Datetime | None
		data_request: DF.Link
		decision: DF.Literal["", "Diterima seluruhnya", "Diterima sebagian", "Ditolak"]
		ended_on: DF.Datetime | None
		ground: DF.Literal[
			"",
			"Penolakan karena pengecualian",
			"Informasi berkala tidak disediakan",
			"Permintaan tidak ditanggapi",
			"Ditanggapi tidak sebagaimana diminta",
			"Tidak dikabulkan",
			"Biaya tidak wajar",
			"Melebihi waktu",
		]
		lodge_until: DF.Datetime | None
		lodged_on: DF.Datetime | None
		lodged_via: DF.Literal["", "Tautan Pemohon", "Loket"]
		near_told_on: DF.Datetime | None
		overdue_told_on: DF.Datetime | None
		proxy_letter: DF.Attach | None
		proxy_name: DF.Data | None
		replied_on: DF.Datetime | None
		respond_due_on: DF.Datetime | None
		respond_near_on: DF.Datetime | None
		responded_by: DF.Link | None
		responded_on: DF.Datetime | None
		responder_name: DF.Data | None
		responder_position: DF.Data | None
		response: DF.Text | None
		response_date: DF.Date | None
		response_file: DF.Attach | None
		response_number: DF.Data | None
		statement: DF.SmallText | None
		workflow_state: DF.Link | None
	# end: auto-generated types
	"""An objection (keberatan) to how a data request was answered, or to its not being answered."""

	def onload(self):
		self.set_onload("standing", objection_time.standing(self))
		self.set_onload("may_answer", objections.may_answer(self))
		self.set_onload("may_reply", objections.may_reply(self))

	def before_insert(self):
		self.name = self.amended_from = None
		self.flags.name_set = False
		objections.prepare(self)

	def autoname(self):
		self.name = registration_number(self.doctype, "objection_number_pattern", now_datetime().year)

	def validate(self):
		self.refuse_submission()
		objections.keep(self)
		changed = objections.check(self)
		self.refuse_markup(changed)
		self.check_proxy()
		attach_fields.check_values(self, changed)
		objections.stamp(self, changed)
		self.flags.changed = changed

	def on_update(self):
		core_inbox.keep_out(self)
		attach_fields.link_values(self, self.flags.changed)
		objection_mail.tell(self)
		if self.is_lodged_now:
			notices.lodged(self)

	def refuse_markup(self, changed: frozenset[str]):
		for df in self.meta.fields:
			if df.fieldname in changed:
				refuse_markup(df, self.get(df.fieldname))

	def check_proxy(self):
		"""Who acts for the applicant shows a special power of attorney (FORMS "Seven grounds of keberatan")."""
		if self.is_new() and self.proxy_name and not self.proxy_letter:
			frappe.throw(
				_("{0} acts for the applicant: please add {1}.").format(
					bold(self.proxy_name), bold(_(self.meta.get_label("proxy_letter")))
				),
				Refused,
			)

	def check_may_attach(self):
		"""Who may bring a file now; asked by the guard on File rows."""
		objections.check_may_attach(self)

	def on_trash(self):
		frappe.throw(_("Objections are kept and cannot be deleted."), Refused)

	def before_rename(self, *args, **kwargs):
		frappe.throw(_("The number of an objection cannot be changed."), Refused)

	def refuse_submission(self):
		if self.docstatus:
			frappe.throw(_("Objections are not submitted or cancelled. Use one of the actions."), Refused)

	def before_submit(self):
		self.docstatus = 1
		self.refuse_submission()

	def before_cancel(self):
		self.before_submit()

	@property
	def is_lodged_now(self) -> bool:
		return not self.get_doc_before_save()

	@property
	def has_moved(self) -> bool:
		before = self.get_doc_before_save()
		return bool(before) and before.get(STATE_FIELD) != self.get(STATE_FIELD)
