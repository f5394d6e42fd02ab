"""What the public pages' script and the desk ask of the applicant's side."""

from __future__ import annotations

import time
from functools import lru_cache
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.model.document import Document

from dinas_sop.applicants import limits, office, parking, shown
from dinas_sop.applicants.docfields import field_of
from dinas_sop.applicants.fields import Field
from dinas_sop.applicants.layout import file_size, words
from dinas_sop.constants import OBJECTION
from dinas_sop.print_formats.qr import qr_svg
from dinas_sop.public_information.objection_rules import LODGED
from dinas_sop.workflows import reading
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.uploads import UploadRefused

QR_SIZE = 45  # mm


@frappe.whitelist(allow_guest=True, methods=["POST"])
def upload(place: str) -> dict[str, str]:
	"""Park one file, the request's body, as soon as it is chosen; pages without a script send it with the page.

	Its name stands in the header `X-File-Name`, percent-encoded: an address would end up in the servers' logs.

	Args:
		place: document type and field that it is for, as the page says.

	Returns:
		`token`, `name`, `size`; or `problem`, the sentence to show beside the field.
	"""
	frappe.local.lang = "id"
	one, name = _file_field(place), unquote(frappe.request.headers.get("X-File-Name", ""))
	if not one:
		raise frappe.PageDoesNotExistError
	try:
		token = parking.park(frappe.request.get_data(), name, one.extensions, place)
	except UploadRefused as refusal:
		problem = shown.Problem(one.name, refusal.problem.value)
		return {"problem": shown.sentence(problem, {one.name: one})}
	except limits.TooMany:
		frappe.local.response.http_status_code = 429
		return {"problem": words("kabar", "too many")}
	parked = parking.look(token, place)
	return {"token": token, "name": parked.name, "size": file_size(parked.size)}


def _file_field(place: str) -> Field | None:
	"""The field behind a place where the public may put a file.

	Remembered for a minute: a field that was hidden since takes files that no submission then claims.
	"""
	return _looked_up(frappe.local.site, place, int(time.time()) // 60)


@lru_cache(maxsize=200)
def _looked_up(site: str, place: str, minute: int) -> Field | None:
	doctype, _colon, fieldname = place.partition(":")
	asked = reading.is_case(doctype) or (doctype == OBJECTION and fieldname in LODGED)
	df = frappe.get_meta(doctype).get_field(fieldname) if asked else None
	one = (
		field_of(df, label=words("label", "this file")) if df and not df.read_only and not df.hidden else None
	)
	return one if one and one.kind == "file" else None


@frappe.whitelist(methods=["POST"])
def new_link(doctype: str, name: str) -> dict[str, str]:
	"""Give an applicant at the counter a new management link; every older one ends.

	For who may enter cases (the Petugas Frontliner), after seeing an identity card; a comment on the case says so.

	Args:
		doctype, name: the case.

	Returns:
		`url`, and `qr`: the same as an SVG to print.

	Raises:
		frappe.PermissionError: the user may not enter cases or not see this one.
	"""
	if not reading.is_case(doctype):
		frappe.throw(_("{0} is not a case of the SOP.").format(doctype), Refused)
	frappe.has_permission(doctype, "create", throw=True)
	case: Document = frappe.get_doc(doctype, name, for_update=True)
	case.check_permission("read")
	version = case.link_version + 1
	# the engine's own field: no save of the case, so that a form that is open elsewhere stays valid
	frappe.db.set_value(doctype, case.name, "link_version", version, update_modified=False)
	case.add_comment("Info", _("A new link was printed for the applicant; older links are no longer valid."))
	url = office.management_link(doctype, case.name, version)
	return {"url": url, "qr": str(qr_svg(url, QR_SIZE))}
