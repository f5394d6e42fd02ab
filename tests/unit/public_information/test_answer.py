"""Protects applicants from an answer that comes later than the law allows, and the office from a date it need not keep."""

from datetime import date, datetime

import pytest

from dinas_sop.public_information.answer import Count, Rules, Stay, count_of, due_of, nearer
from dinas_sop.working_time.calendar import Calendar, Holiday
from tests.unit.working_time.office import OFFICE, WEEK, at

SUBMITTED = at("Mon 08.00")
REPLY = 6
RULES = Rules(days=10, extension=7)


def stay(step, entered, left=None, **what):
	return Stay(step, at(entered), at(left) if left else None, **what)


DISPOSED = stay(2, "Mon 08.00", "Mon 10.00")
SIGNING = stay(3, "Mon 10.00", "Wed 09.00", of_applicant=True)


def count(*stays, from_complete=True):
	return count_of(stays, SUBMITTED, REPLY, from_complete)


def test_it_counts_from_registration():
	"""Protects the applicant: the days run before anybody in the office has looked."""
	assert count(stay(2, "Mon 08.00")) == Count(SUBMITTED)


def test_a_request_that_waits_for_its_applicant_has_no_deadline():
	"""Protects the office: the applicant's time is not the office's."""
	waiting = stay(3, "Mon 10.00", of_applicant=True)
	assert count(DISPOSED, waiting) == Count(None)
	assert count(DISPOSED, waiting, from_complete=False) == Count(SUBMITTED), (
		"as the setting Pendaftaran has it"
	)


def test_the_days_begin_anew_with_what_was_missing():
	"""Protects both: the law counts from a complete request, and the sentence can say since when."""
	assert count(DISPOSED, SIGNING, stay(4, "Wed 09.00")) == Count(at("Wed 09.00"), None, True)
	assert count(DISPOSED, SIGNING, stay(4, "Wed 09.00"), from_complete=False) == Count(SUBMITTED)


@pytest.mark.parametrize(
	("ended", "answered"),
	[
		(stay(7, "Fri 09.00", of_applicant=True), "Fri 09.00"),
		(stay(0, "Fri 10.00", "Fri 10.00", final=True), "Fri 10.00"),
	],
)
def test_the_answer_ends_it(ended, answered):
	"""Protects the office: what happens after the reply went out, or after the end, counts no more."""
	found = count(DISPOSED, stay(4, "Mon 10.00", ended.entered.strftime("Fri %H.%M")), ended)
	assert found == Count(SUBMITTED, at(answered))


def test_an_end_while_the_applicant_was_waited_for():
	"""Protects the office: a request closed because nothing came is not late."""
	waiting = stay(3, "Mon 10.00", "Fri 10.00", of_applicant=True)
	closed = stay(0, "Fri 10.00", "Fri 10.00", final=True)
	assert count(DISPOSED, waiting, closed).answered == at("Fri 10.00")


def test_ten_working_days():
	"""Protects the applicant: closing time of the tenth working day after registration."""
	due = due_of(OFFICE, SUBMITTED, RULES, None)
	assert due.on == due.without_extension == datetime(2026, 12, 7, 16) and not due.extended


def test_the_extension_adds_its_days_once():
	"""Protects the applicant: seven working days after the tenth, and no more."""
	due = due_of(OFFICE, SUBMITTED, RULES, at("Tue 09.00"))
	assert due.extended and due.on == datetime(2026, 12, 16, 16)
	assert due.without_extension == datetime(2026, 12, 7, 16)


@pytest.mark.parametrize(
	("signed", "extended"),
	[(datetime(2026, 12, 7, 16), True), (datetime(2026, 12, 7, 16, 0, 1), False)],
)
def test_an_extension_counts_only_when_it_is_told_in_time(signed, extended):
	"""Protects the applicant: a deadline that has passed cannot be extended afterwards, not by a second."""
	assert due_of(OFFICE, SUBMITTED, RULES, signed).extended is extended


def test_holidays_move_both():
	"""Protects the office in December: a national holiday is no working day, before the extension and in it."""
	holidays = (Holiday(date(2026, 12, 1), "Libur"), Holiday(date(2026, 12, 10), "Libur"))
	due = due_of(Calendar(WEEK, (), holidays), SUBMITTED, RULES, at("Tue 09.00"))
	assert due.without_extension == datetime(2026, 12, 8, 16)
	assert due.on == datetime(2026, 12, 18, 14, 30)


def test_the_nearer_one():
	"""Protects staff: what has to be done first is what the queue shows."""
	sop, law = at("Tue 09.00"), at("Wed 09.00")
	assert nearer(sop, law) == nearer(law, sop) == sop
	assert nearer(None, law) == law and nearer(sop, None) == sop and nearer(None, None) is None
