"""Who comes to the demo office in a year: invented people, institutions, titles and reasons."""

FIRST_NAMES = (
	"Adinda Aditya Agustina Alfian Amelia Andika Anisa Arif Ayu Bagas Bella Cahyo Citra Danang Dewi Dian Dwi Eka "
	"Fahmi Farah Fauzan Fitri Galang Gita Hana Haris Ilham Indah Intan Irfan Kartika Khoirul Lestari Lukman Maya "
	"Nabila Nanda Nur Oki Putra Rani Reza Rizky Salsabila Satria Sekar Tegar Tiara Vina Wahyu Yulia Zahra"
)
LAST_NAMES = (
	"Anggraini Budiman Cahyani Darmawan Effendi Firmansyah Gunawan Handoko Hidayati Ismail Kurnia Kusuma Lesmana "
	"Mahendra Maulana Nugraha Oktaviani Pamungkas Prabowo Pratiwi Purnama Rahayu Ramadhan Safitri Saputra Setiawan "
	"Suryani Utami Wibisono Wicaksono Widodo Wijayanti Yulianto"
)
# institution, how often it comes; some write its name in their own way
CAMPUSES = (
	("Universitas Brantas Surabaya", 22),
	("UNIVERSITAS BRANTAS SURABAYA", 3),
	("Universitas Semeru Malang", 18),
	("Universitas Kelud Kediri", 12),
	("Universitas Semeru malang.", 2),
	("Politeknik Kendeng Lamongan", 9),
	("Institut Lawu Madiun", 8),
	("Universitas Blambangan Banyuwangi", 7),
	("Politeknik Madura Raya", 6),
	("Sekolah Tinggi Ilmu Ekonomi Delta", 5),
)
AGENCIES = (
	("Badan Perencanaan Pembangunan Daerah Kabupaten Delta", "Perencana"),
	("Redaksi Warta Delta", "Wartawan"),
	("PT Boga Arjuna Sejahtera", "Manajer Kemitraan"),
	("Lembaga Riset Ekonomi Rakyat", "Peneliti"),
	("Koperasi Sekunder Jaya Bersama", "Pengurus"),
)
CITIES = (
	"Kota Surabaya",
	"Kabupaten Sidoarjo",
	"Kota Malang",
	"Kabupaten Jombang",
	"Kabupaten Banyuwangi",
	"Kota Kediri",
	"Kabupaten Lamongan",
	"Kabupaten Sumenep",
	"Kabupaten Tulungagung",
)
TITLES = (
	"Pengaruh {} terhadap Kinerja {} di {}",
	"Peran {} dalam Pengembangan {} di {}",
	"Analisis {} pada {} di {}",
	"Strategi {} bagi {} di {}",
)
TOPICS = (
	"Literasi Keuangan",
	"Pemasaran Digital",
	"Pendampingan Usaha",
	"Tata Kelola",
	"Inovasi Produk",
	"Sertifikasi Halal",
	"Akses Pembiayaan",
	"Pencatatan Keuangan",
)
SUBJECTS = (
	"Koperasi Simpan Pinjam",
	"Usaha Mikro Kuliner",
	"Koperasi Wanita",
	"Usaha Kecil Batik",
	"Koperasi Produsen Susu",
	"Wirausaha Muda",
	"Usaha Mikro Kerajinan",
)
DATA_WANTED = (
	("Jumlah koperasi aktif per kabupaten/kota", "2021–2025"),
	("Daftar usaha mikro penerima fasilitasi sertifikat halal", "2025"),
	("Volume usaha koperasi", "2020–2025"),
	("Rekapitulasi penyaluran dana bergulir", "2023–2025"),
	("Jumlah usaha kecil menurut sektor", "2022–2025"),
	("Hasil penilaian kesehatan koperasi simpan pinjam", "2024"),
)
FORMATS = ("Excel (XLSX)", "Excel (XLSX)", "CSV", "PDF", "Cetak")
PURPOSES = ("Penyusunan skripsi", "Penyusunan skripsi", "Penyusunan tesis", "Penelitian hibah dosen")
REQUEST_PURPOSES = (
	"Penyusunan skripsi",
	"Bahan perencanaan program",
	"Liputan jurnalistik",
	"Kajian kebijakan",
)

# what is returned to the applicant: field, why
CORRECTIONS = {
	"Research Permit": (
		("proposal", "Halaman pengesahan proposal belum ditandatangani pembimbing."),
		("proposal", "Halaman pengesahan proposal belum ditandatangani pembimbing."),
		("bakesbangpol_letter", "Pindaian surat Bakesbangpol tidak terbaca."),
		("location", "Mohon sebutkan kecamatan tempat penelitian."),
	),
	"Data Request": (
		("letter_file", "Surat permohonan belum ditandatangani."),
		("purpose", "Mohon jelaskan tujuan penggunaan data."),
	),
}
LATE_REASONS = (
	"Kepala Dinas mengikuti rapat kerja di Jakarta.",
	"Data masih dihimpun dari kabupaten/kota.",
	"Petugas bertugas di pameran UMKM.",
	"Jaringan TNDE terganggu.",
)
