"""The workspace counts both processes together; its cards from before name methods that are gone."""

import frappe

CARDS = (
	"Data Requests This Month",
	"Data Requests to Correct",
	"Data Requests: My Turn",
	"Open Data Requests",
	"Open Research Permits",
	"Research Permits This Month",
	"Research Permits to Correct",
	"Research Permits: My Turn",
)


def execute():
	for name in CARDS:
		frappe.delete_doc("Number Card", name, force=True, ignore_missing=True, ignore_permissions=True)
