"""Indonesia's national holidays in the office's own list, by the library that ERPNext uses."""

from datetime import date, datetime

import frappe
import pytest

from dinas_sop.workflows import clock, recalculate
from tests.site import factory
from tests.site.test_recalculate import due, put_row

ASCENSION = date(2031, 5, 22)  # a Thursday


@pytest.fixture
def settings(site):
	"""Settings that name no Holiday List."""
	factory.people()
	settings = site.get_single("Dinas SOP Settings")
	settings.holiday_list = None
	settings.flags.ignore_mandatory = True
	settings.save()
	site.delete_doc_if_exists("Holiday List", "Hari Libur Dinas")
	return settings


def fill(first=2031, last=2031, login="admin", **more) -> dict:
	with factory.acting(login):
		return frappe.get_single("Dinas SOP Settings").fill_holidays(first, last, **more)


def days() -> dict[date, str]:
	name = frappe.db.get_single_value("Dinas SOP Settings", "holiday_list")
	rows = frappe.get_doc("Holiday List", name).holidays
	return {row.holiday_date: row.description for row in rows if not row.weekly_off}


def test_an_administrator_without_a_list_gets_one(settings):
	"""Protects the administrator on the first day, who holds no role of ERPNext's HR: one button, and no list to make."""
	answer = fill(weekly_off=0)
	assert answer == {"holiday_list": "Hari Libur Dinas", "holidays": len(days()), "weekly": 0}
	assert days()[date(2031, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
	assert clock.calendar().closed_by(ASCENSION) == "Kenaikan Yesus Kristus"


def test_the_names_are_indonesian_whatever_the_desk_speaks(settings):
	"""Protects the applicant who reads why a step is due later: the holiday is named in Indonesian."""
	frappe.local.lang = "en"
	fill()
	assert days()[ASCENSION] == "Kenaikan Yesus Kristus" and frappe.local.lang == "en"


def test_again_and_for_more_years_nothing_is_doubled_or_lost(settings):
	"""Protects the office's own days: what it entered or reworded stays, and no day stands twice."""
	fill(own_days=[{"holiday_date": "2031-12-26", "description": "Cuti bersama Natal"}])
	holidays = frappe.get_doc("Holiday List", "Hari Libur Dinas")
	ascension = next(row for row in holidays.holidays if row.holiday_date == ASCENSION)
	ascension.description = "Kenaikan Isa Almasih"
	holidays.save()
	assert fill()["holidays"] == fill()["weekly"] == 0
	assert fill(2030, 2032)["holidays"] > 20
	assert days()[ASCENSION] == "Kenaikan Isa Almasih"
	assert days()[date(2031, 12, 26)] == "Cuti bersama Natal"
	holidays.reload()
	rows = [row.holiday_date for row in holidays.holidays]
	assert len(rows) == len(set(rows))
	assert (holidays.from_date, holidays.to_date) == (date(2030, 1, 1), date(2032, 12, 31))


def test_cuti_bersama_only_where_asked(settings):
	"""Protects an office whose governor decides otherwise than the joint decree."""
	fill(2026, 2026, joint_leave=0)
	assert not any("Cuti Bersama" in name for name in days().values())
	fill(2026, 2026)
	assert days()[date(2026, 12, 24)] == "Cuti Bersama Hari Raya Natal"


def test_days_off_of_the_week_are_the_offices(settings):
	"""Protects ERPNext's own modules, which read the list: Saturdays and Sundays are off, as the hours say."""
	answer = fill()
	rows = frappe.get_doc("Holiday List", answer["holiday_list"]).holidays
	weekly = {row.holiday_date.weekday() for row in rows if row.weekly_off}
	assert weekly == {5, 6} and answer["weekly"] == sum(row.weekly_off for row in rows) > 90
	assert clock.calendar().closed_by(date(2031, 3, 1)) is None, "a weekend is no holiday to be explained"


def test_another_years_rows_and_country_of_an_existing_list_stay(settings):
	"""Protects a company whose list serves ERPNext's HR too: only the years asked for are filled."""
	own = frappe.get_doc(
		doctype="Holiday List",
		holiday_list_name="Libur Perusahaan",
		from_date="2029-01-01",
		to_date="2031-06-30",
		weekly_off="Friday",
		holidays=[{"holiday_date": "2029-02-01", "description": "Hari jadi"}],
	).insert()
	settings.reload()
	settings.holiday_list = own.name
	settings.flags.ignore_mandatory = True
	settings.save()
	fill()
	own.reload()
	assert own.weekly_off == "Friday"
	assert [str(row.holiday_date) for row in own.holidays if row.holiday_date.year < 2031] == ["2029-02-01"]
	assert (str(own.from_date), str(own.to_date)) == ("2029-01-01", "2031-12-31")


def test_open_due_dates_follow_and_closed_ones_stay(settings, monkeypatch):
	"""Protects staff and the record: a step due over a holiday that was missing gets its day back, a closed one not."""
	asked = []
	monkeypatch.setattr(recalculate, "enqueue", lambda: asked.append(True))
	entered = datetime(2031, 5, 21, 9)
	for name, values in (("holidayopen", {}), ("holidayclosed", {"left_on": datetime(2031, 5, 21, 10)})):
		put_row(frappe, name, entered_on=entered, due_on=datetime(2031, 5, 22, 9), **values)
	fill(joint_leave=0)
	assert asked
	recalculate.move_open_due_dates()
	assert due(frappe, "holidayopen") == datetime(2031, 5, 23, 9)
	assert due(frappe, "holidayclosed") == datetime(2031, 5, 22, 9)


@pytest.mark.parametrize(("first", "last"), [(2032, 2031), (26, 27), (2031, 20310)])
def test_years_that_make_no_sense(settings, first, last):
	"""Protects the administrator's list from thousands of rows by a slip of the finger."""
	with pytest.raises(frappe.ValidationError, match="2000"):
		fill(first, last)
	assert not frappe.db.exists("Holiday List", "Hari Libur Dinas")


def test_nobody_else_fills_it(settings):
	"""Protects everybody's due dates from whoever would like a day more."""
	with pytest.raises(frappe.PermissionError):
		fill(login="kepala")
