"""What a page sent: its fields as they were typed, its files parked."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from dinas_sop.applicants import parking, shown
from dinas_sop.applicants.checking import Problem
from dinas_sop.applicants.fields import Field, read
from dinas_sop.workflows.uploads import UploadRefused


def take(fields: Iterable[Field], doctype: str) -> tuple[dict[str, object], list[Problem]]:
	"""Read a page's fields from the request.

	Args:
		doctype: that the files are meant for.

	Returns:
		Values by field, of a file its token; and what is wrong with files that could not be taken.
	"""
	fields = list(fields)
	values, found = read(fields, frappe.request.form), []
	for one in fields:
		upload = frappe.request.files.get(one.name) if one.kind == "file" else None
		if upload and upload.filename:
			place = shown.place(doctype, one.name)
			try:
				values[one.name] = parking.park(upload.read(), upload.filename, one.extensions, place)
			except UploadRefused as refusal:
				found.append(Problem(one.name, refusal.problem.value))
	return values, found
