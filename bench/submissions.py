"""A whole application with three files over HTTP: our pages, and the platform's upload_file and accept."""

from __future__ import annotations

import io
import json
import os
from functools import partial

from PIL import Image

from bench.browser import Visitor
from bench.rounds import Comparison
from bench.twin import FORM
from tests.site.public_forms import RESEARCH, answers, send_file

SIZE = (702, 702)  # of a picture that cannot be compressed: some 300 kB as PDF
FILES = ("bakesbangpol_letter", "proposal", "campus_letter")


def comparisons(url: str) -> list[Comparison]:
	"""One case with three distinct files of 300 kB each."""
	theirs = partial(_theirs, url)
	return [
		Comparison(
			"public submission, three PDFs of 300 kB: three uploads and the sending, beside three and accept",
			partial(_with_script, url),
			theirs,
			1.5,
			faster=True,
		),
		Comparison(
			"the same, our whole form without JavaScript (start, five pages, summary, receipt), beside the same four",
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


def _with_script(url: str) -> float:
	"""What stands against the platform's four requests: each file as it is chosen, then the sending, to the receipt."""
	visitor, typed = Visitor(url), _typed()
	for field in FILES:
		name, content = typed.pop(field)
		answer = send_file(visitor.client, f"{RESEARCH}:{field}", name, content)
		typed[f"{field}.token"] = answer.json()["message"]["token"]
	uploads = visitor.timing.seconds
	visitor.send(RESEARCH, typed)
	return uploads + visitor.last


def _theirs(url: str) -> float:
	"""What the platform's form sends: each file as it is chosen, then the document."""
	visitor, typed = Visitor(url), _typed()
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
	method = "/api/method/frappe.website.doctype.web_form.web_form.accept"
	answer = visitor.client.post(method, data={"web_form": FORM, "data": json.dumps(typed)})
	assert answer.json()["message"]["campus_letter"] == typed["campus_letter"], answer.text[:500]
	return visitor.timing.seconds
