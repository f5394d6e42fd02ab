"""SOP 5.2.9 as transcribed, as a document."""

from pathlib import Path

import yaml

from dinas_sop.print_formats.values import Signatory, SopDocument, SopSection, SopStep
from tests.unit.print_formats.samples.office import OFFICE


def sop_data() -> dict:
	"""SOP 5.2.9 as transcribed."""
	return yaml.safe_load((Path(__file__).parents[2] / "data" / "sop_5_2_9.yaml").read_text(encoding="utf-8"))


def sop(returns: dict[tuple[str, int], int] | None = None) -> SopDocument:
	"""The SOP as a document; ``returns`` maps (section, step) to the earlier step it may send a case back to."""
	data, returns = sop_data(), returns or {}
	return SopDocument(
		office=OFFICE,
		section_number=data["nomor_bagian"],
		name=data["nama_sop"],
		number=data["nomor_sop"],
		header_lines=data["judul_kepala"],
		created_on=data["tanggal_pembuatan"],
		approved_by=Signatory(
			jabatan_lines=[data["disahkan_oleh"]["jabatan"]],
			name=data["disahkan_oleh"]["nama"],
			nip=data["disahkan_oleh"]["nip"],
		),
		legal_basis=data["dasar_hukum"],
		qualifications=data["kualifikasi_pelaksana"],
		related=data["keterikatan_sop"],
		equipment=data["peralatan"],
		warning=data["peringatan"],
		recording=data["pencatatan_dan_pendataan"],
		sections=[
			SopSection(
				name=part["nama"],
				performers=part["kolom_pelaksana"],
				steps=[
					SopStep(
						number=step["nomor"],
						activity=step["kegiatan"],
						performer=step["pelaksana"],
						requirements=step["kelengkapan"],
						standard_time=step["waktu"],
						output=step["output"],
						returns_to=returns.get((part["nama"], step["nomor"])),
					)
					for step in part["langkah"]
				],
			)
			for part in data["bagian"]
		],
	)


RETURNS = {
	("Penerimaan Penelitian", 6): 5,
	("Permintaan Data (Eksternal)", 4): 2,
	("Permintaan Data (Eksternal)", 5): 4,
	("Permintaan Data (Eksternal)", 6): 5,
}
