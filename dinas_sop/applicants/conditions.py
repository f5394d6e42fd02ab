"""Conditions of Web Form fields (`depends_on`, `mandatory_depends_on`), read without running JavaScript.

The platform evaluates them in the browser. Here the same expression becomes a small tree of lists, which the
server evaluates, and which the page's script gets as JSON to show and hide fields while somebody types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = re.compile(
	r"""\s*(?:
	(?P<text>'[^'\\]*'|"[^"\\]*")
	|(?P<number>\d+(?:\.\d+)?)
	|(?P<name>[A-Za-z_]\w*(?:\.\w+)*)
	|(?P<sign>===|!==|==|!=|&&|\|\||\.includes|[!()\[\],])
	)""",
	re.VERBOSE,
)
WORDS = {"true": 1, "false": 0, "null": "", "undefined": ""}


def parse(expression: str | None) -> list | None:
	"""Read a condition.

	Args:
		expression: a fieldname, or `eval:` with comparisons of `doc.field` by `==`, `!=`, `!`, `&&`, `||`,
			`in_list([...], doc.field)` or `[...].includes(doc.field)`.

	Returns:
		The tree (`["==", ["doc", "field"], "value"]` and so on); None where there is no condition, or where it
		uses more of the language than this: then the field is simply shown.
	"""
	text = (expression or "").strip()
	if not text:
		return None
	if not text.startswith("eval:"):
		return ["doc", text] if re.fullmatch(r"\w+", text) else None
	try:
		return _Parser(text[5:]).parse()
	except (ValueError, RecursionError):
		return None


def holds(tree: object, values: Mapping[str, object]) -> bool:
	"""Whether a condition holds for the values typed so far."""
	return _truth(_value(tree, values))


def names(tree: object) -> set[str]:
	"""The fields that a condition looks at."""
	if not isinstance(tree, list):
		return set()
	if tree[0] == "doc":
		return {tree[1]}
	return set().union(*(names(part) for part in tree[1:]))


def _value(tree: object, values: Mapping[str, object]) -> object:
	if not isinstance(tree, list):
		return tree
	kind, *parts = tree
	if kind == "doc":
		return values.get(parts[0])
	if kind == "list":
		return [_value(part, values) for part in parts]
	if kind == "not":
		return not _truth(_value(parts[0], values))
	if kind == "and":
		return all(holds(part, values) for part in parts)
	if kind == "or":
		return any(holds(part, values) for part in parts)
	left, right = (_value(part, values) for part in parts)
	if kind == "in":
		return any(_same(left, item) for item in (right if isinstance(right, list) else [right]))
	return _same(left, right) == (kind == "==")


def _truth(value: object) -> bool:
	return value not in (None, "", 0, "0", False) and value != []


def _same(left: object, right: object) -> bool:
	plain = [
		"" if value is None else str(int(value) if isinstance(value, bool) else value)
		for value in (left, right)
	]
	return plain[0] == plain[1]


class _Parser:
	"""Recursive descent over the tokens; a ValueError says that the expression is not understood."""

	def __init__(self, text: str):
		self.tokens, position, text = [], 0, text.rstrip().rstrip(";").rstrip()
		while position < len(text):
			match = TOKEN.match(text, position)
			if not match:
				raise ValueError(text[position:])
			self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
			position = match.end()

	def parse(self) -> list | object:
		tree = self.either()
		if self.tokens:
			raise ValueError(self.tokens)
		return tree

	def take(self, *signs: str) -> str | None:
		if self.tokens and self.tokens[0] in [("sign", sign) for sign in signs]:
			return self.tokens.pop(0)[1]
		return None

	def need(self, sign: str) -> None:
		if not self.take(sign):
			raise ValueError(sign)

	def either(self):
		parts = [self.both()]
		while self.take("||"):
			parts.append(self.both())
		return parts[0] if len(parts) == 1 else ["or", *parts]

	def both(self):
		parts = [self.comparison()]
		while self.take("&&"):
			parts.append(self.comparison())
		return parts[0] if len(parts) == 1 else ["and", *parts]

	def comparison(self):
		left = self.single()
		sign = self.take("===", "==", "!==", "!=")
		return [sign[:2], left, self.single()] if sign else left

	def single(self):
		if self.take("!"):
			return ["not", self.single()]
		if self.take("("):
			tree = self.either()
			self.need(")")
			return tree
		if self.take("["):
			return self.contains(self.listed("]"))
		if not self.tokens:
			raise ValueError("the expression ends too early")
		kind, text = self.tokens.pop(0)
		if kind == "text":
			return text[1:-1]
		if kind == "number":
			return text
		if kind == "name" and text == "in_list":
			self.need("(")
			items, value = self.listed(")")[1:]
			return ["in", value, items]
		if kind == "name" and text in WORDS:
			return WORDS[text]
		if kind == "name" and re.fullmatch(r"doc\.\w+", text):
			return ["doc", text[4:]]
		raise ValueError(text)

	def listed(self, end: str) -> list:
		items = ["list"]
		while not self.take(end):
			items.append(self.either())
			if not self.take(","):
				self.need(end)
				break
		return items

	def contains(self, items: list):
		if not self.take(".includes"):
			return items
		self.need("(")
		value = self.either()
		self.need(")")
		return ["in", value, items]
