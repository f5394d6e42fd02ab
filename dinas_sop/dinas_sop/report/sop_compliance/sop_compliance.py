import frappe

from dinas_sop.reports import compliance


@frappe.read_only()
def execute(filters: dict | None = None) -> tuple:
	"""See `reports.compliance`."""
	return compliance.run(filters or {})
