"""Receipt, disposition sheet, commitment and control sheet of the same cases."""

from datetime import date, datetime

from dinas_sop.print_formats import kinds, rows
from dinas_sop.print_formats.default_wording import DEFAULTS
from dinas_sop.print_formats.values import (
	Choice,
	Commitment,
	ControlSheet,
	ControlVisit,
	DispositionHop,
	DispositionSheet,
	Receipt,
	ReceivedDocument,
	Signatory,
)
from dinas_sop.print_formats.wording import fill, fill_list
from tests.unit.print_formats.samples.letters import VALUES
from tests.unit.print_formats.samples.office import CLERK, OFFICE, TITLE, TRACK_URL

RECEIPT = Receipt(
	office=OFFICE,
	number="PNL-2026-00015",
	received_at=datetime(2026, 11, 24, 10, 5),
	service="Penerimaan Penelitian",
	applicant="Rina Ayu Wulandari",
	subject=TITLE,
	subject_label="Judul Penelitian",
	rows=[("Instansi", "Universitas Airlangga")],
	documents=[
		ReceivedDocument(
			name="Surat pengantar dari Bakesbangpol Jatim",
			form="Salinan",
			sheets=2,
			note="000.9.2/4821/209.4/2026",
		),
		ReceivedDocument(name="Proposal penelitian", form="Asli", sheets=34),
		ReceivedDocument(name="Surat pengantar dari kampus", form="Berkas digital"),
	],
	officer=CLERK,
	promise="Petugas akan memeriksa kelengkapan paling lambat",
	promised=datetime(2026, 11, 24, 10, 15),
	tracking_code="R7KD-93MX",
	tracking_url=TRACK_URL,
)
DISPOSITION = DispositionSheet(
	office=OFFICE,
	sender="Badan Kesatuan Bangsa dan Politik Provinsi Jawa Timur",
	letter_number="000.9.2/4821/209.4/2026",
	letter_date=date(2026, 10, 19),
	received_on=date(2026, 11, 24),
	agenda_number="4417",
	case_number="PNL-2026-00015",
	sifat="Segera",
	subject="Rekomendasi penelitian a.n. Rina Ayu Wulandari",
	receivers=[
		Choice("Sekretariat", True),
		Choice("Bidang Kelembagaan dan Pengawasan Koperasi"),
		Choice("Bidang Pemberdayaan Koperasi"),
		Choice("Bidang Pemberdayaan Usaha Kecil", True),
		Choice("Bidang Pembiayaan"),
		Choice("UPT Pelatihan Koperasi dan UKM"),
	],
	instructions=[
		Choice("Tanggapan dan saran"),
		Choice("Proses lebih lanjut", True),
		Choice("Koordinasi/konfirmasikan"),
		Choice("Untuk diketahui"),
		Choice("Siapkan bahan"),
		Choice("Arsip"),
	],
	note="Mohon didampingi dan pastikan salinan hasil diserahkan.",
	hops=[
		DispositionHop("Kepala Dinas", "Sekretariat", "Proses lebih lanjut", "", date(2026, 11, 24), "AQ"),
	],
)
COMMITMENT = Commitment(
	office=OFFICE,
	name="Rina Ayu Wulandari",
	rows=rows.commitment_rows(
		name="Rina Ayu Wulandari",
		identity_label="NIM",
		identity_number="042011233117",
		address="Jalan Dharmawangsa Dalam Nomor 14, Surabaya",
		institution="Universitas Airlangga",
		phone="0812-3456-7890",
		email="rina@example.ac.id",
	),
	request_number="PDE-2026-00007",
	data_requested=[
		"Jumlah koperasi aktif per kabupaten/kota, 2023–2025",
		"Koperasi produsen menurut sektor usaha, 2025",
	],
	purpose="Penyusunan skripsi",
	undertakings=fill_list(DEFAULTS[kinds.COMMITMENT]["undertakings"], VALUES),
	consequence=fill(DEFAULTS[kinds.COMMITMENT]["consequence"], VALUES),
	date=date(2026, 11, 25),
	signed_at=datetime(2026, 11, 25, 8, 3),
	text_version="1",
	stamp_duty=True,
	supervisor=Signatory(
		jabatan_lines=["Dosen Pembimbing,"], name="Prof. Dr. Hadi Santoso, M.Si.", nip="196504121990031002"
	),
)


_DAY = datetime(2026, 11, 24)
CONTROL = ControlSheet(
	office=OFFICE,
	service="Penerimaan Penelitian",
	case_number="PNL-2026-00015",
	applicant="Rina Ayu Wulandari",
	subject=TITLE,
	state="Menunggu Rekomendasi",
	opened_at=_DAY.replace(hour=9, minute=58),
	printed_at=datetime(2026, 11, 26, 14, 0),
	visits=[
		ControlVisit(
			step="1",
			activity="Membawa kelengkapan yang telah ditentukan ke Bakesbangpol Jatim",
			role="Peneliti",
			entered=date(2026, 10, 19),
			left=date(2026, 10, 19),
			standard="1 Hari",
			verdict="tidak diukur",
			actor="Rina Ayu Wulandari",
			evidence="Surat Bakesbangpol 000.9.2/4821/209.4/2026",
		),
		ControlVisit(
			step="3",
			activity="Menerima surat pengantar dari Bakesbangpol Jatim dan proposal penelitian",
			role="Petugas Frontliner",
			entered=_DAY.replace(hour=10, minute=5),
			due=_DAY.replace(hour=10, minute=15),
			left=_DAY.replace(hour=10, minute=12),
			standard="10 Menit",
			used="7 menit",
			verdict="tepat waktu",
			actor="Dewi Lestari",
			channel="Meja Kerja",
			evidence=["Surat Bakesbangpol: ada dan sesuai", "Proposal: ada dan sesuai"],
		),
		ControlVisit(
			step="4",
			activity="Surat pengantar penelitian diinput melalui TNDE",
			role="Petugas Surat Masuk",
			entered=_DAY.replace(hour=10, minute=12),
			due=_DAY.replace(hour=10, minute=42),
			left=_DAY.replace(hour=11, minute=3),
			standard="30 Menit",
			used="51 menit",
			verdict="terlambat",
			actor="Agus Salim",
			channel="Meja Kerja",
			evidence="Agenda TNDE 4417",
			reason="TNDE tidak dapat diakses",
		),
		ControlVisit(
			activity="Perlu dilengkapi",
			role="Peneliti",
			entered=_DAY.replace(hour=11, minute=3),
			left=_DAY.replace(hour=13, minute=40),
			used="2 jam 37 menit",
			verdict="tidak diukur",
			actor="Rina Ayu Wulandari",
			channel="Tautan Pemohon",
			reason="Nomor surat kampus tidak terbaca",
		),
		ControlVisit(
			step="5",
			activity="Menelaah surat pengantar penelitian oleh Kepala Dinas untuk memberikan disposisi kepada Sekretariat",
			role="Kepala Dinas",
			entered=_DAY.replace(hour=13, minute=40),
			due=datetime(2026, 11, 25, 13, 40),
			standard="1 Hari",
			actor="",
		),
	],
	totals=[("Waktu Dinas", "58 menit kerja"), ("Waktu pemohon", "2 jam 37 menit"), ("Jeda", "–")],
)
