"""The forms by which an office assesses its SOP. Import them from ``values``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dinas_sop.print_formats.checks import check_paper, to_tuples

if TYPE_CHECKING:
	from dinas_sop.print_formats.values import Office, Signatory


class AssessedQuestion(NamedTuple):
	"""One of the yes/no questions: ``answer`` is "Ya", "Tidak" or empty, to be ticked by pen."""

	question: str
	answer: str = ""
	notes: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessedStep:
	"""One step: its number and activity, its standard, and what the assessor says of it.

	``works_well`` is None where no verdict was given; ``findings`` what the log says, ``notes`` the assessor's
	own; ``proposal`` the duration proposed, ``action`` what is to be done; ``initials`` of the assessor.
	"""

	number: int
	activity: str
	standard: str = ""
	works_well: bool | None = None
	findings: str = ""
	notes: str = ""
	proposal: str = ""
	action: str = ""
	initials: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessedSection:
	"""One part of the SOP with its steps."""

	name: str
	steps: Sequence[AssessedStep]

	def __post_init__(self) -> None:
		to_tuples(self, "steps")


@dataclass(frozen=True, kw_only=True)
class AssessmentSheet:
	"""Monitoring Pelaksanaan SOP AP (every half-year) or Evaluasi Penerapan SOP AP (every year).

	``title`` is the form's; ``sop_name`` with ``sop_number`` the SOP, ``first`` and ``last`` the days assessed;
	``questions`` stand on the yearly form only; ``assessor`` signs on ``assessed_on``.

	Source: PermenPAN-RB 35/2012, Table 7; FORMS "Monitoring Pelaksanaan SOP AP", "Evaluasi SOP".
	"""

	office: Office
	title: str
	sop_name: str
	first: date
	last: date
	assessed_on: date
	sop_number: str = ""
	sections: Sequence[AssessedSection] = ()
	questions: Sequence[AssessedQuestion] = ()
	conclusion: str = ""
	assessor: Signatory | None = None
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "sections", "questions")
		check_paper(self.paper)
