"""The two landscape documents, the control sheet of a case and the SOP. Import them from ``values``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from dinas_sop.print_formats.checks import check_image, check_paper, freeze, to_tuples

if TYPE_CHECKING:
	from dinas_sop.print_formats.values import Office, Row, Signatory


@dataclass(frozen=True, kw_only=True)
class ControlVisit:
	"""One visit of a case to a state, one row of the SOP Step Log.

	``step`` is the SOP's number or empty (a pause, a correction); a mere date prints without a time,
	``due`` and ``left`` may be open; ``standard`` and ``used`` are durations in words ("1 Hari", "42 menit
	kerja"); ``verdict`` is said as the log says it
	("tepat waktu", "terlambat", "tidak diukur").
	"""

	step: str = ""
	activity: str
	role: str
	entered: date
	due: date | None = None
	left: date | None = None
	actor: str = ""
	channel: str = ""
	standard: str = ""
	used: str = ""
	verdict: str = ""
	evidence: str | Sequence[str] = ""
	reason: str = ""

	def __post_init__(self) -> None:
		freeze(self, "evidence")


@dataclass(frozen=True, kw_only=True)
class ControlSheet:
	"""Lembar kendali: time per step of one case, from the SOP Step Log only.

	``service`` is the process, ``case_number``, ``applicant``, ``subject`` the case; ``opened_at`` and
	``closed_at`` its ends; ``visits`` in order; ``totals`` (label, value) sums such as the office's, the
	applicant's and the paused time; ``printed_at`` when this sheet was made.

	Source: DESIGN idea 4 and "Time"; SOP Mutu Baku.
	"""

	office: Office
	service: str
	case_number: str
	applicant: str
	subject: str
	printed_at: datetime
	state: str = ""
	opened_at: datetime | None = None
	closed_at: datetime | None = None
	visits: Sequence[ControlVisit] = ()
	totals: Sequence[Row] = ()
	officer: Signatory | None = None
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "visits", "totals")
		check_paper(self.paper)


@dataclass(frozen=True, kw_only=True)
class SopStep:
	"""One step: the SOP's own words, its performer (one of the section's columns), its note.

	``returns_to`` is the number of an earlier step to which this one may send a case back; such a step is a
	decision and drawn as a diamond.
	"""

	number: int
	activity: str
	performer: str
	requirements: str
	standard_time: str
	output: str
	remarks: str = ""
	returns_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class SopSection:
	"""One part of the SOP with its own performer columns, in the order of the document."""

	name: str
	performers: Sequence[str]
	steps: Sequence[SopStep]

	def __post_init__(self) -> None:
		to_tuples(self, "performers", "steps")
		numbers = [step.number for step in self.steps]
		for position, step in enumerate(self.steps):
			if step.performer not in self.performers:
				raise ValueError(
					f"step {step.number}: performer {step.performer!r} is no column of {self.name!r}; "
					f"columns: {', '.join(self.performers)}"
				)
			if step.returns_to is not None and step.returns_to not in numbers[:position]:
				raise ValueError(f"step {step.number} returns to {step.returns_to}, which is no earlier step")


@dataclass(frozen=True, kw_only=True)
class SopDocument:
	"""The SOP as PermenPAN-RB 35/2012 prints it: header page, then one table with flowchart per section.

	``header_lines`` stand beneath the logo; a text is printed as a paragraph, a list is numbered. The words
	are the office's document's and are printed to the letter.

	Source: FORMS "SOP print"; SOP 5.2.9.
	"""

	office: Office
	name: str
	header_lines: Sequence[str]
	section_number: str = ""
	number: str = ""
	created_on: date | None = None
	revised_on: date | None = None
	effective_on: date | None = None
	approved_by: Signatory
	legal_basis: str | Sequence[str] = ()
	qualifications: str | Sequence[str] = ()
	related: str | Sequence[str] = ""
	equipment: str | Sequence[str] = ()
	warning: str | Sequence[str] = ""
	recording: str | Sequence[str] = ()
	sections: Sequence[SopSection] = ()
	logo_data_uri: str = ""
	draft: bool = False
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "header_lines", "sections")
		freeze(self, "legal_basis", "qualifications", "related", "equipment", "warning", "recording")
		check_image(self.logo_data_uri, "logo_data_uri")
		check_paper(self.paper)
