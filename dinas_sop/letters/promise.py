"""What a receipt promises: how long the office's next steps take by the SOP. Plain functions."""

from __future__ import annotations

from collections.abc import Sequence

from dinas_sop.workflows.process import Step
from dinas_sop.working_time.standard import Unit, parse_standard


def office_time(standards: Sequence[str]) -> str:
	"""Sum of the standard times of some steps, in working time.

	Args:
		standards: as the SOP writes them ("10 Menit", "1 Hari", "Menyesuaikan").

	Returns:
		For example "3 hari dan 40 menit kerja"; empty where a step has no measured time.
	"""
	sums = {Unit.DAYS: 0, Unit.HOURS: 0, Unit.MINUTES: 0}
	for text in standards:
		try:
			standard = parse_standard(text)
		except ValueError:
			return ""
		if standard.unit not in sums:
			return ""
		sums[standard.unit] += standard.amount
	parts = [f"{number} {unit.value.lower()}" for unit, number in sums.items() if number]
	if not parts:
		return ""
	return " dan ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) + " kerja"


def promise(steps: Sequence[Step], document_number: str) -> str:
	"""The sentence of a receipt about the office's steps that come next.

	Args:
		steps: the office's steps, until the applicant has the next turn.
		document_number: of the SOP, "5.2.9".

	Returns:
		A sentence; empty where the SOP gives these steps no time.

	Source: SOP Mutu Baku, Waktu; FORMS "Tanda terima" (promised date).
	"""
	time = office_time([step.standard_time for step in steps])
	if not time:
		return ""
	first, last = steps[0].number, steps[-1].number
	which = f"langkah {first}" if first == last else f"langkah {first} sampai {last}"
	return (
		f"Menurut SOP {document_number}, giliran Dinas ({which}) diselesaikan dalam {time} sejak permohonan "
		"diterima, tidak termasuk waktu perbaikan oleh pemohon."
	)
