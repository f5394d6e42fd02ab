"""Visitors of the running site, whose waiting is added up."""

from __future__ import annotations

import itertools
import time

from requests.adapters import HTTPAdapter

from tests.site.e2e.driver import ROUTES, Applicant, as_sent

# everybody comes from a place of their own: the limits by address stay on, and nobody reaches them
ADDRESSES = (f"10.{a}.{b}.{c}" for a, b, c in itertools.product(range(1, 255), repeat=3))


class Timing(HTTPAdapter):
	"""Adds up how long answers take, redirects included, in `seconds`."""

	seconds = 0.0

	def send(self, request, *args, **kwargs):
		began = time.perf_counter()
		response = super().send(request, *args, **kwargs)
		response.content  # noqa: B018  read to its end
		self.seconds += time.perf_counter() - began
		return response


class Visitor(Applicant):
	"""Somebody with a browser and no account."""

	def __init__(self, base_url: str):
		super().__init__(base_url)
		self.timing = Timing()
		self.client.mount("http://", self.timing)
		self.client.headers["X-Forwarded-For"] = next(ADDRESSES)
		self.client.headers["Connection"] = (
			"close"  # the server ends idle ones, perhaps just when one is used again
		)

	def fill(self, doctype: str, answers: dict) -> tuple[str, dict]:
		"""Go through the pages of a form to the summary; files are given by the tokens of their uploads.

		Returns:
			The address that the summary is sent to, and what the script sends there.
		"""
		self.open(self._draft(ROUTES[doctype]))
		left = dict(answers)
		while not self.page.html.find("button", value="kirim"):
			for name in [name for name, value in left.items() if isinstance(value, list)]:
				self._make_rows(name, left)
			here = self.names("Lanjut")
			self.press("Lanjut", **{name: left.pop(name) for name in list(left) if name in here})
			assert not self.page.errors, self.page.errors
		form, button = self.page.form("Kirim permohonan")
		return form["action"], as_sent(form) | {button["name"]: button["value"], "_langsung": "ya"}
