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
