"""Protects staff from late steps nobody told them of, and from being told twice."""

from datetime import datetime, timedelta

import pytest

STATES = (
	("Diajukan", "Petugas Frontliner"),
	("Diterima", "Petugas Surat Masuk"),
	("Menunggu Disposisi", "Kepala Dinas"),
)
DUE = datetime(2031, 3, 3, 10)  # a Monday
BACK = datetime(2031, 3, 4, 12, 30)  # 26 hours later, in the break
MORNING = datetime(2031, 3, 5, 8)


@pytest.fixture
def office(site, monkeypatch):
	"""Three users of three roles, fifty steps that became overdue while the scheduler was down, and a mail account."""
	from dinas_sop.notices import digest

	users = {}
	for _state, role in STATES:
		email = f"{role.replace(' ', '.').lower()}@notices.test"
		site.get_doc(
			doctype="User", email=email, first_name=role, send_welcome_email=0, roles=[{"role": role}]
		).insert()
		users[role] = email
	log = site.qb.DocType("SOP Step Log")
	site.qb.update(log).set(log.near_on, None).run()  # the demo's own steps keep out of the way
	rows = {role: [] for role in users}
	for number in range(50):
		state, role = STATES[number % 3]
		name = f"PNL-2031-{number:05d}"
		site.qb.into(log).columns(
			"name",
			"reference_doctype",
			"reference_name",
			"visit",
			"state",
			"role",
			"time_of",
			"entered_on",
			"near_on",
			"due_on",
		).insert(
			f"notice{number}",
			"Research Permit",
			name,
			1,
			state,
			role,
			"Kantor",
			DUE - timedelta(minutes=30),
			DUE - timedelta(minutes=6),
			DUE,
		).run()
		rows[role].append(name)
	monkeypatch.setattr(
		digest, "EmailAccount", type("Account", (), {"find_outgoing": staticmethod(lambda: True)})
	)
	monkeypatch.setattr(site, "sendmail", lambda **mail: sent.append(mail))
	sent = []
	return type("Office", (), {"users": users, "rows": rows, "sent": sent})


def tell_all(now):
	from dinas_sop.notices import scan

	return {name: scan.tell(name, now) for name in scan.candidates(now)}


def mails_to(office, user):
	return [mail for mail in office.sent if mail["recipients"] == [user]]


def test_each_user_gets_one_digest_of_exactly_their_cases(office):
	"""After 26 hours without scheduler, each of three users reads of their own overdue cases, once."""
	from dinas_sop.notices import digest

	tell_all(MORNING)
	digest.send_due(MORNING)
	digest.send_due(MORNING + timedelta(minutes=5))
	for role, user in office.users.items():
		(mail,) = mails_to(office, user)
		named = {name for names in office.rows.values() for name in names if name in mail["message"]}
		assert named == set(office.rows[role])


def test_a_second_run_tells_nothing(site, office):
	"""A clerk's bell does not ring again at the next scan."""
	tell_all(MORNING)
	before = site.db.count("Notification Log")
	assert not any(tell_all(MORNING + timedelta(minutes=5)).values())
	assert site.db.count("Notification Log") == before


def test_no_mail_outside_office_hours(office):
	"""Nobody gets mail of the office in the break or at night."""
	from dinas_sop.notices import digest

	tell_all(BACK)
	assert digest.send_due(BACK) == []
	assert digest.send_due(datetime(2031, 3, 4, 22)) == []
	assert office.sent == []


def test_a_job_killed_halfway_neither_loses_nor_repeats(site, office):
	"""The worker dies at the tenth case: the next run tells the other forty, and none of the ten again."""
	from dinas_sop.notices import scan

	names = scan.candidates(MORNING)
	for name in names[:10]:
		scan.tell(name, MORNING)
	site.db.savepoint("killed")
	scan.tell(names[10], MORNING)
	site.db.rollback(save_point="killed")  # what an uncommitted case looks like after the kill
	tell_all(MORNING + timedelta(minutes=5))
	for names in office.rows.values():
		for name in names:
			assert (
				site.db.count(
					"Notification Log", {"document_name": name, "for_user": ("like", "%notices.test")}
				)
				>= 1
			)
	overdue = site.get_all(
		"Notification Log",
		{
			"for_user": ("like", "%notices.test"),
			"document_name": ("like", "PNL-2031-%"),
			"subject": ("like", "%2031%"),
		},
		["document_name", "subject", "for_user"],
	)
	assert len(overdue) == len({(row.document_name, row.subject, row.for_user) for row in overdue})


def test_a_later_overdue_case_comes_in_the_next_days_mail(site, office):
	"""What became overdue after today's mail is in tomorrow's, without yesterday's cases again."""
	from dinas_sop.notices import digest

	tell_all(MORNING)
	digest.send_due(MORNING)
	log = site.qb.DocType("SOP Step Log")
	later = MORNING + timedelta(hours=2)
	site.qb.into(log).columns(
		"name",
		"reference_doctype",
		"reference_name",
		"visit",
		"state",
		"role",
		"time_of",
		"entered_on",
		"near_on",
		"due_on",
	).insert(
		"noticelater",
		"Research Permit",
		"PNL-2031-09999",
		1,
		"Menunggu Disposisi",
		"Kepala Dinas",
		"Kantor",
		later,
		later,
		later,
	).run()
	tell_all(later + timedelta(minutes=5))
	next_day = MORNING + timedelta(days=1)
	digest.send_due(next_day)
	mails = mails_to(office, office.users["Kepala Dinas"])
	assert len(mails) == 2
	assert "PNL-2031-09999" in mails[1]["message"]
	assert not any(name in mails[1]["message"] for name in office.rows["Kepala Dinas"])


def test_each_reads_in_the_own_language(site, office):
	"""Protects a colleague who chose English, and all others from the scheduler's language."""
	from dinas_sop.notices import digest

	english, indonesian = office.users["Kepala Dinas"], office.users["Petugas Frontliner"]
	site.db.set_value("User", english, "language", "en")
	site.db.set_value("User", indonesian, "language", "id")
	tell_all(MORNING)
	digest.send_due(MORNING)
	for user, month in ((english, "3 March 2031"), (indonesian, "3 Maret 2031")):
		(mail,) = mails_to(office, user)
		assert month in mail["message"]
		alerts = site.get_all("Notification Log", {"for_user": user}, pluck="subject")
		assert alerts and all(month in subject for subject in alerts)


def test_the_mail_leads_to_the_cases_and_to_the_queue(office):
	"""Protects a clerk on a phone: each number is a link to its case, and one more opens the queue."""
	from dinas_sop.notices import digest

	tell_all(MORNING)
	digest.send_due(MORNING)
	(mail,) = mails_to(office, office.users["Petugas Surat Masuk"])
	for name in office.rows["Petugas Surat Masuk"]:
		assert f"/app/research-permit/{name}" in mail["message"]
	assert "/app/my-queue" in mail["message"]


def test_a_superior_reads_whose_turn_it_is(site, office):
	"""Protects the superior: steps of others stand apart from the own ones and name the role that has not acted."""
	from dinas_sop.notices import digest

	superior = office.users["Kepala Dinas"]
	site.db.set_single_value("Dinas SOP Settings", "escalation_role", "Kepala Dinas")
	site.clear_document_cache("Dinas SOP Settings", "Dinas SOP Settings")
	tell_all(MORNING)
	digest.send_due(MORNING)
	(mail,) = mails_to(office, superior)
	own, others = office.rows["Kepala Dinas"], office.rows["Petugas Frontliner"]
	message = mail["message"]
	assert max(message.index(name) for name in own) < min(message.index(name) for name in others)
	assert message.count("Petugas Frontliner") == len(others)
	assert message.count("Kepala Dinas") == 1  # the greeting; the own steps need no role


def test_an_applicants_late_step_reminds_the_applicant_once_and_nobody_else(site, monkeypatch):
	"""A student who forgot the statement hears of it, once; no officer and no superior is blamed for it."""
	from dinas_sop.applicants import mail
	from dinas_sop.notices import scan
	from tests.site.factory import DATA, case_in, people

	people()
	case = case_in(DATA, "Menunggu Pernyataan")
	[row] = site.get_all(
		"SOP Step Log", {"reference_name": case.name, "left_on": ("is", "not set")}, pluck="name"
	)
	site.db.set_value("SOP Step Log", row, {"near_on": DUE - timedelta(minutes=6), "due_on": DUE})
	alerts = site.db.count("Notification Log", {"document_name": case.name})
	mails = []
	monkeypatch.setattr(mail, "send_later", lambda *what: mails.append(what))
	assert row not in scan.candidates(DUE - timedelta(hours=1))
	for now in (BACK, MORNING, MORNING + timedelta(days=30)):
		if row in scan.candidates(now):
			scan.tell(row, now)
	assert mails == [(DATA, case.name, mail.TURN)]
	assert site.db.count("Notification Log", {"document_name": case.name}) == alerts
