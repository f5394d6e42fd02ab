import frappe

from dinas_sop.reports import register_research


@frappe.read_only()
def execute(filters: dict | None = None) -> tuple:
	"""See `reports.register_research`."""
	return register_research.run(filters or {})
