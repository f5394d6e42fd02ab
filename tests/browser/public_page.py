"""An applicant's phone: walks through the public forms, and measures what each page is like to use."""

from __future__ import annotations

import time

from dinas_sop.applicants.public_form import SHORTEST
from tests.site.public_forms import answers

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
HEAVIEST = 150_000  # bytes of a page with all its assets, uncompressed


class Phone:
	"""A page of an applicant's phone, with what came over the line for it."""

	def __init__(self, page, axe):
		self.page, self.axe, self.arrived, self.complaints = page, axe, {}, []
		page.on("response", self._note)
		page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
		page.on("pageerror", lambda error: self.complaints.append(str(error)))

	def _note(self, response):
		kind = response.request.resource_type
		if kind in ("xhr", "fetch"):
			return
		if kind == "document":
			self.arrived = {}
		self.arrived[response.url] = response

	def weight(self) -> int:
		"""Bytes of the page and its assets as they are after unpacking."""
		sizes = [len(one.body()) for one in self.arrived.values() if one.status == 200]
		return sum(sizes)

	def inspect(self) -> None:
		"""Nothing stands in anybody's way on the page as it is now."""
		page = self.page
		found = self.axe(page)
		assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
		assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
		assert self.weight() < HEAVIEST, (page.url, self.weight())
		assert not self.complaints, self.complaints

	def go(self, path: str) -> None:
		self.page.goto(path)

	def type(self, **typed) -> None:
		"""Fill in what of this stands on the page; files are chosen from the phone."""
		for name, value in typed.items():
			field = self.page.locator(f'[name="{name}"]')
			if not field.count():
				continue
			kind = field.first.get_attribute("type")
			if isinstance(value, tuple):
				self.choose(name, *value)
			elif kind == "radio":
				self.page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
			elif field.first.evaluate("one => one.tagName") == "SELECT":
				field.select_option(value)
			else:
				field.fill(value)

	def choose(self, name: str, file_name: str, content: bytes) -> None:
		"""Choose a file; with scripts on, wait until it is up."""
		chosen = {"name": file_name, "mimeType": "application/pdf", "buffer": content}
		self.page.locator(f'[name="{name}"]').set_input_files(chosen)
		if self.page.scripts_are_on:
			self.page.locator(f'[data-berkas="{name}"]').get_by_text("sudah terunggah").wait_for()

	def press(self, button: str) -> None:
		self.page.locator("main").get_by_role("button", name=button, exact=True).click()
		self.page.wait_for_load_state()

	def errors(self) -> list[str]:
		return self.page.locator(".govuk-error-summary__list li").all_inner_texts()

	def fill_form(self, doctype: str, look=lambda: None, **changes) -> None:
		"""From the first page to the summary."""
		typed = answers(doctype, **changes)
		rows = {name: value for name, value in typed.items() if isinstance(value, list)}
		begun = time.monotonic()
		while not self.page.locator("button[value=kirim]").count():
			for table, wanted in rows.items():
				for number, row in enumerate(wanted):
					if self.page.locator(f'[data-tabel="{table}"]').count():
						if number:
							self.press("Tambah baris")
						self.type(**{f"{table}.{number}.{column}": value for column, value in row.items()})
			self.type(**{name: value for name, value in typed.items() if name not in rows})
			look()
			self.press("Lanjut")
			assert not self.errors(), self.errors()
		time.sleep(max(0, begun + SHORTEST + 1 - time.monotonic()))
