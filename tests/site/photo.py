"""A photograph of a case and of all that hangs on it, taken by SELECT, to be compared and put back."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import frappe

from tests.site.factory import CHILDREN, DATA, RESEARCH

# Every table in which a case, or an attempt on it, could leave a trace.
WHERE = {
	"Official Letter": ("reference_doctype", "reference_name"),
	"SOP Step Log": ("reference_doctype", "reference_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"DocShare": ("share_doctype", "share_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
} | dict.fromkeys(CHILDREN, ("parenttype", "parent"))


class Photo:
	"""What stands in the database and on disk of one case."""

	def __init__(self, doctype: str, name: str):
		self.doctype, self.name = doctype, name
		self.rows = self.look()

	def look(self) -> dict[str, list[dict]]:
		"""The rows of the case, its children, letters, log, shares and files, as the database has them now."""
		frappe.db.rollback()  # begin anew, to see what the server has written
		rows = {self.doctype: _select(self.doctype, {"name": self.name})}
		for table, (kind, name) in WHERE.items():
			rows[table] = _select(table, {kind: self.doctype, name: self.name})
		letters = [row["name"] for row in rows["Official Letter"]]
		if letters:
			rows["File"] += _select("File", {"attached_to_name": ("in", letters)})
		counters = frappe.get_all(
			"Number Counter", {"current": (">", 0)}, ["name", "current"], order_by="name"
		)
		rows["Number Counter"] = [dict(row) for row in counters]
		rows["disk"] = _on_disk()
		return rows

	def difference(self) -> list[str]:
		"""What is different now: rows gone, new or changed, with the columns that changed."""
		now = self.look()
		return [line for table in self.rows for line in _compare(table, self.rows[table], now[table])]

	def put_back(self) -> None:
		"""Make the database as it was, so that the same case can serve the next test."""
		for table in [self.doctype, *WHERE]:
			kind, name = WHERE.get(table, (None, None))
			frappe.db.delete(table, {kind: self.doctype, name: self.name} if kind else {"name": self.name})
			for row in self.rows[table]:
				if table == "File":
					frappe.db.delete(table, {"name": row["name"]})
				_insert(table, row)
		frappe.db.commit()
		frappe.clear_document_cache(self.doctype, self.name)


def _select(table: str, where: dict) -> list[dict]:
	rows = frappe.get_all(table, filters=where, fields=["*"], order_by="name", limit=0)
	return [dict(row) for row in rows]


def _compare(table: str, was: list[dict], now: list[dict]) -> list[str]:
	old, new = ({row["name"]: row for row in rows} for rows in (was, now))
	lines = [f"{table} {name}: gone" for name in old.keys() - new.keys()]
	lines += [f"{table} {name}: new" for name in new.keys() - old.keys()]
	for name in old.keys() & new.keys():
		changed = {c: (v, new[name][c]) for c, v in old[name].items() if new[name][c] != v}
		if changed:
			lines.append(f"{table} {name}: {changed}")
	return lines


def _on_disk() -> list[dict]:
	"""Every file of the site with its content's hash; unchanged ones are not read twice."""
	found = []
	for folder in ("private", "public"):
		with os.scandir(frappe.get_site_path(folder, "files")) as files:
			for file in files:
				if file.is_file():
					stat = file.stat()
					key = (file.path, stat.st_mtime_ns, stat.st_size, stat.st_ino)
					if key not in _HASHES:
						_HASHES[key] = hashlib.sha256(Path(file.path).read_bytes()).hexdigest()
					found.append({"name": f"{folder}/{file.name}", "sha256": _HASHES[key]})
	return found


_HASHES: dict[tuple, str] = {}


# What an administrator may change, by table; a DocType's children stand behind it.
OFFICE_TABLES = (
	"Role",
	"Has Role",
	"Custom DocPerm",
	"Custom Field",
	"Property Setter",
	"Workflow State",
	"Workflow Action Master",
	"Workflow",
	"Workflow Document State",
	"Workflow Transition",
	"SOP",
	"SOP Section",
	"SOP Step",
	"SOP Evidence",
	"Web Form",
	"Web Form Field",
	"Email Template",
	"Letter Template",
	"Shipped Record",
)


class OfficePhoto:
	"""All records that an administrator may change, to be put back after tests that change them for good."""

	def __init__(self):
		frappe.db.rollback()
		self.rows = {table: _select(table, {}) for table in OFFICE_TABLES}
		self.cases = {doctype: set(frappe.get_all(doctype, pluck="name")) for doctype in (RESEARCH, DATA)}

	def put_back(self) -> None:
		"""The office as it was; cases that came in meanwhile go, since they run on what is gone."""
		frappe.db.rollback()
		for doctype, before in self.cases.items():
			for name in set(frappe.get_all(doctype, pluck="name")) - before:
				frappe.db.delete(doctype, {"name": name})
				for table, (kind, column) in WHERE.items():
					frappe.db.delete(table, {kind: doctype, column: name})
		for table, rows in self.rows.items():
			frappe.db.delete(table)
			for row in rows:
				_insert(table, row)
		frappe.db.commit()
		frappe.clear_cache()


def _insert(table: str, row: dict) -> None:
	names = ", ".join(f"`{column}`" for column in row)
	marks = ", ".join(["%s"] * len(row))
	frappe.db.sql(f"insert into `tab{table}` ({names}) values ({marks})", list(row.values()))
