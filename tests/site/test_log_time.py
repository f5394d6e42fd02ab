"""The time of the step log over random paths with returns, loops and a pause, walked through the real engine.

The clock of the site stands where the path puts it: at night, at weekends, over holidays. A second opinion that walks
minute by minute (tests/unit/working_time/oracle.py) says how long the whole case took.
"""

import random
from datetime import datetime, timedelta
from itertools import pairwise

import frappe
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dinas_sop.demo import clock as site_clock
from dinas_sop.workflows import clock, reading, recalculate
from dinas_sop.workflows.process import FIELD_KINDS
from tests.site import factory
from tests.site.factory import DATA, PORTAL, RESEARCH, WAY, move
from tests.site.test_workflow_form import insert_state
from tests.unit.working_time.oracle import Oracle

START = datetime(2027, 3, 1, 7, 0, 0, 4711)  # a Monday
HORIZON = datetime(2028, 6, 1).date()
PAUSE = "Ditunda"
FIELD = {RESEARCH: "title", DATA: "letter_number"}
# ways aside that lead on again: (state, login, action), to the applicant, to an earlier step, into a pause
ASIDE = {
	RESEARCH: (
		("Diajukan", "frontliner", "Kembalikan"),
		("Diterima", "suratmasuk", "Kembalikan"),
		("Menunggu Disposisi", "kepala", "Kembalikan"),
		("Menunggu Disposisi", "kepala", "Tunda"),
		("Menunggu Rekomendasi", "sekretariat", "Mohon Disposisi Ulang"),
	),
	DATA: (
		("Diajukan", "kepala", "Kembalikan"),
		("Pemrosesan Data", "unitkerja", "Kembalikan"),
		("Pemrosesan Data", "unitkerja", "Mohon Disposisi Ulang"),
		("Penyusunan Surat Balasan", "unitkerja", "Perbaiki Data"),
	),
}
GAPS = (0, 1, 7, 45, 190, 500, 1440, 3 * 1440)  # minutes


class Path:
	"""One case on its way, the site's clock with it."""

	def __init__(self, doctype: str, chance: random.Random):
		self.chance, self.moment = chance, START + timedelta(minutes=chance.randrange(10_000))
		with site_clock.at(self.moment):
			self.case = factory.enter(doctype)
		self.process = reading.process_for(doctype, self.case.sop)
		self.done: set[int] = set()
		self.anew: set[int] = set()

	def walk(self, steps: int) -> None:
		"""So many moves, or fewer where the case ends before."""
		for _step in range(steps):
			if self.process.is_final(self.case.workflow_state):
				return
			self.pass_time()
			with site_clock.at(self.moment):
				self.move_on()

	def pass_time(self) -> None:
		self.moment += timedelta(
			minutes=self.chance.choice(GAPS), seconds=self.chance.randint(1, 59), microseconds=13
		)

	def move_on(self) -> None:
		state, doctype = self.case.workflow_state, self.case.doctype
		if state == self.process.correction:
			answer = {FIELD[doctype]: f"Diperbaiki {frappe.generate_hash(length=6)}"}
			self.case = move(self.case, PORTAL, "Ajukan Kembali", **answer)
		elif state == PAUSE:
			self.case = move(self.case, "kepala", "Lanjutkan", move_reason="Berkas ketemu")
		elif (aside := [way for way in ASIDE[doctype] if way[0] == state]) and self.chance.random() < 0.45:
			self.go_aside(*self.chance.choice(aside))
		else:
			self.go_straight(*next(way for way in WAY[doctype] if way[0] == state))

	def go_aside(self, _state: str, login: str, action: str) -> None:
		values = {"move_reason": "Alasan tertulis"}
		if action == "Kembalikan":
			values = {"corrections": [{"case_field": FIELD[self.case.doctype], "why": "Kurang jelas"}]}
		self.case = move(self.case, login, action, **values)
		step = self.process.step_of(self.case.workflow_state)
		self.anew |= {each for each in self.done if step and each >= step}

	def go_straight(self, state: str, login: str, action: str) -> None:
		step = self.process.step_of(state)
		fields = [e for e in self.process.evidence_of(step) if e.kind in FIELD_KINDS]
		ticks = [e.key for e in fields] if step in self.anew else []
		values = factory.given(self.case, state, login)
		self.case = move(self.case, login, action, **values, still_valid=ticks)
		self.done.add(step)
		self.anew.discard(step)

	@property
	def log(self) -> list:
		return log_of(self.case)


def log_of(case) -> list:
	return frappe.get_all("SOP Step Log", {"reference_name": case.name}, ["*"], order_by="visit")


@pytest.fixture
def office(site):
	"""The demo office without holidays, with a state that no step names."""
	factory.people()
	row = frappe.get_single("Dinas SOP Settings")
	row.holiday_list = None
	row.flags.ignore_mandatory = True
	row.save()
	insert_state(site, PAUSE)  # from Menunggu Disposisi and back
	return site


walks = settings(
	max_examples=5,
	deadline=None,
	database=None,
	phases=(Phase.generate,),  # each move costs the site; plain properties stand in tests/unit/working_time
	suppress_health_check=list(HealthCheck),
)
"""A handful of long paths: every one has some ten moves, most of them with a return, a loop or the pause."""


@walks
@given(doctype=st.sampled_from((RESEARCH, DATA)), seed=st.integers(0, 2**64 - 1))
def test_the_time_of_a_case_is_the_time_of_its_visits(office, doctype, seed):
	"""Protects office and applicant alike: not a minute of a case is lost, counted twice or put on the wrong account."""
	path = Path(doctype, random.Random(seed))
	path.walk(14)
	log = path.log
	early, visits = [row for row in log if not row.state], [row for row in log if row.state]
	for row in early:
		assert row.entered_on == row.left_on and not row.working_minutes
		assert (row.verdict, row.time_of) == ("Tidak Diukur", "Pemohon")
	for row, after in pairwise(visits):
		assert row.left_on == after.entered_on and row.next_state == after.state
	is_over = path.process.is_final(path.case.workflow_state)
	assert [bool(row.left_on) for row in visits] == [True] * (len(visits) - 1) + [is_over]

	oracle = Oracle(clock.calendar(), HORIZON)
	begin, end = (
		moment.replace(second=0, microsecond=0) for moment in (visits[0].entered_on, visits[-1].entered_on)
	)
	spent = {"Kantor": 0, "Pemohon": 0, "Jeda": 0}
	for row in visits:
		if row.left_on and row.kind != "Akhir":
			spent[row.time_of] += row.working_minutes
	assert sum(spent.values()) == oracle.minutes(begin, end)
	theirs = {row.state for row in visits if row.time_of == "Pemohon"}
	assert theirs <= {w[0] for w in WAY[doctype] if w[1] == PORTAL} | {path.process.correction}
	assert {row.state for row in visits if row.time_of == "Jeda"} <= {PAUSE}


@walks
@given(seed=st.integers(0, 2**64 - 1))
def test_what_is_closed_stays_as_it_was(office, seed):
	"""Protects the record: new hours, a holiday and a new SOP move what is still open, never what is over."""
	frappe.db.savepoint("office")
	path = Path(DATA, random.Random(seed))
	path.walk(6)
	before = {row.name: row for row in path.log if row.left_on}
	change_everything(path.moment)
	recalculate.move_open_due_dates()
	after = path.log
	assert {row.name: row for row in after if row.name in before} == before
	for row in after:
		if not row.left_on and row.standard:
			assert row.standard == "1 Hari", "the SOP version that the case began with"
			entered = row.entered_on.replace(second=0, microsecond=0)
			due = Oracle(clock.calendar(), HORIZON).after_days(entered, 1)
			assert abs(row.due_on - due) < timedelta(minutes=1)
	frappe.db.rollback(save_point="office")
	frappe.clear_document_cache("Dinas SOP Settings", "Dinas SOP Settings")


def change_everything(moment: datetime) -> None:
	"""Shorter hours from now on and for ever, tomorrow a holiday, and another SOP in force."""
	holidays = frappe.get_doc(
		doctype="Holiday List",
		holiday_list_name=f"Libur {frappe.generate_hash(length=6)}",
		from_date="2027-01-01",
		to_date="2028-12-31",
		holidays=[{"holiday_date": (moment + timedelta(days=1)).date(), "description": "Cuti bersama"}],
	).insert()
	office = frappe.get_single("Dinas SOP Settings")
	for row in office.working_hours:
		row.closes = "14:00:00"
	office.holiday_list = holidays.name
	office.flags.ignore_mandatory = True
	office.save()
	draft = frappe.get_doc("SOP", {"status": "Berlaku"}).new_version()
	draft = frappe.get_doc("SOP", draft)
	for row in draft.steps:
		if row.standard_time == "1 Hari":
			row.standard_time = "5 Menit"
	draft.save().publish()


MONDAY, THURSDAY, FRIDAY, SATURDAY = (datetime(2027, 3, day) for day in (1, 4, 5, 6))


@pytest.mark.parametrize(
	("doctype", "state", "entered", "due"),
	[
		(RESEARCH, "Diajukan", MONDAY.replace(hour=11, minute=55), MONDAY.replace(hour=13, minute=5)),
		(RESEARCH, "Diterima", FRIDAY.replace(hour=14, minute=20), datetime(2027, 3, 8, 7, 50)),
		(DATA, "Diajukan", THURSDAY.replace(hour=15, minute=45), FRIDAY.replace(hour=14, minute=30)),
		(DATA, "Diajukan", THURSDAY.replace(hour=11, minute=45), FRIDAY.replace(hour=13)),
		(DATA, "Diajukan", SATURDAY.replace(hour=22), datetime(2027, 3, 9, 7, 30)),
	],
	ids=["10 Menit", "30 Menit", "1 Hari to closing", "1 Hari into the break", "1 Hari from the weekend"],
)
def test_the_offices_examples_stand_in_the_log(office, doctype, state, entered, due):
	"""Protects everyone measured by the SOP: what the office agreed on is what the log of a real case says."""
	before = entered - timedelta(minutes=5)
	with site_clock.at(before if state == "Diterima" else entered):
		case = factory.enter(doctype)
	if state == "Diterima":
		with site_clock.at(entered):
			case = move(case, "frontliner", "Terima", **factory.given(case, "Diajukan", "frontliner"))
	row = log_of(case)[-1]
	assert (row.state, row.entered_on, row.due_on) == (state, entered, due)


@pytest.mark.parametrize(
	("late", "verdict"),
	[
		(timedelta(0), "Tepat Waktu"),
		(timedelta(microseconds=999_999), "Tepat Waktu"),
		(timedelta(seconds=1), "Terlambat"),
	],
	ids=["the due second", "its last microsecond", "the next second"],
)
def test_leaving_at_the_due_second_is_on_time(office, late, verdict):
	"""Protects the clerk who acts in the last second: the log of a real case says on time, and a second later late."""
	with site_clock.at(MONDAY.replace(hour=9, microsecond=5)):
		case = factory.enter(RESEARCH)
		values = factory.given(case, "Diajukan", "frontliner")
	with site_clock.at(MONDAY.replace(hour=9, minute=10) + late):
		case = move(case, "frontliner", "Terima", **values)
	row = next(row for row in log_of(case) if row.state == "Diajukan")
	assert (row.due_on, row.verdict) == (MONDAY.replace(hour=9, minute=10), verdict)
	assert row.working_minutes == 10
