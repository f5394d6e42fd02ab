"""What the log says of a step, in the words of the assessment form. Plain; Indonesian, since it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from dinas_sop.reports.durations import GOOD_PERCENT, decimal, in_words
from dinas_sop.reports.statistics import Summary

GOOD, BAD = "Berjalan dengan baik", "Tidak berjalan dengan baik"
BEFORE_OFFICE = "Dilaksanakan pemohon sebelum permohonan diterima; tidak diukur."
REASON_LENGTH = 90


def finding(measured: Summary, returns: Sequence[tuple[str, int]], returned: int, day: int) -> str:
	"""Notes on a step for "Catatan Hasil Penilaian".

	Args:
		measured: the step's visits of the period.
		returns: (reason, how often), most often first: why the step sent cases back.
		returned: how often it did.
		day: working minutes of a usual day.

	Source: FORMS "Monitoring Pelaksanaan SOP AP".
	"""
	if not measured.visits:
		return "Tidak ada pelaksanaan dalam periode ini."
	parts = [f"Dilaksanakan {measured.visits} kali"]
	if measured.measured:
		parts.append(f"{measured.on_time} tepat waktu ({decimal(measured.on_time_percent)} %)")
		parts.append(f"{measured.late} terlambat")
	else:
		parts.append("tanpa batas waktu")
	sentences = [", ".join(parts)]
	sentences.append(
		f"Waktu tengah {in_words(measured.median, day)}; 90 % selesai dalam {in_words(measured.p90, day)}"
	)
	if returned:
		reasons = "; ".join(f"{_short(reason)}{_times(count)}" for reason, count in returns)
		sentences.append(f"Dikembalikan {returned} kali{f': {reasons}' if reasons else ''}")
	return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences)


def suggested_verdict(measured: Summary) -> str:
	"""What a step's verdict would be by its times alone; empty where none was measured. The assessor decides."""
	if not measured.measured:
		return ""
	return GOOD if measured.on_time_percent >= GOOD_PERCENT else BAD


def _short(reason: str) -> str:
	if len(reason) <= REASON_LENGTH:
		return reason.rstrip(". ")
	return reason[:REASON_LENGTH].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"


def _times(count: int) -> str:
	return f" ({count} kali)" if count > 1 else ""
