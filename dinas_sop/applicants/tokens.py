"""Tokens that the office's own key makes and nobody else can: links of applicants, drafts, parked files.

Plain functions. The key stands in the site's configuration, outside the database, so a copy of the database
opens no applicant's page.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets

LINK, DRAFT, FILE = "link", "draft", "file"
TOKEN_LENGTH = 32  # characters of base64: 192 bits


def sign(key: str, purpose: str, *parts: object) -> str:
	"""A signature of `parts`, good for one purpose.

	Args:
		key: the site's secret.
		purpose: what the token is for; a token of one purpose is never one of another.
		parts: what is signed; their borders count.

	Returns:
		32 characters that may stand in an address.

	Raises:
		ValueError: there is no key.
	"""
	if not key:
		raise ValueError("the site has no key for applicants' links")
	text = json.dumps([purpose, *map(str, parts)], ensure_ascii=True)
	digest = hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()
	return _text(digest)[:TOKEN_LENGTH]


def same(given: str | None, expected: str) -> bool:
	"""Whether two tokens are the same, compared in constant time."""
	return hmac.compare_digest(str(given or "").encode("utf-8", "replace"), expected.encode())


def link_token(key: str, doctype: str, name: str, version: int) -> str:
	"""Token of an applicant's management link; raising the version ends every older link (DESIGN "People and access")."""
	return sign(key, LINK, doctype, name, version)


def new_draft(key: str, form: str, now: int) -> str:
	"""Token of a form being filled in: random, with the moment it was begun.

	Args:
		form: name of the Web Form.
		now: seconds since 1970.
	"""
	body = f"{secrets.token_urlsafe(12)}.{now:x}"
	return f"{body}.{sign(key, DRAFT, form, body)}"


def draft_began(key: str, form: str, token: str | None) -> int | None:
	"""When the draft of a token was begun, in seconds since 1970; None where we never gave out such a token."""
	body, _dot, signature = str(token or "").rpartition(".")
	if not same(signature, sign(key, DRAFT, form, body)):
		return None
	return int(body.rpartition(".")[2], 16)


def seal(key: str, purpose: str, values: dict) -> str:
	"""Values in a token that can be read but not changed."""
	body = _text(json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode())
	return f"{body}.{sign(key, purpose, body)}"


def unseal(key: str, purpose: str, token: str | None) -> dict | None:
	"""The values of a token that `seal` made for this purpose; None for any other text."""
	body, _dot, signature = str(token or "").partition(".")
	if not body or not same(signature, sign(key, purpose, body)):
		return None
	return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def _text(content: bytes) -> str:
	return base64.urlsafe_b64encode(content).decode().rstrip("=")
