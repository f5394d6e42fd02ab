"""How often one address may do what, so that nobody can guess numbers and codes or fill the disk.

Counting is by address only: a name or number in the key would give a guesser a fresh counter for each spelling.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Limit:
	"""At most `count` in each window of `seconds`. A campus shares one address: generous for work, narrow for guesses."""

	name: str
	count: int
	seconds: int


PAGES = Limit("pages", 3000, 10 * MINUTE)
TYPING = Limit("typing", 1000, 10 * MINUTE)
UPLOADS = Limit("uploads", 300, HOUR)
SUBMISSIONS = Limit("submissions", 100, HOUR)
ACTIONS = Limit("actions", 100, HOUR)
WRONG_GUESSES = Limit("wrong guesses", 20, 10 * MINUTE)


class TooMany(Exception):
	"""An address has used up a limit; `wait` is in seconds."""

	def __init__(self, limit: Limit, wait: int):
		super().__init__(limit.name)
		self.limit, self.wait = limit, wait


def counted_as(address: str | None) -> str:
	"""The address under which a visitor is counted: one spelling each; of IPv6 the /64 that a household gets."""
	try:
		ip = ipaddress.ip_address((address or "").strip().strip("[]").partition("%")[0])
	except ValueError:
		return "unknown"
	if ip.version == 6:
		if ip.ipv4_mapped:
			return str(ip.ipv4_mapped)
		return str(ipaddress.ip_network(f"{ip}/64", strict=False))
	return str(ip)


def count(limit: Limit, address: str | None, now: float, add: Callable[[str, int], int]) -> None:
	"""Count one more and refuse what is too many.

	Args:
		now: seconds since 1970.
		add: adds one to the counter of a key, which lives for so many seconds, and returns its new value.

	Raises:
		TooMany: with the seconds until the next window.
	"""
	if add(_key(limit, address, now), limit.seconds) > limit.count:
		raise TooMany(limit, _rest(limit, now))


def refuse_when_used_up(limit: Limit, address: str | None, now: float, look: Callable[[str], int]) -> None:
	"""Refuse without counting where the limit is used up.

	Raises:
		TooMany: as `count`.
	"""
	if look(_key(limit, address, now)) >= limit.count:
		raise TooMany(limit, _rest(limit, now))


def _key(limit: Limit, address: str | None, now: float) -> str:
	return f"dinas_sop:{limit.name}:{counted_as(address)}:{int(now // limit.seconds)}"


def _rest(limit: Limit, now: float) -> int:
	return int(limit.seconds - now % limit.seconds) + 1
