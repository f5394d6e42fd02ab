"""Which placeholders each kind of letter knows, with the description the office reads beside them.

The names are those of the application's data (SOP Kelengkapan) that the official forms ask for.
"""

from dinas_sop.print_formats import kinds

OFFICE = {
	"dinas": "nama lengkap Dinas",
	"kota": "kota Dinas",
	"tanggal_surat_ini": "tanggal surat ini",
	"nama_penandatangan": "nama penanda tangan",
	"jabatan_penandatangan": "jabatan penanda tangan",
}
APPLICANT = {
	"nama": "nama pemohon",
	"kategori": "kategori pemohon, misalnya Mahasiswa",
	"nomor_identitas": "NIM, NIP atau NIK",
	"instansi": "kampus, lembaga atau perusahaan pemohon",
	"alamat": "alamat pemohon",
	"telepon": "nomor telepon pemohon",
	"email": "alamat surel pemohon",
	"nomor_registrasi": "nomor registrasi permohonan",
	"tanggal_registrasi": "tanggal permohonan diajukan",
}
RESEARCH = {
	"fakultas": "fakultas atau program studi",
	"jenjang": "jenjang pendidikan",
	"judul": "judul penelitian",
	"tema": "tema penelitian",
	"bidang": "bidang penelitian",
	"tujuan": "tujuan penelitian",
	"metode": "metode penelitian",
	"status_penelitian": "penelitian baru atau lanjutan",
	"lokasi": "lokasi penelitian",
	"unit_kerja": "unit kerja tempat penelitian",
	"anggota": "nama para anggota tim",
	"periode": "waktu penelitian yang diizinkan",
	"nomor_bakesbangpol": "nomor surat Bakesbangpol",
	"tanggal_bakesbangpol": "tanggal surat Bakesbangpol",
	"nomor_surat_kampus": "nomor surat pengantar kampus",
	"tanggal_surat_kampus": "tanggal surat pengantar kampus",
}
COMPLETION = {
	"nomor_rekomendasi": "nomor surat rekomendasi yang telah terbit",
	"tanggal_rekomendasi": "tanggal surat rekomendasi",
	"periode_pelaksanaan": "waktu penelitian dilaksanakan",
	"tanggal_mulai": "tanggal penelitian dimulai",
	"tanggal_selesai": "tanggal penelitian selesai",
}
DATA_REQUEST = {
	"data_diminta": "data yang diminta",
	"tujuan": "tujuan permohonan data",
	"penggunaan": "penggunaan data",
	"nomor_surat": "nomor surat pemohon",
	"tanggal_surat": "tanggal surat pemohon",
	"hal_surat": "hal surat pemohon",
	"unit_kerja": "unit kerja yang memproses",
	"keputusan": "keputusan atas permohonan",
	"alasan": "alasan dan dasar hukum bila tidak dikabulkan seluruhnya",
	"cara_penyampaian": "cara data disampaikan",
	"berlaku_tautan": "tanggal terakhir data dapat diunduh",
}
EXTENSION = {
	"alasan_perpanjangan": "alasan jawaban memerlukan waktu lebih lama",
	"hari_jawaban": "hari kerja untuk menjawab",
	"hari_perpanjangan": "hari kerja perpanjangan",
	"batas_semula": "tanggal batas waktu sebelum diperpanjang",
	"batas_jawaban": "tanggal batas waktu sesudah diperpanjang",
}

# What SRIKANDI/TNDE replaces in a draft brought there (FORMS "SRIKANDI/TNDE placeholders").
TNDE_ANCHORS = (
	"nomor_naskah",
	"tanggal_naskah",
	"sifat",
	"hal",
	"ttd_pengirim",
	"ttd_pengirim1",
	"ttd_pengirim2",
	"nama_pengirim",
	"jabatan_pengirim",
	"nip_pengirim",
)

BY_KIND = {
	kinds.RECOMMENDATION: {**APPLICANT, **RESEARCH, **OFFICE},
	kinds.COMPLETION: {**APPLICANT, **RESEARCH, **COMPLETION, **OFFICE},
	kinds.DATA_REPLY: {**APPLICANT, **DATA_REQUEST, **OFFICE},
	kinds.EXTENSION: {**APPLICANT, **DATA_REQUEST, **EXTENSION, **OFFICE},
	kinds.PLAIN_LETTER: {**APPLICANT, **OFFICE},
	kinds.COMMITMENT: {**APPLICANT, **DATA_REQUEST, **OFFICE},
}
