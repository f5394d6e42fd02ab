"""Protects the office's staff: a sentence added to the code reaches the catalog that translators see."""

from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po


def test_the_catalog_holds_every_message_of_the_code(site):
	"""A clerk never meets a sentence that no translator has seen: main.pot is up to date."""
	import frappe
	from frappe.gettext.translate import get_method_map, get_pot_path

	root = Path(frappe.get_app_path("dinas_sop")).parent
	found = {
		message
		for _file, _line, message, _comments, _context in extract_from_dir(
			root,
			[*get_method_map("dinas_sop"), *get_method_map("frappe")],
			directory_filter=lambda path: (
				not Path(path).name.startswith((".", "_")) and Path(path).name != "node_modules"
			),
			keywords={**DEFAULT_KEYWORDS, "_lt": None},
		)
		if message
	}
	with open(get_pot_path("dinas_sop"), "rb") as catalog:
		known = {message.id for message in read_po(catalog) if message.id}
	assert found - known == set()


def test_no_word_of_ours_changes_another_apps(site):
	"""Protects a guest's other pages: what Frappe or ERPNext calls one thing is not called another because of us.

	An app installed later wins for a word without context, on the whole site. So a word that core has, too, is either
	translated as core does, or we say it in other words.
	"""
	import frappe
	from frappe.gettext.translate import get_translations_from_mo
	from frappe.translate import get_translations_from_csv

	core = {}
	for app in ("frappe", "erpnext"):
		core |= get_translations_from_csv("id", app) | get_translations_from_mo("id", app)
	with open(Path(frappe.get_app_path("dinas_sop")) / "locale" / "id.po", "rb") as catalog:
		ours = {m.id: m.string for m in read_po(catalog) if m.id and m.string and not m.context}
	different = {word: (core[word], ours[word]) for word in ours if word in core and core[word] != ours[word]}
	assert different == {}


def test_a_tables_rows_are_numbered_not_newton(site):
	"""Protects every clerk's tables: ERPNext's Indonesian takes "No." over the row numbers for the unit of force."""
	import frappe

	assert frappe._("No.", "id", "Title of the 'row number' column") == "No."
