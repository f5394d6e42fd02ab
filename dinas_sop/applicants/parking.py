"""Files that are uploaded before their form is submitted: kept aside, not yet the office's.

A parked file was checked by its content, lies in a private folder under a random name, has no File row, and is
reached only by a signed token that the page carries. It becomes a File in the submission's transaction; what
nobody claims is swept away after a day.
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import frappe

from dinas_sop.applicants import limits, office, tokens
from dinas_sop.workflows.kept_files import keep_file, move_in, shown_name
from dinas_sop.workflows.uploads import UploadProblem, UploadRefused, check_upload

FOLDER = "dinas_sop_parked"
KEPT_FOR = 24 * 3600  # seconds


@dataclass(frozen=True)
class Parked:
	"""A file that waits for its form.

	Args:
		name: as the applicant calls it.
		extension: of its real type.
		size: in bytes.
	"""

	path: Path
	name: str
	extension: str
	size: int


def folder() -> Path:
	"""The folder of parked files and drafts, readable by the server's user only."""
	path = Path(frappe.get_site_path("private", FOLDER)).absolute()
	path.mkdir(mode=0o700, exist_ok=True)
	return path


def park(content: bytes, file_name: str, extensions: frozenset[str], place: str, max_bytes: int = 0) -> str:
	"""Check an upload and keep it aside.

	Args:
		content: the bytes as they came.
		file_name: as the applicant calls it.
		extensions: types taken here.
		place: the document type and field it is meant for; it can be used nowhere else.
		max_bytes: a smaller limit than the app's own; 0 for none.

	Returns:
		The token.

	Raises:
		UploadRefused: the content is not what may be kept.
		limits.TooMany: this address has uploaded too much.
	"""
	office.count(limits.UPLOADS)
	if max_bytes and len(content) > max_bytes:
		raise UploadRefused(UploadProblem.TOO_LARGE)
	upload = check_upload(content, extensions)
	ident = secrets.token_hex(16)
	path = _path(ident)
	with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
		file.write(upload.content)
		file.flush()
		os.fsync(file.fileno())
	name = shown_name(file_name, upload.extension)
	return tokens.seal(
		office.key(),
		tokens.FILE,
		{"i": ident, "n": name, "e": upload.extension, "s": len(upload.content), "p": place},
	)


def look(token: str | None, place: str) -> Parked | None:
	"""The parked file of a token; None where the token is not ours, is for another place, or its file is gone."""
	values = tokens.unseal(office.key(), tokens.FILE, token)
	if not values or values["p"] != place:
		return None
	path = _path(values["i"])
	return Parked(path, values["n"], values["e"], values["s"]) if path.exists() else None


def claim(
	token: str, place: str, doctype: str | None = None, name: str | None = None, field: str | None = None
) -> str:
	"""Make a parked file the case's own, in the present transaction.

	Args:
		doctype, name, field: of the case; none for one that is being submitted, which takes the file by its URL.

	Returns:
		The URL for the field.

	Raises:
		FileNotFoundError: the token is spent or its file was swept away.
	"""
	parked = look(token, place)
	if not parked:
		raise FileNotFoundError(field)
	claimed = parked.path.with_suffix(".claimed")
	parked.path.rename(claimed)  # whoever is second with the same token finds nothing
	try:
		if not doctype:
			return move_in(claimed, parked.extension, parked.name)
		frappe.db.after_commit.add(lambda: claimed.unlink(missing_ok=True))
		return keep_file(claimed.read_bytes(), parked.extension, parked.name, doctype, name, field).file_url
	finally:  # called after `move_in` has put it back
		frappe.db.after_rollback.add(lambda: claimed.exists() and claimed.rename(parked.path))


def discard(token: str, place: str) -> None:
	"""Throw a parked file away: another has taken its place."""
	if parked := look(token, place):
		parked.path.unlink(missing_ok=True)


def sweep(older_than: int = KEPT_FOR) -> int:
	"""Scheduled every hour: remove parked files and drafts that nobody has touched for a day.

	Args:
		older_than: in seconds.

	Returns:
		How many were removed.
	"""
	limit, removed = time.time() - older_than, 0
	for path in folder().iterdir():
		with suppress(FileNotFoundError):  # claimed in this very moment
			if path.stat().st_mtime < limit:
				path.unlink()
				removed += 1
	return removed


def _path(ident: str) -> Path:
	return folder() / f"{ident}.file"
