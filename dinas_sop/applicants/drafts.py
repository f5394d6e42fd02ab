"""What somebody has typed into a public form and not yet sent: a file beside the parked uploads, for a day.

Each page is sent and answered by a redirect, so the browser's back button, a reload and a phone that closes the
page in the background lose nothing. The address carries a token that only we can make; it tells when the form was
begun and is the one-time token of the submission, too.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dinas_sop.applicants import office, parking, tokens


@dataclass
class Draft:
	"""A form being filled in.

	Args:
		token: the one in the address.
		began: seconds since 1970.
		values: field -> what was typed.
		refused_files: field -> why the last upload was refused.
		trap: the field that people do not see was filled in.
		notice: why the last attempt to submit failed.
		case: document type and number, once submitted.
	"""

	token: str
	began: int
	values: dict = field(default_factory=dict)
	refused_files: dict = field(default_factory=dict)
	trap: bool = False
	notice: str = ""
	case: tuple[str, str] | None = None


def begin(form: str) -> str:
	"""Token for a new draft. Nothing is stored before the first page comes."""
	return tokens.new_draft(office.key(), form, int(time.time()))


def load(form: str, token: str | None) -> Draft | None:
	"""The draft of a token; None where we never gave it out for this form, or its day is over."""
	began = tokens.draft_began(office.key(), form, token)
	if began is None:
		return None
	stored = {}
	with suppress(FileNotFoundError, json.JSONDecodeError):
		stored = json.loads(_path(token).read_text(encoding="utf-8"))
	if not stored and time.time() - began > parking.KEPT_FOR:
		return None
	return Draft(**({"token": token, "began": began} | stored))


def save(draft: Draft) -> None:
	"""Store a draft, as a whole or not at all."""
	path = _path(draft.token)
	part = path.with_suffix(f".{secrets.token_hex(4)}.part")
	stored = {key: value for key, value in vars(draft).items() if key not in ("token", "began")}
	with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
		json.dump(stored, file)
	part.replace(path)


def forget(token: str) -> None:
	"""Throw a draft away, as the applicant wishes."""
	_path(token).unlink(missing_ok=True)


class Lock:
	"""Lets only one request at a time submit a draft. It is held until the transaction's end, not the block's."""

	def __init__(self, token: str):
		self.file = open(_path(token).with_suffix(".lock"), "w")  # noqa: SIM115 — released by `release`
		fcntl.flock(self.file, fcntl.LOCK_EX)

	def release(self) -> None:
		self.file.close()


def _path(token: str) -> Path:
	return parking.folder() / f"{hashlib.sha256(token.encode()).hexdigest()[:40]}.draft"
