"""The straight way through each shipped process: who gives what at which step."""

from tests.unit.workflows.case import Case
from tests.unit.workflows.processes import shipped

RESEARCH, DATA = "Research Permit", "Data Request"
RECOMMENDATION = "Surat Rekomendasi Penelitian"
CERTIFICATE = "Surat Keterangan Selesai Penelitian"
REPLY = "Surat Balasan Permohonan Data"

APPLICATION = {
	RESEARCH: {
		"title": "Digitalisasi koperasi",
		"bakesbangpol_letter": "/private/files/a.pdf",
		"bakesbangpol_number": "070/1/209.4/2026",
		"bakesbangpol_date": "2026-11-20",
		"proposal": "/private/files/b.pdf",
	},
	DATA: {
		"letter_file": "/private/files/c.pdf",
		"letter_number": "12/UN3/2026",
		"letter_date": "2026-11-20",
		"purpose": "Skripsi",
	},
}
APPLICATION_TABLES = {RESEARCH: {}, DATA: {"requested_data": [{"data_name": "Jumlah koperasi"}]}}
# (state, role, values, next state) of each step; what is not a field is added by `give`.
WAY = {
	RESEARCH: (
		(
			"Diajukan",
			"Petugas Frontliner",
			{
				"bakesbangpol_verdict": "Ada dan sesuai",
				"proposal_verdict": "Ada dan sesuai",
				"received_by": "frontliner",
				"received_on": "2026-11-24 08:00:00",
			},
			"Diterima",
		),
		(
			"Diterima",
			"Petugas Surat Masuk",
			{"tnde_number": "1", "tnde_date": "2026-11-24"},
			"Menunggu Disposisi",
		),
		("Menunggu Disposisi", "Kepala Dinas", {}, "Menunggu Rekomendasi"),
		(
			"Menunggu Rekomendasi",
			"Sekretariat",
			{"unit_kerja": "Bidang A", "permit_from": "2026-12-01", "permit_to": "2027-01-31"},
			"Menunggu Pemberitahuan",
		),
		(
			"Menunggu Pemberitahuan",
			"Petugas Frontliner",
			{"notification_channel": "Pesan WhatsApp", "notified_on": "2026-11-25 09:00:00"},
			"Penelitian Berlangsung",
		),
		("Penelitian Berlangsung", "Peneliti", {"research_began": "2026-12-01"}, "Pengumpulan Data"),
		("Pengumpulan Data", "Peneliti", {"research_ended": "2027-01-30"}, "Menunggu Surat Keterangan"),
		("Menunggu Surat Keterangan", "Sekretariat", {}, "Menunggu Salinan Hasil"),
		(
			"Menunggu Salinan Hasil",
			"Peneliti",
			{"result_file": "/private/files/d.pdf", "publication_consent": "Hanya judul dan abstrak"},
			"Diarsipkan",
		),
	),
	DATA: (
		("Diajukan", "Kepala Dinas", {}, "Menunggu Pernyataan"),
		(
			"Menunggu Pernyataan",
			"Pemohon",
			{
				"statement_name": "Siti",
				"statement_version": "1",
				"statement_signature": "/private/files/e.png",
				"statement_signed_on": "2026-11-24 10:00:00",
			},
			"Pemrosesan Data",
		),
		("Pemrosesan Data", "Unit Kerja", {"decision": "Dikabulkan seluruhnya"}, "Penyusunan Surat Balasan"),
		("Penyusunan Surat Balasan", "Unit Kerja", {}, "Menunggu Tanda Tangan"),
		("Menunggu Tanda Tangan", "Kepala Dinas", {}, "Terkirim"),
		("Terkirim", "Pemohon", {"receipt_confirmed_on": "2026-11-26 09:00:00"}, "Selesai"),
	),
}
LETTER_AT = {
	"Menunggu Rekomendasi": (RECOMMENDATION, "Ditandatangani"),
	"Menunggu Surat Keterangan": (CERTIFICATE, "Ditandatangani"),
	"Penyusunan Surat Balasan": (REPLY, "Draf"),
	"Menunggu Tanda Tangan": (REPLY, "Ditandatangani"),
}


def new_case(process) -> Case:
	"""A case as it has just been entered."""
	if isinstance(process, str):
		process = shipped(process)
	case = Case(process)
	refusals = case.create(APPLICATION[process.doctype], APPLICATION_TABLES[process.doctype])
	assert not refusals, refusals
	return case


def give(case: Case, state: str) -> dict:
	"""What completes the step that waits in `state`: keyword arguments of `Case.save`; letters come at once."""
	values = next((dict(v) for s, _role, v, _next in WAY[case.process.doctype] if s == state), {})
	if state in LETTER_AT:
		kind, status = LETTER_AT[state]
		case.letters = [letter for letter in case.letters if letter.kind != kind]
		case.letter(kind, status)
	rows = {}
	if case.process.step_of(state) == min(case.process.steps_owning("dispositions")):
		rows["dispositions"] = [
			*case.tables.get("dispositions", []),
			{
				"instruction": "Proses",
				"department": "Bidang A",
				"status": "Terbuka",
				"unit": "sendiri",
				"current": True,
			},
		]
	if state == "Pemrosesan Data":
		rows["data_files"] = [*case.tables.get("data_files", []), {"file": "/private/files/data.xlsx"}]
	return {"values": values, "rows": rows}


def walk_to(process, state: str) -> Case:
	"""A case that went the straight way to a state."""
	case = new_case(process)
	while case.state != state:
		step_on(case)
	return case


def step_on(case: Case) -> None:
	"""The straight step from where the case stands."""
	here, role, _values, target = next(w for w in WAY[case.process.doctype] if w[0] == case.state)
	refusals = case.save(role, target, **give(case, here))
	assert not refusals, (here, target, refusals)
