import frappe
from frappe import _
from frappe.model.document import Document

from dinas_sop.letters import guard, office, rights, values
from dinas_sop.workflows.messages import Refused


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
		draft_key: DF.Data | None
		issued_by: DF.Link | None
		issued_on: DF.Datetime | None
		letter_date: DF.Date | None
		letter_number: DF.Data | None
		letter_template: DF.Link | None
		nature: DF.Literal["Biasa", "Penting", "Segera", "Sangat Segera", "Rahasia"]
		opening: DF.Text | None
		pdf_file: DF.Attach | None
		pdf_sha256: DF.Data | None
		provisions: DF.Text | None
		recipient: DF.SmallText | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		register_key: DF.Data | None
		replaced_by: DF.Link | None
		replaces: DF.Link | None
		revoke_reason: DF.SmallText | None
		revoked_on: DF.Datetime | None
		sequence: DF.Int
		signatory: DF.Link | None
		signatory_name: DF.Data | None
		signatory_position: DF.Data | None
		signed_by: DF.Link | None
		signed_electronically: DF.Check
		signed_file: DF.Attach | None
		signed_on: DF.Datetime | None
		signed_sha256: DF.Data | None
		status: DF.Literal["Draf", "Terbit", "Ditandatangani", "Diganti", "Dicabut"]
		subject: DF.Data | None
		verification_code: DF.Data | None
	# end: auto-generated types
	"""One letter of a case. Its words are the clerk's while it is a draft; all else is written by `letters.life`."""

	def onload(self):
		"""What the form shows: whether the words and buttons are the user's now."""
		case = guard.case_of(self)
		self.set_onload("may_write", rights.may_write_now(case, self.letter_template))
		self.set_onload("officials", {row.user: row.full_name for row in office.settings().officials})
		self.set_onload("layout", values.layout_of(self.letter_template))
		self.set_onload("case_changed", self.status != values.DRAFT and self.says_something_else())

	def validate(self):
		guard.check_save(self)
		if self.status == values.DRAFT:
			self.check_words()
			self.content_hash = values.content_hash(self)

	def check_words(self):
		guard.check_words(self)

	def on_trash(self):
		guard.check_deletion(self)

	def before_rename(self, *args, **kwargs):
		frappe.throw(_("A letter keeps its name."), Refused)

	def says_something_else(self) -> bool:
		"""Whether the case has changed since the letter was issued, so that its rows would read otherwise now."""
		return bool(self.content_hash) and values.content_hash(self) != self.content_hash


def on_doctype_update():
	"""A register never gives a number twice within a year, whatever writes to the table."""
	frappe.db.add_unique("Official Letter", ["register_key", "sequence"], "register_sequence")
