"""Dates as official letters write them (FORMS: "24 November 2026", no leading zero, no final period)."""

from datetime import date, datetime, timedelta, timezone

MONTHS = (
	"Januari",
	"Februari",
	"Maret",
	"April",
	"Mei",
	"Juni",
	"Juli",
	"Agustus",
	"September",
	"Oktober",
	"November",
	"Desember",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# Indonesia has no daylight saving time, so a fixed offset is exact and needs no time zone database.
ZONES = {name: timezone(timedelta(hours=hours)) for name, hours in (("WIB", 7), ("WITA", 8), ("WIT", 9))}


def tanggal(value: date, zone: str = "WIB") -> str:
	"""Write a date in words.

	Args:
		value: a date, or a datetime (an aware one is first moved into ``zone``).
		zone: "WIB", "WITA" or "WIT"; matters for aware datetimes only.

	Returns:
		For example "24 November 2026" or "1 Februari 2023".

	Raises:
		TypeError: ``value`` is not a date (a string, say).
		ValueError: ``zone`` is not one of the three.

	Source: tata naskah dinas, date line.
	"""
	day = _local(value, zone)
	return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def hari_tanggal(value: date, zone: str = "WIB") -> str:
	"""Write a date with its weekday: "Selasa, 24 November 2026".

	Args, errors: as ``tanggal``. Source: register columns "hari dan tanggal".
	"""
	return f"{DAYS[_local(value, zone).weekday()]}, {tanggal(value, zone)}"


def tanggal_waktu(value: datetime, zone: str = "WIB") -> str:
	"""Write a moment: "24 November 2026 pukul 10.05 WIB".

	Args:
		value: a datetime; a naive one is the office's own clock, an aware one is moved into ``zone``.
		zone: "WIB", "WITA" or "WIT".

	Returns:
		Date, "pukul", hours and minutes with a full stop between them, and the zone.

	Raises:
		TypeError: ``value`` has no time of day.
		ValueError: ``zone`` is not one of the three.

	Source: tanda bukti permohonan (date and time of receipt).
	"""
	if not isinstance(value, datetime):
		raise TypeError(f"a datetime is needed, not {value!r}")
	moment = _local(value, zone)
	return f"{tanggal(moment, zone)} pukul {moment.hour:02d}.{moment.minute:02d} {zone}"


def tanggal_atau_waktu(value: date, zone: str = "WIB") -> str:
	"""``tanggal_waktu`` of a datetime, ``tanggal`` of a mere date; errors as theirs."""
	return tanggal_waktu(value, zone) if isinstance(value, datetime) else tanggal(value, zone)


def periode(start: date, end: date) -> str:
	"""Write a period of days, both ends included: "1 November 2026 s.d. 31 Januari 2027".

	Args:
		start: first day.
		end: last day; the same day gives that day alone.

	Raises:
		TypeError: one of them is not a date.
		ValueError: ``end`` is before ``start``.

	Source: tata naskah dinas, "s.d.".
	"""
	first, last = _local(start, "WIB"), _local(end, "WIB")
	if date(last.year, last.month, last.day) < date(first.year, first.month, first.day):
		raise ValueError(f"the period ends ({tanggal(end)}) before it begins ({tanggal(start)})")
	if tanggal(start) == tanggal(end):
		return tanggal(start)
	return f"{tanggal(start)} s.d. {tanggal(end)}"


def _local(value: date, zone: str) -> date:
	if zone not in ZONES:
		raise ValueError(f"unknown zone {zone!r}; known: {', '.join(ZONES)}")
	if not isinstance(value, date):
		raise TypeError(f"a date is needed, not {value!r}")
	if isinstance(value, datetime) and value.tzinfo is not None:
		return value.astimezone(ZONES[zone])
	return value
