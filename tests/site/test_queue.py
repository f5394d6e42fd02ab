"""My Queue on a real site: each role sees its turn and nothing it may not see, urgent first, page by page."""

from datetime import datetime, timedelta

import pytest

from dinas_sop.queues import api, cards, objections, start_page
from dinas_sop.queues.plan import Scope
from dinas_sop.queues.rows import Wanted, count
from dinas_sop.reports import charts
from tests.site import factory
from tests.site.factory import DATA, RESEARCH, acting, case_in, enter, move, user_of
from tests.site.test_objection import FORWARD, OBJECTION, RESPOND, in_state, save

STAFF = ("kepala", "sekretariat", "suratmasuk", "frontliner", "unitkerja", "unitkerja2")
ALL_CHARTS = (
	"On Time per Step",
	"Applications per Month",
	"Research per Theme",
	"Applications per Campus",
	"Applications per Unit Kerja",
)


@pytest.fixture
def office(site):
	factory.people()
	return site


@pytest.fixture
def alone(office):
	"""The office without the open cases of other tests."""
	log = office.qb.DocType("SOP Step Log")
	office.qb.update(log).set(log.left_on, datetime(2020, 1, 1)).where(log.left_on.isnull()).run()
	objection = office.qb.DocType(OBJECTION)
	office.qb.update(objection).set(objection.ended_on, datetime(2020, 1, 1)).run()
	return office


def queue_of(login: str, **asked) -> dict[str, dict]:
	"""The rows that a person sees, by number and in order."""
	with acting(login):
		return {row["name"]: row for row in api.queue(**({"limit": 300} | asked))["rows"]}


def due(site, case, due_on: datetime | None, near_on: datetime | None = None):
	"""Let the present step of a case be due then."""
	name = site.db.get_value("SOP Step Log", {"reference_name": case.name, "left_on": ("is", "not set")})
	site.db.set_value("SOP Step Log", name, {"due_on": due_on, "near_on": near_on}, update_modified=False)


# --- who sees what -------------------------------------------------------------------


@pytest.mark.parametrize(
	("doctype", "state", "mine", "helps"),
	[
		(RESEARCH, "Diajukan", {"frontliner"}, set()),
		(RESEARCH, "Diterima", {"suratmasuk"}, set()),
		(RESEARCH, "Menunggu Disposisi", {"kepala"}, set()),
		(RESEARCH, "Menunggu Rekomendasi", {"sekretariat"}, set()),
		(RESEARCH, "Menunggu Pemberitahuan", {"frontliner"}, set()),
		(RESEARCH, "Menunggu Surat Keterangan", {"sekretariat"}, set()),
		(DATA, "Diajukan", {"kepala"}, {"frontliner"}),
		(DATA, "Pemrosesan Data", {"unitkerja"}, set()),
		(DATA, "Penyusunan Surat Balasan", {"unitkerja"}, set()),
		(DATA, "Menunggu Tanda Tangan", {"kepala"}, {"unitkerja"}),
		(RESEARCH, "Perlu Dilengkapi", set(), set()),
		(DATA, "Menunggu Pernyataan", set(), set()),
		(RESEARCH, "Diarsipkan", set(), set()),
		(DATA, "Ditolak", set(), set()),
	],
)
def test_a_case_waits_in_the_queue_of_whose_turn_it_is(alone, doctype, state, mine, helps):
	"""Protects every role: its turn is in its queue, a colleague's is marked, and no one else's is there."""
	case = case_in(doctype, state)
	rows = {login: queue_of(login).get(case.name) for login in STAFF}
	assert {login for login, row in rows.items() if row and row["mine"]} == mine
	assert {login for login, row in rows.items() if row and row["helps"]} == helps


def test_the_other_unit_sees_nothing_in_any_tab(office):
	"""Protects an applicant: a Department that the case was never disposed to learns nothing of it."""
	case = case_in(DATA, "Pemrosesan Data")
	for scope in Scope:
		assert case.name not in queue_of("unitkerja2", scope=scope.value)
		assert case.name not in queue_of("unitkerja2", scope=scope.value, search=case.name)
	assert case.name in queue_of("unitkerja", scope="all")


def test_a_unit_that_gave_its_disposition_back_is_not_waited_for(office):
	"""Protects the unit: what it returned for another disposition leaves its queue and waits for the Kepala Dinas."""
	case = case_in(DATA, "Pemrosesan Data")
	move(case, "unitkerja", "Mohon Disposisi Ulang", move_reason="Bukan bidang kami")
	assert case.name not in queue_of("unitkerja", scope="all")
	assert queue_of("kepala")[case.name]["mine"]


def test_what_waits_for_applicants_stands_apart(alone):
	"""Protects the counter: a returned case is under its own tab, where the Petugas Frontliner may help."""
	case = case_in(RESEARCH, "Perlu Dilengkapi")
	assert case.name not in queue_of("frontliner")
	row = queue_of("frontliner", scope="applicants")[case.name]
	assert (row["helps"], row["of_applicant"], row["mine"]) == (True, True, False)
	assert not queue_of("kepala", scope="applicants")[case.name]["helps"]
	assert case.name not in queue_of("kepala", scope="office")


@pytest.mark.parametrize("login", [factory.NOBODY, factory.OUTSIDER, factory.PORTAL])
def test_who_has_no_part_is_refused_or_sees_nothing(office, login):
	"""Protects applicants: neither a colleague of another office nor an applicant's account reads the queue."""
	case = case_in(RESEARCH, "Diterima")
	try:
		rows = queue_of(login, scope="all")
	except office.PermissionError:
		return
	assert login == factory.PORTAL or case.name not in rows


def test_a_deputy_whose_days_are_over_is_not_waited_for(office):
	"""Protects the Kepala Dinas: who stood in for her keeps no queue of hers when the days are over."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	record = office.get_doc(
		doctype="Acting Official",
		kind="Plh.",
		deputy=user_of("sekretariat"),
		acts_for=user_of("kepala"),
		from_date=factory.day(0),
		to_date=factory.day(0),
	).insert()
	from dinas_sop.permissions import acting as deputies

	deputies.sync()
	assert queue_of("sekretariat")[case.name]["mine"]
	office.db.set_value(
		"Acting Official", record.name, {"from_date": factory.day(-2), "to_date": factory.day(-1)}
	)
	deputies.forget()
	assert case.name not in queue_of("sekretariat")


# --- what a row says -----------------------------------------------------------------


def test_a_row_says_what_why_and_how_long(alone):
	"""Protects the clerk: number, applicant, step, due date with its reason, and the time in words are all there."""
	case = case_in(RESEARCH, "Diterima")
	row = queue_of("suratmasuk")[case.name]
	assert (row["subject"], row["applicant"]) == (case.title, case.applicant_name)
	assert (row["state"], row["step"], row["turn"]) == ("Diterima", 4, "Petugas Surat Masuk")
	assert row["activity"] and row["since"] and row["due"]
	assert row["why"].startswith("30 menit kerja sejak ")
	assert "working" in row["left"] or "kerja" in row["left"]
	assert not row["may_explain"]


def test_a_row_warns_where_the_law_is_nearer_than_the_sop(alone):
	"""Protects the applicant's right to an answer in time, and the unit from learning of it too late."""
	case = case_in(DATA, "Pemrosesan Data")
	row = queue_of("unitkerja")[case.name]
	assert (row["by_law"], row["late_by_law"]) == (None, False), "one working day comes before ten"
	alone.db.set_value(DATA, case.name, "answer_due_on", row["since"] - timedelta(seconds=1))
	row = queue_of("unitkerja")[case.name]
	assert row["by_law"] < row["since"] and row["late_by_law"]


def test_a_reason_of_delay_is_written_from_the_queue_and_read_there(alone):
	"""Protects the applicant: whoever has the turn explains an overdue step, and nobody else does."""
	case = case_in(RESEARCH, "Diterima")
	due(alone, case, datetime.now() - timedelta(days=30))
	assert queue_of("suratmasuk")[case.name]["may_explain"]
	assert not queue_of("kepala", scope="office")[case.name]["may_explain"]
	from dinas_sop.workflows.api import explain_delay

	with acting("suratmasuk"):
		explain_delay(RESEARCH, case.name, "Server TNDE tidak dapat diakses")
	assert queue_of("suratmasuk")[case.name]["late_reason"] == "Server TNDE tidak dapat diakses"


# --- objections ----------------------------------------------------------------------


def test_an_objection_waits_for_whose_turn_it_is_until_the_laws_day(alone):
	"""Protects the applicant who objected: the counter, then the Kepala Dinas, find it in the queue until it is answered."""
	objection = in_state("Diajukan")
	row = queue_of("frontliner")[objection.name]
	assert (row["doctype"], row["subject"], row["turn"]) == (
		OBJECTION,
		objection.ground,
		"Petugas Frontliner",
	)
	assert objection.data_request in row["process"] and row["due"] == objection.respond_due_on
	assert "UU 14/2008" in row["why"] and row["left"] and row["urgency"] == "later" and row["mine"]
	assert objection.name not in queue_of("kepala")
	assert not queue_of("kepala", scope="office")[objection.name]["mine"]
	save(objection, "frontliner", workflow_state=FORWARD)
	assert queue_of("kepala")[objection.name]["state"] == FORWARD
	assert objection.name not in queue_of("frontliner")
	for login in ("suratmasuk", "unitkerja2"):
		assert objection.name not in queue_of(login), login
	assert objection.name not in queue_of("unitkerja2", scope="all"), "never disposed to this unit"
	answered = in_state(RESPOND)
	assert answered.name not in queue_of("kepala", scope="all")


def test_a_late_objection_comes_before_younger_work(alone):
	"""Protects the office from the Komisi Informasi: what is late by the law stands above what is due tomorrow."""
	objection, case = in_state(FORWARD), case_in(RESEARCH, "Menunggu Disposisi")
	long_ago = datetime(2026, 1, 5, 16)
	alone.db.set_value(OBJECTION, objection.name, "respond_due_on", long_ago, update_modified=False)
	assert list(queue_of("kepala"))[:2] == [objection.name, case.name]
	assert list(queue_of("kepala", when="overdue")) == [objection.name]
	assert queue_of("kepala", when="today", process=OBJECTION) == {}
	assert list(queue_of("kepala", process=OBJECTION)) == [objection.name]
	assert objection.name not in queue_of("kepala", process=DATA)
	assert list(queue_of("kepala", search=objection.data_request[-6:], process=OBJECTION)) == [objection.name]
	assert queue_of("kepala", search="%", process=OBJECTION) == {}
	with acting("kepala"):
		assert cards.overdue()["value"] == 1 and cards.mine()["value"] == len(queue_of("kepala"))
	with acting("kepala"):
		page = api.queue(limit=1)
	assert [row["name"] for row in page["rows"]] == [objection.name] and page["more"]


# --- order, filters, pages -----------------------------------------------------------


def test_urgent_first_over_both_processes(alone):
	"""Protects whoever works from the top down: the longest overdue is first, what has no due date last."""
	from frappe.utils import now_datetime

	now = now_datetime()
	permits = [enter(RESEARCH) for _i in range(4)]
	requests = [enter(DATA) for _i in range(2)]
	midnight = now.replace(hour=23, minute=59, second=59)
	for case, moment in zip(
		[permits[0], requests[0], permits[1], requests[1], permits[2]],
		[
			now - timedelta(days=9),
			now - timedelta(days=2),
			midnight,
			now + timedelta(days=3),
			now + timedelta(days=4),
		],
		strict=True,
	):
		due(alone, case, moment, moment - timedelta(hours=1))
	due(alone, permits[3], None)
	rows = queue_of("frontliner")
	expected = [permits[0], requests[0], permits[1], requests[1], permits[2], permits[3]]
	assert list(rows) == [case.name for case in expected]
	levels = [row["urgency"] for row in rows.values()]
	assert levels == ["overdue", "overdue", "today", "later", "later", "none"]
	assert list(queue_of("frontliner", when="overdue")) == [permits[0].name, requests[0].name]
	assert list(queue_of("frontliner", when="today")) == [permits[1].name]
	assert set(queue_of("frontliner", process=DATA)) == {case.name for case in requests}


def test_more_brings_the_rest_without_losing_or_doubling(alone):
	"""Protects the counter on a busy day: page by page the queue is the same as in one piece."""
	cases = [enter(doctype).name for doctype in (RESEARCH, DATA) * 4]
	with acting("frontliner"):
		first = api.queue(limit=3)
		rest = api.queue(limit=8)
	assert len(first["rows"]) == 3 and first["more"]
	assert not rest["more"]
	names = [row["name"] for row in rest["rows"]]
	assert sorted(names) == sorted(cases)
	assert [row["name"] for row in first["rows"]] == names[:3]


@pytest.mark.parametrize("words", ["Zulkarnain", "zulkar", "100%_Kopi", "Institut Kopi"])
def test_search_finds_by_a_part_of_the_words(alone, words):
	"""Protects the counter with an applicant on the telephone, whatever part of name or title is remembered."""
	case = enter(
		RESEARCH,
		applicant_name="Zulkarnain Hadi",
		title="Kedai 100%_Kopi Rakyat",
		institution="Institut Kopi Jatim",
	)
	enter(RESEARCH, title="Kedai 100x Kopi")
	assert list(queue_of("frontliner", search=words)) == [case.name]
	assert queue_of("frontliner", search="' or 1=1 --") == {}


# --- cards and charts ----------------------------------------------------------------


def test_cards_count_what_their_page_shows(alone):
	"""Protects the Kepala Dinas: each number on the workspace is the list behind it."""
	overdue, today = case_in(RESEARCH, "Menunggu Disposisi"), case_in(DATA, "Diajukan")
	waiting = case_in(RESEARCH, "Perlu Dilengkapi")
	from frappe.utils import now_datetime

	now = now_datetime()
	due(alone, overdue, now - timedelta(days=1))
	due(alone, today, now.replace(hour=23, minute=59, second=59))
	due(alone, waiting, now - timedelta(days=1))
	for card in (cards.mine, cards.open_cases, cards.due_today, cards.overdue):
		with acting("kepala"):
			answer = card()
		shown = queue_of("kepala", **answer["route_options"])
		assert answer["value"] == len(shown), card.__name__
		assert answer["route"] == ["my-queue"]
	assert set(queue_of("kepala", scope="office", when="overdue")) == {overdue.name}


def test_done_this_month_counts_a_case_once_and_only_the_done(alone):
	"""Protects the half-yearly report from cases that were refused, or archived twice."""
	with acting("kepala"):
		before = cards.done_this_month()["value"]
	case = case_in(RESEARCH, "Diarsipkan")
	case_in(RESEARCH, "Ditolak")
	move(case, "frontliner", "Tolak Salinan", move_reason="Berkas rusak")
	with acting("kepala"):
		assert cards.done_this_month()["value"] == before + 1


def test_cards_count_only_what_the_user_may_see(office):
	"""Protects applicants: a unit's numbers do not tell of cases that were never disposed to it."""
	counted = (cards.mine, cards.open_cases, cards.due_today, cards.overdue, cards.done_this_month)

	def numbers():
		with acting("unitkerja2"):
			return [card()["value"] for card in counted]

	before = numbers()
	case_in(DATA, "Pemrosesan Data")
	case_in(DATA, "Selesai")
	assert numbers() == before


def test_a_count_is_the_length_of_the_list_for_every_role_and_tab(alone):
	"""Protects every role from a number and a list that disagree."""
	for state in ("Pemrosesan Data", "Menunggu Tanda Tangan", "Perlu Dilengkapi"):
		case_in(DATA, state)
	in_state(FORWARD)
	for login in STAFF:
		for scope in Scope:
			with acting(login):
				number = count(Wanted(scope)) + len(objections.waiting(Wanted(scope)))
			assert number == len(queue_of(login, scope=scope.value)), (login, scope)


@pytest.mark.parametrize("chart", ALL_CHARTS)
def test_charts_show_no_case_that_the_user_may_not_see(office, chart):
	"""Protects applicants: charts of a unit count its own cases, even after a chief has looked at the same chart."""

	def shown(login):
		with acting(login):
			return charts.get(chart)

	of_other = shown("unitkerja2")
	case_in(DATA, "Selesai")
	office.cache.delete_keys("dinas_sop_chart")
	assert shown("kepala")["labels"] or chart == "Research per Theme"
	assert shown("unitkerja2") == of_other
	with pytest.raises(office.PermissionError):
		shown(factory.NOBODY)


def test_charts_count_each_application_once(alone):
	"""Protects the yearly report: a new request is one more in its month and at its unit."""

	def total(chart, login):
		alone.cache.delete_keys("dinas_sop_chart")
		with acting(login):
			return sum(sum(dataset["values"]) for dataset in charts.get(chart)["datasets"])

	counted = [("Applications per Month", "kepala"), ("Applications per Unit Kerja", "unitkerja")]
	before = [total(*each) for each in counted]
	case_in(DATA, "Pemrosesan Data")
	assert [total(*each) for each in counted] == [number + 1 for number in before]


def test_a_late_step_lowers_its_steps_share(alone):
	"""Protects the Kepala Dinas: the chart's share is that of SOP Compliance."""

	def share():
		alone.cache.delete_keys("dinas_sop_chart")
		with acting("kepala"):
			chart = charts.get("On Time per Step")
		return dict(zip(chart["labels"], chart["datasets"][0]["values"], strict=True))["PNL 3"]

	case = case_in(RESEARCH, "Diterima")
	before = share()
	late = {"reference_name": case.name, "step_number": 3}
	alone.db.set_value("SOP Step Log", late, "verdict", "Terlambat", update_modified=False)
	assert share() < before


# --- the start page ------------------------------------------------------------------


def test_the_start_page_is_ones_own_choice(office):
	"""Protects colleagues: who chooses the queue as start page changes nobody else's desk, and can stop."""
	from dinas_sop.queues.start_page import at_boot, is_chosen

	def home(login):
		with acting(login):
			boot = office._dict(home_page="Workspaces")
			at_boot(boot)
			return boot.home_page

	with acting("kepala"):
		start_page.choose(True)
	assert (home("kepala"), home("sekretariat")) == ("my-queue", "Workspaces")
	with acting("kepala"):
		start_page.choose(False)
	assert home("kepala") == "Workspaces" and not is_chosen(user_of("kepala"))


def test_a_login_leads_to_the_chosen_page(live, http):
	"""Protects whoever begins the day there: the login itself says where to go, and goes back when stopped."""
	from dinas_sop.demo.office import PASSWORD

	def home():
		answer = http.guest().post("/api/method/login", {"usr": user_of("suratmasuk"), "pwd": PASSWORD})
		return answer.json()["home_page"]

	before = home()
	me = http.login(user_of("suratmasuk"), PASSWORD)
	me.post("/api/method/dinas_sop.queues.start_page.choose", {"start_here": 1})
	assert home() == "/app/my-queue"
	me.post("/api/method/dinas_sop.queues.start_page.choose", {"start_here": 0})
	assert home() == before
