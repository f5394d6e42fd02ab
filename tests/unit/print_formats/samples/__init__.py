"""The documents filled as a real case would fill them; tests change what they need by ``replace``."""

from tests.unit.print_formats.samples.assessment import EVALUATION
from tests.unit.print_formats.samples.forms import COMMITMENT, CONTROL, DISPOSITION, RECEIPT
from tests.unit.print_formats.samples.letters import COMPLETION, DATA_REPLY, RECOMMENDATION
from tests.unit.print_formats.samples.office import (
	CLERK,
	HEAD,
	LOGO,
	NUMBER,
	OFFICE,
	TITLE,
	TRACK_URL,
	VERIFY_URL,
)
from tests.unit.print_formats.samples.sop import RETURNS, sop, sop_data

DOCUMENTS = {
	"tanda_terima": RECEIPT,
	"lembar_disposisi": DISPOSITION,
	"surat_rekomendasi": RECOMMENDATION,
	"surat_keterangan_selesai": COMPLETION,
	"surat_pernyataan": COMMITMENT,
	"surat_balasan": DATA_REPLY,
	"lembar_kendali": CONTROL,
	"dokumen_sop": sop(RETURNS),
	"penilaian_sop": EVALUATION,
}

__all__ = [
	"CLERK",
	"COMMITMENT",
	"COMPLETION",
	"CONTROL",
	"DATA_REPLY",
	"DISPOSITION",
	"DOCUMENTS",
	"EVALUATION",
	"HEAD",
	"LOGO",
	"NUMBER",
	"OFFICE",
	"RECEIPT",
	"RECOMMENDATION",
	"RETURNS",
	"TITLE",
	"TRACK_URL",
	"VERIFY_URL",
	"sop",
	"sop_data",
]
