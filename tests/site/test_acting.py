"""Protects the office when its head is on leave: the deputy can act, is named as such, and only for those days."""

import pytest
from frappe.utils import add_days, nowdate

HEAD, DEPUTY = "kepala.cuti@acting.test", "sekretaris@acting.test"


@pytest.fixture
def people(site):
	"""A head with the role Kepala Dinas, and a secretary who will act for her."""
	from dinas_sop.permissions import acting

	for email, role in ((HEAD, "Kepala Dinas"), (DEPUTY, "Sekretariat")):
		site.get_doc(
			doctype="User", email=email, first_name=email, send_welcome_email=0, roles=[{"role": role}]
		).insert()
	acting.forget()
	yield site
	acting.forget()


def record(site, first, last, acts_for=HEAD, deputy=DEPUTY):
	return site.get_doc(
		doctype="Acting Official",
		kind="Plh.",
		acts_for=acts_for,
		deputy=deputy,
		from_date=add_days(nowdate(), first),
		to_date=add_days(nowdate(), last),
	).insert()


def test_the_deputy_holds_the_role_on_those_days(people):
	"""The secretary can dispose while the head is away."""
	from dinas_sop.permissions import acting

	record(people, 0, 2)
	assert "Kepala Dinas" in people.get_roles(DEPUTY)
	assert "Kepala Dinas" in acting.roles_of(DEPUTY)
	assert acting.acting_for(DEPUTY, "Kepala Dinas").kind == "Plh."
	assert acting.deputy_of(HEAD).deputy == DEPUTY


def test_it_ends_by_itself(people):
	"""The day after, the secretary is a secretary again, and the head's own role was never touched."""
	from dinas_sop.permissions import acting

	record(people, -3, 0)
	acting.sync(add_days(nowdate(), 1))
	assert "Kepala Dinas" not in people.get_roles(DEPUTY)
	assert "Sekretariat" in people.get_roles(DEPUTY)
	assert "Kepala Dinas" in people.get_roles(HEAD)


def test_an_ended_record_counts_for_nothing_while_the_scheduler_is_down(people):
	"""Nobody signs as Plh. after the last day because a server was asleep."""
	from dinas_sop.permissions import acting

	ended = record(people, -3, 0)
	ended.db_set("to_date", add_days(nowdate(), -1))
	acting.forget()
	assert "Kepala Dinas" in people.get_roles(DEPUTY)
	assert "Kepala Dinas" not in acting.roles_of(DEPUTY)
	assert acting.acting_for(DEPUTY) is None


def test_the_first_request_after_the_last_day_takes_the_role(people):
	"""With the scheduler down, the deputy's own next click ends it."""
	from dinas_sop.permissions import acting

	ended = record(people, -3, 0)
	ended.db_set("to_date", add_days(nowdate(), -1))
	acting.forget()
	acting.at_request()
	assert "Kepala Dinas" not in people.get_roles(DEPUTY)
	assert people.db.get_value("Acting Official", ended.name, "ended") == 1


def test_who_holds_the_role_anyway_keeps_it(people):
	"""A second head of the office does not lose the role when the days of standing in are over."""
	from dinas_sop.permissions import acting

	people.get_doc("User", DEPUTY).add_roles("Kepala Dinas")
	record(people, -3, 0)
	acting.sync(add_days(nowdate(), 1))
	assert "Kepala Dinas" in people.get_roles(DEPUTY)


def test_days_before_the_first_give_nothing(people):
	"""A leave planned for next week does not make a deputy today."""
	from dinas_sop.permissions import acting

	record(people, 7, 9)
	assert "Kepala Dinas" not in people.get_roles(DEPUTY)
	assert acting.acting_for(DEPUTY) is None


def test_two_deputies_on_one_day_are_refused(people):
	"""An administrator is told that somebody else already acts on these days."""
	record(people, 0, 5)
	with pytest.raises(people.ValidationError):
		record(people, 3, 8)


def test_a_started_record_cannot_be_turned_round(people):
	"""Who acted for whom stays on record as it was."""
	started = record(people, 0, 2)
	started.deputy = HEAD
	with pytest.raises(people.ValidationError):
		started.save()


def test_deleting_a_record_takes_the_role(people):
	"""Leave cancelled: the deputy is no deputy from that moment."""
	record(people, 0, 2).delete()
	assert "Kepala Dinas" not in people.get_roles(DEPUTY)


def test_the_log_names_the_deputy_and_the_guard_refuses_the_day_after(site):
	"""Whoever reads the log sees "Plh."; and a role that nobody has taken back yet signs nothing any more."""
	from dinas_sop.permissions import acting
	from dinas_sop.workflows.messages import Refused
	from tests.site import factory

	factory.people()
	step = (factory.RESEARCH, "Menunggu Disposisi")
	first, second = factory.case_in(*step), factory.case_in(*step)
	deputy = factory.user_of("sekretariat")
	standing_in = record(site, -3, 0, acts_for=factory.user_of("kepala"), deputy=deputy)
	factory.move(first, "sekretariat", "Disposisi", **factory.given(first, step[1], "sekretariat"))
	values = factory.given(second, step[1], "sekretariat")
	standing_in.db_set("to_date", add_days(nowdate(), -1))
	acting.forget()
	assert "Kepala Dinas" in site.get_roles(deputy)
	with pytest.raises(Refused):
		factory.move(second, "sekretariat", "Disposisi", **values)
	row = site.get_last_doc("SOP Step Log", {"reference_name": first.name, "state": step[1]})
	assert (row.actor, row.acted_as) == (deputy, "Kepala Dinas")
	assert row.actor_name.startswith("Plh. ")
	assert site.db.get_value(factory.RESEARCH, second.name, "workflow_state") == step[1]


def test_what_another_request_remembered_meanwhile_is_forgotten_at_the_commit(live):
	"""The secretary can act from the first minute, although somebody opened a page while the record was being saved."""
	from dinas_sop.permissions import acting

	before = acting.records()
	planned = record(live, 400, 401, acts_for="kepala@dinas.test", deputy="sekretariat@dinas.test")
	try:
		live.cache.set_value(acting.CACHE_KEY, before)  # the other request, which does not see the record yet
		live.db.commit()
		live.local.cache.clear()  # as the next request begins
		assert planned.name in [row["name"] for row in acting.records()]
		planned.db_set("ended", 1)
		acting.forget()
		assert planned.name not in [row["name"] for row in acting.records()]
		live.db.rollback()
		live.local.cache.clear()
		assert planned.name in [row["name"] for row in acting.records()], "remembered what never came to be"
	finally:
		planned.delete(force=True)
		live.db.commit()
