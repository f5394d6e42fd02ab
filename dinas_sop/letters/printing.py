"""The desk's own print preview and PDF button, made by the same renderer as the letters that are issued.

A Print Format of ours is one call of `dinas_sop_document`. Its page styles are kept to its own box, and the PDF is
not made from that HTML but by the renderer (`pdf_generator` hook), for an issued letter its kept bytes.
"""

from __future__ import annotations

import io
import re
from itertools import pairwise

import frappe
import tinycss2
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, quoted
from pypdf import PdfReader, PdfWriter

from dinas_sop.constants import OFFICIAL_LETTER
from dinas_sop.letters import documents

GENERATOR = "dinas_sop"
BOX = "dinas-surat"
# what the print page puts around a format; ours brings its own paper
AROUND = f"""
.print-format {{max-width: none; min-height: 0; padding: 0; border-radius: 0; background: none}}
#{BOX} :where(table, td, th, p, li, .label) {{font-size: inherit !important; color: inherit !important}}
"""
ROOTS = ("html", "body", ":root")
SIZES = (1, 0.95, 0.9, 0.8, 0.7, 0.63, 0.5, 0.4, 0.3, 0.2)  # of the paper, where the window is narrower


def dinas_sop_document(doc: Document, kind: str | None = None) -> str:
	"""A document as HTML for a Print Format; the Jinja method of ours.

	Args:
		doc: what is printed; the stored record counts, not what the caller may have put into it.
		kind: see `documents.pdf`.

	Raises:
		frappe.PermissionError: the user may not read it. A share key opens no letter.
	"""
	stored = frappe.get_doc(doc.doctype, doc.name)
	if not frappe.flags.ignore_print_permissions:
		stored.check_permission("read")
	frappe.local.dinas_sop_printed = (stored, kind)
	page = documents.html(stored, kind)
	return boxed(page) if page else _kept_pdf(stored, kind)


def pdf_for_print(
	print_format: str | None = None,
	html: str | None = None,
	options: dict | None = None,
	output: PdfWriter | None = None,
	pdf_generator: str | None = None,
) -> bytes | PdfWriter | None:
	"""`pdf_generator` hook: the PDF of what `dinas_sop_document` has just put into the page.

	Args:
		output: where several documents are printed into one file.

	Returns:
		None where the page is not ours.
	"""
	if pdf_generator != GENERATOR or not getattr(frappe.local, "dinas_sop_printed", None):
		return None
	doc, kind = frappe.local.dinas_sop_printed
	frappe.local.dinas_sop_printed = None
	content = documents.pdf(doc, kind)
	frappe.local.form_dict.pop("pdf_generator", None)  # it would stick to the next document of this request
	if output is None:
		return content
	output.append_pages_from_reader(PdfReader(io.BytesIO(content)))
	return output


def choose_generator() -> None:
	"""`before_request`: a link of the print page names wkhtmltopdf; a format of ours has its own generator."""
	form = frappe.local.form_dict
	if not (form.get("pdf_generator") and isinstance(form.get("format"), str)):
		return
	if frappe.get_cached_value("Print Format", form.format, "pdf_generator") == GENERATOR:
		del form["pdf_generator"]  # core then takes the format's


def boxed(page: str) -> str:
	"""The body of a page of the renderer with its styles kept to it.

	Args:
		page: a complete page of `renderer.html`, every value in it escaped.
	"""
	head, _tag, rest = page.partition("<body")
	css = "".join(part.partition("</style>")[0] for part in head.split("<style>")[1:])
	attributes, _close, body = rest.partition(">")
	body = body.rpartition("</body>")[0]
	given = attributes.partition('class="')[2].partition('"')[0]
	return f'<style>{AROUND}{_scoped(css)}{_fitting(css)}</style><div id="{BOX}" class="{given}">{body}</div>'


def _fitting(css: str) -> str:
	"""The desk's preview is as wide as upright A4 and cuts off what is wider; there the paper is shown smaller."""
	width = re.search(r"\bbody\s*{\s*width:\s*([\d.]+)mm", css)
	if not width:
		return ""
	return "".join(
		f"@media screen and (max-width: {float(width[1]) * size:.1f}mm) {{#{BOX} {{zoom: {smaller}}}}}"
		for size, smaller in pairwise(SIZES)
	)


def _scoped(css: str) -> str:
	rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
	return "\n".join(_scoped_rule(rule) for rule in rules)


def _scoped_rule(rule) -> str:
	if rule.type == "qualified-rule":
		selectors = tinycss2.serialize(rule.prelude).split(",")
		prelude = ", ".join(_selector(selector.strip()) for selector in selectors)
		return f"{prelude} {{{_winning(rule.content)}}}"
	if rule.type == "at-rule" and rule.lower_at_keyword == "media":
		inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
		return f"@media{tinycss2.serialize(rule.prelude)}{{{' '.join(map(_scoped_rule, inner))}}}"
	return rule.serialize()


def _winning(content: list) -> str:
	"""Declarations that hold against the print page's own, which are !important too."""
	declarations = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
	for each in declarations:
		if each.type == "declaration" and not each.name.startswith("--"):
			each.important = True
	return "; ".join(each.serialize() for each in declarations)


def _selector(selector: str) -> str:
	first = selector.split(" ")[0]
	for root in ROOTS:
		if first == root or first.startswith(f"{root}."):
			return f"#{BOX}{first.removeprefix(root)}{selector.removeprefix(first)}"
	return f"#{BOX} {selector}"


def _kept_pdf(doc: Document, kind: str | None) -> str:
	"""An issued letter is shown as the PDF that was kept; there is no second version of it."""
	letter = doc if doc.doctype == OFFICIAL_LETTER else documents.current_letter(doc, kind)
	url = f"/api/method/dinas_sop.letters.api.download?name={quoted(letter.name)}"
	return (
		f"<style>{AROUND}#{BOX} iframe {{width: 100%; height: 300mm; border: 1px solid #ccc}}</style>"
		f'<div id="{BOX}"><p><a href="{url}" target="_blank">{escape_html(letter.letter_template)} '
		f"{escape_html(letter.letter_number)}</a>: "
		f"{escape_html(_('this letter is issued; its PDF is the letter.'))}</p>"
		f'<iframe src="{url}" title="PDF"></iframe></div>'
	)
