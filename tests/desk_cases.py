"""Cases that stand in a given state, made by the engine's own moves in this process as the demo office's users.

Letters are put in place as signed rows: how they come about is tested where letters are.
"""

import io
from dataclasses import dataclass, field

DOMAIN = "dinas.test"
PASSWORD = "dinas-2026"
UNIT = "Bidang Kelembagaan dan Pengawasan"
RESEARCH_PERMIT, DATA_REQUEST = "Research Permit", "Data Request"
RECOMMENDATION = "Surat Rekomendasi Penelitian"
CERTIFICATE = "Surat Keterangan Selesai Penelitian"
REPLY = "Surat Balasan Permohonan Data"


def email(login: str) -> str:
	return f"{login}@{DOMAIN}"


@dataclass(frozen=True)
class Move:
	"""One move of a path: who does what, with which values and which letter already signed."""

	login: str
	action: str
	values: dict = field(default_factory=dict)
	letter: str = ""
	files: tuple[str, ...] = ()


ACCEPT = Move(
	"frontliner",
	"Terima",
	{
		"bakesbangpol_verdict": "Ada dan sesuai",
		"proposal_verdict": "Ada dan sesuai",
		"received_by": email("frontliner"),
		"received_on": "2026-11-24 09:00:00",
	},
)
REGISTER = Move("suratmasuk", "Registrasi TNDE", {"tnde_number": "{unique}", "tnde_date": "2026-11-24"})
DISPOSE = Move("kepala", "Disposisi", {"dispositions": [{"instruction": "Mohon diproses sesuai tema"}]})
RECOMMEND = Move(
	"sekretariat",
	"Terbitkan Rekomendasi",
	{"unit_kerja": "{unit}", "permit_from": "2026-12-01", "permit_to": "2027-01-31"},
	RECOMMENDATION,
)
NOTIFY = Move(
	"frontliner",
	"Beritahu Peneliti",
	{"notification_channel": "WhatsApp", "notified_on": "2026-11-24 10:00:00"},
)
BEGIN = Move("frontliner", "Mulai Pengumpulan Data", {"research_began": "2026-11-24"})
FINISH = Move("frontliner", "Selesai Penelitian", {"research_ended": "2026-11-24"})
CERTIFY = Move("sekretariat", "Terbitkan Surat Keterangan", {}, CERTIFICATE)
HAND_IN = Move(
	"frontliner",
	"Serahkan Salinan",
	{"publication_consent": "Hanya judul dan abstrak"},
	files=("result_file",),
)
RETURN = Move(
	"frontliner", "Kembalikan", {"corrections": [{"case_field": "{title}", "why": "Tidak sesuai proposal"}]}
)
CANCEL = Move("frontliner", "Batalkan", {"move_reason": "Peneliti membatalkan"})
REFUSE = Move("kepala", "Tolak", {"move_reason": "Bukan kewenangan", "legal_ground": "Pergub 91/2021"})
REVOKE = Move("kepala", "Cabut Izin", {"move_reason": "Menyimpang dari izin"})
CLOSE = Move("sekretariat", "Tutup", {"move_reason": "Tidak ada kabar"})

DISPOSE_UNIT = Move(
	"kepala", "Disposisi", {"dispositions": [{"department": "{unit}", "instruction": "Siapkan datanya"}]}
)
SIGN_STATEMENT = Move(
	"frontliner",
	"Tandatangani Pernyataan",
	{
		"statement_name": "Ayu Lestari",
		"statement_version": "1",
		"statement_signed_on": "2026-11-24 11:00:00",
	},
	files=("statement_signature",),
)
DATA_READY = Move(
	"unitkerja",
	"Data Siap",
	{"decision": "Tidak dikuasai", "decision_ground": "Data ada pada instansi lain"},
)
SUBMIT_REPLY = Move("unitkerja", "Ajukan Tanda Tangan", {}, REPLY)
SIGN_REPLY = Move("kepala", "Tandatangani dan Kirim")
CONFIRM = Move("frontliner", "Konfirmasi Diterima", {"receipt_confirmed_on": "2026-11-24 12:00:00"})
CLOSE_COUNTER = Move("frontliner", "Tutup", {"move_reason": "Tidak ada kabar"})

_PERMIT = (ACCEPT, REGISTER, DISPOSE, RECOMMEND, NOTIFY, BEGIN, FINISH, CERTIFY, HAND_IN)
_REQUEST = (DISPOSE_UNIT, SIGN_STATEMENT, DATA_READY, SUBMIT_REPLY, SIGN_REPLY, CONFIRM)
PERMIT_PATHS = {
	"Diajukan": (),
	"Perlu Dilengkapi": (RETURN,),
	"Diterima": _PERMIT[:1],
	"Menunggu Disposisi": _PERMIT[:2],
	"Menunggu Rekomendasi": _PERMIT[:3],
	"Menunggu Pemberitahuan": _PERMIT[:4],
	"Penelitian Berlangsung": _PERMIT[:5],
	"Pengumpulan Data": _PERMIT[:6],
	"Menunggu Surat Keterangan": _PERMIT[:7],
	"Menunggu Salinan Hasil": _PERMIT[:8],
	"Diarsipkan": _PERMIT,
	"Ditolak": (*_PERMIT[:2], REFUSE),
	"Dibatalkan": (CANCEL,),
	"Dicabut": (*_PERMIT[:5], REVOKE),
	"Ditutup": (*_PERMIT[:5], CLOSE),
}
REQUEST_PATHS = {
	"Diajukan": (),
	"Perlu Dilengkapi": (RETURN,),
	"Menunggu Pernyataan": _REQUEST[:1],
	"Pemrosesan Data": _REQUEST[:2],
	"Penyusunan Surat Balasan": _REQUEST[:3],
	"Menunggu Tanda Tangan": _REQUEST[:4],
	"Terkirim": _REQUEST[:5],
	"Selesai": _REQUEST,
	"Ditolak": (REFUSE,),
	"Dibatalkan": (CANCEL,),
	"Ditutup": (*_REQUEST[:1], CLOSE_COUNTER),
}
PATHS = {RESEARCH_PERMIT: PERMIT_PATHS, DATA_REQUEST: REQUEST_PATHS}


def make_case(frappe, doctype: str, state: str, **values):
	"""A new case that stands in `state`; the session user is put back afterwards.

	Args:
		values: fields of the application that differ from the usual.
	"""
	user = frappe.session.user
	try:
		frappe.set_user(email("frontliner"))
		case = frappe.get_doc({"doctype": doctype} | _application(frappe, doctype) | values).insert()
		for move in PATHS[doctype][state]:
			_carry_out(frappe, case, move)
		case = frappe.get_doc(doctype, case.name)
	finally:
		frappe.set_user(user)
	assert case.workflow_state == state
	return case


def unit(frappe, name: str = UNIT) -> str:
	"""The Department record of a unit of the demo office."""
	return frappe.db.get_value("Department", {"department_name": name})


def a_pdf() -> bytes:
	from pypdf import PdfWriter

	writer, content = PdfWriter(), io.BytesIO()
	writer.add_blank_page(200, 200)
	writer.write(content)
	return content.getvalue()


def upload(frappe, doctype: str, name: str, fieldname: str) -> str:
	"""URL of a file that the session user uploaded for a case."""
	from dinas_sop.workflows.attached import keep_file

	return keep_file(a_pdf(), "pdf", "berkas.pdf", doctype, name, fieldname).file_url


def _application(frappe, doctype: str) -> dict:
	unique = frappe.generate_hash(length=6)

	def file(fieldname):
		return upload(frappe, doctype, f"new-{unique}", fieldname)

	if doctype == RESEARCH_PERMIT:
		return {
			"title": "Digitalisasi koperasi simpan pinjam di Kabupaten Malang dan pengaruhnya pada anggota",
			"theme": "Pembiayaan",
			"purpose": "Penyusunan skripsi",
			"location": "Dinas Koperasi dan UKM Provinsi Jawa Timur",
			"period_from": "2026-12-01",
			"period_to": "2027-01-31",
			"applicant_name": "Siti Rahmawati",
			"applicant_category": "Mahasiswa",
			"identity_number": "042011333021",
			"institution": "Universitas Airlangga",
			"faculty": "Fakultas Ekonomi dan Bisnis",
			"level": "S1",
			"phone": "081234567890",
			"address": "Jl. Dharmawangsa 10, Surabaya",
			"bakesbangpol_number": f"070/{unique}/209.4/2026",
			"bakesbangpol_date": "2026-11-20",
			"bakesbangpol_letter": file("bakesbangpol_letter"),
			"proposal": file("proposal"),
		}
	return {
		"applicant_type": "Lembaga",
		"applicant_name": "Ayu Lestari",
		"institution": "Lembaga Kajian Ekonomi Rakyat",
		"identity_number": "3578014505900002",
		"phone": "081298765432",
		"address": "Jl. Diponegoro 5, Surabaya",
		"purpose": "Penyusunan kajian kinerja koperasi",
		"letter_number": f"{unique}/LKER/XI/2026",
		"letter_date": "2026-11-21",
		"letter_subject": "Permohonan data koperasi aktif",
		"letter_file": file("letter_file"),
		"requested_data": [
			{"data_name": "Jumlah koperasi aktif", "period": "2021-2025", "area": "Jawa Timur"}
		],
	}


def _carry_out(frappe, case, move: Move) -> None:
	from dinas_sop.workflows.moves import carry_out

	frappe.set_user(email(move.login))
	case = frappe.get_doc(case.doctype, case.name)
	if move.letter:
		_signed_letter(frappe, case, move.letter)
	values = _filled(frappe, case, move.values)
	for fieldname in move.files:
		values[fieldname] = upload(frappe, case.doctype, case.name, fieldname)
	carry_out(case, move.action, values)


def _filled(frappe, case, value):
	if isinstance(value, dict):
		return {key: _filled(frappe, case, inner) for key, inner in value.items()}
	if isinstance(value, list):
		return [_filled(frappe, case, inner) for inner in value]
	return {
		"{unit}": lambda: unit(frappe),
		"{unique}": lambda: frappe.generate_hash(length=8),
		"{title}": lambda: "title" if case.doctype == RESEARCH_PERMIT else "purpose",
	}.get(value, lambda: value)()


def _signed_letter(frappe, case, kind: str) -> None:
	frappe.get_doc(
		doctype="Official Letter",
		name=frappe.generate_hash(length=10),
		letter_template=kind,
		reference_doctype=case.doctype,
		reference_name=case.name,
		status="Ditandatangani",
		subject=kind,
		letter_number=f"000.9/{frappe.generate_hash(length=4)}/119.1/2026",
		content_hash=frappe.generate_hash(length=16),
	).db_insert()
