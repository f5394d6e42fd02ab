import frappe

from dinas_sop.reports import register_objections


@frappe.read_only()
def execute(filters: dict | None = None) -> tuple:
	"""See `reports.register_objections`."""
	return register_objections.run(filters or {})
