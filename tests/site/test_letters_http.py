"""Letters over HTTP, as the desk and its print page reach them: by whom, in what form, and two at a time."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from PIL import Image

from tests.site import letter_reading as reading
from tests.site.factory import (
	DATA,
	NOBODY,
	OUTSIDER,
	RECOMMENDATION,
	RESEARCH,
	acting,
	case_in,
	client,
	pdf,
	people,
	standing,
	write_letter,
)
from tests.site.photo import Photo
from tests.site.test_letters_life import ready

API = "dinas_sop.letters.api."
LETTER = "Official Letter"


@pytest.fixture
def office(live):
	people()
	live.db.commit()
	return live


def committed(until="Terbit"):
	"""A committed case before its recommendation is out, and the letter."""
	case = ready()
	letter = write_letter(case, "sekretariat", RECOMMENDATION, until)
	frappe.db.commit()
	return case, frappe.get_doc(LETTER, letter)


def get(http, login, method, **args):
	return client(http, login).get(f"/api/method/{API}{method}", params=args)


def test_a_letter_from_draft_to_scan_as_the_secretary_does_it(office, http):
	"""Protects the secretary: draft, look, change, issue, print, upload; each by one request."""
	case = ready()
	frappe.db.commit()
	desk = client(http, "sekretariat")
	name = desk.method(
		f"{API}draft", doctype=case.doctype, name=case.name, letter_template=RECOMMENDATION
	).json()["message"]
	page = desk.method(f"{API}preview_words", name=name, values_now={"closing": "Salam dari {kota}."})
	assert "Salam dari Surabaya." in page.json()["message"] and "KONSEP" in page.json()["message"]
	assert desk.put(f"/api/resource/{LETTER}/{name}", json={"closing": "Demikian."}).status_code == 200
	draft = get(http, "sekretariat", "preview", name=name)
	assert draft.headers["Content-Type"] == "application/pdf"
	assert "belum diterbitkan" in reading.text(draft.content) and "Demikian." in reading.text(draft.content)
	anchors = get(http, "sekretariat", "preview", name=name, tnde=1)
	assert "${nomor_naskah}" in reading.text(anchors.content)
	issued = desk.method(f"{API}issue", name=name).json()["message"]
	kept = get(http, "sekretariat", "download", name=name)
	frappe.db.rollback()
	letter = frappe.get_doc(LETTER, name)
	assert issued == {"name": name, "status": "Terbit", "letter_number": letter.letter_number}
	assert hashlib.sha256(kept.content).hexdigest() == letter.pdf_sha256
	assert letter.letter_number.replace("/", "-") in kept.headers["Content-Disposition"]
	assert get(http, "sekretariat", "preview", name=name).content == kept.content
	photo = io.BytesIO()
	Image.new("RGB", (60, 80), "white").save(photo, "PNG")
	back = desk.post(
		f"/api/method/{API}bring_back", data={"name": name}, files={"file": ("a.exe", photo.getvalue())}
	)
	assert back.json()["message"]["status"] == "Ditandatangani"
	signed = get(http, "sekretariat", "download", name=name, signed=1)
	frappe.db.rollback()
	letter.reload()
	assert hashlib.sha256(signed.content).hexdigest() == letter.signed_sha256
	assert signed.headers["Content-Type"] == "image/png"
	replaced = desk.method(
		f"{API}draft", doctype=case.doctype, name=case.name, letter_template=RECOMMENDATION
	)
	assert desk.method(f"{API}discard", name=replaced.json()["message"]).status_code == 200


def test_two_letters_at_once_get_two_numbers(office, http):
	"""Protects the register on a busy morning: no number twice, none left out."""
	letters = [committed("Draf")[1] for _each in range(4)]
	desks = [http.login(client(http, "sekretariat").user, "dinas-2026") for _each in letters]

	def issue(pair):
		desk, letter = pair
		return desk.method(f"{API}issue", name=letter.name)

	with ThreadPoolExecutor(len(letters)) as pool:
		answers = list(pool.map(issue, zip(desks, letters, strict=True)))
	assert [answer.status_code for answer in answers] == [200] * len(letters), [a.text[:300] for a in answers]
	frappe.db.rollback()
	numbers = sorted(
		frappe.get_all(LETTER, {"name": ("in", [letter.name for letter in letters])}, pluck="sequence")
	)
	assert numbers == list(range(numbers[0], numbers[0] + len(letters)))
	register = frappe.get_all(LETTER, {"register_key": letters[0].reload().register_key}, pluck="sequence")
	assert sorted(register) == list(range(1, max(register) + 1))


def test_one_draft_issued_twice_at_once_is_one_letter(office, http):
	"""Protects the secretary who clicks twice: the second click is refused, and costs no number."""
	_case, letter = committed("Draf")
	desks = [http.login(client(http, "sekretariat").user, "dinas-2026") for _each in range(2)]
	with ThreadPoolExecutor(2) as pool:
		answers = list(pool.map(lambda desk: desk.method(f"{API}issue", name=letter.name), desks))
	assert sorted(answer.status_code for answer in answers) == [200, 417]
	frappe.db.rollback()
	key = letter.reload().register_key
	register = frappe.get_all(LETTER, {"register_key": key}, pluck="sequence")
	assert sorted(register) == list(range(1, max(register) + 1))


def test_others_cannot_write_the_letter_and_leave_no_trace(office, http):
	"""Protects the letter from every colleague whose step it is not, from outsiders and from guests."""
	case, letter = committed("Draf")
	photo = Photo(case.doctype, case.name)
	for login in ("kepala", "frontliner", "suratmasuk", "unitkerja2", "admin", NOBODY, OUTSIDER, "Guest"):
		desk = client(http, login)
		attempts = {
			"draft": desk.method(
				f"{API}draft", doctype=case.doctype, name=case.name, letter_template=RECOMMENDATION
			),
			"issue": desk.method(f"{API}issue", name=letter.name),
			"discard": desk.method(f"{API}discard", name=letter.name),
			"bring back": desk.post(
				f"/api/method/{API}bring_back", data={"name": letter.name}, files={"file": ("a.pdf", pdf())}
			),
			"words": desk.put(f"/api/resource/{LETTER}/{letter.name}", json={"closing": "Kata lain."}),
		}
		codes = {what: answer.status_code for what, answer in attempts.items()}
		assert all(code in (403, 417) for code in codes.values()), (login, codes)
		assert not photo.difference(), (login, photo.difference())


def test_state_changes_by_post_only(office, http):
	"""Protects the secretary from a link in a mail that would issue a letter by being opened."""
	case, letter = committed("Draf")
	photo = Photo(case.doctype, case.name)
	for method in ("issue", "discard", "draft"):
		answer = get(
			http,
			"sekretariat",
			method,
			name=letter.name,
			doctype=case.doctype,
			letter_template=RECOMMENDATION,
		)
		assert answer.status_code == 403
	assert not photo.difference()


def test_who_may_not_see_the_case_sees_no_letter_and_no_paper(office, http):
	"""Protects the applicant's data: letters and papers open to who may read the case, and to nobody else."""
	case, letter = committed()
	for login in (NOBODY, OUTSIDER, "Guest", "unitkerja2"):
		for answer in (
			get(http, login, "download", name=letter.name),
			get(http, login, "preview", name=letter.name),
			get(http, login, "document", doctype=case.doctype, name=case.name, kind="Tanda Terima"),
			client(http, login).method(f"{API}preview_words", name=letter.name),
			client(http, login).get(
				"/printview", params={"doctype": RESEARCH, "name": case.name, "format": "Tanda Terima"}
			),
			client(http, login).get("/printview", params={"doctype": LETTER, "name": letter.name}),
			client(http, login).get(letter.pdf_file),
		):
			assert answer.status_code in (401, 403, 404), (login, answer.url, answer.status_code)
			assert case.applicant_name not in answer.text and b"%PDF" not in answer.content


def test_a_share_key_opens_no_letter(office, http):
	"""Protects the applicant from a link that was meant for one view and reaches another."""
	case, letter = committed()
	key = letter.get_document_share_key()
	case_key = case.get_document_share_key()
	frappe.db.commit()
	guest = client(http, "Guest")
	for doctype, name, given in ((LETTER, letter.name, key), (RESEARCH, case.name, case_key)):
		answer = guest.get("/printview", params={"doctype": doctype, "name": name, "key": given})
		assert answer.status_code in (403, 417), (doctype, answer.status_code)
		assert case.applicant_name not in answer.text and case.title not in answer.text


@pytest.mark.parametrize("generator", [None, "wkhtmltopdf", "dinas_sop"])
def test_the_print_pages_pdf_button_gives_the_letter(office, http, generator):
	"""Protects the clerk who prints from the form: the same renderer, whatever generator the link names."""
	case, letter = committed()
	args = {"doctype": RESEARCH, "name": case.name, "format": "Tanda Terima", "no_letterhead": 0}
	args |= {"pdf_generator": generator} if generator else {}
	path = "/api/method/frappe.utils.print_format.download_pdf"
	answer = client(http, "sekretariat").get(path, params=args)
	assert answer.status_code == 200 and reading.paper(answer.content) == "215 x 330"
	assert not reading.missing(reading.text(answer.content), ["TANDA TERIMA", case.name, case.tracking_code])
	args |= {"doctype": LETTER, "name": letter.name, "format": "Surat Resmi"}
	answer = client(http, "sekretariat").get(path, params=args)
	assert hashlib.sha256(answer.content).hexdigest() == letter.pdf_sha256


def test_several_letters_print_into_one_file(office, http):
	"""Protects the clerk who marks two letters in the list and prints."""
	letters = [committed()[1] for _each in range(2)]
	answer = client(http, "sekretariat").get(
		"/api/method/frappe.utils.print_format.download_multi_pdf",
		params={
			"doctype": LETTER,
			"name": frappe.as_json([letter.name for letter in letters]),
			"format": "Surat Resmi",
		},
	)
	words = reading.text(answer.content)
	assert reading.pages(answer.content) == 2
	assert not reading.missing(words, [letter.letter_number for letter in letters])


def test_the_print_preview_shows_the_paper_and_nothing_runs_in_it(office, http):
	"""Protects the clerk's browser and eyes: the page holds the letter, scoped, with every value escaped."""
	case, letter = committed("Draf")
	frappe.db.set_value(RESEARCH, case.name, "applicant_name", "<img src=x onerror=alert(1)>")
	frappe.db.commit()
	page = client(http, "sekretariat").get("/printview", params={"doctype": LETTER, "name": letter.name}).text
	assert "&lt;img src=x" in page and "<img src=x" not in page
	assert 'id="dinas-surat"' in page and "#dinas-surat .kop" in page
	issued_case, issued = committed()
	page = client(http, "sekretariat").get("/printview", params={"doctype": LETTER, "name": issued.name}).text
	assert f"letters.api.download?name={issued.name}" in page and issued.letter_number in page
	assert issued_case.title not in page  # no second version of an issued letter


def test_an_issued_file_cannot_be_taken_away_or_exchanged(office, http):
	"""Protects the frozen PDF from its own File row, which every user of the office can see."""
	case, letter = committed()
	file = frappe.get_doc("File", {"file_url": letter.pdf_file})
	photo = Photo(case.doctype, case.name)
	for login in ("sekretariat", "kepala", "Administrator"):
		desk = client(http, login)
		answers = [
			desk.delete(f"/api/resource/File/{file.name}"),
			desk.put(f"/api/resource/File/{file.name}", json={"is_private": 0}),
			desk.put(f"/api/resource/File/{file.name}", json={"file_url": "/private/files/lain.pdf"}),
			desk.put(f"/api/resource/File/{file.name}", json={"attached_to_name": "lain"}),
			desk.method("frappe.client.delete", doctype="File", name=file.name),
			desk.method("run_doc_method", dt="File", dn=file.name, method="optimize_file"),
			desk.post(
				"/api/method/upload_file",
				data={"doctype": LETTER, "docname": letter.name, "fieldname": "signed_file", "is_private": 1},
				files={"file": ("surat.pdf", pdf(), "application/pdf")},
			),
			desk.method("frappe.client.delete", doctype=LETTER, name=letter.name),
			desk.delete(f"/api/resource/{LETTER}/{letter.name}"),
		]
		codes = [answer.status_code for answer in answers]
		assert all(code in (403, 404, 417, 500, 501) for code in codes), (login, codes)
		assert not photo.difference(), (login, photo.difference())
	assert (
		hashlib.sha256(get(http, "sekretariat", "download", name=letter.name).content).hexdigest()
		== letter.pdf_sha256
	)


def test_papers_of_both_processes_and_the_sop_over_http(office, http):
	"""Protects every clerk who needs a paper: each has its address, and a wrong one says so."""
	request = standing(DATA, "Menunggu Pernyataan")
	permit = standing(RESEARCH, "Menunggu Rekomendasi")
	sop = frappe.get_last_doc("SOP", {"status": "Berlaku"})
	for doc, kind, part in (
		(request, "Tanda Terima", request.name),
		(request, "Lembar Disposisi", "LEMBAR DISPOSISI"),
		(request, "Surat Pernyataan", request.applicant_name),
		(request, "Lembar Kendali", "Permintaan Data (Eksternal)"),
		(permit, "Lembar Disposisi", permit.tnde_number),
		(permit, "Lembar Kendali", "Penerimaan Penelitian"),
		(permit, RECOMMENDATION, "belum diterbitkan"),
		(sop, "Dokumen SOP", "Pengelolaan Layanan Informasi dan Dokumentasi"),
	):
		answer = get(http, "kepala", "document", doctype=doc.doctype, name=doc.name, kind=kind)
		assert answer.status_code == 200, (kind, answer.text[:300])
		assert not reading.missing(reading.text(answer.content), [part]), kind
	assert (
		get(
			http, "kepala", "document", doctype=RESEARCH, name=permit.name, kind="Surat Pernyataan"
		).status_code
		== 417
	)
	assert (
		get(http, "kepala", "document", doctype="User", name="Administrator", kind="Tanda Terima").status_code
		== 417
	)


def test_the_portal_user_prints_for_the_applicant(office):
	"""Protects the applicant's page, which hands out letters through the internal portal user."""
	from dinas_sop.letters import documents

	case = case_in(RESEARCH, "Menunggu Pemberitahuan")
	with acting("portal"):
		assert documents.pdf(frappe.get_doc(RESEARCH, case.name), RECOMMENDATION).startswith(b"%PDF")
	frappe.db.rollback()
