from frappe import _


def get_data() -> dict:
	"""Connections of the form: the letters of a case and its course."""
	return {
		"fieldname": "reference_name",
		"dynamic_links": {"reference_name": ["Data Request", "reference_doctype"]},
		"non_standard_fieldnames": {"Information Objection": "data_request"},
		"transactions": [
			{"label": _("Letters"), "items": ["Official Letter"]},
			{"label": _("Course"), "items": ["SOP Step Log"]},
			{"label": _("Objections"), "items": ["Information Objection"]},
		],
	}
