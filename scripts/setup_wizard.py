"""Answers Frappe's and ERPNext's setup wizard for an Indonesian office.

Runs with the bench's Python in the bench's sites folder: `python setup_wizard.py SITE`.
"""

import sys
from datetime import date

import frappe
from frappe.desk.page.setup_wizard.setup_wizard import setup_complete

ANSWERS = {
	"language": "Indonesia",  # the Language record's name; "id" or "Indonesian" would silently give English
	"country": "Indonesia",
	"timezone": "Asia/Jakarta",
	"currency": "IDR",
	"company_name": "Dinas Koperasi dan UKM Provinsi Jawa Timur",
	"company_abbr": "DINKOP",
	"chart_of_accounts": "Standard",
	"fy_start_date": date.today().replace(month=1, day=1).isoformat(),
	"fy_end_date": date.today().replace(month=12, day=31).isoformat(),
	"setup_demo": 0,
	"enable_telemetry": 0,
}


def main(site: str) -> None:
	frappe.init(site)
	frappe.connect()
	frappe.set_user("Administrator")
	# Frappe 16 ships it switched off, and would serve guests in English.
	frappe.db.set_value("Language", "id", "enabled", 1)
	answer = setup_complete(ANSWERS)
	frappe.db.commit()
	language = frappe.db.get_single_value("System Settings", "language")
	if language != "id" or not frappe.is_setup_complete():
		sys.exit(f"The setup wizard is not through: {answer}, language {language}")


if __name__ == "__main__":
	main(sys.argv[1])
