import frappe
from frappe import _, bold
from frappe.utils import formatdate, getdate

from dinas_sop.workflows.case import Case
from dinas_sop.workflows.dates import DateRules
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.numbering import hold


class ResearchPermit(Case):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from dinas_sop.dinas_sop.doctype.correction.correction import Correction
		from dinas_sop.dinas_sop.doctype.disposition.disposition import Disposition
		from dinas_sop.dinas_sop.doctype.research_team_member.research_team_member import ResearchTeamMember

		address: DF.SmallText
		applicant_category: DF.Literal["Mahasiswa", "Dosen", "ASN", "Peneliti", "Umum"]
		applicant_name: DF.Data
		bakesbangpol_date: DF.Date | None
		bakesbangpol_letter: DF.Attach | None
		bakesbangpol_number: DF.Data | None
		bakesbangpol_valid_until: DF.Date | None
		bakesbangpol_verdict: DF.Literal["", "Ada dan sesuai", "Ada, tidak sesuai", "Tidak ada"]
		campus_letter: DF.Attach | None
		campus_letter_date: DF.Date | None
		campus_letter_number: DF.Data | None
		corrections: DF.Table[Correction]
		dispositions: DF.Table[Disposition]
		email: DF.Data | None
		faculty: DF.Data | None
		identity_number: DF.Data
		institution: DF.Data
		legal_ground: DF.SmallText | None
		level: DF.Literal["", "SMA/SMK", "D3", "D4", "S1", "S2", "S3"]
		link_version: DF.Int
		location: DF.Data
		method: DF.SmallText | None
		move_reason: DF.SmallText | None
		notification_channel: DF.Literal["", "Email", "Telepon", "Pesan WhatsApp", "Langsung"]
		notified_on: DF.Datetime | None
		period_from: DF.Date
		period_to: DF.Date
		permit_from: DF.Date | None
		permit_to: DF.Date | None
		phone: DF.Data
		proposal: DF.Attach | None
		proposal_verdict: DF.Literal["", "Ada dan sesuai", "Ada, tidak sesuai", "Tidak ada"]
		publication_consent: DF.Literal[
			"", "Boleh dipublikasikan seluruhnya", "Hanya judul dan abstrak", "Tidak untuk dipublikasikan"
		]
		purpose: DF.SmallText
		received_by: DF.Link | None
		received_on: DF.Datetime | None
		requested_unit: DF.Data | None
		research_began: DF.Date | None
		research_ended: DF.Date | None
		research_fields: DF.Data | None
		research_status: DF.Literal["Baru", "Lanjutan"]
		result_file: DF.Attach | None
		returned_from: DF.Data | None
		sop: DF.Link | None
		still_valid: DF.SmallText | None
		submitted_on: DF.Datetime | None
		submitted_via: DF.Literal["", "Formulir Web", "Loket"]
		team_members: DF.Table[ResearchTeamMember]
		theme: DF.Literal[
			"",
			"Kelembagaan dan Pengawasan Koperasi",
			"Pemberdayaan Koperasi",
			"Pemberdayaan Usaha Kecil",
			"Pembiayaan",
			"Produksi dan Restrukturisasi Usaha",
			"Pemasaran",
			"Pelatihan dan SDM",
			"Lainnya",
		]
		title: DF.SmallText
		tnde_date: DF.Date | None
		tnde_number: DF.Data | None
		tracking_code: DF.Data | None
		unit_kerja: DF.Link | None
		workflow_state: DF.Link | None
	# end: auto-generated types
	"""One research application: section Penerimaan Penelitian, steps 1 to 11."""

	number_pattern_field = "permit_number_pattern"
	date_rules = DateRules(
		periods=(
			("period_from", "period_to"),
			("permit_from", "permit_to"),
			("research_began", "research_ended"),
			("bakesbangpol_date", "bakesbangpol_valid_until"),
		),
		past=frozenset(
			("bakesbangpol_date", "campus_letter_date", "tnde_date", "research_began", "research_ended")
		),
		within={"research_began": ("permit_from", "permit_to")},
	)
	suggested_from = {"permit_from": "period_from", "permit_to": "period_to"}

	def validate(self):
		super().validate()
		self.check_tnde_number()

	def warnings(self):
		"""Research that took longer than its permit did take place: the office hears of it, and nobody is stopped."""
		if not (self.permit_to and self.research_ended) or getdate(self.research_ended) <= getdate(
			self.permit_to
		):
			return []
		return [
			_("The research ended on {0}, after the permit had run out on {1}.").format(
				formatdate(self.research_ended), formatdate(self.permit_to)
			)
		]

	def check_tnde_number(self):
		"""Step 4: no two cases share a TNDE agenda number within a year."""
		verdict = self.flags.verdict
		if not (verdict and self.tnde_number and verdict.changed & {"tnde_number", "tnde_date"}):
			return
		year = getdate(self.tnde_date).year
		hold(
			f"TNDE/{year}"
		)  # two clerks at once: the second waits here, and then sees the first one's number
		permit = frappe.qb.DocType(self.doctype)
		others = (
			frappe.qb.from_(permit)
			.select(permit.name, permit.tnde_date)
			.where((permit.tnde_number == self.tnde_number) & (permit.name != self.name))
			.for_update()  # reads what is stored now, not what this transaction's first query saw
			.run(as_dict=True)
		)
		for other in others:
			if getdate(other.tnde_date).year == year:
				frappe.throw(
					_(
						"TNDE agenda number {0} of {1} is already used by {2}. Please check the number."
					).format(bold(self.tnde_number), year, bold(other.name)),
					Refused,
					title=_("Number is already used"),
				)


def on_doctype_update():
	"""Lists begin with the newest case."""
	frappe.db.add_index("Research Permit", ["creation"])
