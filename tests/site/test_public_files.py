"""Files on the applicant's side: what may be taken home, what is parked, what is not let in."""

import os
import time
from pathlib import Path

import pytest

from dinas_sop.applicants import parking
from tests.site.e2e.driver import pdf
from tests.site.factory import DATA, RESEARCH, upload
from tests.site.public_forms import send_file
from tests.site.public_links import Holders


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case: `holder(DATA, "Terkirim")`."""
	return Holders(target.url)


# --- what one takes home ---------------------------------------------------------


def test_letters_come_when_their_step_is_done(live, holder):
	"""Nobody takes home a letter that the office may still change."""
	waiting = holder(RESEARCH, "Menunggu Rekomendasi")
	assert set(waiting.downloads()) == {"Tanda Terima"}
	done = holder(RESEARCH, "Menunggu Pemberitahuan")
	titles = set(done.downloads()) - {"Tanda Terima"}
	assert len(titles) == 1 and titles.pop().startswith("Surat Rekomendasi Penelitian")


def test_data_come_after_the_reply_and_not_for_ever(live, holder):
	"""Data leave the office only after the commitment is signed and the reply is sent, and each download is logged."""
	before = holder(DATA, "Menunggu Tanda Tangan")
	page = before.open(before.link)
	row = before.case.data_files[0].name
	assert "Data" not in before.downloads() and row not in page.response.text
	assert before.client.get(f"{before.link}?unduh={row}").status_code == 404
	after = holder(DATA, "Terkirim")
	logged = live.db.count("Access Log", {"reference_document": after.case.name})
	files = after.downloads()
	assert files["Data"] == live.get_doc("File", {"file_url": after.case.data_files[0].file}).get_content()
	live.db.rollback()
	log = live.get_all("Access Log", {"reference_document": after.case.name}, ["user", "method", "file_type"])
	assert len(log) == logged + len(files)
	assert all(entry.method.startswith("Tautan Pemohon") for entry in log)
	assert {entry.user for entry in log} == {live.db.get_single_value("Dinas SOP Settings", "portal_user")}
	answer = after.client.get(f"{after.link}?unduh={after.case.data_files[0].name}")
	assert answer.headers["Content-Disposition"].startswith("attachment")
	assert answer.headers["X-Content-Type-Options"] == "nosniff"
	live.db.set_single_value("Dinas SOP Settings", "data_link_days", 0)
	live.db.commit()
	try:
		assert "Data" not in after.downloads()
		assert after.client.get(f"{after.link}?unduh={after.case.data_files[0].name}").status_code == 404
	finally:
		live.db.set_single_value("Dinas SOP Settings", "data_link_days", 30)
		live.db.commit()


def test_only_what_is_offered_can_be_downloaded(live, holder):
	"""Nobody gets a file of the office, or of another case, by its name."""
	mine, others = holder(DATA, "Terkirim"), holder(DATA, "Terkirim")
	internal = live.get_all("File", {"attached_to_name": mine.case.name}, pluck="name")
	letter = live.get_all("Official Letter", {"reference_name": others.case.name}, pluck="name")
	for ident in (*internal, *letter, others.case.data_files[0].name, "../x", "%", "tanda-terima/../x"):
		assert mine.client.get(f"{mine.link}?unduh={ident}").status_code == 404, ident


# --- parked files ----------------------------------------------------------------


def test_a_parked_file_is_good_for_its_own_place_once(live, http):
	"""Nobody puts one upload into another field, uses it twice, or makes up a token."""
	answer = send_file(http.guest(), f"{RESEARCH}:proposal", "../../proposal saya.pdf", pdf())
	token = answer.json()["message"]["token"]
	assert answer.json()["message"]["name"] == "proposal saya.pdf"
	assert parking.look(token, f"{RESEARCH}:proposal")
	assert parking.look(token, f"{RESEARCH}:bakesbangpol_letter") is None
	assert parking.look(token[:-1] + "x", f"{RESEARCH}:proposal") is None
	with pytest.raises(FileNotFoundError):
		[parking.claim(token, f"{RESEARCH}:proposal", RESEARCH, "new-x", "proposal") for _ in range(2)]
	live.db.rollback()
	assert parking.look(token, f"{RESEARCH}:proposal"), "what was rolled back waits again"


def test_a_claimed_file_is_moved_and_comes_back(live, monkeypatch):
	"""An applicant whose submission fails at the very end need not upload again; one that succeeds has the same bytes."""
	monkeypatch.setattr(live.local, "request_ip", "203.0.113.98", raising=False)
	content, place = pdf(), f"{RESEARCH}:proposal"
	token = parking.park(content, "../Proposal <saya>.exe", frozenset({"pdf"}), place)
	parked = parking.look(token, place).path
	url = parking.claim(token, place)
	kept = Path(live.get_site_path(url.lstrip("/")))
	assert kept.read_bytes() == content and not parked.exists()
	live.db.rollback()
	assert parked.read_bytes() == content and not kept.exists()
	assert not live.db.exists("File", {"file_url": url})
	url = parking.claim(token, place)
	live.db.commit()
	file = live.get_doc("File", {"file_url": url})
	assert file.get_content() == content and parking.look(token, place) is None
	by_platform = live.get_doc("File", {"file_url": upload(RESEARCH)})
	for field in ("is_private", "folder", "file_type", "is_folder", "content_hash", "docstatus"):
		assert (file.get(field) or None) == (by_platform.get(field) or None), field
	assert (file.file_name, file.file_size) == ("Proposal saya.pdf", len(content))
	file.delete(ignore_permissions=True)
	live.db.commit()


@pytest.mark.parametrize("hook", ["doc_events", "before_write_file"])
def test_another_app_sees_every_file(live, monkeypatch, hook):
	"""The office's own virus scanner looks at what applicants send before it is kept, and may refuse it."""
	monkeypatch.setattr(live.local, "request_ip", "203.0.113.97", raising=False)
	seen, hooks, place = [], live.get_hooks, f"{RESEARCH}:proposal"

	def scan(*args, **kwargs):
		seen.append(args)
		live.throw("virus")

	def with_a_scanner(name=None, default="_KEEP_DEFAULT_LIST", app_name=None):
		found = hooks(name, default, app_name)
		scanner = ["frappe.utils.dinas_test_scan"]
		if name == hook == "doc_events":
			return found | {"File": found["File"] | {"before_insert": scanner}}
		return scanner if name == hook else found

	monkeypatch.setattr(live.utils, "dinas_test_scan", scan, raising=False)
	monkeypatch.setattr(live, "get_hooks", with_a_scanner)
	monkeypatch.delattr(live.local, "doc_events_hooks", raising=False)
	token = parking.park(pdf(), "a.pdf", frozenset({"pdf"}), place)
	with pytest.raises(live.ValidationError, match="virus"):
		parking.claim(token, place)
	live.db.rollback()
	assert len(seen) == 1 and parking.look(token, place)
	monkeypatch.undo()
	live.local.doc_events_hooks = None
	del live.local.doc_events_hooks
	parking.discard(token, place)


@pytest.mark.parametrize(
	"place", ["Research Permit:title", "Research Permit:nothing", "User:user_image", "File:x", "x"]
)
def test_only_file_fields_of_cases_take_uploads(live, http, place):
	"""The upload is no door into other documents."""
	answer = send_file(http.guest(), place, "a.pdf", pdf())
	assert answer.status_code in (404, 403, 500) and "token" not in answer.text
	assert answer.status_code != 500


@pytest.mark.parametrize(
	("name", "content"),
	[
		("surat.pdf", b"<html><script>alert(1)</script></html>"),
		("surat.pdf", b"%PDF-1.4 torn"),
		("surat.png", b"\x89PNG\r\n\x1a\n torn"),
		("surat.pdf", b""),
		("foto.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
		("besar.pdf", b"%PDF-" + b"0" * 10_000_000),
	],
)
def test_what_is_no_document_is_not_parked(live, http, name, content):
	"""A clerk never opens a file that is not what its name says."""
	answer = send_file(http.guest(), f"{RESEARCH}:proposal", name, content)
	assert answer.status_code == 200 and answer.json()["message"].get("problem"), answer.text
	assert "token" not in answer.json()["message"]


def test_what_nobody_claims_is_swept(live, monkeypatch):
	"""What somebody typed and never sent is gone from the office's disk after a day; what is fresh stays."""
	monkeypatch.setattr(live.local, "request_ip", "203.0.113.99", raising=False)
	old, fresh = (parking.park(pdf(), "a.pdf", frozenset({"pdf"}), "x:y") for _ in range(2))
	path = parking.look(old, "x:y").path
	os.utime(path, (time.time() - parking.KEPT_FOR - 60,) * 2)
	parking.sweep()
	assert parking.look(old, "x:y") is None
	assert parking.look(fresh, "x:y")
	parking.discard(fresh, "x:y")
	job = live.get_all(
		"Scheduled Job Type", {"method": "dinas_sop.applicants.parking.sweep"}, ["frequency", "stopped"]
	)
	assert [(row.frequency, row.stopped) for row in job] == [("Hourly", 0)]
