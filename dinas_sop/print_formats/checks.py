"""Checks the value classes share: a document that could not be printed right is refused when it is made."""

import re
from collections.abc import Iterable

PAPERS = ("F4", "A4")

_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def to_tuples(instance: object, *names: str) -> None:
	"""Make the named attributes of a frozen dataclass tuples, so that a letter once made cannot change.

	Raises:
		TypeError: one of them is a bare string, which would print as one line per character.
	"""
	for name in names:
		value = getattr(instance, name)
		if isinstance(value, str) or not isinstance(value, Iterable):
			raise TypeError(f"{type(instance).__name__}.{name} takes a list, not {value!r}")
		object.__setattr__(instance, name, _frozen(value))


def freeze(instance: object, *names: str) -> None:
	"""Like ``to_tuples`` for attributes that hold a text or a list of texts; a text stays a text."""
	for name in names:
		object.__setattr__(instance, name, _frozen(getattr(instance, name)))


def _frozen(value: object) -> object:
	"""``value`` with every list in it made a tuple; named tuples and dataclasses are left as they are."""
	if isinstance(value, str) or not isinstance(value, Iterable) or hasattr(value, "_fields"):
		return value
	return tuple(_frozen(each) for each in value)


def check_image(value: str, name: str) -> None:
	"""ValueError unless ``value`` is empty or an image as a data: URI (a page loads nothing else)."""
	if value and not _IMAGE.match(value):
		raise ValueError(f"{name} must be an image as a data: URI, not {value[:40]!r}")


def check_address(value: str, name: str) -> None:
	"""ValueError unless ``value`` is empty or one http(s) address of at most 500 characters."""
	if value and (len(value) > 500 or not _ADDRESS.fullmatch(value)):
		raise ValueError(f"{name} must be a web address, not {value[:60]!r}")


def check_range(value: float, low: float, high: float, name: str) -> None:
	"""ValueError unless ``value`` is a number from ``low`` to ``high``."""
	if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
		raise ValueError(f"{name} must be from {low} to {high}, not {value!r}")


def check_paper(value: str) -> None:
	"""ValueError unless ``value`` is "F4" or "A4"."""
	if value not in PAPERS:
		raise ValueError(f"paper must be one of {', '.join(PAPERS)}, not {value!r}")


def check_font(value: str) -> None:
	"""ValueError unless ``value`` is a plain font name (it is written into the style sheet)."""
	if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]{0,60}", value):
		raise ValueError(f"font name {value!r} may hold letters, digits, spaces and hyphens only")
