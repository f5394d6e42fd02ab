"""Every way that Frappe offers over HTTP to change a document, a row, a file or a letter, tried on a case."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from tests.site.factory import CHILDREN, DATA, RESEARCH, day, pdf

BULK = "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs"
TITLE = "frappe.model.rename_doc.update_document_title"
SAVEDOCS = "frappe.desk.form.save.savedocs"


@dataclass(frozen=True)
class Door:
	"""One request.

	Args:
		quiet: it answers 200 and lists its failures, or does nothing.
		open_to_administrator: whom core asks for no permission; it amounts to an upload, which is his anyway.
	"""

	title: str
	verb: str
	path: str
	body: dict
	quiet: bool = False
	open_to_administrator: bool = False

	def knock(self, client):
		return client.request(self.verb, self.path, json=self.body)


def call(title: str, path: str, /, *, quiet: bool = False, **body) -> Door:
	"""A whitelisted method."""
	return Door(title, "POST", f"/api/method/{path}", body, quiet)


def resource(doctype: str, name: str = "") -> str:
	return f"/api/resource/{doctype}/{name}".rstrip("/")


def document(doctype: str, name: str = "", method: str = "") -> str:
	"""The address of v2, which wants its slash at the end."""
	path = "/".join(part for part in (doctype, name, method and f"method/{method}") if part)
	return f"/api/v2/document/{path}" + ("/" if name else "")


def stored(doctype: str, name: str) -> dict:
	"""A document as the desk holds it."""
	return frappe.parse_json(frappe.as_json(frappe.get_doc(doctype, name).as_dict()))


def anew(doctype: str, name: str) -> dict:
	"""A document as a client would send it once more."""
	own = ("name", "creation", "modified", "owner", "modified_by", "docstatus", "workflow_state", "sop")
	return {key: value for key, value in stored(doctype, name).items() if key not in own}


def doors(case, rows: dict[str, list[dict]]) -> Iterator[Door]:
	"""All doors of a case as it stands, with what hangs on it.

	Args:
		rows: the stored rows by table, as a Photo has them.
	"""
	yield from doors_of_document(case)
	for child in CHILDREN:
		yield from doors_of_table(case, child, rows[child])
	for letter in rows["Official Letter"][:2]:
		yield from doors_of_letter(case, letter)
	own = [f for f in rows["File"] if f["attached_to_doctype"] == case.doctype]
	of_letter = [f for f in rows["File"] if f["attached_to_doctype"] != case.doctype]
	for file in [*own[:1], *of_letter[:1]]:
		yield from doors_of_file(case, file)
	yield from doors_of_fields(case)
	yield from doors_of_log(case, rows["SOP Step Log"][-1])
	yield from doors_of_sharing(case)


# --- any document -------------------------------------------------------------------


def change(doctype: str, name: str, values: dict, title: str) -> Iterator[Door]:
	"""Write values into a stored document in each way that the platform knows."""
	field, value = next(iter(values.items()))
	it = {"doctype": doctype, "name": name}
	yield Door(f"{title}: PUT", "PUT", resource(doctype, name), values)
	yield Door(f"{title}: v2 PUT", "PUT", document(doctype, name), values)
	yield Door(f"{title}: v2 PATCH", "PATCH", document(doctype, name), values)
	yield call(f"{title}: set_value", "frappe.client.set_value", **it, fieldname=field, value=value)
	yield Door(
		f"{title}: v2 set_value",
		"POST",
		"/api/v2/method/frappe.client.set_value",
		{**it, "fieldname": values},
	)
	yield call(f"{title}: client.save", "frappe.client.save", doc=stored(doctype, name) | values)
	yield call(
		f"{title}: client.bulk_update",
		"frappe.client.bulk_update",
		quiet=True,
		docs=frappe.as_json([{"doctype": doctype, "docname": name} | values]),
	)
	edited = frappe.as_json(stored(doctype, name) | values)
	yield call(f"{title}: savedocs", SAVEDOCS, doc=edited, action="Save")
	yield call(
		f"{title}: bulk update tool",
		BULK,
		quiet=True,
		doctype=doctype,
		docnames=[name],
		action="update",
		data=values,
	)


def remove(doctype: str, name: str, title: str) -> Iterator[Door]:
	"""Delete or rename a stored document in each way that the platform knows."""
	yield Door(f"{title}: DELETE", "DELETE", resource(doctype, name), {})
	yield Door(f"{title}: v2 DELETE", "DELETE", document(doctype, name), {})
	yield call(f"{title}: client.delete", "frappe.client.delete", doctype=doctype, name=name)
	yield call(
		f"{title}: delete_items",
		"frappe.desk.reportview.delete_items",
		quiet=True,
		doctype=doctype,
		items=frappe.as_json([name]),
	)
	yield call(
		f"{title}: rename_doc", "frappe.client.rename_doc", doctype=doctype, old_name=name, new_name="Lain"
	)
	yield call(f"{title}: rename by title", TITLE, doctype=doctype, docname=name, name="Lain")


# --- the case itself -------------------------------------------------------------------

FOREIGN_FIELD = {  # one of a step where the case does not stand
	RESEARCH: lambda state: ("tnde_number", "9") if state != "Diterima" else ("research_began", day()),
	DATA: lambda state: ("decision", "Ditolak") if state != "Pemrosesan Data" else ("statement_name", "X"),
}
ENGINE_FIELDS = {
	"tracking_code": "AAAAAAAAAA",
	"returned_from": "Diajukan X",
	"link_version": 7,
	"submitted_on": "2020-01-01 00:00:00",
	"submitted_via": "Formulir Web",
	"sop": "SOP 0",
	"docstatus": 2,
}


def doors_of_document(case) -> Iterator[Door]:
	doctype, name = case.doctype, case.name
	field, value = FOREIGN_FIELD[doctype](case.workflow_state)
	yield from change(doctype, name, {field: value}, "field of another step")
	yield from change(doctype, name, {"purpose": "Tujuan lain"}, "field of the application")
	for door in change(doctype, name, {"docstatus": 1}, "docstatus 1"):
		if "savedocs" not in door.title:  # with action Save it drops the docstatus; Submit comes below
			yield door
	for engine_field, forged in ENGINE_FIELDS.items():
		yield Door(f"{engine_field}: PUT", "PUT", resource(doctype, name), {engine_field: forged})
	yield from remove(doctype, name, "case")
	for method in ("submit", "cancel"):
		yield Door(f"{method}: run_method", "POST", resource(doctype, name), {"run_method": method})
		yield Door(f"{method}: v2 method", "POST", document(doctype, name, method), {})
		yield call(f"{method}: run_doc_method", "run_doc_method", dt=doctype, dn=name, method=method)
		yield Door(
			f"{method}: v2 run_doc_method",
			"POST",
			"/api/v2/method/run_doc_method",
			{"document": stored(doctype, name), "method": method},
		)
		yield call(f"{method}: bulk", BULK, quiet=True, doctype=doctype, docnames=[name], action=method)
	yield call("client.submit", "frappe.client.submit", doc=stored(doctype, name))
	yield call("client.cancel", "frappe.client.cancel", doctype=doctype, name=name)
	yield call("savedocs Submit", SAVEDOCS, doc=frappe.as_json(stored(doctype, name)), action="Submit")
	yield call("form cancel", "frappe.desk.form.save.cancel", doctype=doctype, name=name)
	yield call(
		"bulk workflow action",
		"frappe.model.workflow.bulk_workflow_approval",
		quiet=True,
		doctype=doctype,
		docnames=frappe.as_json([name]),
		action="Tidak Ada",
	)
	yield call(
		"calendar",
		"frappe.desk.calendar.update_event",
		args=frappe.as_json({"doctype": doctype, "name": name, "purpose": "Tujuan lain"}),
		field_map=frappe.as_json({"start": "purpose", "end": "purpose"}),
	)
	yield call("title", TITLE, doctype=doctype, docname=name, title="Nama Lain")
	yield Door("amendment", "POST", resource(doctype), anew(doctype, name) | {"amended_from": name})
	yield Door("a copy with its files", "POST", resource(doctype), anew(doctype, name))
	yield Door("v2: a copy with its files", "POST", document(doctype), anew(doctype, name))
	copy = anew(doctype, name)
	yield call("client.insert of a copy", "frappe.client.insert", doc=copy)
	yield call("insert_many of copies", "frappe.client.insert_many", docs=[copy])


# --- rows ---------------------------------------------------------------------------------

# Tables whose rows are the business of the state's own editors.
ADDED_HERE = {
	("Disposition", "Menunggu Disposisi"),
	("Disposition", "Diajukan"),
	("Data File", "Pemrosesan Data"),
}


def doors_of_table(case, child: str, rows: list[dict]) -> Iterator[Door]:
	table = next((df.fieldname for df in case.meta.get_table_fields() if df.options == child), None)
	if not table:
		return
	column = next(df.fieldname for df in frappe.get_meta(child).fields if not df.read_only)
	new = {"parent": case.name, "parenttype": case.doctype, "parentfield": table, column: "Baru"}
	yield Door(f"{child}: POST", "POST", resource(child), new)
	yield Door(f"{child}: v2 POST", "POST", document(child), new)
	yield Door(f"{child}: POST, forged parent", "POST", resource(child), new | {"parenttype": "ToDo"})
	closed = (child, case.workflow_state) not in ADDED_HERE
	if closed:
		yield call(f"{child}: client.insert", "frappe.client.insert", doc=new | {"doctype": child})
		yield Door(
			f"{child}: PUT of the table",
			"PUT",
			resource(case.doctype, case.name),
			{table: [{column: "Baru"}]},
		)
	for row in rows[:1]:
		yield from doors_of_row(child, row["name"], column)
		if closed:
			it = {"doctype": child, "name": row["name"]}
			yield call(f"{child}: set_value", "frappe.client.set_value", **it, fieldname=column, value="Lain")
			yield call(f"{child}: client.delete", "frappe.client.delete", **it)
			yield Door(f"{child}: empty table", "PUT", resource(case.doctype, case.name), {table: []})


def doors_of_row(child: str, name: str, column: str) -> Iterator[Door]:
	other = {column: "Lain"}
	yield Door(f"{child}: PUT", "PUT", resource(child, name), other)
	yield Door(f"{child}: PUT, forged parent", "PUT", resource(child, name), other | {"parenttype": "ToDo"})
	yield Door(f"{child}: v2 PATCH", "PATCH", document(child, name), other)
	yield Door(f"{child}: DELETE", "DELETE", resource(child, name), {})
	yield Door(f"{child}: v2 DELETE", "DELETE", document(child, name), {})


# --- letters --------------------------------------------------------------------------------


def doors_of_letter(case, letter: dict) -> Iterator[Door]:
	doctype, name = "Official Letter", letter["name"]
	status = "Ditandatangani" if letter["status"] == "Dicabut" else "Dicabut"
	yield from change(doctype, name, {"status": status}, "letter's status")
	for field, value in {
		"letter_number": "000/1/2026",
		"content_hash": "lain",
		"verification_code": "LAIN",
		"signed_file": "/private/files/lain.pdf",
		"reference_name": "PNL-2026-00000",
		"docstatus": 1,
	}.items():
		yield Door(f"letter's {field}: PUT", "PUT", resource(doctype, name), {field: value})
	if letter["status"] != "Draf":
		yield from change(doctype, name, {"opening": "Kata lain"}, "words of an issued letter")
	yield from remove(doctype, name, "letter")
	made = {
		"letter_template": letter["letter_template"],
		"reference_doctype": case.doctype,
		"reference_name": case.name,
		"status": "Ditandatangani",
	}
	yield Door("letter: POST", "POST", resource(doctype), made)
	yield call("letter: client.insert", "frappe.client.insert", doc=made | {"doctype": doctype})


# --- files ------------------------------------------------------------------------------------


def doors_of_file(case, file: dict) -> Iterator[Door]:
	doctype, name = "File", file["name"]
	hang = {"attached_to_doctype": file["attached_to_doctype"], "attached_to_name": file["attached_to_name"]}
	for values in (
		{"attached_to_name": "PNL-2026-00000"},
		{"attached_to_doctype": "ToDo", "attached_to_name": "x"},
		{"attached_to_doctype": None, "attached_to_name": None},
		{"attached_to_field": "campus_letter"},
		{"file_url": "/private/files/lain.pdf"},
		{"file_url": "/files/lain.pdf", "is_private": 0},
		{"file_name": "lain.pdf"},
		{"content_hash": "abc"},
	):
		yield Door(f"file: PUT {values}", "PUT", resource(doctype, name), values)
	yield from change(doctype, name, {"is_private": 0}, "file made public")
	yield from (door for door in remove(doctype, name, "file") if "title" not in door.title)
	yield call(
		"file: remove_attach",
		"frappe.desk.form.utils.remove_attach",
		fid=name,
		dt=file["attached_to_doctype"],
		dn=file["attached_to_name"],
	)
	yield call("file: unzip", "frappe.core.api.file.unzip_file", name=name)
	for title, body, open_ in (
		("its own address", {"file_url": file["file_url"], "is_private": 1} | hang, True),
		("its address, hanging nowhere", {"file_url": file["file_url"], "is_private": 1}, True),
		("a remote address", {"file_url": "https://example.org/a.pdf", "is_private": 1} | hang, False),
		("public content", {"file_name": "umum.txt", "content": "x", "is_private": 0} | hang, False),
	):
		yield Door(f"file: POST with {title}", "POST", resource(doctype), body, open_to_administrator=open_)


def doors_of_fields(case) -> Iterator[Door]:
	"""Attach fields: another file, by upload or by address."""
	field, later = {
		RESEARCH: ("proposal", "result_file"),
		DATA: ("letter_file", "statement_signature"),
	}[case.doctype]
	yield call(
		"file: attach_file into a field",
		"frappe.client.attach_file",
		filename="baru.pdf",
		filedata=base64.b64encode(pdf()).decode(),
		doctype=case.doctype,
		docname=case.name,
		decode_base64=1,
		is_private=1,
		docfield=field,
	)
	for url in (
		"/private/files/lain.pdf",
		"/files/lain.pdf",
		"https://example.org/a.pdf",
		"javascript:alert(1)",
	):
		yield Door(f"{later} = {url}: PUT", "PUT", resource(case.doctype, case.name), {later: url})


# --- log and shares -----------------------------------------------------------------------------


def doors_of_log(case, row: dict) -> Iterator[Door]:
	doctype, name = "SOP Step Log", row["name"]
	yield from change(doctype, name, {"reason": "Lain", "left_on": "2026-11-24 00:00:00"}, "log")
	yield from remove(doctype, name, "log")
	made = {"reference_doctype": case.doctype, "reference_name": case.name, "visit": 99, "state": "Selesai"}
	yield Door("log: POST", "POST", resource(doctype), made)


def doors_of_sharing(case) -> Iterator[Door]:
	share = {"doctype": case.doctype, "name": case.name, "user": "tanpaperan@dinas.test"}
	row = {"share_doctype": case.doctype, "share_name": case.name, "user": share["user"], "read": 1}
	for right in ("write", "share", "submit"):
		yield call(f"share with {right}", "frappe.share.add", **share, **{right: 1})
		yield call(f"set_permission {right}", "frappe.share.set_permission", **share, permission_to=right)
		yield Door(f"DocShare with {right}", "POST", resource("DocShare"), row | {right: 1})
