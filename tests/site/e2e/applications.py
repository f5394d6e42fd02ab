"""What applicants of the tests write, and the names that all tests share."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from tests.site.e2e.driver import DATA, RESEARCH, pdf

TODAY = date.today()
RECOMMENDATION = "Surat Rekomendasi Penelitian"
CERTIFICATE = "Surat Keterangan Selesai Penelitian"
REPLY = "Surat Balasan Permohonan Data"
UNIT, OTHER_UNIT = "Bidang Kelembagaan dan Pengawasan", "Bidang Pembiayaan"  # unitkerja's and unitkerja2's
TITLE = "Digitalisasi koperasi simpan pinjam di Surabaya"
WANTED = "Jumlah koperasi aktif tahun 2025"
SUBJECT = "Permohonan data koperasi aktif"
TABLE = b"kabupaten_kota;jumlah\nSurabaya;120\n"
NAME = {RESEARCH: "Ayu Lestari", DATA: "Budi Hartono"}
GOOD = "Ada dan sesuai"
NUMBERS = itertools.count(1)


def application(doctype: str) -> dict:
	"""What an applicant types; no two give the same number."""
	number = next(NUMBERS)
	person = {
		"applicant_name": NAME[doctype],
		"identity_number": "3578014501990001",
		"institution": "Universitas Negeri Surabaya",
		"phone": "081234567890",
		"address": "Jalan Ketintang 1, Surabaya",
		"purpose": "Penyusunan skripsi tentang koperasi",
	}
	if doctype == RESEARCH:
		return person | {
			"applicant_category": "Mahasiswa",
			"title": TITLE,
			"theme": "Pembiayaan",
			"location": "Kota Surabaya",
			"period_from": day(7),
			"period_to": day(90),
			"team_members": [{"member_name": "Citra Dewi", "identity_number": "17080304013"}],
			"bakesbangpol_letter": ("bakesbangpol.pdf", pdf()),
			"bakesbangpol_number": f"070/{number}/209.4/2026",
			"bakesbangpol_date": day(-4),
			"proposal": ("proposal.pdf", pdf()),
		}
	return person | {
		"applicant_type": "Perorangan",
		"delivery_method": "Unduh melalui tautan",
		"requested_data": [{"data_name": WANTED, "period": "2025", "area": "Kota Surabaya"}],
		"letter_file": ("permohonan.pdf", pdf()),
		"letter_number": f"{number}/UN38/2026",
		"letter_date": day(-4),
		"letter_subject": SUBJECT,
	}


def day(distance: int) -> str:
	"""A date so many days from today."""
	return str(TODAY + timedelta(days=distance))
