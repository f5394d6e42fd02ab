"""Columns of reports as the platform wants them."""

from __future__ import annotations

from frappe import _


def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 120, **more) -> dict:
	"""A column of a Script Report.

	Args:
		label: as shown; the caller translates it, or it is the form's own Indonesian.
		width: in pixels.
		more: further keys, such as `options` of a Link or `precision`.
	"""
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def row_number() -> dict:
	"""The running number of a register, titled like those of all tables; ERPNext's Indonesian says "Newton" there."""
	return column("number", _("No.", context="Title of the 'row number' column"), "Int", 55)
