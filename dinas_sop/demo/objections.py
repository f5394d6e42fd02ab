"""Objections of the demo year: to refused requests, one answered and one that waits for its answer."""

from __future__ import annotations

import frappe

from dinas_sop.constants import DATA_REQUEST, OBJECTION, STATE_FIELD
from dinas_sop.demo.acting import APPLICANT, acting_as
from dinas_sop.public_information import objection_time
from dinas_sop.public_information.objection_rules import When

LODGED = (
	("Penolakan karena pengecualian", "Data yang kami minta berupa rekapitulasi, bukan data pribadi."),
	("Tidak dikabulkan", "Alasan penolakan tidak menyebut hasil uji konsekuensi."),
)
ANSWER = {
	"decision": "Diterima sebagian",
	"response": "Rekapitulasi per kabupaten/kota diberikan; data per orang tetap dikecualikan.",
}


def make() -> int:
	"""Lodge objections to the newest refused requests that can still be objected to.

	Returns:
		How many were lodged.
	"""
	found = [
		case
		for name in frappe.get_all(
			DATA_REQUEST,
			{STATE_FIELD: "Ditolak"},
			pluck="name",
			order_by="answered_on desc",
			limit=len(LODGED),
		)
		if objection_time.window_of(case := frappe.get_doc(DATA_REQUEST, name)).when is When.OPEN
		and not objection_time.open_objection(name)
	]
	for number, (case, (ground, statement)) in enumerate(zip(found, LODGED, strict=False)):
		with acting_as(APPLICANT):
			objection = frappe.get_doc(
				doctype=OBJECTION, data_request=case.name, ground=ground, statement=statement
			).insert()
		with acting_as("frontliner"):
			objection.set(STATE_FIELD, "Diproses")
			objection.save()
		if number:
			continue
		with acting_as("kepala"):
			objection.update({STATE_FIELD: "Ditanggapi", **ANSWER})
			objection.save()
	return len(found)
