"""The people of the office at their desks, each over HTTP: every action by its dialog, asked first, then sent."""

from __future__ import annotations

import json
import re

from dinas_sop.demo.office import OFFICIALS, PASSWORD, email
from tests.client import Client
from tests.site.e2e.driver import Applicant, Browser, Case, Page, Row, words

API = "dinas_sop.workflows.api"
LETTERS = "dinas_sop.letters.api"
LOGINS = {(email(login), name): login for login, _role, name, *_rest in OFFICIALS}


class Clerk:
	"""Somebody of the office at the desk: every action by its dialog, asked first, then sent."""

	def __init__(self, base_url: str, login: str):
		self.login = login
		self.client = Client(base_url).login(email(login), PASSWORD)
		self.known: dict[tuple[str, str], str] = {}

	def call(self, method: str, **args) -> object:
		response = self.client.method(method, **args)
		assert response.status_code == 200, refusal(response)
		return response.json().get("message")

	def look(self, case: Case) -> dict:
		"""The case as its form shows it."""
		response = self.client.get(f"/api/resource/{case.doctype}/{case.number}")
		assert response.status_code == 200, refusal(response)
		return response.json()["data"]

	def file(self, url: str) -> bytes:
		"""A file of a case, opened from its form."""
		response = self.client.get(url)
		assert response.status_code == 200, refusal(response)
		return response.content

	def sees(self, case: Case) -> bool:
		"""Whether the case opens, and stands in the list."""
		opened = self.client.get(f"/api/resource/{case.doctype}/{case.number}")
		listed = self.client.get(
			f"/api/resource/{case.doctype}", params={"filters": f'[["name","=","{case.number}"]]'}
		)
		assert opened.status_code in (200, 403), refusal(opened)
		assert bool(listed.json()["data"]) == (opened.status_code == 200)
		return opened.status_code == 200

	def actions(self, case: Case) -> set[str]:
		"""The buttons of the form."""
		return {each["action"] for each in self.call(f"{API}.progress", **_of(case))["actions"]}

	def asked(self, case: Case, action: str, **values) -> dict:
		"""What the dialog of an action asks."""
		return self.call(f"{API}.requirements", **_of(case), action=action, values=values)

	def choice(self, case: Case, action: str, field: str, label: str) -> str:
		"""The value behind a label in a list of an action's dialog; the lists of an office stay what they are."""
		if (field, label) in self.known:
			return self.known[field, label]
		fields = self.asked(case, action)["fields"]
		columns = [column for each in fields for column in each.get("child_fields", [])]
		found = next(each for each in [*fields, *columns] if each.get("fieldname") == field)
		self.known |= {(field, each["label"]): each["value"] for each in found["choices"]}
		return self.known[field, label]

	def key(self, case: Case, action: str, field: str) -> str:
		"""What stands for the tick "tetap berlaku" of a field in an action's dialog."""
		return next(
			each["key"] for each in self.asked(case, action)["fields"] if each.get("fieldname") == field
		)

	def act(self, case: Case, action: str, **values) -> dict:
		"""Fill in an action's dialog and send it; empty fields take what the dialog suggests."""
		response = self.attempt(case, action, **values)
		assert response.status_code == 200, f"{self.login}, {action}: {refusal(response)}"
		return response.json()["message"]

	def attempt(self, case: Case, action: str, **values):
		"""As `act`, whatever the answer is."""
		plain = {k: v for k, v in values.items() if k not in ("move_reason", "corrections", "still_valid")}
		dialog = self.asked(case, action, **plain)
		fields = {each["fieldname"]: each for each in dialog["fields"] if each["kind"] != "letter"}
		corrected = {each["field"] for each in dialog["open_corrections"]}
		assert set(plain) <= set(fields) | corrected, f"{action} does not ask for {set(plain) - set(fields)}"
		suggested = {n: each["suggested"] for n, each in fields.items() if each.get("suggested")}
		return self.client.method(f"{API}.move", **_of(case), action=action, values=suggested | values)

	def refused(self, case: Case, action: str, **values) -> str:
		"""The sentence with which the server refuses an action's dialog."""
		response = self.attempt(case, action, **values)
		assert response.status_code != 200, f"{action} was not refused"
		return refusal(response)

	def save(self, case: Case, **values) -> dict:
		"""Simpan dulu."""
		return self.call(f"{API}.move", **_of(case), values=values)

	def upload(self, case: Case, field: str, content: bytes, name: str = "berkas.pdf") -> str:
		"""Bring a file as the desk's uploader does; returns its URL for the field."""
		return self.upload_to(case.doctype, case.number, field, content, name)

	def upload_to(self, doctype: str, name: str, field: str, content: bytes, file_name: str) -> str:
		response = self.client.post(
			"/api/method/upload_file",
			data={
				"doctype": doctype,
				"docname": name,
				"fieldname": field,
				"is_private": "1",
				"method": "dinas_sop.workflows.upload_api.upload",
			},
			files={"file": (file_name, content)},
		)
		assert response.status_code == 200, refusal(response)
		return response.json()["message"]["file_url"]

	def enter(self, doctype: str, **values) -> Case:
		"""Enter an application for somebody who stands at the counter."""
		files = {k: v for k, v in values.items() if isinstance(v, tuple)}
		urls = {
			k: self.upload_to(doctype, f"new-{k}", k, content, name) for k, (name, content) in files.items()
		}
		response = self.client.post(f"/api/resource/{doctype}", json=values | urls)
		assert response.status_code == 200, refusal(response)
		data = response.json()["data"]
		return Case(doctype, data["name"], data["tracking_code"], None)

	def draft(self, case: Case, template: str) -> str:
		return self.call(f"{LETTERS}.draft", **_of(case), letter_template=template)

	def issue(self, letter: str) -> str:
		"""Issue a draft; returns its number."""
		return self.call(f"{LETTERS}.issue", name=letter)["letter_number"]

	def bring_back(self, letter: str, content: bytes) -> None:
		"""Bring a signed letter back from the scanner."""
		response = self.client.post(
			f"/api/method/{LETTERS}.bring_back", data={"name": letter}, files={"file": ("scan.pdf", content)}
		)
		assert response.status_code == 200, refusal(response)

	def letter(self, letter: str, signed: bool = False) -> bytes:
		"""The issued PDF of a letter, or the signed one."""
		return self.get(f"{LETTERS}.download", name=letter, signed=int(signed))

	def document(self, case: Case, kind: str) -> bytes:
		"""A document of a case as PDF."""
		return self.get(f"{LETTERS}.document", **_of(case), kind=kind)

	def get(self, method: str, **args) -> bytes:
		response = self.client.get(f"/api/method/{method}", params=args)
		assert response.status_code == 200, refusal(response)
		return response.content


def _of(case: Case) -> dict[str, str]:
	return {"doctype": case.doctype, "name": case.number}


def refusal(response) -> str:
	"""What the desk would show of an answer that is no success, as plain text."""
	try:
		said = response.json()
	except ValueError:
		return f"{response.status_code} {response.text[:400]}"
	shown = [json.loads(each)["message"] for each in json.loads(said.get("_server_messages") or "[]")]
	sentences = [each for message in shown for each in (message if isinstance(message, list) else [message])]
	return re.sub(r"</?(strong|b|br)>", "", " ".join(sentences)) or said.get("exception") or str(said)[:1500]


class Office:
	"""Everybody at the desk, logged in once, and the log of the cases."""

	def __init__(self, base_url: str, frappe):
		self.base_url, self.frappe = base_url, frappe
		self.clerks: dict[str, Clerk] = {}
		self.walked: set[tuple[str, str, str, str, str]] = set()

	def __getattr__(self, login: str) -> Clerk:
		if login not in self.clerks:
			self.clerks[login] = Clerk(self.base_url, login)
		return self.clerks[login]

	def applicant(self) -> Applicant:
		return Applicant(self.base_url)

	def letters(self, case: Case) -> list[dict]:
		"""Every letter that was issued for a case, oldest first."""
		response = self.sekretariat.client.get(
			"/api/resource/Official Letter",
			params={
				"filters": json.dumps([["reference_name", "=", case.number], ["status", "!=", "Draf"]]),
				"fields": json.dumps(["name", "status", "letter_number", "letter_template"]),
				"order_by": "issued_on asc",
			},
		)
		assert response.status_code == 200, refusal(response)
		return response.json()["data"]

	def verify(self, letter: bytes) -> Page:
		"""What /periksa says of a paper, to somebody who types the code that is printed on it."""
		code = re.search(r"/periksa/([2-9A-Z]{20})\b", words(letter))
		assert code, words(letter)
		browser = Browser(self.base_url)
		browser.open("/periksa")
		return browser.press("Periksa", kode=code.group(1))

	def sop(self) -> Case:
		"""The SOP in force, which has a document of its own."""
		self.frappe.db.rollback()
		return Case("SOP", self.frappe.db.get_value("SOP", {"status": "Berlaku"}), "", None)

	def state(self, case: Case) -> str:
		self.frappe.db.rollback()
		return self.frappe.db.get_value(case.doctype, case.number, "workflow_state")

	def log(self, case: Case) -> list[Row]:
		"""The case's log in order. An official stands there by login where user and name belong together."""
		self.frappe.db.rollback()
		found = self.frappe.get_all(
			"SOP Step Log",
			filters={"reference_doctype": case.doctype, "reference_name": case.number},
			fields=[*Row._fields[1:], "step_number", "actor_name", "acted_as", "next_state"],
			order_by="visit asc",
		)
		self.walked |= {
			(case.doctype, row.state, row.action, row.next_state, row.acted_as) for row in found if row.action
		}
		return [
			Row(
				str(row.step_number or "–"),
				row.state or "",
				row.role or "",
				LOGINS.get((row.actor, row.actor_name), row.actor_name or ""),
				row.channel or "",
				row.action or "",
			)
			for row in found
		]
