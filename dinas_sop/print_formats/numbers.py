"""Letter and registration numbers from a pattern that the office edits.

A pattern is text with names in braces: ``{klasifikasi}/{urut}/{kode_unit}/{tahun}`` or
``PNL-{tahun}-{urut:05d}``. Nothing else is understood: no attributes, no calls, no other formats.
"""

import re
import warnings

KNOWN_NAMES = {
	"urut": "nomor urut dalam register dan tahun itu",
	"klasifikasi": "kode klasifikasi arsip, misalnya 000.9.2",
	"kode_unit": "kode unit kerja penerbit",
	"tahun": "tahun empat angka",
	"bulan": "bulan dalam angka, 1 sampai 12",
	"bulan_romawi": "bulan dalam angka Romawi, I sampai XII",
}
NUMERIC_NAMES = ("urut", "tahun", "bulan")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

_FIELD = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_PADDING = re.compile(r"0([1-9])d")


class PatternError(ValueError):
	"""A number pattern, or what should fill it, is wrong; the message says what to write instead."""


class PatternWarning(UserWarning):
	"""A number pattern works but will repeat numbers."""


def check_pattern(pattern: str) -> tuple[str, ...]:
	"""Check a pattern before the office saves it.

	Args:
		pattern: the pattern as typed.

	Returns:
		Warnings in Indonesian, empty when there is nothing to say.

	Raises:
		PatternError: unknown name (the message lists the known ones), stray brace, wrong format,
			or no ``{urut}``.

	Source: DESIGN "Number patterns are data", unique per register and year.
	"""
	names = set()
	for name, padding in _FIELD.findall(pattern):
		_check_field(name, padding)
		names.add(name)
	if re.search(r"[{}]", _FIELD.sub("", pattern)):
		raise PatternError(f"Kurung kurawal pada pola nomor “{pattern}” tidak berpasangan.")
	if "urut" not in names:
		raise PatternError(f"Pola nomor “{pattern}” harus memuat {{urut}}, agar tidak ada nomor kembar.")
	if "tahun" not in names:
		return (f"Pola nomor “{pattern}” tidak memuat {{tahun}}: nomor yang sama terulang tiap tahun.",)
	return ()


def format_number(pattern: str, urut: int, **parts: str | int) -> str:
	"""Write one number.

	Args:
		pattern: see ``check_pattern``.
		urut: running number within its register and year, 1 or more.
		parts: values for the other names; ``bulan_romawi`` follows from ``bulan`` when not given.

	Returns:
		The number, for example "000.9.2/15/106.4/2026" or "PNL-2026-00015".

	Raises:
		PatternError: a wrong pattern, an unknown part, or a name of the pattern without a value.

	Warns:
		PatternWarning: the pattern has no ``{tahun}``.

	Source: FORMS "Number": classification code, serial, unit, year; the order is data.
	"""
	for warning in check_pattern(pattern):
		warnings.warn(warning, PatternWarning, stacklevel=2)
	if isinstance(urut, bool) or not isinstance(urut, int) or urut < 1:
		raise PatternError(f"Nomor urut harus bilangan bulat mulai dari 1, bukan {urut!r}.")
	values = {"urut": urut, **parts}
	for name in parts:
		_check_field(name, "")
	if "bulan" in values:
		values.setdefault("bulan_romawi", roman_month(values["bulan"]))

	def replaced(match: re.Match) -> str:
		name, padding = match.groups()
		value = values.get(name)
		if value is None or not str(value).strip():
			raise PatternError(f"Pola nomor “{pattern}” memerlukan {{{name}}}: {KNOWN_NAMES[name]}.")
		if not padding:
			return str(value).strip()
		if not re.fullmatch("[0-9]+", str(value)):
			raise PatternError(f"Isi {{{name}}} harus angka, bukan “{value}”.")
		return str(value).zfill(int(_PADDING.fullmatch(padding)[1]))

	return _FIELD.sub(replaced, pattern)


def roman_month(month: int | str) -> str:
	"""Month 1 to 12 as a Roman numeral ("XI"); PatternError for any other value."""
	if not re.fullmatch("[0-9]+", str(month)) or not 1 <= int(month) <= 12:
		raise PatternError(f"Bulan harus 1 sampai 12, bukan {month!r}.")
	return ROMAN_MONTHS[int(month) - 1]


def _check_field(name: str, padding: str) -> None:
	if name not in KNOWN_NAMES:
		known = ", ".join(f"{{{each}}}" for each in KNOWN_NAMES)
		raise PatternError(f"Nama {{{name}}} tidak dikenal dalam pola nomor. Yang dikenal: {known}.")
	if padding and (name not in NUMERIC_NAMES or not _PADDING.fullmatch(padding)):
		raise PatternError(
			f"Format “:{padding}” pada {{{name}}} tidak dikenal; angka dapat diberi nol di depan "
			"seperti {urut:05d}."
		)
