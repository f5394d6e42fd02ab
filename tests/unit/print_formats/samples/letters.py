"""Three letters, filled by the shipped wording as a real case would fill them."""

from datetime import date

from dinas_sop.print_formats import kinds, rows
from dinas_sop.print_formats.default_wording import DEFAULTS
from dinas_sop.print_formats.values import Letter
from dinas_sop.print_formats.wording import fill, fill_list, fill_paragraphs
from tests.unit.print_formats.samples.office import DEPUTY, HEAD, NUMBER, OFFICE, TITLE, VERIFY_URL

VALUES = {
	"dinas": OFFICE.name,
	"jabatan_penandatangan": HEAD.jabatan,
	"nama": "Rina Ayu Wulandari",
	"instansi": "Universitas Airlangga",
	"unit_kerja": "Bidang Pemberdayaan Usaha Kecil",
	"nomor_surat_kampus": "1187/UN3.FEB/PN/2026",
	"tanggal_surat_kampus": date(2026, 10, 5),
	"nomor_bakesbangpol": "000.9.2/4821/209.4/2026",
	"tanggal_bakesbangpol": date(2026, 10, 19),
	"nomor_rekomendasi": NUMBER,
	"tanggal_rekomendasi": date(2026, 11, 1),
	"nomor_surat": "031/LP-KSM/X/2026",
	"tanggal_surat": date(2026, 11, 9),
	"hal_surat": "Permohonan Data Koperasi Aktif",
	"nomor_registrasi": "PDE-2026-00007",
	"tanggal_registrasi": date(2026, 11, 10),
	"tujuan": "penyusunan kajian pemetaan koperasi produsen",
}


def _words(kind: str, values: dict | None = None) -> dict:
	"""The shipped wording of a kind, filled: attributes of Letter."""
	values = {**VALUES, **(values or {})}
	readers = {
		"title": fill,
		"hal": fill,
		"opening": fill_paragraphs,
		"body": fill_paragraphs,
		"closing": fill_paragraphs,
	}
	return {name: readers.get(name, fill_list)(text, values) for name, text in DEFAULTS[kind].items()}


APPLICANT = rows.applicant_rows(
	name="Rina Ayu Wulandari",
	category="Mahasiswa",
	identity_number="042011233117",
	position="S1 Ekonomi Pembangunan",
	address="Jalan Dharmawangsa Dalam Nomor 14, Surabaya",
	phone="0812-3456-7890",
	institution="Universitas Airlangga",
)
RESEARCH = rows.research_rows(
	title=TITLE,
	field="Ekonomi pembangunan",
	status="Baru",
	members=["Bagus Prasetyo", "Intan Permata Sari"],
	location="Kabupaten Sidoarjo",
	unit="Bidang Pemberdayaan Usaha Kecil",
	start=date(2026, 11, 1),
	end=date(2027, 1, 31),
	purpose="Penyusunan skripsi",
)
_ISSUED = {
	"office": OFFICE,
	"number": NUMBER,
	"date": date(2026, 11, 24),
	"signatory": HEAD,
	"qr_url": VERIFY_URL,
	"draft": False,
}

RECOMMENDATION = Letter(
	kind=kinds.RECOMMENDATION, rows=APPLICANT, details=RESEARCH, **_ISSUED, **_words(kinds.RECOMMENDATION)
)
COMPLETION = Letter(
	kind=kinds.COMPLETION,
	rows=[
		*APPLICANT[:3],
		APPLICANT[-1],
		("Judul Penelitian", TITLE),
		("Unit Kerja", "Bidang Pemberdayaan Usaha Kecil"),
		("Waktu Pelaksanaan", "3 November 2026 s.d. 29 Januari 2027"),
	],
	**_ISSUED | {"signatory": DEPUTY, "number": "000.9.2/16/106.4/2027", "date": date(2027, 2, 1)},
	**_words(kinds.COMPLETION),
)
DATA_REPLY = Letter(
	kind=kinds.DATA_REPLY,
	recipient=[
		"Direktur Lembaga Pengkajian Koperasi dan Swadaya Masyarakat",
		"Jalan Ngagel Jaya Nomor 8",
		"di Surabaya",
	],
	rows=rows.data_reply_rows(
		decision=rows.PARTLY,
		data_given=[
			"Jumlah koperasi aktif per kabupaten/kota, 2023–2025",
			"Koperasi produsen menurut sektor usaha, 2025",
		],
		file_format="Excel (XLSX)",
		delivery="Unduh melalui tautan pada laman permohonan Saudara",
		link_valid_until=date(2026, 12, 24),
		reason="Data omzet per koperasi merupakan informasi yang dikecualikan",
		legal_ground="Pasal 17 huruf b Undang-Undang Nomor 14 Tahun 2008",
	),
	lampiran="1 (satu) berkas",
	tembusan=["Yth. Sekretaris Dinas;", "Yth. Kepala Bidang Kelembagaan dan Pengawasan Koperasi."],
	**_ISSUED | {"number": "000.9.6/9/106.4/2026"},
	**_words(kinds.DATA_REPLY),
)
