import warnings

import frappe
from frappe import _, bold
from frappe.model.document import Document

from dinas_sop.letters import guard, office, words
from dinas_sop.print_formats import numbers, wording
from dinas_sop.workflows.messages import Refused


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
			"Surat Pemberitahuan Perpanjangan Waktu",
			"Surat Biasa",
		]
		nature: DF.Literal["Biasa", "Penting", "Segera", "Sangat Segera", "Rahasia"]
		number_pattern: DF.Data
		opening: DF.Text | None
		provisions: DF.Text | None
		register_name: DF.Data
		signatory: DF.Link | None
		stays_valid_in: DF.SmallText | None
		subject: DF.Data
		template_name: DF.Data
	# end: auto-generated types
	"""Wording, signatory and number register of one kind of letter: the office's to edit. The layout is the app's."""

	def validate(self):
		self.check_wording()
		self.check_number_pattern()
		self.check_signatory()

	def check_wording(self):
		"""Placeholders that the layout does not know are refused, with the list of those it knows."""
		for field in words.TEMPLATE_WORDS:
			guard.check_text(self, field, self.layout)

	def check_number_pattern(self):
		try:
			repeated = numbers.check_pattern(self.number_pattern)
			with warnings.catch_warnings():
				warnings.simplefilter("ignore", numbers.PatternWarning)
				numbers.format_number(
					self.number_pattern,
					1,
					klasifikasi=self.classification or "",
					kode_unit="-",  # from the settings, asked when a letter is issued
					tahun=2000,
					bulan=1,
				)
		except numbers.PatternError as error:
			frappe.throw(
				_("{0}: {1}").format(bold(_("Number pattern")), str(error)),
				Refused,
				title=_("Number pattern cannot be used"),
			)
		for text in repeated:
			frappe.msgprint(text, indicator="orange", alert=True)

	def check_signatory(self):
		if self.signatory and not office.official(self.signatory):
			frappe.throw(
				_("{0} is not among the officials in Dinas SOP Settings, who alone can sign.").format(
					bold(self.signatory)
				),
				Refused,
			)


@frappe.whitelist()
def placeholders(layout: str) -> dict[str, str]:
	"""The placeholders that the wording of a layout may use, with their description.

	Args:
		layout: one of the layouts that Letter Template offers.
	"""
	frappe.has_permission("Letter Template", "read", throw=True)
	if layout not in (frappe.get_meta("Letter Template").get_field("layout").options or "").split("\n"):
		return {}
	return wording.placeholders(layout)
