"""The labelled rows of the letters, in the order and words the official forms use.

Each function takes plain texts by name and returns (label, value) pairs; a blank value leaves its row out
of a letter, and prints a dotted line in a form to fill in.
"""

from collections.abc import Sequence
from datetime import date

from dinas_sop.print_formats.dates import periode, tanggal

IDENTITY_LABELS = {"Mahasiswa": "NIM", "Dosen": "NIP/NIDN", "ASN": "NIP"}

GRANTED = "Dikabulkan seluruhnya"
PARTLY = "Dikabulkan sebagian"
NOT_HELD = "Tidak dikuasai"
REFUSED = "Ditolak"
DECISIONS = (GRANTED, PARTLY, NOT_HELD, REFUSED)


def applicant_rows(
	*,
	name: str,
	category: str = "",
	identity_number: str = "",
	position: str = "",
	address: str = "",
	phone: str = "",
	institution: str = "",
	email: str = "",
) -> tuple:
	"""Who is recommended or certified.

	Args:
		name, address, phone, institution, email: as the applicant wrote them.
		category: decides the label of ``identity_number``: NIM, NIP/NIDN, NIP, else NIK.
		position: jabatan or programme of study.

	Source: FORMS "Surat rekomendasi": nama, NIM/NIP/NIK by category, jabatan/prodi, alamat, HP, instansi.
	"""
	return (
		("Nama", name),
		(IDENTITY_LABELS.get(category, "NIK"), identity_number),
		("Jabatan/Program Studi", position),
		("Alamat", address),
		("Nomor HP", phone),
		("Surel", email),
		("Instansi Asal", institution),
	)


def research_rows(
	*,
	title: str,
	field: str = "",
	status: str = "",
	members: Sequence[str] = (),
	location: str = "",
	unit: str = "",
	start: date | None = None,
	end: date | None = None,
	purpose: str = "",
) -> tuple:
	"""What is researched, where and when.

	Args:
		title, field, purpose: of the research; status: "Baru" or "Lanjutan"; members: names of the team.
		location: place; unit: Unit Kerja; start, end: first and last day permitted, both or neither.

	Source: FORMS "Surat rekomendasi": judul, bidang, status, anggota, lokasi/unit kerja, waktu, tujuan.
	"""
	place = " – ".join(filter(None, (unit, location)))
	return (
		("Judul", title),
		("Bidang", field),
		("Status Penelitian", status),
		("Anggota", tuple(members)),
		("Lokasi/Unit Kerja", place),
		("Waktu", periode(start, end) if start and end else ""),
		("Tujuan", purpose),
	)


def data_reply_rows(
	*,
	decision: str,
	data_given: Sequence[str] = (),
	file_format: str = "",
	delivery: str = "",
	link_valid_until: date | None = None,
	cost: str = "Nihil",
	reason: str = "",
	legal_ground: str = "",
) -> tuple:
	"""What the office answers to a request for data.

	Args:
		decision: one of ``DECISIONS``.
		data_given: the data, one text each; file_format, delivery: how they come.
		link_valid_until: last day the download link works.
		cost: in words. reason, legal_ground: why not everything is given.

	Raises:
		ValueError: another decision, or none granted in full and no reason.

	Source: FORMS "surat balasan permohonan data" (elements of the public information form).
	"""
	if decision not in DECISIONS:
		raise ValueError(f"decision must be one of {', '.join(DECISIONS)}, not {decision!r}")
	if decision != GRANTED and not (reason.strip() or legal_ground.strip()):
		raise ValueError(f"the decision {decision!r} needs a reason or a legal ground")
	given = decision in (GRANTED, PARTLY)
	return (
		("Keputusan", decision),
		("Data yang Diberikan", tuple(data_given) if given else ""),
		("Format Data", file_format if given else ""),
		("Cara Penyampaian", delivery if given else ""),
		("Masa Berlaku Tautan", f"s.d. {tanggal(link_valid_until)}" if given and link_valid_until else ""),
		("Biaya", cost if given else ""),
		("Alasan", reason if decision != GRANTED else ""),
		("Dasar Hukum", legal_ground if decision != GRANTED else ""),
	)


def commitment_rows(
	*,
	name: str = "",
	identity_label: str = "NIK/NIM",
	identity_number: str = "",
	address: str = "",
	institution: str = "",
	phone: str = "",
	email: str = "",
) -> tuple:
	"""Who commits: every row stays, empty ones to be filled by hand.

	Source: FORMS "Surat pernyataan": identity (nama, NIK/NIM, alamat, instansi, HP, email).
	"""
	return (
		("Nama", name),
		(identity_label, identity_number),
		("Alamat", address),
		("Instansi", institution),
		("Nomor HP", phone),
		("Surel", email),
	)
