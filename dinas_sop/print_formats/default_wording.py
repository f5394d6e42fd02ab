"""First words of each letter, for the Letter Template records an office starts from and then owns.

Keys are attributes of ``Letter`` (or ``Commitment``); one line is one paragraph or list item, as
``wording.fill_paragraphs`` and ``wording.fill_list`` read them. "Dasar" cites only what SOP 5.2.9 itself
cites; whichever rule an office follows for research permits is its own to add.
"""

from dinas_sop.print_formats import kinds

BASIS = """\
Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;
Peraturan Daerah Provinsi Jawa Timur Nomor 11 Tahun 2016 tentang Pembentukan dan Susunan Perangkat Daerah;
Peraturan Gubernur Provinsi Jawa Timur Nomor 91 Tahun 2021 tentang Kedudukan, Susunan Organisasi, Uraian \
Tugas dan Fungsi serta Tata Kerja Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur."""

DEFAULTS = {
	kinds.RECOMMENDATION: {
		"title": "Surat Rekomendasi Penelitian",
		"hal": "Rekomendasi Penelitian",
		"basis": BASIS,
		"considering": """\
Surat {instansi} nomor {nomor_surat_kampus} tanggal {tanggal_surat_kampus};
Surat Badan Kesatuan Bangsa dan Politik Provinsi Jawa Timur nomor {nomor_bakesbangpol} tanggal \
{tanggal_bakesbangpol}.""",
		"opening": "{jabatan_penandatangan} memberikan rekomendasi kepada:",
		"body": "untuk melaksanakan penelitian:",
		"provisions": """\
menaati peraturan perundang-undangan dan tata tertib yang berlaku di tempat penelitian;
tidak menyimpang dari judul dan tujuan penelitian tersebut di atas;
melapor diri ke {unit_kerja} sebelum penelitian dimulai;
menyerahkan soft copy hasil penelitian kepada {dinas} setelah penelitian selesai;
surat ini tidak berlaku apabila ketentuan tersebut di atas tidak dipenuhi.""",
		"closing": "Demikian surat rekomendasi ini dibuat untuk dipergunakan sebagaimana mestinya.",
		"tembusan": """\
Yth. Kepala Badan Kesatuan Bangsa dan Politik Provinsi Jawa Timur;
Yth. Rektor/Dekan {instansi};
Yth. Kepala {unit_kerja};
Yang bersangkutan.""",
	},
	kinds.COMPLETION: {
		"title": "Surat Keterangan Selesai Penelitian",
		"hal": "Keterangan Selesai Penelitian",
		"opening": "Yang bertanda tangan di bawah ini:\nmenerangkan bahwa:",
		"body": """\
telah selesai melaksanakan penelitian pada {dinas} berdasarkan Surat Rekomendasi Penelitian nomor \
{nomor_rekomendasi} tanggal {tanggal_rekomendasi}.
Yang bersangkutan berkewajiban menyerahkan soft copy hasil penelitiannya kepada Dinas untuk diarsip.""",
		"closing": (
			"Demikian surat keterangan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
		),
		"tembusan": "Yth. Rektor/Dekan {instansi};\nYang bersangkutan.",
	},
	kinds.DATA_REPLY: {
		"hal": "Balasan Permohonan Data",
		"opening": (
			"Menunjuk surat Saudara nomor {nomor_surat} tanggal {tanggal_surat} hal {hal_surat}, yang "
			"terdaftar dengan nomor {nomor_registrasi} tanggal {tanggal_registrasi}, dengan ini kami "
			"sampaikan sebagai berikut:"
		),
		"provisions": """\
data hanya dipergunakan untuk tujuan {tujuan};
data tidak disebarkan atau diserahkan kepada pihak lain, sesuai surat pernyataan yang telah \
Saudara tandatangani;
{dinas} dicantumkan sebagai sumber data.""",
		"closing": """\
Apabila Saudara berkeberatan atas jawaban ini, Saudara dapat mengajukan keberatan secara tertulis kepada \
Atasan PPID paling lambat 30 (tiga puluh) hari kerja sejak surat ini diterima.
Demikian atas perhatian Saudara, kami sampaikan terima kasih.""",
	},
	kinds.EXTENSION: {
		"hal": "Pemberitahuan Perpanjangan Waktu",
		"opening": (
			"Menunjuk surat Saudara nomor {nomor_surat} tanggal {tanggal_surat} hal {hal_surat}, yang "
			"terdaftar dengan nomor {nomor_registrasi} tanggal {tanggal_registrasi}, dengan ini kami "
			"beritahukan bahwa jawaban atas permohonan tersebut belum dapat kami sampaikan dalam waktu "
			"{hari_jawaban} hari kerja, yang berakhir pada tanggal {batas_semula}, dengan alasan:"
		),
		"body": """\
{alasan_perpanjangan}
Sesuai dengan Pasal 22 ayat (8) Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik, \
waktu untuk menjawab permohonan Saudara kami perpanjang {hari_perpanjangan} hari kerja. Jawaban akan kami \
sampaikan paling lambat tanggal {batas_jawaban}.""",
		"closing": "Demikian atas perhatian dan pengertian Saudara, kami sampaikan terima kasih.",
	},
	kinds.COMMITMENT: {
		"title": "Surat Pernyataan",
		"undertakings": """\
tidak akan menyebarkan, menyerahkan atau memperjualbelikan data kepada pihak lain dalam bentuk apa pun;
hanya mempergunakan data untuk tujuan tersebut di atas;
mencantumkan {dinas} sebagai sumber data pada setiap hasil yang memuat data tersebut;
menyimpan data dengan aman dan mencegah akses pihak yang tidak berhak;
menghapus data setelah tujuan tersebut di atas tercapai;
segera melaporkan kepada {dinas} apabila terjadi kebocoran data;
tidak akan berupaya mengenali kembali identitas orang atau badan usaha dari data tersebut.""",
		"consequence": (
			"Apabila di kemudian hari saya melanggar pernyataan ini, saya bersedia bertanggung jawab dan "
			"menerima sanksi sesuai dengan ketentuan peraturan perundang-undangan."
		),
	},
}
