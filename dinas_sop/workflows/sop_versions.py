"""What changes between two versions of the SOP: rows added, removed, reworded. Nothing here imports frappe.

Rows are matched by what they mean, not by where they stand: a step by the state that waits for it, else by its words,
else by its number. So a step that is inserted moves the numbers of those below it and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


class How(str, Enum):
	"""What happened to a row."""

	ADDED = "added"
	REMOVED = "removed"
	CHANGED = "changed"


class Part(str, Enum):
	"""Which part of the SOP a row belongs to, in the order in which changes are told."""

	STEP = "step"
	EVIDENCE = "evidence"
	SECTION = "section"
	HEADER = "header"


@dataclass(frozen=True)
class StepRow:
	"""A step of one version.

	Args:
		doctype: the case DocType of its section, since a section may be renamed.
		values: column -> text, `activity` and `standard_time` among them; the number aside.
	"""

	doctype: str
	number: int
	state: str = ""
	values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EvidenceRow:
	"""A row of evidence of one version.

	Args:
		step: number of its step; 0 where it hangs on `final_state`.
		subject: what is asked: the kind, and the field or letter.
		values: the other columns, as text.
	"""

	doctype: str
	step: int
	final_state: str
	subject: tuple[str, str]
	values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Version:
	"""An SOP as far as two versions can differ.

	Args:
		header: column -> text of the document itself.
		sections: case DocType -> column -> text.
	"""

	header: Mapping[str, str] = field(default_factory=dict)
	sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
	steps: tuple[StepRow, ...] = ()
	evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True)
class Change:
	"""One difference, from the older version to the newer one.

	Args:
		step: number in the newer version, of a removed row in the older one; 0 where no step is meant.
		column: of a changed row the column; `step_number` where a step moved.
		subject: of evidence what is asked, or the final state it hangs on.
		before, after: texts; of a row that was added or removed its main column.
	"""

	part: Part
	how: How
	doctype: str = ""
	step: int = 0
	column: str = ""
	before: str = ""
	after: str = ""
	subject: tuple[str, str] = ("", "")
	final_state: str = ""


def compare(old: Version, new: Version) -> list[Change]:
	"""What changes from one version to another, steps first and in the newer version's order."""
	pairs = matched_steps(old, new)
	return [
		*_step_changes(pairs),
		*_evidence_changes(old, new, pairs),
		*_section_changes(old, new),
		*_value_changes(Part.HEADER, old.header, new.header),
	]


def matched_steps(old: Version, new: Version) -> list[tuple[StepRow | None, StepRow | None]]:
	"""Each step of either version with the one that it corresponds to.

	Returns:
		(older, newer), None where there is no such step; section by section in the newer version's order, removed
		steps where they stood.
	"""
	pairs = []
	for doctype in dict.fromkeys(step.doctype for step in (*new.steps, *old.steps)):
		before = [step for step in old.steps if step.doctype == doctype]
		after = [step for step in new.steps if step.doctype == doctype]
		found = _match(before, after)
		of_section = [(found.get(step.number), step) for step in after]
		kept = {step.number for step in found.values()}
		of_section += [(step, None) for step in before if step.number not in kept]
		pairs += sorted(of_section, key=lambda pair: (pair[1] or pair[0]).number)
	return pairs


def standards_by_state(version: Version, pairs: Iterable[tuple]) -> dict[tuple[str, str], str]:
	"""(case DocType, state) -> Waktu of the newer version, for replaying visits to states of either version.

	A step that the newer version lacks has none: its state would pause the clock, or not be entered.
	"""
	found = {(step.doctype, step.state): step.values["standard_time"] for step in version.steps if step.state}
	for old, new in pairs:
		if old and old.state:
			found.setdefault((old.doctype, old.state), new.values["standard_time"] if new else "")
	return found


def _match(before: list[StepRow], after: list[StepRow]) -> dict[int, StepRow]:
	"""Number in the newer version -> step of the older one."""
	found: dict[int, StepRow] = {}
	ways: tuple[Callable[[StepRow], object], ...] = (
		lambda step: step.state,
		lambda step: " ".join(step.values.get("activity", "").lower().split()),
		lambda step: step.number,
	)
	for key in ways:
		free = {key(step): step for step in reversed(before) if step not in found.values() and key(step)}
		for step in after:
			if step.number not in found and (old := free.pop(key(step), None)):
				found[step.number] = old
	return found


def _step_changes(pairs: Iterable[tuple]) -> Iterator[Change]:
	for old, new in pairs:
		step = new or old
		if old and new:
			if old.number != new.number:
				yield Change(
					Part.STEP,
					How.CHANGED,
					step.doctype,
					new.number,
					"step_number",
					str(old.number),
					str(new.number),
				)
			yield from _value_changes(
				Part.STEP,
				{**old.values, "state": old.state},
				{**new.values, "state": new.state},
				doctype=new.doctype,
				step=new.number,
			)
		else:
			how = How.ADDED if new else How.REMOVED
			words = {"after" if new else "before": step.values.get("activity", "")}
			yield Change(Part.STEP, how, step.doctype, step.number, "activity", **words)


def _evidence_changes(old: Version, new: Version, pairs: Iterable[tuple]) -> Iterator[Change]:
	numbers = {(a.doctype, a.number): b.number for a, b in pairs if a and b}

	def place(row: EvidenceRow, number: int) -> tuple:
		return (row.doctype, number, row.final_state, row.subject)

	# of a step that is gone the evidence is, too; its number may be another step's now
	before = {
		place(row, numbers.get((row.doctype, row.step), -row.step) if row.step else 0): row
		for row in old.evidence
	}
	after = {place(row, row.step): row for row in new.evidence}
	for key in sorted({*before, *after}, key=lambda key: (key[0], abs(key[1]) or 9999, *key[1:])):
		was, now = before.get(key), after.get(key)
		about = {
			"doctype": key[0],
			"step": abs(key[1]),
			"subject": key[3],
			"final_state": key[2],
		}
		if was and now:
			yield from _value_changes(Part.EVIDENCE, was.values, now.values, **about)
		else:
			yield Change(Part.EVIDENCE, How.ADDED if now else How.REMOVED, **about)


def _section_changes(old: Version, new: Version) -> Iterator[Change]:
	for doctype in dict.fromkeys((*new.sections, *old.sections)):
		was, now = old.sections.get(doctype), new.sections.get(doctype)
		if was is not None and now is not None:
			yield from _value_changes(Part.SECTION, was, now, doctype=doctype)
		else:
			yield Change(Part.SECTION, How.REMOVED if now is None else How.ADDED, doctype)


def _value_changes(part: Part, before: Mapping, after: Mapping, **about) -> Iterator[Change]:
	for column in dict.fromkeys((*after, *before)):
		was, now = before.get(column, "").strip(), after.get(column, "").strip()
		if was != now:
			yield Change(part, How.CHANGED, column=column, before=was, after=now, **about)
