"""/lacak and /periksa: what the office tells somebody who is not logged in, and what it does not."""

import statistics
import time

import pytest

from dinas_sop.applicants import limits
from tests.site.e2e.driver import Browser
from tests.site.factory import DATA, REPLY, RESEARCH, acting, case_in
from tests.site.public_links import Holders


@pytest.fixture
def holder(live, target) -> Holders:
	"""Somebody with a case."""
	return Holders(target.url)


def track(browser: Browser, number: str, code: str):
	browser.open("/lacak")
	return browser.press("Lacak", nomor=number, kode=code)


# --- /lacak ----------------------------------------------------------------------


@pytest.mark.parametrize("spelled", ["{0}", " {1} {2} ", "{3}"])
def test_number_and_code_show_where_it_stands(live, holder, target, spelled):
	"""Somebody without the link sees step, role and since when, typing the code as it comes."""
	case = holder(DATA, "Pemrosesan Data").case
	code = case.tracking_code
	page = track(Browser(target.url), case.name, spelled.format(code, code[:5], code[5:], code.lower()))
	assert page.status == 200
	for said in ("Pemrosesan Data", "Unit Kerja", "4 dari 7", "1 Hari"):
		assert said in page.text
	assert code not in page.response.url and case.name not in page.response.url


def test_tracking_shows_no_name_and_no_file(live, holder, target):
	"""Who finds a receipt in the bin learns nothing about the person."""
	case = holder(RESEARCH, "Ditolak").case
	page = track(Browser(target.url), case.name, case.tracking_code)
	for value in (
		case.applicant_name,
		case.phone,
		case.title,
		case.identity_number,
		"Alasan tertulis",
		"/kelola/",
	):
		assert value not in page.response.text, value


def test_a_wrong_and_an_unknown_number_are_alike(live, holder, target):
	"""Nobody learns which numbers exist, neither from the answer nor from the time it takes."""
	case = holder(DATA, "Diajukan").case
	texts, times = {}, {"wrong": [], "unknown": []}
	for round_ in range(8):
		for kind, number in (("wrong", case.name), ("unknown", "PDE-1999-99999")):
			browser = Browser(target.url)
			browser.open("/lacak")
			begun = time.perf_counter()
			page = browser.press("Lacak", nomor=number, kode="ABCDEFGHJK")
			if round_:
				times[kind].append(time.perf_counter() - begun)
			assert page.status == 404
			texts[kind] = page.response.text.replace(number, "")
	assert texts["wrong"] == texts["unknown"]
	medians = [statistics.median(values) for values in times.values()]
	assert abs(medians[0] - medians[1]) < 0.5 * min(medians)


def test_an_empty_code_finds_nothing(live, holder, target):
	"""A case without a code (entered before there were codes) cannot be tracked by leaving it empty."""
	case = holder(DATA, "Diajukan").case
	live.db.set_value(DATA, case.name, "tracking_code", None, update_modified=False)
	live.db.commit()
	for code in ("", "-", " - ", "None"):
		assert track(Browser(target.url), case.name, code).status == 404


def test_a_guesser_of_codes_is_stopped(live, holder, target):
	"""Nobody tries the codes of a number one after the other."""
	case = holder(DATA, "Diajukan").case
	guesser = Browser(target.url)
	codes = [
		track(guesser, case.name, f"WRONG{number:05d}").status for number in range(limits.WRONG_GUESSES.count)
	]
	assert set(codes) == {404}
	answer = guesser.client.post("/lacak", data={"nomor": case.name, "kode": case.tracking_code})
	assert answer.status_code == 429


# --- /periksa --------------------------------------------------------------------


def letter_of(live, case):
	return live.get_last_doc("Official Letter", {"reference_name": case.name})


def test_a_signed_letter_is_confirmed_with_what_stands_on_it(live, holder, target):
	"""Who gets a letter of the office on paper can tell whether the office knows it."""
	case = holder(DATA, "Terkirim").case
	letter = letter_of(live, case)
	page = Browser(target.url).open(f"/periksa/{letter.verification_code}")
	assert page.status == 200
	for said in (
		letter.letter_number,
		letter.subject,
		letter.signatory_name,
		letter.pdf_sha256,
		letter.signed_sha256,
	):
		assert said and said in page.text, said
	assert "sudah ditandatangani" in page.text
	assert "BSrE" not in page.text and "secara elektronik" not in page.text, "the signed file is a scan"
	for secret in (case.phone, case.identity_number, case.address):
		assert secret not in page.response.text


def test_an_issued_letter_is_not_called_signed(live, holder, target):
	"""Nobody is told that a letter is signed before the office has its signed copy."""
	from dinas_sop.letters import drafting, life

	case = holder(DATA, "Menunggu Tanda Tangan").case
	with acting("kepala"):
		letter = drafting.draft(live.get_doc(DATA, case.name, for_update=True), REPLY)
		life.issue(letter, live.get_doc(DATA, case.name))
	live.db.commit()
	page = Browser(target.url).open(f"/periksa/{letter.verification_code}")
	assert "naskah bertanda tangan belum tercatat" in page.text
	assert "sudah ditandatangani" not in page.text


def test_a_revoked_letter_is_said_to_be_revoked(live, holder, target):
	"""A campus that checks a permit learns that it was withdrawn."""
	case = case_in(RESEARCH, "Dicabut")
	live.db.commit()
	letter = letter_of(live, case)
	page = Browser(target.url).open(f"/periksa/{letter.verification_code}")
	assert "Dicabut, tidak berlaku lagi" in page.text and letter.letter_number in page.text


@pytest.mark.parametrize("code", ["TIDAKADA", "%25", "../kelola", "a b", "x" * 300])
def test_an_unknown_code_is_answered_plainly(target, live, code):
	"""A forged paper's code is simply not known; nothing else is said."""
	page = Browser(target.url).open(f"/periksa/{code}")
	assert page.status == 404 and (
		"tidak tercatat" in page.text or "tidak ditemukan" in page.text or "tidak berlaku" in page.text
	)


def test_a_draft_has_no_page(live, holder, target):
	"""What the office is still writing is nobody's to see."""
	case = holder(DATA, "Menunggu Tanda Tangan").case
	letter = letter_of(live, case)
	assert letter.status == "Draf"
	assert Browser(target.url).open(f"/periksa/{letter.verification_code or letter.name}").status == 404


def test_typing_the_code_leads_to_the_letter(live, holder, target):
	"""Somebody without a scanner types the code under the picture."""
	letter = letter_of(live, holder(DATA, "Terkirim").case)
	browser = Browser(target.url)
	browser.open("/periksa")
	page = browser.press("Periksa", kode=f" {letter.verification_code.lower()} ")
	assert letter.letter_number in page.text
