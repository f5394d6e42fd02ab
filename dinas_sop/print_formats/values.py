"""What the documents hold. Plain frozen values: the site fills them, the renderer lays them out.

Everything is given by name. Lists may be given as lists; they are kept as tuples. Texts are plain text, never
HTML: the renderer escapes them. A row's value may be a text or a list of texts (then it is numbered).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dinas_sop.print_formats.assessments import (
	AssessedQuestion,
	AssessedSection,
	AssessedStep,
	AssessmentSheet,
)
from dinas_sop.print_formats.checks import (
	check_address,
	check_font,
	check_image,
	check_paper,
	check_range,
	to_tuples,
)
from dinas_sop.print_formats.forms import (
	Choice,
	Commitment,
	DispositionHop,
	DispositionSheet,
	Receipt,
	ReceivedDocument,
)
from dinas_sop.print_formats.sheets import ControlSheet, ControlVisit, SopDocument, SopSection, SopStep

__all__ = [
	"AssessedQuestion",
	"AssessedSection",
	"AssessedStep",
	"AssessmentSheet",
	"Choice",
	"Commitment",
	"ControlSheet",
	"ControlVisit",
	"DispositionHop",
	"DispositionSheet",
	"KopLine",
	"Letter",
	"Office",
	"PageSetup",
	"Receipt",
	"ReceivedDocument",
	"Row",
	"Signatory",
	"SopDocument",
	"SopSection",
	"SopStep",
	"jabatan_lines",
]

BSRE_FOOTER = (
	"Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik "
	"yang diterbitkan oleh BSrE-BSSN."
)

Row = tuple[str, str | Sequence[str]]


class KopLine(NamedTuple):
	"""One line of the kop surat: text, size in pt, bold, letter-spaced (the city line of Jatim offices)."""

	text: str
	size_pt: float
	bold: bool = False
	spaced: bool = False


@dataclass(frozen=True, kw_only=True)
class PageSetup:
	"""Type and margins, all the office's to set: a clerk confirms them against the office's own rule.

	``font_family`` is tried first, then Arial, then Liberation Sans (same metrics). Sizes in pt, margins
	in cm, ``line_height`` in lines. ``margin_top_cm`` holds from page 2; page 1 begins with the kop at
	``margin_kop_cm``.

	Source: FORMS "Page setup" (left 3, right 2, bottom 2.5 cm; Arial 11; line 1 to 1.5).
	"""

	font_family: str = "Arial"
	font_size_pt: float = 11
	line_height: float = 1.2
	margin_left_cm: float = 3
	margin_right_cm: float = 2
	margin_bottom_cm: float = 2.5
	margin_top_cm: float = 2.5
	margin_kop_cm: float = 1.2

	def __post_init__(self) -> None:
		check_font(self.font_family)
		check_range(self.font_size_pt, 8, 14, "font_size_pt")
		check_range(self.line_height, 1, 2, "line_height")
		for name in ("left", "right", "bottom", "top", "kop"):
			check_range(getattr(self, f"margin_{name}_cm"), 0.5, 6, f"margin_{name}_cm")


@dataclass(frozen=True, kw_only=True)
class Office:
	"""The office that writes: kop surat and what repeats on every letter. From the app's settings.

	``name`` in full as in running text; ``kop`` lines as (text, size in pt, bold); ``logo_data_uri`` an image
	as data: URI or empty; ``city`` for the date line; ``footer`` an own line at the foot of every letter;
	``signed_footer`` the line printed only on a letter whose signed PDF exists.

	Source: FORMS "Kop (Jatim OPD)" and "Signature + TTE footer".
	"""

	name: str
	kop: Sequence[KopLine | tuple]
	city: str
	logo_data_uri: str = ""
	footer: str = ""
	signed_footer: str = BSRE_FOOTER
	page: PageSetup = field(default_factory=PageSetup)

	def __post_init__(self) -> None:
		to_tuples(self, "kop")
		object.__setattr__(self, "kop", tuple(KopLine(*line) for line in self.kop))
		for line in self.kop:
			check_range(line.size_pt, 6, 28, f"size of kop line {line.text!r}")
		check_image(self.logo_data_uri, "logo_data_uri")


@dataclass(frozen=True, kw_only=True)
class Signatory:
	"""Who signs: the lines above the name, the name with degrees, rank and NIP.

	``jabatan_lines`` are printed as given, see the function of that name; ``jabatan`` is the position as a
	sentence writes it ("Kepala Dinas … Provinsi Jawa Timur"), by default the lines joined, or the last one of
	a signatory who signs a.n.

	Source: FORMS "Signature": jabatan, name bold and underlined, pangkat, NIP.
	"""

	jabatan_lines: Sequence[str]
	name: str
	pangkat: str = ""
	nip: str = ""
	jabatan: str = ""

	def __post_init__(self) -> None:
		to_tuples(self, "jabatan_lines")
		if not self.jabatan and self.jabatan_lines:
			own = self.jabatan_lines[-1:] if self.jabatan_lines[0].startswith("a.n.") else self.jabatan_lines
			object.__setattr__(self, "jabatan", " ".join(own))


def jabatan_lines(jabatan: str, acting: str = "", own: str = "") -> tuple[str, ...]:
	"""The lines above a name, with the word for one who acts for another.

	Args:
		jabatan: position of the letter's owner; a newline in it starts a new line.
		acting: "", "Plt.", "Plh." or "a.n.".
		own: with "a.n.", the signer's own position, printed beneath.

	Returns:
		For example ("a.n. KEPALA DINAS", "SEKRETARIS").

	Raises:
		ValueError: another word, or "a.n." without the signer's own position.

	Source: FORMS "Signature"; tata naskah dinas on a.n., Plt. and Plh.
	"""
	if acting not in ("", "Plt.", "Plh.", "a.n."):
		raise ValueError(f"acting must be Plt., Plh. or a.n., not {acting!r}")
	if acting == "a.n." and not own.strip():
		raise ValueError("a letter signed a.n. names the signer's own position")
	lines = [line.strip() for line in f"{acting} {jabatan}".strip().splitlines() if line.strip()]
	return (*lines, own.strip()) if acting == "a.n." else tuple(lines)


@dataclass(frozen=True, kw_only=True)
class Letter:
	"""A letter of the office: recommendation, certificate of completion, reply, or any plain letter.

	The layout follows ``kind`` (see ``kinds.LETTERS``); a kind the office added itself is laid out as surat
	dinas when it has a ``recipient``, else under a centred title.

	Order under a title: ``basis`` (Dasar), ``considering`` (Menimbang), ``opening``, ``rows``, ``body``,
	``details``, ``provisions`` (Dengan ketentuan), ``closing``, signature, ``tembusan`` (as given). A surat
	dinas begins with number, sifat, lampiran, hal and ``recipient`` instead. On a certificate of completion
	the signatory's own rows follow the first opening paragraph. A row without a value is left out.

	State: while ``draft`` the page says KONSEP and shows neither QR nor address; the number is dots, and so
	is a missing date. An issued letter needs number, date and signatory. ``signed_electronically`` only where a signed PDF
	exists. ``tnde_anchors`` prints SRIKANDI's ``${...}`` marks for a draft that is taken there.

	``qr_url`` is what the QR holds, ``verify_url`` what the footer prints (the same by default).

	Source: SOP steps 6 and 10 (research), 5 and 6 (data); FORMS "Letters" 1 to 4 and 9.
	"""

	kind: str
	office: Office
	title: str = ""
	number: str = ""
	date: date | None = None
	place: str = ""
	sifat: str = "Biasa"
	lampiran: str = "-"
	hal: str = ""
	recipient: Sequence[str] = ()
	basis: Sequence[str] = ()
	considering: Sequence[str] = ()
	opening: Sequence[str] = ()
	rows: Sequence[Row] = ()
	details: Sequence[Row] = ()
	body: Sequence[str] = ()
	provisions: Sequence[str] = ()
	closing: Sequence[str] = ()
	tembusan: Sequence[str] = ()
	signatory: Signatory | None = None
	qr_url: str = ""
	verify_url: str = ""
	draft: bool = True
	signed_electronically: bool = False
	tnde_anchors: bool = False
	paper: str = "F4"

	def __post_init__(self) -> None:
		to_tuples(self, "recipient", "basis", "considering", "opening", "rows", "details", "body")
		to_tuples(self, "provisions", "closing", "tembusan")
		check_address(self.qr_url, "qr_url")
		check_address(self.verify_url, "verify_url")
		check_paper(self.paper)
		if not self.draft and not (self.number and self.date and self.signatory):
			raise ValueError("an issued letter needs a number, a date and a signatory")
		if self.draft and self.signed_electronically:
			raise ValueError("a draft cannot have been signed electronically")
		if not self.draft and self.tnde_anchors:
			raise ValueError("TNDE anchors are for a draft, this letter is issued")
