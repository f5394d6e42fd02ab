"""The office, its people and the addresses the sample documents share."""

from urllib.parse import quote

from dinas_sop.print_formats.values import Office, Signatory, jabatan_lines

LOGO = "data:image/svg+xml," + quote(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 96"><path d="M4 4h76v52q0 22-38 36q-38-14-38-36z" '
	'fill="#fff" stroke="#000" stroke-width="5"/><path d="M42 18l7 20h20l-16 12l6 20l-17-12l-17 12l6-20l-16-12h20z"/></svg>'
)
VERIFY_URL = "https://layanan.example.go.id/periksa/7K2M-9QXD-4HTB"
TRACK_URL = "https://layanan.example.go.id/lacak?n=PNL-2026-00015&k=R7KD-93MX"
NUMBER = "000.9.2/15/106.4/2026"
TITLE = "Pengaruh Pendampingan Usaha terhadap Omzet Pelaku UMKM Batik di Kabupaten Sidoarjo Tahun 2026"

OFFICE = Office(
	name="Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur",
	kop=[
		("PEMERINTAH PROVINSI JAWA TIMUR", 12, False),
		("DINAS KOPERASI, USAHA KECIL DAN MENENGAH", 15, True),
		("Jalan Raya Juanda Nomor 22 Sidoarjo, Telepon (031) 8676645", 9, False),
		("Laman diskopukm.jatimprov.go.id, Surel dinas@example.go.id", 9, False),
		("SIDOARJO 61253", 11, True),
	],
	city="Sidoarjo",
	logo_data_uri=LOGO,
)
HEAD = Signatory(
	jabatan_lines=jabatan_lines("KEPALA DINAS KOPERASI,\nUSAHA KECIL DAN MENENGAH\nPROVINSI JAWA TIMUR"),
	name="Dr. Andromeda Qomariah, M.M.",
	pangkat="Pembina Utama Muda",
	nip="196801171994032003",
	jabatan="Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur",
)
DEPUTY = Signatory(
	jabatan_lines=jabatan_lines(
		"KEPALA DINAS KOPERASI,\nUSAHA KECIL DAN MENENGAH\nPROVINSI JAWA TIMUR", "a.n.", "SEKRETARIS"
	),
	name="Siti Rahmawati, S.E., M.M.",
	pangkat="Pembina Tingkat I",
	nip="197203151998032001",
)
CLERK = Signatory(jabatan_lines=[], name="Dewi Lestari", nip="199005122015032004")
