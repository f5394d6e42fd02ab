"""A whole application with three files over HTTP: our pages, and the platform's upload_file and accept."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PIL import Image

from bench.browser import Visitor
from bench.rounds import Comparison
from bench.twin import FORM
from tests.site.public_forms import RESEARCH, answers, send_file

SIZE = (702, 702)  # of a picture that cannot be compressed: some 300 kB as PDF
AT_ONCE = 4
FILES = ("bakesbangpol_letter", "proposal", "campus_letter")


def comparisons(url: str) -> list[Comparison]:
	"""One case with three distinct files of 300 kB each."""
	one, theirs = "three uploads and the sending, beside three and accept", partial(_theirs, url, 1)
	return [
		Comparison(
			f"public submission, three PDFs of 300 kB: {one}",
			partial(_with_script, url, 1),
			theirs,
			1.5,
			faster=True,
		),
		Comparison(
			f"the same, {AT_ONCE} applicants at once, each case",
			partial(_with_script, url, AT_ONCE),
			partial(_theirs, url, AT_ONCE),
			1.5,
			faster=True,
		),
		Comparison(
			"one applicant, our whole form without JavaScript (start, five pages, summary, receipt), beside the same four",
			partial(_without_script, url),
			theirs,
			None,
			faster=True,
		),
	]


def pdf() -> bytes:
	"""A PDF of about 300 kB, no two alike."""
	kept = io.BytesIO()
	width, height = SIZE
	Image.frombytes("RGB", SIZE, os.urandom(width * height * 3)).save(kept, "PDF")
	return kept.getvalue()


def _typed() -> dict:
	return answers(RESEARCH, **{field: (f"{field}.pdf", pdf()) for field in FILES})


def _without_script(url: str) -> float:
	"""All pages of the form, from the first to the receipt; the files come with their page."""
	visitor = Visitor(url)
	visitor.apply(RESEARCH, **_typed())
	return visitor.timing.seconds


def _with_script(url: str, count: int) -> float:
	"""What stands against the platform's four requests: each file as it is chosen, then the sending, to the receipt.

	Args:
		count: applicants at once.

	Returns:
		Seconds for each case.
	"""
	visitors, typed = [Visitor(url) for _one in range(count)], [_typed() for _one in range(count)]
	seconds = _together(_upload, visitors, typed)
	# what the platform's form does in the browser, before anything is sent
	filled = [visitor.fill(RESEARCH, values) for visitor, values in zip(visitors, typed, strict=True)]
	return (seconds + _together(_send, visitors, filled)) / count


def _send(visitor: Visitor, filled: tuple[str, dict]) -> None:
	answer = visitor.client.post(filled[0], data=filled[1])
	assert "dinas-angka" in answer.text, answer.text[:500]


def _upload(visitor: Visitor, typed: dict) -> None:
	for field in FILES:
		name, content = typed.pop(field)
		answer = send_file(visitor.client, f"{RESEARCH}:{field}", name, content)
		typed[f"{field}.token"] = answer.json()["message"]["token"]


def _theirs(url: str, count: int) -> float:
	"""What the platform's form sends: each file as it is chosen, then the document. As `_with_script`."""
	visitors, typed = [Visitor(url) for _one in range(count)], [_typed() for _one in range(count)]
	return (_together(_upload_theirs, visitors, typed) + _together(_accept, visitors, typed)) / count


def _upload_theirs(visitor: Visitor, typed: dict) -> None:
	visitor.client.headers["Accept"] = "application/json"
	for field in FILES:
		name, content = typed[field]
		answer = visitor.client.post(
			"/api/method/upload_file",
			data={"is_private": 1, "folder": "Home"},
			files={"file": (name, content, "application/pdf")},
		)
		assert answer.status_code == 200, answer.text[:500]
		typed[field] = answer.json()["message"]["file_url"]


def _accept(visitor: Visitor, typed: dict) -> None:
	method = "/api/method/frappe.website.doctype.web_form.web_form.accept"
	answer = visitor.client.post(method, data={"web_form": FORM, "data": json.dumps(typed)})
	assert answer.json()["message"]["campus_letter"] == typed["campus_letter"], answer.text[:500]


def _together(work: Callable, *each: list) -> float:
	"""Seconds until all visitors have done it, side by side."""
	began = time.perf_counter()
	with ThreadPoolExecutor(len(each[0])) as pool:
		list(pool.map(work, *each))
	return time.perf_counter() - began
