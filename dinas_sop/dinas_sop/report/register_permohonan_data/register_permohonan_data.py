import frappe

from dinas_sop.reports import register_requests


@frappe.read_only()
def execute(filters: dict | None = None) -> tuple:
	"""See `reports.register_requests`."""
	return register_requests.run(filters or {})
