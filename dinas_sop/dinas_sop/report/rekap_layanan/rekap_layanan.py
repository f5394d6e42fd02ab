import frappe

from dinas_sop.reports import recap


@frappe.read_only()
def execute(filters: dict | None = None) -> tuple:
	"""See `reports.recap`."""
	return recap.run(filters or {})
