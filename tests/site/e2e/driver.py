"""An applicant in a browser without JavaScript, over HTTP; and the words in which tests speak of cases and papers."""

from __future__ import annotations

import io
import itertools
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
from tests.client import Client

RESEARCH, DATA = "Research Permit", "Data Request"
ROUTES = {RESEARCH: "izin-penelitian", DATA: "permohonan-data"}


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
		data, files, unknown = as_sent(form), {}, set(typed) - self.names(button)
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


def as_sent(form) -> dict[str, str]:
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
			assert self.page.status == 200, f"{self.page.status} {self.page.text[:600]}"
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
			data = as_sent(form) | {"_aksi": f"tambah:{table}"}
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


# --- cases -------------------------------------------------------------------------


class Case(NamedTuple):
	"""A case as its people know it."""

	doctype: str
	number: str
	code: str
	applicant: Applicant | None
