"""How long a step may take: the column Waktu of the SOP's Mutu Baku."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Unit(str, Enum):
	"""What a standard counts, as the SOP writes it."""

	MINUTES = "Menit"
	HOURS = "Jam"
	DAYS = "Hari"
	OPEN_ENDED = "Menyesuaikan"


@dataclass(frozen=True)
class Standard:
	"""A step's standard: working minutes, working hours or working days, or none ("Menyesuaikan").

	Args:
		amount: how many units; 0 for `Unit.OPEN_ENDED`.

	Raises:
		ValueError: a counted standard of less than one unit, or a count without unit.
	"""

	amount: int
	unit: Unit

	def __post_init__(self):
		if (self.unit is Unit.OPEN_ENDED) != (self.amount == 0) or self.amount < 0:
			raise ValueError(f"{self.amount} is no amount of {self.unit.value}")

	def __str__(self) -> str:
		return self.unit.value if self.unit is Unit.OPEN_ENDED else f"{self.amount} {self.unit.value}"

	@property
	def seconds(self) -> int | None:
		"""Working seconds; None where the standard counts days or nothing."""
		length = {Unit.MINUTES: 60, Unit.HOURS: 3600}.get(self.unit)
		return length and length * self.amount


# Four digits are forty years of working days; more is a slip of the finger.
_COUNTED = re.compile(r"([1-9][0-9]{0,3}) ?(menit|jam|hari)(?: kerja)?", re.IGNORECASE | re.ASCII)


def parse_standard(text: str) -> Standard:
	"""Read a Waktu of the SOP.

	Args:
		text: "10 Menit", "2 Jam", "1 Hari" ("kerja" may follow) or "Menyesuaikan"; spaces and the case of
			letters do not matter. All count working time.

	Raises:
		ValueError: anything else, saying what is allowed.

	Source: SOP 5.2.9, Mutu Baku, Waktu.
	"""
	words = " ".join((text or "").split())
	if words.lower() == Unit.OPEN_ENDED.value.lower():
		return Standard(0, Unit.OPEN_ENDED)
	match = _COUNTED.fullmatch(words)
	if not match:
		raise ValueError(
			f"“{words}” is no standard time: write a number from 1 to 9999 and Menit, Jam or Hari"
			" (“30 Menit”, “1 Hari”), or “Menyesuaikan”"
		)
	return Standard(int(match[1]), Unit(match[2].capitalize()))
