"""The files of a letter: kept once, read back only as they were."""

from __future__ import annotations

import hashlib
import os

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import get_files_path

from dinas_sop.workflows import kept_files
from dinas_sop.workflows.messages import Refused


def keep(letter: Document, content: bytes, extension: str, field: str) -> tuple[str, str]:
	"""Keep a file of a letter, private and under a random name.

	Args:
		content: the checked bytes.
		field: "pdf_file" or "signed_file".

	Returns:
		The file's URL and the SHA-256 of the bytes as they lie on disk.
	"""
	name = file_name(letter, extension, signed=field == "signed_file")
	file = kept_files.keep_file(content, extension, name, letter.doctype, letter.name, field)
	return file.file_url, hashlib.sha256(bytes_of(file.file_url)).hexdigest()


def read(letter: Document, signed: bool = False) -> bytes:
	"""The bytes of the issued PDF or of the signed file.

	Raises:
		messages.Refused: there is none, or it is not what was kept.
	"""
	url, sha = (letter.signed_file, letter.signed_sha256) if signed else (letter.pdf_file, letter.pdf_sha256)
	if not url:
		frappe.throw(_("This letter has no such file yet."), Refused)
	return unaltered(url, sha, letter.letter_number)


def unaltered(url: str, sha: str, title: str) -> bytes:
	"""The bytes of a kept file.

	Args:
		sha: the SHA-256 that was kept with it.
		title: what people call it.

	Raises:
		messages.Refused: it is missing, or not what was kept.
	"""
	content = bytes_of(url) if os.path.exists(_path(url)) else b""
	if hashlib.sha256(content).hexdigest() != sha:
		frappe.throw(
			_(
				"The file of {0} is missing or is not the one that was kept. Please tell the administrator."
			).format(bold(title)),
			Refused,
			title=_("File was altered"),
		)
	return content


def file_name(letter: Document, extension: str, signed: bool = False) -> str:
	"""The name under which people get a letter's file."""
	number = (letter.letter_number or _("draft")).replace("/", "-")
	return f"{letter.letter_template} {number}{' ttd' if signed else ''}.{extension}"


def extension_of(url: str) -> str:
	return os.path.splitext(url or "")[1].lstrip(".").lower()


def bytes_of(url: str) -> bytes:
	"""The bytes of a private file as they lie on disk."""
	with open(_path(url), "rb") as file:
		return file.read()


def _path(url: str) -> str:
	return get_files_path(os.path.basename(url), is_private=True)
