"""Protects staff from a queue that hides their turn, shows them others' work as theirs, or puts the urgent last."""

from datetime import datetime

import pytest

from dinas_sop.queues.plan import Scope, Urgency, nearer_by_law, order, parts, urgency
from dinas_sop.workflows.process import Process, Step

NOW = datetime(2026, 11, 24, 10)
OFFICE = Process(
	doctype="Data Request",
	section="Permintaan Data",
	states={
		"Diajukan": ("Kepala Dinas", "Petugas Frontliner"),
		"Perlu Dilengkapi": ("Pemohon", "Petugas Frontliner"),
		"Pemrosesan Data": ("Unit Kerja",),
		"Menunggu Tanda Tangan": ("Kepala Dinas", "Unit Kerja"),
		"Selesai": ("Sekretariat",),
		"Ditolak": ("Sekretariat",),
	},
	transitions=(),
	steps=(Step(2, "Disposisi", "Diajukan"),),
	closing="Selesai",
	correction="Perlu Dilengkapi",
	finals=frozenset({"Ditolak"}),
)


def looked_at(roles, scope=Scope.MINE):
	return {part.state: part for part in parts(OFFICE, roles, scope, "Unit Kerja", ("Pemohon",))}


def test_the_first_role_of_a_state_has_the_turn_and_the_others_are_marked_as_helping():
	"""Protects the Petugas Frontliner: the Kepala Dinas' request is in the queue, but not as the own turn."""
	head, counter = looked_at({"Kepala Dinas"})["Diajukan"], looked_at({"Petugas Frontliner"})["Diajukan"]
	assert (head.mine, head.helps) == (True, False)
	assert (counter.mine, counter.helps, counter.turn) == (False, True, "Kepala Dinas")


def test_what_waits_for_applicants_is_apart_from_the_own_work():
	"""Protects the counter's morning: hundreds of applicants who take their time do not bury what is due."""
	assert "Perlu Dilengkapi" not in looked_at({"Petugas Frontliner"})
	waiting = looked_at({"Petugas Frontliner"}, Scope.APPLICANTS)
	assert list(waiting) == ["Perlu Dilengkapi"]
	assert waiting["Perlu Dilengkapi"].helps


def test_a_unit_looks_only_at_what_is_disposed_to_it():
	"""Protects the other unit: a state held as Unit Kerja alone is narrowed to the own Departments."""
	of_unit = looked_at({"Unit Kerja"})
	assert set(of_unit) == {"Pemrosesan Data", "Menunggu Tanda Tangan"}
	assert all(part.of_units for part in of_unit.values())
	both = looked_at({"Unit Kerja", "Kepala Dinas"})
	assert both["Pemrosesan Data"].of_units
	assert not both["Menunggu Tanda Tangan"].of_units


def test_final_states_wait_for_nobody():
	"""Protects the Sekretariat, whose role Frappe demands on final states, from a queue of ended cases."""
	for scope in Scope:
		assert not {"Selesai", "Ditolak"} & set(looked_at({"Sekretariat"}, scope))
	assert looked_at({"Sekretariat"}) == {}


def test_office_and_applicants_are_all():
	"""Protects the Kepala Dinas who adds up the two tabs."""
	office, applicants, everything = (
		set(looked_at(set(), scope)) for scope in (Scope.OFFICE, Scope.APPLICANTS, Scope.ALL)
	)
	assert office | applicants == everything
	assert not office & applicants


@pytest.mark.parametrize(
	("near", "due", "expected"),
	[
		(None, None, Urgency.NONE),
		(datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 9, 59, 59), Urgency.OVERDUE),
		(datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 10), Urgency.TODAY),
		(datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 16), Urgency.TODAY),
		(datetime(2026, 11, 24, 10), datetime(2026, 11, 25, 8), Urgency.NEAR),
		(datetime(2026, 11, 24, 15), datetime(2026, 11, 25, 8), Urgency.LATER),
		(None, datetime(2026, 11, 25, 8), Urgency.LATER),
	],
)
def test_urgency(near, due, expected):
	"""Protects whoever looks at the colour: red only after the due second, orange from when most time is used."""
	assert urgency(NOW, near, due) is expected


def test_the_earliest_due_date_stands_first_and_none_last():
	"""Protects an applicant: the longest overdue case is on top; a pause without due date is below all others."""
	rows = [
		(None, datetime(2026, 11, 20), "pause"),
		(datetime(2026, 11, 26), datetime(2026, 11, 20), "later"),
		(datetime(2026, 11, 20), datetime(2026, 11, 19), "overdue"),
		(datetime(2026, 11, 24, 16), datetime(2026, 11, 24), "today, newer"),
		(datetime(2026, 11, 24, 16), datetime(2026, 11, 23), "today, older"),
		(None, datetime(2026, 11, 19), "older pause"),
	]
	names = [row[2] for row in sorted(rows, key=lambda row: order(*row))]
	assert names == ["overdue", "today, older", "today, newer", "later", "older pause", "pause"]


@pytest.mark.parametrize(
	("due", "answer_due", "shown"),
	[
		(NOW.replace(day=26), NOW.replace(day=25), NOW.replace(day=25)),
		(None, NOW.replace(day=25), NOW.replace(day=25)),
		(NOW.replace(day=25), NOW.replace(day=25), None),
		(NOW.replace(day=25), None, None),
	],
)
def test_the_laws_deadline_is_shown_where_it_comes_first(due, answer_due, shown):
	"""Protects the office from keeping its own time and missing the law's, and the clerk from two dates where one will do."""
	assert nearer_by_law(due, answer_due) == shown
