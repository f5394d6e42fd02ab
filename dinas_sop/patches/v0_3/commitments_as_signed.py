"""Commitments that were signed by the link before: the PDF kept then is named by the case, with its SHA-256."""

import hashlib

import frappe

from dinas_sop.constants import DATA_REQUEST
from dinas_sop.letters import commitments, files
from dinas_sop.print_formats import kinds


def execute():
	signed = {"statement_signed_on": ("is", "set"), commitments.KEPT: ("is", "not set")}
	for name in frappe.get_all(DATA_REQUEST, signed, pluck="name"):
		paper = {
			"attached_to_doctype": DATA_REQUEST,
			"attached_to_name": name,
			"file_name": ("like", f"{kinds.COMMITMENT}%"),
		}
		for url in frappe.get_all("File", paper, pluck="file_url", order_by="creation desc", limit=1):
			sha = hashlib.sha256(files.bytes_of(url)).hexdigest()
			values = {commitments.KEPT: url, commitments.SHA: sha}
			frappe.db.set_value(DATA_REQUEST, name, values, update_modified=False)
