"""The people of a case, each over HTTP: an applicant in a browser without JavaScript, clerks as their desk does it.

Nothing here sets a state, evidence or a log but as the user who may; the log and the counts are read from the
database, where no page could embellish them.
"""

from __future__ import annotations

import io
import itertools
import json
import re
import secrets
import subprocess
import time
from collections import deque
from typing import NamedTuple
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from pypdf import PdfWriter

from dinas_sop.applicants.public_form import SHORTEST
from dinas_sop.demo.office import OFFICIALS, PASSWORD, email
from tests.client import Client

API = "dinas_sop.workflows.api"
LETTERS = "dinas_sop.letters.api"
RESEARCH, DATA = "Research Permit", "Data Request"
ROUTES = {RESEARCH: "izin-penelitian", DATA: "permohonan-data"}
LOGINS = {(email(login), name): login for login, _role, name, *_rest in OFFICIALS}


# --- files and tables ------------------------------------------------------------


def pdf(title: str = "") -> bytes:
	"""A small PDF, no two alike."""
	writer, kept = PdfWriter(), io.BytesIO()
	writer.add_blank_page(200, 200)
	writer.add_metadata({"/Title": title or secrets.token_hex(8)})
	writer.write(kept)
	return kept.getvalue()


def words(content: bytes) -> str:
	"""What pdftotext reads from a PDF, white space made single spaces."""
	run = subprocess.run(["pdftotext", "-q", "-", "-"], input=content, capture_output=True, check=True)
	return " ".join(run.stdout.decode().split())


class Row(NamedTuple):
	"""One row of the log, as people say it: who had the turn, who ended it, how."""

	step: str
	state: str
	role: str
	actor: str
	channel: str
	action: str


def rows(text: str) -> list[Row]:
	"""Rows of an expected log: step | state | role | actor | channel | action."""
	return [
		Row(*(cell.strip() for cell in line.split("|"))) for line in text.strip().splitlines() if line.strip()
	]


# --- applicants ------------------------------------------------------------------


class Page:
	"""An HTML page as somebody sees it who has JavaScript off."""

	def __init__(self, response):
		self.response, self.status, self.path = response, response.status_code, urlsplit(response.url).path
		self.html = BeautifulSoup(response.text, "html.parser")
		self.text = " ".join(self.html.get_text(" ").split())
		self.errors = [
			each.get_text(strip=True) for each in self.html.select(".govuk-error-summary__list li")
		]

	def form(self, button: str) -> tuple:
		"""The form with a button of this name, and the button."""
		for form in self.html.find_all("form"):
			for each in form.find_all("button"):
				if " ".join(each.get_text(" ").split()) == button and each.get("type") != "button":
					return form, each
		raise AssertionError(f"{self.path} has no button {button!r}: {self.text[:600]}")

	def href(self, text: str) -> str:
		"""Where the link of this text leads."""
		link = self.html.find("a", string=lambda string: string and string.strip() == text)
		assert link, f"{self.path} has no link {text!r}: {self.text[:600]}"
		return link["href"]


class Browser:
	"""Opens pages, fills in what stands on them, presses their buttons."""

	addresses = (f"10.{a}.{b}.{c}" for a, b, c in itertools.product(range(1, 255), repeat=3))

	def __init__(self, base_url: str):
		self.client = Client(base_url)
		self.client.headers["Accept"] = "text/html"
		self.client.headers["X-Forwarded-For"] = next(
			Browser.addresses
		)  # everybody comes from a place of their own
		self.page: Page | None = None

	def open(self, path: str) -> Page:
		self.page = Page(self.client.get(path))
		return self.page

	def names(self, button: str) -> set[str]:
		"""Names of what can be filled in beside a button."""
		form, _button = self.page.form(button)
		return {each["name"] for each in form.select("input[name], select[name], textarea[name]")}

	def press(self, button: str, **typed) -> Page:
		"""Type into the form of a button and press it; what stands in the form already stays.

		Args:
			typed: field -> text, or (file name, bytes).
		"""
		form, pressed = self.page.form(button)
		data, files, unknown = _as_sent(form), {}, set(typed) - self.names(button)
		assert not unknown, f"{self.page.path} does not ask for {sorted(unknown)}"
		for name, value in typed.items():
			(files if isinstance(value, tuple) else data)[name] = value
		if pressed.get("name"):
			data[pressed["name"]] = pressed.get("value", "")
		path = form.get("action") or self.page.path
		if form.get("method", "get").lower() == "get":
			self.page = Page(self.client.get(path, params=data))
		else:
			self.page = Page(self.client.post(path, data=data, files=files or None))
		return self.page


def _as_sent(form) -> dict[str, str]:
	"""What a browser would send of a form that nobody touched, without its buttons and files."""
	data = {}
	for each in form.select("input[name], select[name], textarea[name]"):
		if each.name == "select":
			chosen = each.find("option", selected=True) or each.find("option")
			data[each["name"]] = chosen.get("value", chosen.get_text()) if chosen else ""
		elif each.name == "textarea":
			data[each["name"]] = each.get_text()
		elif each.get("type") in ("radio", "checkbox"):
			if each.has_attr("checked"):
				data[each["name"]] = each.get("value", "on")
		elif each.get("type") != "file":
			data[each["name"]] = each.get("value", "")
	return data


class Applicant(Browser):
	"""Somebody with a phone and no account."""

	begun: dict[str, deque[tuple[float, str]]] = {}

	def apply(self, doctype: str, **answers) -> Case:
		"""Fill in the public form page by page, look at the summary, send it.

		Args:
			answers: field -> text, file, or rows of a table.
		"""
		self.open(self._draft(ROUTES[doctype]))
		left = dict(answers)
		while "Lanjut" in self.page.text and not self.page.html.find("button", value="kirim"):
			for name in [name for name, value in left.items() if isinstance(value, list)]:
				self._make_rows(name, left)
			here = self.names("Lanjut")
			before = self.page
			self.press("Lanjut", **{name: left.pop(name) for name in list(left) if name in here})
			assert not self.page.errors, self.page.errors
			assert self.page.response.url != before.response.url
		assert not left, f"the form does not ask for {sorted(left)}"
		typed = [value for value in answers.values() if isinstance(value, str)]
		missing = [value for value in typed if not _is_date(value) and value not in self.page.text]
		assert not missing, f"the summary does not show {missing}"
		page = self.press(self.page.html.find("button", value="kirim").get_text(strip=True))
		assert not page.errors, page.errors
		number, code = (each.get_text() for each in page.html.select(".dinas-angka"))
		self.link = urlsplit(page.html.select_one("a.dinas-sidik")["href"]).path
		return Case(doctype, number, code, self)

	def _draft(self, route: str) -> str:
		"""A form begun a while ago, since the server believes nobody who fills one in within seconds."""
		waiting = Applicant.begun.setdefault(f"{self.client.base_url}/{route}", deque())
		while len(waiting) < 2:
			response = self.client.get(f"/{route}?mulai=1")
			assert response.status_code == 200, response.text
			waiting.append((time.time(), response.url.removeprefix(self.client.base_url)))
		began, address = waiting.popleft()
		time.sleep(max(0, began + SHORTEST - time.time()))
		return address

	def _make_rows(self, table: str, left: dict) -> None:
		if not self.page.html.find("button", value=f"tambah:{table}"):
			return
		wanted = left.pop(table)
		while len(self.page.html.select(f"[data-tabel={table}] [data-baris]")) < len(wanted):
			form = self.page.html.find("button", value=f"tambah:{table}").find_parent("form")
			data = _as_sent(form) | {"_aksi": f"tambah:{table}"}
			self.page = Page(self.client.post(form["action"], data=data))
		for number, row in enumerate(wanted):
			left |= {f"{table}.{number}.{column}": value for column, value in row.items()}

	def attempt(self, action: str, **typed) -> Page:
		"""Take an action on the page of the link, as far as it goes."""
		self.open(self.link)
		assert self.page.status == 200, self.page.text
		if self.page.html.find("button", string=lambda text: text and text.strip() == action) is None:
			self.open(self.page.href(action))
		return self.press(action, **typed)

	def act(self, action: str, **typed) -> Page:
		"""Take an action on the page of the link, and see that it was taken."""
		page = self.attempt(action, **typed)
		assert page.status == 200 and not page.errors, (page.status, page.errors)
		assert f"{action} : sudah tercatat" in page.text or f"{action}: sudah tercatat" in page.text, (
			page.text
		)
		return page

	def actions(self) -> set[str]:
		"""What the page of the link offers to do."""
		page = self.open(self.link)
		buttons = {each["value"] for each in page.html.select("input[name=tindakan]")}
		return buttons | {each.get_text(strip=True) for each in page.html.select('a[href*="?aksi="]')}

	def downloads(self) -> dict[str, bytes]:
		"""What the page of the link gives to take home: file name -> bytes."""
		found, page = {}, self.open(self.link)
		for item in page.html.select(".dinas-unduhan li"):
			response = self.client.get(item.a["href"])
			assert response.status_code == 200, response.text
			found[item.a.get_text(strip=True)] = response.content
		return found

	def track(self, number: str, code: str) -> Page:
		"""Ask /lacak."""
		self.open("/lacak")
		return self.press("Lacak", nomor=number, kode=code)


def _is_date(text: str) -> bool:
	return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


# --- cases and clerks ------------------------------------------------------------


class Case(NamedTuple):
	"""A case as its people know it."""

	doctype: str
	number: str
	code: str
	applicant: Applicant | None


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
