"""What people carry away of a case, over HTTP: the eight documents, where it stands, and whether a paper is true."""

from tests.site.e2e.applications import CERTIFICATE, NAME, RECOMMENDATION, REPLY, SUBJECT, TITLE, WANTED
from tests.site.e2e.driver import DATA, RESEARCH, words
from tests.site.e2e.ways import guest, lead, walk_in, way_to

SOP_TITLE = "Pengelolaan Layanan Informasi dan Dokumentasi"


def test_all_eight_documents_by_who_may_and_by_nobody_else(office):
	"""Protects the office's papers and the people in them: each PDF is the paper it claims to be, for staff of the case."""
	permit, request = walk_in(office, RESEARCH, "Diarsipkan"), walk_in(office, DATA, "Selesai")
	numbers = {
		each["letter_template"]: each["letter_number"]
		for case in (permit, request)
		for each in office.letters(case)
	}
	expected = [
		("frontliner", permit, "Tanda Terima", ["TANDA TERIMA", permit.number, NAME[RESEARCH], TITLE]),
		(
			"suratmasuk",
			permit,
			"Lembar Disposisi",
			["LEMBAR DISPOSISI", permit.number, NAME[RESEARCH], TITLE],
		),
		("sekretariat", permit, RECOMMENDATION, ["SURAT REKOMENDASI PENELITIAN", NAME[RESEARCH], TITLE]),
		("sekretariat", permit, CERTIFICATE, ["SURAT KETERANGAN SELESAI PENELITIAN", NAME[RESEARCH], TITLE]),
		("unitkerja", request, "Surat Pernyataan", ["SURAT PERNYATAAN", request.number, NAME[DATA], WANTED]),
		(
			"unitkerja",
			request,
			REPLY,
			["Jawaban atas Permohonan Data", request.number, NAME[DATA], SUBJECT, WANTED],
		),
		("kepala", request, "Lembar Kendali", ["LEMBAR KENDALI", request.number, NAME[DATA], SUBJECT]),
	]
	outsider = office.applicant().client
	for login, case, kind, said in expected:
		text = words(getattr(office, login).document(case, kind))
		said = [*said, *([numbers[kind]] if kind in numbers else [])]
		assert [part for part in said if part not in text] == [], (kind, text)
		for client in (outsider, office.unitkerja2.client):
			answer = client.get(
				"/api/method/dinas_sop.letters.api.document",
				params={"doctype": case.doctype, "name": case.number, "kind": kind},
			)
			assert answer.status_code == 403, (kind, answer.status_code)
	text = words(office.sekretariat.document(office.sop(), "Dokumen SOP"))
	said = [SOP_TITLE, "Nomor SOP", "5.2.9", "Dr. Andromeda Qomariah, M.M."]
	assert [part for part in said if part not in text] == [], text


def test_tracking_follows_the_case_and_names_nobody(office):
	"""Protects the applicant who lost the link, and his name: number and code show step and role, nothing else does."""
	case = guest(office, DATA)
	budi = case.applicant
	seen = [
		("Diajukan", "Langkah 2 dari 7", "Giliran Kepala Dinas"),
		("Menunggu Pernyataan", "Langkah 3 dari 7", "Giliran Pemohon"),
		("Pemrosesan Data", "Langkah 4 dari 7", "Giliran Unit Kerja"),
		("Penyusunan Surat Balasan", "Langkah 5 dari 7", "Giliran Unit Kerja"),
		("Menunggu Tanda Tangan", "Langkah 6 dari 7", "Giliran Kepala Dinas"),
		("Terkirim", "Langkah 7 dari 7", "Giliran Pemohon"),
	]
	for state, step, turn in seen:
		lead(office, case, state)
		text = budi.track(case.number, case.code.lower()).text
		assert state in text and step in text and turn in text, text
		assert NAME[DATA] not in text and WANTED not in text and "Prasetyo" not in text
	lead(office, case, "Selesai")
	page = budi.track(case.number, case.code)
	assert "Selesai" in page.text and "Giliran" not in page.text

	wrong, unknown = budi.track(case.number, "ABCDEFGHJK"), budi.track("PDE-2026-99999", "ABCDEFGHJK")
	assert wrong.status == unknown.status == 404
	assert wrong.errors == unknown.errors != []
	assert wrong.text == unknown.text
	assert office.log(case) == way_to(DATA, None)
