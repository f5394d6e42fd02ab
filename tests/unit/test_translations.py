"""Protects the office's staff: every sentence of the app has an Indonesian one."""

import ast
import re
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "dinas_sop" / "locale"
PLACEHOLDER = re.compile(r"\{\d*\}")


def read_po(name: str) -> dict[str, str]:
	"""msgid -> msgstr of a catalog; enough of the format for what babel writes."""
	entries = {}
	for block in (LOCALE / name).read_text(encoding="utf-8").split("\n\n"):
		parts = {}
		for key, text in re.findall(r'^(msgid|msgstr) ((?:".*"\n?)+)', block, flags=re.MULTILINE):
			parts[key] = "".join(ast.literal_eval(line) for line in text.strip().split("\n"))
		if parts.get("msgid"):
			entries[parts["msgid"]] = parts["msgstr"]
	return entries


def test_every_message_is_translated():
	"""A clerk never meets an English sentence in the middle of an Indonesian form."""
	translated = read_po("id.po")
	missing = [message for message in read_po("main.pot") if not translated.get(message)]
	assert missing == []


def test_no_sentence_of_the_server_holds_a_tag():
	"""Frappe looks a sentence up without what it takes for a tag, "< and >" too, and finds nothing."""
	desk_blocks = "<span class="  # of a workspace, which the browser looks up as they are
	assert [
		m for m in read_po("main.pot") if re.search(r"<[^>]+>", m) and not m.startswith(desk_blocks)
	] == []


def test_translations_keep_their_placeholders():
	"""A refusal in Indonesian names the same step and field as the English one."""
	differing = [
		message
		for message, translation in read_po("id.po").items()
		if sorted(PLACEHOLDER.findall(message)) != sorted(PLACEHOLDER.findall(translation))
	]
	assert differing == []
