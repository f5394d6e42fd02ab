"""Protects staff whose due dates would stand still when hours or holidays change, and closed steps from moving."""

from datetime import datetime, timedelta

ENTERED = datetime(2031, 3, 3, 9)  # a Monday


def put_row(site, name, **values):
	log = site.qb.DocType("SOP Step Log")
	row = {
		"name": name,
		"reference_doctype": "Research Permit",
		"reference_name": "PNL-2031-00001",
		"visit": 1,
		"state": "Menunggu Disposisi",
		"standard": "1 Hari",
		"entered_on": ENTERED,
		"due_on": ENTERED + timedelta(days=1),
	} | values
	site.qb.into(log).columns(*row).insert(*row.values()).run()


def close_tuesday(site):
	"""Put a holiday on the day after ENTERED into a list of the office's own."""
	holidays = site.get_doc(
		doctype="Holiday List",
		holiday_list_name="Libur Uji",
		from_date="2031-01-01",
		to_date="2031-12-31",
		holidays=[{"holiday_date": "2031-03-04", "description": "Cuti bersama"}],
	).insert()
	settings = site.get_single("Dinas SOP Settings")
	settings.holiday_list = holidays.name
	settings.flags.ignore_mandatory = True
	settings.save()


def due(site, name):
	return site.db.get_value("SOP Step Log", name, "due_on")


def test_a_new_holiday_moves_what_is_open_and_nothing_closed(site):
	"""The Kepala Dinas gets the cuti bersama off; a verdict already given stays as it was."""
	from dinas_sop.workflows.recalculate import move_open_due_dates

	put_row(site, "recalcopen")
	put_row(site, "recalcclosed", left_on=ENTERED + timedelta(hours=1))
	close_tuesday(site)
	assert move_open_due_dates() >= 1
	assert due(site, "recalcopen") == datetime(2031, 3, 5, 9)
	assert due(site, "recalcclosed") == ENTERED + timedelta(days=1)


def test_it_can_be_run_again(site):
	"""A job that was stopped halfway is started again without moving a date twice."""
	from dinas_sop.workflows.recalculate import move_open_due_dates

	put_row(site, "recalcagain")
	close_tuesday(site)
	move_open_due_dates()
	assert move_open_due_dates() == 0
	assert due(site, "recalcagain") == datetime(2031, 3, 5, 9)
