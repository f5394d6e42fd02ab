"""Why a step is due when it is."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dinas_sop.working_time.calendar import Calendar, Holiday, Period
from dinas_sop.working_time.due import due
from dinas_sop.working_time.explain import explain
from dinas_sop.working_time.standard import parse_standard
from tests.unit.working_time.office import CLOSED_WEEK, OFFICE, RAMADAN, WEEK, at, closed


def sentence(calendar, start, standard):
	start = at(start) if isinstance(start, str) else start
	parsed = parse_standard(standard)
	return explain(calendar, start, parsed, due(calendar, start, parsed))


NATIONAL = Calendar(WEEK, holidays=closed("libur nasional", "Fri"))


@pytest.mark.parametrize(
	("calendar", "standard", "start", "expected"),
	[
		(NATIONAL, "1 Hari", "Thu 15.45", "1 hari kerja sejak Kamis 15.45; Jumat libur nasional"),
		(OFFICE, "1 Hari", "Mon 09.15", "1 hari kerja sejak Senin 09.15"),
		(OFFICE, "1 Hari", "Fri 10.00", "1 hari kerja sejak Jumat 10.00"),
		(OFFICE, "1 Hari", "Thu 15.45", "1 hari kerja sejak Kamis 15.45; Jumat tutup 14.30"),
		(OFFICE, "1 Hari", "Thu 11.45", "1 hari kerja sejak Kamis 11.45; Jumat istirahat sampai 13.00"),
		(OFFICE, "1 Hari", "Sat 22.00", "1 hari kerja sejak Sabtu 22.00; dihitung mulai Senin 07.30"),
		(OFFICE, "1 Hari", "Mon 12.10", "1 hari kerja sejak Senin 12.10; dihitung mulai 13.00"),
		(OFFICE, "10 Menit", "Mon 09.00", "10 menit kerja sejak Senin 09.00"),
		(
			OFFICE,
			"10 Menit",
			"Mon 11.55",
			"10 menit kerja sejak Senin 11.55; istirahat 12.00–13.00 tidak dihitung",
		),
		(
			OFFICE,
			"30 Menit",
			"Fri 14.20",
			"30 menit kerja sejak Jumat 14.20; Jumat tutup 14.30, lanjut Senin 07.30",
		),
		(
			OFFICE,
			"2 Jam",
			"Mon 15.30",
			"2 jam kerja sejak Senin 15.30; Senin tutup 16.00, lanjut Selasa 07.30",
		),
		(
			OFFICE,
			"6 Jam",
			"Mon 11.00",
			"6 jam kerja sejak Senin 11.00; istirahat 12.00–13.00 tidak dihitung; "
			"Senin tutup 16.00, lanjut Selasa 07.30",
		),
		(
			OFFICE,
			"9 Jam",
			"Mon 11.00",
			"9 jam kerja sejak Senin 11.00; istirahat dan waktu di luar jam kerja tidak dihitung",
		),
		(OFFICE, "4 Hari", "Tue 09.00", "4 hari kerja sejak Selasa 09.00"),
		(OFFICE, "5 Hari", "Tue 09.00", "5 hari kerja sejak Selasa 24 November 2026 pukul 09.00"),
		(OFFICE, "Menyesuaikan", "Mon 09.00", "Menyesuaikan, tanpa batas waktu"),
	],
)
def test_one_sentence(calendar, standard, start, expected):
	"""Protects the clerk and the applicant who ask why it is due just then."""
	assert sentence(calendar, start, standard) == expected


def test_names_the_holidays_and_keeps_alike_ones_together():
	"""Protects the reader over Lebaran: every closed day is named once, a weekend between them is not."""
	calendar = Calendar(
		WEEK,
		holidays=(
			*closed("Cuti Bersama Idulfitri", "Tue"),
			*closed("Idulfitri", "Wed", "Thu"),
			*closed("", "Mon+"),
			*closed("Hari Minggu", "Sun"),
		),
	)
	assert sentence(calendar, "Mon 10.00", "2 Hari") == (
		"2 hari kerja sejak Senin 23 November 2026 pukul 10.00; Selasa 24 November 2026 Cuti Bersama Idulfitri; "
		"Rabu 25 November 2026 dan Kamis 26 November 2026 libur Idulfitri; Senin 30 November 2026 libur"
	)
	assert sentence(calendar, "Mon 10.00", "1 Hari") == (
		"1 hari kerja sejak Senin 10.00; Selasa Cuti Bersama Idulfitri; Rabu dan Kamis libur Idulfitri"
	)
	week_off = Calendar(WEEK, holidays=closed("cuti bersama", "Tue", "Wed", "Thu"))
	assert sentence(week_off, "Mon 10.00", "1 Hari") == (
		"1 hari kerja sejak Senin 10.00; Selasa s.d. Kamis cuti bersama"
	)


def test_days_worked_between_are_not_called_a_holiday():
	"""Protects staff who worked on the Thursday between days off of the same name."""
	calendar = Calendar(WEEK, holidays=closed("libur nasional", "Tue", "Wed", "Fri"))
	assert sentence(calendar, "Mon 09.00", "2 Hari") == (
		"2 hari kerja sejak Senin 23 November 2026 pukul 09.00; Selasa 24 November 2026 dan Rabu 25 November 2026 "
		"libur nasional; Jumat 27 November 2026 libur nasional"
	)


def test_a_closed_office_is_named():
	"""Protects the applicant whose case waited while the whole office moved."""
	moving = Period(date(2026, 11, 24), date(2026, 11, 29), CLOSED_WEEK, "pindah kantor")
	calendar = Calendar(WEEK, (moving,))
	assert sentence(calendar, "Mon 15.55", "10 Menit") == (
		"10 menit kerja sejak Senin 23 November 2026 pukul 15.55; "
		"Selasa 24 November 2026 s.d. Jumat 27 November 2026 libur pindah kantor; "
		"Senin 23 November 2026 tutup 16.00, lanjut Senin 30 November 2026 pukul 07.30"
	)
	assert sentence(calendar, "Mon 15.55", "5 Menit") == "5 menit kerja sejak Senin 15.55"


def test_says_that_other_hours_hold():
	"""Protects staff in Ramadan: the sentence says which hours moved the due time."""
	calendar = Calendar(WEEK, (RAMADAN,))
	assert sentence(calendar, "Wed 15.30", "1 Hari") == (
		"1 hari kerja sejak Rabu 15.30; jam kerja Ramadan; Kamis tutup 15.00"
	)
	assert sentence(calendar, "Wed 07.40", "1 Hari") == (
		"1 hari kerja sejak Rabu 07.40; jam kerja Ramadan; Kamis buka 08.00"
	)
	assert sentence(calendar, "Wed 09.00", "2 Hari") == "2 hari kerja sejak Rabu 09.00; jam kerja Ramadan"
	assert sentence(calendar, "Tue 09.00", "1 Hari") == "1 hari kerja sejak Selasa 09.00"
	nameless = Calendar(WEEK, (replace(RAMADAN, name=""),))
	assert sentence(nameless, "Wed 15.30", "1 Hari") == "1 hari kerja sejak Rabu 15.30; Kamis tutup 15.00"


def test_over_the_year_s_end_days_carry_their_date():
	"""Protects the reader of an old case: "Kamis" alone would be any Thursday."""
	calendar = Calendar(WEEK, holidays=(Holiday(date(2027, 1, 1), "Tahun Baru Masehi"),))
	assert sentence(calendar, datetime(2026, 12, 31, 15, 45), "5 Hari") == (
		"5 hari kerja sejak Kamis 31 Desember 2026 pukul 15.45; "
		"Jumat 1 Januari 2027 libur Tahun Baru Masehi; Jumat 8 Januari 2027 tutup 14.30"
	)


def test_a_due_date_of_other_hours_is_not_explained_wrongly():
	"""Protects the closed row: hours changed since, so today's holidays are no reason for yesterday's due date."""
	start, standard = at("Thu 15.45"), parse_standard("1 Hari")
	kept = due(OFFICE, start, standard)
	assert explain(NATIONAL, start, standard, kept) == (
		"1 hari kerja sejak Kamis 15.45; dihitung menurut jam kerja dan hari libur yang berlaku waktu itu"
	)
	assert explain(Calendar(CLOSED_WEEK), start, standard, kept) == explain(NATIONAL, start, standard, kept)


def test_a_step_without_due_date_says_so():
	"""Protects the applicant's own steps before the office had the case: nothing was due."""
	assert explain(OFFICE, at("Thu 15.45"), parse_standard("1 Hari"), None) == "1 Hari, tanpa batas waktu"
