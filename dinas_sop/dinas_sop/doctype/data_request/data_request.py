import frappe

from dinas_sop.letters import commitments
from dinas_sop.public_information import extension, requests
from dinas_sop.workflows.case import Case
from dinas_sop.workflows.dates import DateRules


class DataRequest(Case):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from dinas_sop.dinas_sop.doctype.correction.correction import Correction
		from dinas_sop.dinas_sop.doctype.data_file.data_file import DataFile
		from dinas_sop.dinas_sop.doctype.disposition.disposition import Disposition
		from dinas_sop.dinas_sop.doctype.requested_data.requested_data import RequestedData

		address: DF.SmallText
		answer_due_on: DF.Datetime | None
		answered_on: DF.Datetime | None
		applicant_name: DF.Data
		applicant_type: DF.Literal["Perorangan", "Lembaga"]
		corrections: DF.Table[Correction]
		data_files: DF.Table[DataFile]
		decision: DF.Literal["", "Dikabulkan seluruhnya", "Dikabulkan sebagian", "Tidak dikuasai", "Ditolak"]
		decision_ground: DF.SmallText | None
		delivery_method: DF.Literal["Unduh melalui tautan", "Email", "Diambil langsung"]
		dispositions: DF.Table[Disposition]
		email: DF.Data | None
		extended_on: DF.Datetime | None
		extension_reason: DF.SmallText | None
		identity_number: DF.Data
		institution: DF.Data | None
		intended_use: DF.SmallText | None
		legal_due_on: DF.Datetime | None
		legal_from: DF.Datetime | None
		legal_ground: DF.SmallText | None
		legal_near_on: DF.Datetime | None
		legal_near_told_on: DF.Datetime | None
		legal_overdue_told_on: DF.Datetime | None
		letter_date: DF.Date | None
		letter_file: DF.Attach | None
		letter_number: DF.Data | None
		letter_subject: DF.Data | None
		link_version: DF.Int
		move_reason: DF.SmallText | None
		occupation: DF.Data | None
		phone: DF.Data
		purpose: DF.SmallText
		receipt_confirmed_on: DF.Datetime | None
		requested_data: DF.Table[RequestedData]
		returned_from: DF.Data | None
		satisfaction: DF.Rating
		sop: DF.Link | None
		statement_name: DF.Data | None
		statement_pdf: DF.Attach | None
		statement_sha256: DF.Data | None
		statement_signature: DF.Attach | None
		statement_signed_on: DF.Datetime | None
		statement_version: DF.Data | None
		still_valid: DF.SmallText | None
		submitted_on: DF.Datetime | None
		submitted_via: DF.Literal["", "Formulir Web", "Loket"]
		tracking_code: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types
	"""One external data request: section Permintaan Data (Eksternal), steps 1 to 7."""

	number_pattern_field = "request_number_pattern"
	date_rules = DateRules(past=frozenset(("letter_date",)))

	def before_insert(self):
		super().before_insert()
		self.statement_pdf = self.statement_sha256 = None

	def on_update(self):
		changed = self.flags.verdict.changed if self.flags.verdict else frozenset()
		super().on_update()
		commitments.follow(self, changed)

	def validate(self):
		requests.keep(self)
		super().validate()

	def carry_out(self):
		super().carry_out()
		if self.flags.verdict:
			requests.follow(self, self.flags.verdict)

	def legal_standing(self) -> dict | None:
		"""How the request stands against the law's time to answer; see `requests.standing`."""
		return requests.standing(self)

	def may_extend(self) -> bool:
		return extension.can_extend(self)


def on_doctype_update():
	"""Lists begin with the newest case."""
	frappe.db.add_index("Data Request", ["creation"])
