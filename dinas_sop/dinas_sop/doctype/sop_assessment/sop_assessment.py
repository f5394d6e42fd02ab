import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from dinas_sop.reports import assessment
from dinas_sop.reports.months import last_half_year, last_year

EVALUATION = "Evaluasi"


class SOPAssessment(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from dinas_sop.dinas_sop.doctype.sop_assessment_question.sop_assessment_question import (
			SOPAssessmentQuestion,
		)
		from dinas_sop.dinas_sop.doctype.sop_assessment_step.sop_assessment_step import SOPAssessmentStep

		assessed_on: DF.Date
		assessor: DF.Data
		assessor_nip: DF.Data | None
		assessor_position: DF.Data | None
		conclusion: DF.SmallText | None
		kind: DF.Literal["Monitoring", "Evaluasi"]
		period_from: DF.Date
		period_to: DF.Date
		questions: DF.Table[SOPAssessmentQuestion]
		sop: DF.Link
		steps: DF.Table[SOPAssessmentStep]
	# end: auto-generated types
	"""The half-yearly Monitoring and the yearly Evaluasi of an SOP, filled from the step log.

	Source: PermenPAN-RB 35/2012, Table 7; FORMS "Monitoring Pelaksanaan SOP AP" and "Evaluasi SOP".
	"""

	def before_validate(self):
		self.set_defaults()

	def before_insert(self):
		self.set_defaults()
		self.ask_questions()
		if not self.steps:
			assessment.fill(self)

	def validate(self):
		self.check_period()

	def set_defaults(self):
		"""The period that is over, the SOP in force and who is logged in, where nothing is said."""
		period = last_year if self.kind == EVALUATION else last_half_year
		first, last = period(getdate(nowdate()))
		if not (self.period_from or self.period_to):
			self.period_from, self.period_to = first, last
		self.sop = self.sop or assessment.sop_in_force()
		if not self.assessor:
			self.update(assessment.assessor(frappe.session.user))

	def ask_questions(self):
		if self.kind == EVALUATION and not self.questions:
			for question in assessment.QUESTIONS:
				self.append("questions", {"question": question})

	def check_period(self):
		if getdate(self.period_from) > getdate(self.period_to):
			frappe.throw(
				_("The period ends before it begins. Please correct the dates."),
				title=_("Period of the report"),
			)

	@frappe.whitelist(methods=["POST"])
	def fill_from_log(self) -> None:
		"""Measure the steps anew; the assessor's own words stay as they are."""
		self.check_permission("write")
		assessment.fill(self)
		self.save()
