"""What applicants are told by e-mail: in the background, with their words made harmless, and never needed."""

import pytest

from dinas_sop.applicants import mail
from tests.site.factory import DATA, acting, case_in, enter, move, people


@pytest.fixture
def office(site):
	"""The demo office with an outgoing account, inside a transaction that is taken back."""
	people()
	account = site.get_doc(
		doctype="Email Account",
		email_account_name="Uji keluar",
		email_id="dinas@contoh.id",
		enable_outgoing=1,
		default_outgoing=1,
		smtp_server="localhost",
		no_smtp_authentication=1,
		awaiting_password=1,
	)
	account.flags.ignore_validate = True
	account.insert()
	return site


def queued(site, case) -> list:
	names = site.get_all("Email Queue", {"reference_name": case.name}, pluck="name", order_by="creation")
	return [site.get_doc("Email Queue", name) for name in names]


def text_of(entry) -> str:
	import email
	from email.policy import default

	message = email.message_from_string(entry.message, policy=default)
	return message.get_body(("html",)).get_content()


def test_the_receipt_carries_number_code_and_link(office):
	"""Somebody who closed the page finds everything in the mailbox."""
	case = enter(DATA, email="siti@contoh.id")
	mail.send(DATA, case.name, mail.RECEIVED)
	(entry,) = queued(office, case)
	assert [row.recipient for row in entry.recipients] == ["siti@contoh.id"]
	body = text_of(entry)
	for said in (case.name, case.tracking_code, f"/kelola/{case.name}/"):
		assert said in body


def test_what_an_applicant_typed_is_text(office):
	"""No applicant puts a link or a picture of the own making into a mail of the office."""
	case = enter(DATA, email="siti@contoh.id")
	office.db.set_value(
		DATA, case.name, "applicant_name", '<a href="http://jahat.example">Klik</a> {{ 7*7 }}'
	)
	mail.send(DATA, case.name, mail.RECEIVED)
	body = text_of(queued(office, case)[0])
	assert '<a href="http://jahat.example"' not in body and "49" not in body
	assert "&lt;a href" in body or "Klik" in body


def test_without_address_template_or_account_nothing_is_sent_and_nothing_breaks(office):
	"""An office without mail, and an applicant without an address, work as before."""
	silent = enter(DATA)
	mail.send(DATA, silent.name, mail.RECEIVED)
	case = enter(DATA, email="siti@contoh.id")
	office.delete_doc("Email Template", mail.RECEIVED)
	mail.send(DATA, case.name, mail.RECEIVED)
	office.db.set_value("Email Account", "Uji keluar", {"enable_outgoing": 0, "default_outgoing": 0})
	office.local.outgoing_email_account = {}
	mail.send(DATA, case.name, mail.TURN)
	assert queued(office, silent) == queued(office, case) == []
	assert not mail.can_send(case)


def test_the_applicant_is_told_when_staff_hand_the_turn_over(office, monkeypatch):
	"""Somebody whose papers came back is told the same day; of what they do themselves, only that it is over."""
	told = []
	monkeypatch.setattr(
		mail, "_later", lambda case, template: told.append((case.name, template, case.workflow_state))
	)
	case = case_in(DATA, "Menunggu Pernyataan")
	assert told == [(case.name, mail.TURN, "Menunggu Pernyataan")]
	case = move(case, "portal", "Batalkan", move_reason="Tidak perlu lagi")
	assert told[1:] == [(case.name, mail.ENDED, "Dibatalkan")], "who else holds the link cannot end it unseen"
	other = enter(DATA)
	told.clear()
	move(other, "frontliner", "Kembalikan", corrections=[{"case_field": "letter_number", "why": "Salah"}])
	assert told == [(other.name, mail.TURN, "Perlu Dilengkapi")]
	with acting("frontliner"):
		office.get_doc(DATA, other.name).save()
	assert len(told) == 1


def test_a_queue_that_does_not_run_takes_nothing_away(office, monkeypatch):
	"""An application is kept, and its number shown, although no background worker can be reached."""

	def broken(*args, **kwargs):
		raise ConnectionError("no redis")

	tried = []
	monkeypatch.setattr(office, "enqueue", lambda *args, **kwargs: (tried.append(kwargs["name"]), broken()))
	case = enter(DATA, email="siti@contoh.id")
	mail.tell_received(case)
	assert not tried, "not before the commit"
	office.db.after_commit.run()
	assert tried == [case.name]
