"""Protects applicants' objections: when they may be lodged, and that nobody writes what is another's."""

from datetime import datetime, timedelta
from pathlib import Path as File

import pytest

from dinas_sop.public_information.deadline import DayKind
from dinas_sop.public_information.objection_rules import (
	GROUNDS,
	Attempt,
	Path,
	Problem,
	When,
	decide,
	window,
)
from dinas_sop.workflows.process import Transition
from tests.unit.working_time.office import OFFICE, at

FRONT, HEAD, APPLICANT, OFFICER = "Petugas Frontliner", "Kepala Dinas", "Pemohon", "Sekretariat"
FORWARD, ANSWER, WITHDRAW = "Teruskan ke Atasan PPID", "Tanggapi", "Tarik Keberatan"
WORKFLOW = Path(
	{"Diajukan": (FRONT,), "Diproses": (HEAD,), "Ditanggapi": (OFFICER,), "Ditarik": (OFFICER,)},
	(
		Transition("Diajukan", FORWARD, "Diproses", FRONT),
		Transition("Diajukan", WITHDRAW, "Ditarik", APPLICANT),
		Transition("Diajukan", WITHDRAW, "Ditarik", FRONT),
		Transition("Diproses", ANSWER, "Ditanggapi", HEAD),
		Transition("Diproses", WITHDRAW, "Ditarik", APPLICANT),
		Transition("Diproses", WITHDRAW, "Ditarik", FRONT),
	),
	frozenset({APPLICANT}),
)


def problems(before, after, *changed, role, **facts):
	given = Attempt(WORKFLOW, before, after, frozenset({role}), frozenset(changed), **facts)
	return {problem for problem, _fields in decide(given)}


# --- the window -----------------------------------------------------------------------


def when(now, answered=None, due=None, days=2, kind=DayKind.WORKING, **more):
	return window(OFFICE, now, answered=answered, due=due, days=days, kind=kind, **more)


def test_the_seven_grounds_of_the_law():
	"""Protects the applicant: the grounds are those of Perki 1/2021 article 39, all of them, in its order."""
	words = "penolakan karena pengecualian; informasi berkala tidak disediakan; permintaan tidak ditanggapi; ditanggapi tidak sebagaimana diminta; tidak dikabulkan; biaya tidak wajar; melebihi waktu"
	assert [ground.lower() for ground in GROUNDS] == words.split("; ")
	meta = File(__file__).parents[3] / "dinas_sop/dinas_sop/doctype/information_objection"
	assert "\\n".join(GROUNDS) in (meta / "information_objection.json").read_text(encoding="utf-8")


def test_neither_answer_nor_deadline_is_too_early():
	"""Protects the office: an objection is about something."""
	assert when(at("Mon 10.00")).when is When.TOO_EARLY
	assert when(at("Mon 10.00"), due=at("Mon 10.00")).when is When.TOO_EARLY, "its second still counts"


def test_after_the_deadline_without_an_answer():
	"""Protects the applicant whom nobody answered: one second late is late."""
	found = when(at("Mon 10.00") + timedelta(seconds=1), due=at("Mon 10.00"))
	assert found.when is When.OPEN and found.since == at("Mon 10.00") and not found.of_answer


@pytest.mark.parametrize(
	("now", "expected"),
	[
		(datetime(2026, 11, 25, 23, 59, 59), When.OPEN),
		(datetime(2026, 11, 26, 0, 0, 0), When.TOO_LATE),
	],
)
def test_the_last_day_ends_at_midnight(now, expected):
	"""Protects the applicant at the border: the whole last day counts, the next one does not."""
	assert when(now, answered=at("Mon 09.00")).when is expected


def test_weekends_count_only_as_calendar_days():
	"""Protects both: 30 hari kerja are not 30 days."""
	answered = at("Fri 09.00")
	assert when(at("Tue+ 12.00"), answered=answered).when is When.OPEN
	assert when(at("Tue+ 12.00"), answered=answered, kind=DayKind.CALENDAR).when is When.TOO_LATE


def test_a_late_answer_opens_a_window_of_its_own():
	"""Protects the applicant who was answered late: the days count from the answer."""
	found = when(at("Fri 09.00"), answered=at("Fri 08.00"), due=at("Mon 10.00"))
	assert found.since == at("Fri 08.00") and found.of_answer


def test_a_withdrawn_request_has_no_objection():
	"""Protects the office from an objection to what the applicant ended."""
	assert when(at("Tue 09.00"), answered=at("Mon 09.00"), withdrawn=True).when is When.WITHDRAWN


# --- who writes what ----------------------------------------------------------------------


def test_lodging():
	"""Protects the answer: nobody lodges an objection that is answered already."""
	assert problems("", "Diajukan", "data_request", "ground", "proxy_letter", role=APPLICANT) == set()
	assert problems("", "Diproses", "ground", role=APPLICANT) == {Problem.NOT_FIRST}
	assert problems("", "Diajukan", "ground", "decision", role=FRONT) == {Problem.NOT_AT_LODGING}


@pytest.mark.parametrize("role", [FRONT, HEAD, APPLICANT])
@pytest.mark.parametrize("state", ["Diajukan", "Diproses", "Ditanggapi"])
@pytest.mark.parametrize("field", ["ground", "statement", "data_request", "proxy_name", "proxy_letter"])
def test_what_was_lodged_stays(role, state, field):
	"""Protects the applicant: nobody rewrites an objection, not even its author."""
	assert problems(state, state, field, role=role) == {Problem.LODGED}


@pytest.mark.parametrize("field", ["decision", "response", "response_file", "response_number"])
def test_the_answer_is_the_superiors(field):
	"""Protects the applicant: only the Atasan PPID answers, while it is the turn, and never afterwards."""
	assert problems("Diproses", "Diproses", field, role=HEAD) == set()
	for role in (FRONT, APPLICANT, OFFICER):
		assert problems("Diproses", "Diproses", field, role=role) == {Problem.NOT_NOW}
	for state in ("Diajukan", "Ditanggapi", "Ditarik"):
		assert problems(state, state, field, role=HEAD) == {Problem.NOT_NOW}


def test_an_answer_has_content():
	"""Protects the applicant from an empty answer; a withdrawal needs none."""
	assert problems("Diproses", "Ditanggapi", role=HEAD) == {Problem.NO_ANSWER}
	assert problems("Diproses", "Ditanggapi", "decision", "response", role=HEAD, is_answered=True) == set()
	assert problems("Diproses", "Ditarik", role=APPLICANT) == set()


@pytest.mark.parametrize(
	("before", "after", "role"),
	[
		("Diajukan", "Diproses", APPLICANT),
		("Diajukan", "Ditanggapi", HEAD),
		("Diproses", "Ditanggapi", FRONT),
		("Diproses", "Ditarik", HEAD),
		("Ditanggapi", "Diproses", HEAD),
		("Ditarik", "Diajukan", APPLICANT),
	],
)
def test_moves_are_the_workflows(before, after, role):
	"""Protects the process: no state is reached but by an action of the own role."""
	assert Problem.NO_ACTION in problems(before, after, role=role, is_answered=True)


def test_the_reply_is_the_applicants_and_given_once():
	"""Protects the applicant: whether an answer is accepted, says the applicant, also at the counter, and once."""
	for role in (APPLICANT, FRONT):
		assert problems("Ditanggapi", "Ditanggapi", "applicant_reply", role=role, is_answered=True) == set()
	refused = problems("Ditanggapi", "Ditanggapi", "applicant_reply", role=HEAD, is_answered=True)
	assert refused == {Problem.NOT_NOW}
	for state in ("Diproses", "Ditarik"):
		assert problems(state, state, "applicant_reply", role=APPLICANT) == {Problem.NOT_NOW}
	again = problems(
		"Ditanggapi", "Ditanggapi", "applicant_reply", role=APPLICANT, is_answered=True, has_reply=True
	)
	assert again == {Problem.REPLIED}


def test_any_other_field_is_the_systems():
	"""Protects the register: dates and names of an answer are written by the system."""
	for name in ("responded_on", "lodged_on", "respond_due_on"):
		assert problems("Diproses", "Diproses", name, role=HEAD) == {Problem.ENGINE}


def test_a_state_put_in_between():
	"""Protects an office that lets the secretary initial the answer first: rules follow the Workflow, not names."""
	path = Path(
		{"A": (FRONT,), "B": (HEAD,), "C": (OFFICER,), "D": (OFFICER,)},
		(
			Transition("A", "x", "B", FRONT),
			Transition("B", "y", "C", HEAD),
			Transition("C", "z", "D", OFFICER),
		),
		frozenset({APPLICANT}),
	)
	attempt = Attempt(path, "C", "C", frozenset({OFFICER}), frozenset({"response"}))
	assert decide(attempt) == [] and path.turn("D") == "" and path.turn("C") == OFFICER
	assert decide(Attempt(path, "B", "B", frozenset({HEAD}), frozenset({"response"}))) == []
	without_role = Attempt(path, "C", "C", frozenset({HEAD}), frozenset({"response"}))
	assert [problem for problem, _f in decide(without_role)] == [Problem.NOT_NOW]
