"""The assessment forms of an SOP as the renderer's values."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from dinas_sop.letters import office
from dinas_sop.print_formats.values import (
	AssessedQuestion,
	AssessedSection,
	AssessedStep,
	AssessmentSheet,
	Signatory,
)
from dinas_sop.reports.findings import BAD, GOOD

TITLES = {
	"Monitoring": "Formulir Monitoring Pelaksanaan SOP AP",
	"Evaluasi": "Formulir Evaluasi Penerapan SOP AP",
}


def assessment_sheet(doc: Document) -> AssessmentSheet:
	"""An SOP Assessment in the form of PermenPAN-RB 35/2012."""
	sop = frappe.get_cached_doc("SOP", doc.sop)
	sections: dict[str, list[AssessedStep]] = {}
	for row in doc.steps:
		sections.setdefault(row.section or "", []).append(_step(row))
	return AssessmentSheet(
		office=office.office(),
		title=TITLES[doc.kind],
		sop_name=sop.sop_name,
		sop_number=sop.sop_number or "",
		first=getdate(doc.period_from),
		last=getdate(doc.period_to),
		assessed_on=getdate(doc.assessed_on),
		sections=[AssessedSection(name=name, steps=steps) for name, steps in sections.items()],
		questions=[
			AssessedQuestion(row.question, row.answer or "", row.notes or "") for row in doc.questions
		],
		conclusion=doc.conclusion or "",
		assessor=Signatory(
			jabatan_lines=[doc.assessor_position] if doc.assessor_position else [],
			name=doc.assessor,
			nip=doc.assessor_nip or "",
		),
		paper=office.paper(),
	)


def _step(row: Document) -> AssessedStep:
	return AssessedStep(
		number=cint(row.step_number),
		activity=row.activity or "",
		standard=row.standard or "",
		works_well={GOOD: True, BAD: False}.get(row.verdict),
		findings=row.findings or "",
		notes=row.notes or "",
		proposal=row.proposal or "",
		action=row.action or "",
		initials=row.initials or "",
	)
