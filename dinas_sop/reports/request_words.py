"""What the columns of Register Permohonan say, from what a request for data holds. Plain; the form's Indonesian.

Source: FORMS "Register Permohonan" (PER-032/A/J.A/08/2010, Perki 1/2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NOT_HELD = "Tidak dikuasai"
GRANTED = "Dikabulkan"
PAPER = "Cetak"


def wanted(rows: Iterable[Mapping]) -> str:
	"""The information asked for, one piece after the other: "Volume usaha koperasi, 2020–2025, Jawa Timur; …"."""
	return "; ".join(
		", ".join(part for part in (row.get("data_name"), row.get("period"), row.get("area")) if part)
		for row in rows
	)


def is_held(decision: str | None) -> str:
	"""Whether the office holds the information: Ya or Tidak, empty before the decision."""
	if not decision:
		return ""
	return "Tidak" if decision == NOT_HELD else "Ya"


def held_by(decision: str | None, ground: str | None, units: Iterable[str]) -> str:
	"""Who holds the information: the Unit Kerja, or what the decision says of another body."""
	return (ground or "") if decision == NOT_HELD else ", ".join(units) if decision else ""


def form(rows: Iterable[Mapping]) -> str:
	"""Softcopy or hardcopy, or both."""
	formats = [row.get("file_format") for row in rows if row.get("file_format")]
	found = {"Hardcopy" if each == PAPER else "Softcopy" for each in formats}
	return " dan ".join(sorted(found, reverse=True))


def kind(delivery: str | None) -> str:
	"""Melihat or meminta salinan. Every way of delivery that ships hands out a copy; one that an office adds for
	looking at the information on the spot has "lihat" in its name ("Dilihat di kantor")."""
	if not delivery:
		return ""
	return "Melihat" if "lihat" in delivery.lower() else "Meminta salinan"


def decision(given: str | None, refusal_ground: str | None) -> str:
	"""The decision; "Ditolak" too for a request that was refused before any unit decided."""
	return given or ("Ditolak" if refusal_ground else "")


def refusal(given: str | None, ground: str | None, refusal_ground: str | None, reason: str | None) -> str:
	"""Why it was not granted in full: the reason written at the refusal, and the legal ground."""
	if given and given.startswith(GRANTED) and not ground:
		return ""
	texts = (reason if refusal_ground else "", ground, refusal_ground)
	return "; ".join(dict.fromkeys(text.strip().rstrip(".") for text in texts if text and text.strip()))
