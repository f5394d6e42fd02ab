"""The yearly evaluation of SOP 5.2.9, filled as an assessor would."""

from datetime import date

from dinas_sop.print_formats.values import AssessedQuestion, AssessedSection, AssessedStep, AssessmentSheet
from tests.unit.print_formats.samples.office import CLERK, OFFICE

EVALUATION = AssessmentSheet(
	office=OFFICE,
	title="Formulir Evaluasi Penerapan SOP AP",
	sop_name="Pengelolaan Layanan Informasi dan Dokumentasi",
	sop_number="5.2.9",
	first=date(2026, 1, 1),
	last=date(2026, 12, 31),
	assessed_on=date(2027, 1, 11),
	sections=[
		AssessedSection(
			name="Penerimaan Penelitian",
			steps=[
				AssessedStep(
					number=3,
					activity="Menerima surat pengantar",
					standard="10 Menit",
					works_well=False,
					findings="Dilaksanakan 24 kali, 18 tepat waktu (75 %), 6 terlambat.",
					notes="Antrean pada hari Senin.",
					proposal="15 Menit",
					action="Tambah petugas pada hari Senin.",
					initials="rw",
				),
				AssessedStep(
					number=7, activity="Memberitahukan kepada peneliti", standard="1 Hari", works_well=True
				),
			],
		),
		AssessedSection(
			name="Permintaan Data (Eksternal)",
			steps=[AssessedStep(number=7, activity="Pemohon menerima surat balasan", findings="Tidak ada.")],
		),
	],
	questions=[
		AssessedQuestion("Mudah dipahami", "Ya"),
		AssessedQuestion("Mudah dilaksanakan", "Tidak", "Belum pada masa libur."),
		AssessedQuestion("Sinergi satu dengan lainnya"),
	],
	conclusion="SOP berjalan; waktu langkah 3 ditinjau.",
	assessor=CLERK,
)
