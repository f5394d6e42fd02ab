"""The applicant's page of a case: only its link opens it, and it shows what an applicant may know."""

import re

import pytest

from dinas_sop.applicants import limits
from tests.site.e2e.driver import Browser
from tests.site.factory import DATA, PASSWORD, RESEARCH, user_of
from tests.site.public_links import Holders, now


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case: `holder(DATA, "Terkirim")`."""
	return Holders(target.url)


# --- who gets in -----------------------------------------------------------------


def test_wrong_token_and_unknown_number_look_the_same(live, holder, target):
	"""Nobody learns which numbers exist, or opens another's case by trying."""
	known = holder(DATA, "Diajukan")
	stranger = Browser(target.url)
	number, token = known.link.rsplit("/", 1)
	pages = [
		stranger.open(path)
		for path in (
			f"{number}/{'A' * len(token)}",
			f"/kelola/PDE-1999-99999/{token}",
			f"/kelola/PNL-1999-99999/{token}",
			f"{number}/{token[:-1]}",
			f"{number}/",
			"/kelola/x",
			"/kelola",
		)
	]
	assert {page.status for page in pages} == {404}
	assert len({page.response.text for page in pages}) == 1
	assert known.case.applicant_name not in pages[0].response.text


def test_a_guesser_is_stopped_and_others_are_not(live, holder, target):
	"""Who tries tokens is turned away after a while; the applicant next door still gets in."""
	somebody = holder(DATA, "Diajukan")
	guesser = Browser(target.url)
	path = somebody.link[:-5]
	codes = [guesser.open(f"{path}{number:05d}").status for number in range(limits.WRONG_GUESSES.count + 1)]
	assert codes == [404] * limits.WRONG_GUESSES.count + [429]
	page = guesser.open(somebody.link)
	assert page.status == 429 and "Retry-After" in page.response.headers
	guesser.client.headers["X-Forwarded-For"] += " "  # another spelling of the same address
	assert guesser.open(somebody.link).status == 429
	assert somebody.open(somebody.link).status == 200


def test_a_new_link_ends_the_old_one_and_is_noted(live, holder, http):
	"""Somebody who lost the phone gets a new link at the counter, and whoever found the phone is locked out."""
	somebody = holder(DATA, "Menunggu Pernyataan")
	before = now(somebody.case)
	clerk = http.login(user_of("frontliner"), PASSWORD)
	answer = clerk.method("dinas_sop.applicants.api.new_link", doctype=DATA, name=somebody.case.name)
	assert answer.status_code == 200, answer.text
	given = answer.json()["message"]
	assert given["qr"].startswith("<svg")
	assert somebody.open(somebody.link).status == 404
	assert somebody.open(re.sub(r"^https?://[^/]+", "", given["url"])).status == 200
	after = now(somebody.case)
	assert (after.link_version, after.modified) == (before.link_version + 1, before.modified)
	comment = live.get_last_doc("Comment", {"reference_name": after.name, "comment_type": "Info"})
	assert comment.owner == user_of("frontliner")


@pytest.mark.parametrize("login", ["kepala", "unitkerja", "sekretariat", "suratmasuk"])
def test_only_the_counter_makes_links(live, holder, http, login):
	"""Nobody but who sees the identity card hands out the power to act for an applicant."""
	somebody = holder(DATA, "Menunggu Pernyataan")
	answer = http.login(user_of(login), PASSWORD).method(
		"dinas_sop.applicants.api.new_link", doctype=DATA, name=somebody.case.name
	)
	assert answer.status_code == 403
	assert (
		http.guest()
		.method("dinas_sop.applicants.api.new_link", doctype=DATA, name=somebody.case.name)
		.status_code
		== 403
	)
	assert somebody.open(somebody.link).status == 200


def test_the_link_is_no_account(live, holder, http):
	"""Who has the link of one case reads no other document with it."""
	somebody = holder(RESEARCH, "Penelitian Berlangsung")
	assert somebody.open(somebody.link).status == 200
	for path in (
		f"/api/resource/{RESEARCH}/{somebody.case.name}",
		f"/api/resource/{RESEARCH}",
		somebody.case.proposal,
		f"/printview?doctype={RESEARCH}&name={somebody.case.name}",
	):
		assert somebody.client.get(path).status_code in (403, 404), path


def test_headers_of_the_link_page(holder):
	"""The address that is a key does not travel to other sites, into caches or into a frame."""
	somebody = holder(DATA, "Diajukan")
	headers = somebody.open(somebody.link).response.headers
	assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
	assert headers["X-Frame-Options"] == "DENY" and "noindex" in headers["X-Robots-Tag"]


# --- what one sees ---------------------------------------------------------------


def test_the_page_names_roles_and_no_people(live, holder):
	"""An applicant sees who has the case as an office, and clerks are not named on the Internet."""
	somebody = holder(RESEARCH, "Menunggu Salinan Hasil")
	page = somebody.open(somebody.link)
	for row in live.get_cached_doc("Dinas SOP Settings").officials:
		assert row.full_name not in page.text and row.user not in page.response.text
	assert "Sekretariat" in page.text and "Langkah 10" in page.text


def test_a_refused_applicant_reads_why(holder):
	"""Somebody whose request was refused reads the reason and the legal ground (UU 14/2008), to object if need be."""
	somebody = holder(DATA, "Ditolak")
	page = somebody.open(somebody.link)
	assert "Alasan tertulis" in page.text and "Pasal 6 UU 14/2008" in page.text
	assert somebody.actions() == set()


@pytest.mark.parametrize(
	("doctype", "state", "actions"),
	[
		(RESEARCH, "Diajukan", {"Batalkan"}),
		(RESEARCH, "Perlu Dilengkapi", {"Ajukan Kembali", "Batalkan"}),
		(RESEARCH, "Menunggu Pemberitahuan", set()),
		(RESEARCH, "Penelitian Berlangsung", {"Mulai Pengumpulan Data"}),
		(RESEARCH, "Menunggu Salinan Hasil", {"Serahkan Salinan"}),
		(RESEARCH, "Diarsipkan", set()),
		(DATA, "Menunggu Pernyataan", {"Tandatangani Pernyataan", "Batalkan"}),
		(DATA, "Menunggu Tanda Tangan", set()),
		(DATA, "Terkirim", {"Konfirmasi Diterima"}),
	],
)
def test_the_page_offers_what_the_workflow_gives_the_applicant(holder, doctype, state, actions):
	"""An applicant finds exactly the buttons that will work."""
	assert holder(doctype, state).actions() == actions
