"""Loads the demo office and writes its logins into a file, as JSON.

Runs with the bench's Python in the bench's sites folder: `python demo_office.py SITE FILE`. Unlike
`bench execute`, it lets the first error be seen.
"""

import json
import sys
from pathlib import Path

import frappe

from dinas_sop.demo import load, logins


def main(site: str, target: str) -> None:
	frappe.init(site)
	frappe.connect()
	frappe.set_user("Administrator")
	load()
	frappe.db.commit()
	Path(target).write_text(json.dumps(logins()))


if __name__ == "__main__":
	main(*sys.argv[1:])
