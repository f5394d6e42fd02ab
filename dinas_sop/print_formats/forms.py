"""The papers an applicant or an official fills, signs or takes away. Import them from ``values``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from dinas_sop.print_formats.checks import check_address, check_image, check_paper, to_tuples

if TYPE_CHECKING:
	from dinas_sop.print_formats.values import Office, Row, Signatory


@dataclass(frozen=True)
class ReceivedDocument:
	"""One document handed over: its name, "asli", "salinan" or "berkas digital", sheets, a note."""

	name: str
	form: str = ""
	sheets: int | None = None
	note: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
	"""Tanda terima: of an application (SOP research 2 and 3, data 1), of data handed over, of results (11).

	``number`` of registration, ``received_at`` the moment, ``applicant`` and ``subject`` (title of the
	research, or the data wanted); ``rows`` further (label, value) pairs; ``documents`` what was received;
	``officer`` who received it; ``giver`` who handed it over (both sign when given); ``promised`` the date or
	moment by which the office acts next, ``promise`` the words before or instead of it. ``moment_label`` and
	``subject_label`` name those rows ("Diserahkan pada", "Judul Penelitian"). ``tracking_code`` with
	``tracking_url``, which the QR holds.

	Source: FORMS "Tanda terima / tanda bukti" (1) to (3).
	"""

	office: Office
	number: str
	received_at: datetime
	applicant: str
	subject: str
	service: str = ""
	rows: Sequence[Row] = ()
	documents: Sequence[ReceivedDocument] = ()
	officer: Signatory | None = None
	giver: Signatory | None = None
	promised: date | None = None
	promise: str = ""
	tracking_code: str = ""
	tracking_url: str = ""
	title: str = "Tanda Terima"
	moment_label: str = "Diterima pada"
	subject_label: str = "Judul/Perihal"
	closing: Sequence[str] = ()
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "rows", "documents", "closing")
		check_address(self.tracking_url, "tracking_url")
		check_paper(self.paper)


@dataclass(frozen=True)
class Choice:
	"""One line with a box to tick: a unit to forward to, or an instruction."""

	text: str
	ticked: bool = False


@dataclass(frozen=True)
class DispositionHop:
	"""One hand the letter went through: from, to, instruction, note, date; who has initialled it."""

	giver: str
	receiver: str
	instruction: str = ""
	note: str = ""
	date: date | None = None
	initials: str = ""


@dataclass(frozen=True, kw_only=True)
class DispositionSheet:
	"""Lembar disposisi of the Kepala Dinas (SOP research 5, data 2), on half an F4 or an A5 sheet.

	``sender``, ``letter_number``, ``letter_date``, ``subject`` of the incoming letter; ``received_on`` and
	``agenda_number`` of the office; ``sifat`` one of ``NATURES``, ticked; ``receivers`` all units with those
	chosen ticked; ``instructions`` likewise; ``note``; ``hops`` what has been disposed so far, to which
	``blank_hops`` empty lines are added for pen and paper.

	Source: FORMS "Lembar disposisi".
	"""

	NATURES = ("Sangat Segera", "Segera", "Rahasia")

	office: Office
	sender: str
	letter_number: str = ""
	letter_date: date | None = None
	received_on: date | None = None
	agenda_number: str = ""
	sifat: str = ""
	subject: str = ""
	receivers: Sequence[Choice] = ()
	instructions: Sequence[Choice] = ()
	note: str = ""
	hops: Sequence[DispositionHop] = ()
	blank_hops: int = 3
	case_number: str = ""
	return_note: str = "Setelah digunakan harap dikembalikan."
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "receivers", "instructions", "hops")
		check_paper(self.paper)


@dataclass(frozen=True, kw_only=True)
class Commitment:
	"""Surat pernyataan of a data applicant not to spread the data (SOP data 3), empty or signed.

	``rows`` identify the applicant (an empty value prints a dotted line to fill in); ``data_requested`` what
	is asked for; ``undertakings`` and ``consequence`` the office's words, of ``text_version``; ``signature``
	drawn, as a data: URI, with ``signed_at``; ``stamp_duty`` prints the box for the materai; ``supervisor``
	countersigns for a student; ``with_kop`` prints the office's letter head above.

	Source: FORMS "Surat pernyataan".
	"""

	office: Office
	name: str
	rows: Sequence[Row] = ()
	request_number: str = ""
	data_requested: Sequence[str] = ()
	purpose: str = ""
	opening: str = "Yang bertanda tangan di bawah ini:"
	statement: str = (
		"Dengan ini menyatakan dengan sebenarnya dan tanpa paksaan dari pihak mana pun bahwa saya:"
	)
	undertakings: Sequence[str] = ()
	consequence: str = ""
	closing: str = (
		"Demikian surat pernyataan ini saya buat dengan sebenarnya, dengan penuh kesadaran dan tanpa "
		"paksaan, untuk dipergunakan sebagaimana mestinya."
	)
	title: str = "Surat Pernyataan"
	subtitle: str = "Tidak Menyebarkan Data"
	place: str = ""
	date: date | None = None
	signature_data_uri: str = ""
	signed_at: datetime | None = None
	text_version: str = ""
	stamp_duty: bool = False
	supervisor: Signatory | None = None
	with_kop: bool = False
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "rows", "data_requested", "undertakings")
		check_image(self.signature_data_uri, "signature_data_uri")
		check_paper(self.paper)
