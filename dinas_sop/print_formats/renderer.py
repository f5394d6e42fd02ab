"""From values to a page: ``html`` for a preview, ``pdf`` for paper. The template follows the document."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML
from weasyprint import Document as LaidOut

from dinas_sop.print_formats import dates, kinds
from dinas_sop.print_formats.assessments import AssessmentSheet
from dinas_sop.print_formats.catchword import catchwords
from dinas_sop.print_formats.fetcher import ASSETS, fetch
from dinas_sop.print_formats.flowchart import anchor, draw, page_breaks
from dinas_sop.print_formats.forms import Commitment, DispositionSheet, Receipt
from dinas_sop.print_formats.qr import qr_svg
from dinas_sop.print_formats.sheets import ControlSheet, SopDocument
from dinas_sop.print_formats.values import Letter

Document = Letter | Receipt | DispositionSheet | Commitment | ControlSheet | SopDocument | AssessmentSheet

TEMPLATES = Path(__file__).resolve().parent / "templates"


class Size(NamedTuple):
	"""A sheet, width and height in mm."""

	width: float
	height: float


PAPER = {"F4": Size(215, 330), "A4": Size(210, 297)}
# Room for all performer columns of the SOP together, mm.
PERFORMERS_WIDTH = {"F4": 112, "A4": 96}
# How tight a page may be set to stay one: each step takes 0.25 pt, 0.03 lines and 15 % of the gaps.
DENSITIES = (0, 1, 2, 3, 4)
HALF = {"F4": Size(165, 215), "A4": Size(148, 210)}

LETTER_TEMPLATES = {
	kinds.RECOMMENDATION: "surat_rekomendasi.html",
	kinds.COMPLETION: "surat_keterangan_selesai.html",
	kinds.DATA_REPLY: "surat_balasan.html",
	kinds.EXTENSION: "surat_dinas.html",
	kinds.PLAIN_LETTER: "surat_dinas.html",
}
DOCUMENT_TEMPLATES = {
	Receipt: "tanda_terima.html",
	DispositionSheet: "lembar_disposisi.html",
	Commitment: "surat_pernyataan.html",
	ControlSheet: "lembar_kendali.html",
	SopDocument: "dokumen_sop.html",
	AssessmentSheet: "penilaian_sop.html",
}


def html(document: Document) -> str:
	"""A complete page, for a preview or for ``pdf``.

	Args:
		document: one of the value classes of ``values``.

	Returns:
		HTML with its styles inside; every value is escaped; it loads nothing but data: URIs.

	Raises:
		TypeError: ``document`` is not one of the value classes.

	Source: DESIGN "One renderer serves issuing and desk preview".
	"""
	return _settle(document)[0]


def pdf(document: Document) -> bytes:
	"""The document as PDF, fonts embedded.

	Args, errors: as ``html``.

	Returns:
		The file's bytes; the same values give the same layout, not always the same bytes.

	Source: DESIGN idea 5: what is issued is kept as these bytes.
	"""
	return _settle(document)[1].write_pdf()


def template_name(document: Document) -> str:
	"""File name of the template for a document; TypeError for anything that is no document."""
	if isinstance(document, Letter):
		plain = "surat_dinas.html" if document.recipient else "surat_berjudul.html"
		return LETTER_TEMPLATES.get(document.kind, plain)
	for kind, name in DOCUMENT_TEMPLATES.items():
		if isinstance(document, kind):
			return name
	raise TypeError(f"no letter layout for {type(document).__name__}")


def page_size(document: Document) -> Size:
	"""The sheet a document is printed on, in mm (the SOP's table pages are turned)."""
	if isinstance(document, DispositionSheet):
		return HALF[document.paper]
	size = PAPER[document.paper]
	return Size(size.height, size.width) if isinstance(document, ControlSheet | AssessmentSheet) else size


def _settle(document: Document) -> tuple[str, LaidOut]:
	"""The page and its layout, after the passes that need to know where pages end."""
	if isinstance(document, SopDocument):
		return _settle_sop(document)
	if not isinstance(document, Letter | Commitment):
		page = _render(document)
		return page, _lay_out(page)
	for density in DENSITIES:
		page = _render(document, density=density)
		laid_out = _lay_out(page)
		if len(laid_out.pages) == 1:
			return page, laid_out
		if len(laid_out.pages) > 2:
			break
	page = _render(document)
	if words := catchwords(_lay_out(page)):
		page = _render(document, catchwords=words)
	return page, _lay_out(page)


def _settle_sop(document: SopDocument) -> tuple[str, LaidOut]:
	"""The header stays on one page; a section that does not gets room for connectors, and the connectors."""
	sections, width = document.sections, PERFORMERS_WIDTH[document.paper]
	for density in DENSITIES:
		page = _render(document, flow=draw(sections, width), density=density)
		laid_out = _lay_out(page)
		if len(laid_out.pages) < 2 or anchor(0, 0) in laid_out.pages[1].anchors:
			break
	if page_breaks(laid_out, sections):
		measured = _lay_out(_render(document, flow=draw(sections, width), density=density, measuring=True))
		flow = draw(sections, width, page_breaks(measured, sections))
		page = _render(document, flow=flow, density=density)
		laid_out = _lay_out(page)
	return page, laid_out


def _render(document: Document, **extra: object) -> str:
	values = {"density": 0, "catchwords": (), "measuring": False, **extra}
	template = _environment().get_template(template_name(document))
	return template.render(doc=document, size=page_size(document), setup=document.office.page, **values)


def _lay_out(page: str) -> LaidOut:
	return HTML(string=page, base_url=f"{ASSETS.as_uri()}/", url_fetcher=fetch).render()


@lru_cache(maxsize=1)
def _environment() -> Environment:
	environment = Environment(
		loader=FileSystemLoader(TEMPLATES),
		autoescape=True,
		undefined=StrictUndefined,
		trim_blocks=True,
		lstrip_blocks=True,
	)
	environment.filters.update(
		periode=lambda days: dates.periode(*days),
		tanggal=dates.tanggal,
		tanggal_waktu=dates.tanggal_waktu,
		tanggal_atau_waktu=dates.tanggal_atau_waktu,
		filled=lambda rows: [(label, value) for label, value in rows if value],
	)
	environment.globals.update(qr=qr_svg)
	return environment
