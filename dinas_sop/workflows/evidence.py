"""Is a step's evidence there, and is it new where the SOP asks for it anew? Plain functions.

Source: DESIGN "What a move needs", rules 1 to 6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dinas_sop.workflows.process import FIELD_KINDS, LETTER_KINDS, Evidence, Kind, Process

LIVE_LETTERS = {
	Kind.DRAFTED: ("Draf", "Terbit", "Ditandatangani"),
	Kind.ISSUED: ("Terbit", "Ditandatangani"),
	Kind.SIGNED: ("Ditandatangani",),
}


@dataclass(frozen=True)
class LetterFact:
	"""A letter of the case: its name, kind, status and the hash of its words."""

	name: str
	kind: str
	status: str
	content: str = ""


@dataclass(frozen=True)
class Visit:
	"""What a row of the step log says of one visit.

	Args:
		step: number of the step, 0 for a pause, correction or final state.
		back_to: the step the case went back to on leaving; 0 where it did not go back.
		evidence: fingerprints at a move back, by evidence key.
		still_valid: evidence keys ticked "tetap berlaku" during the visit.
	"""

	step: int
	state: str = ""
	back_to: int = 0
	evidence: Mapping[str, object] = field(default_factory=dict)
	still_valid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
	"""The case as plain values.

	Args:
		values: field -> value; dates as text.
		tables: table field -> rows, each with its `name` and, where it has a department, `unit`
			(sendiri or lain, seen from the acting user).
		letters: the case's letters.
		applies: evidence key -> result of its condition; a missing key applies.
	"""

	values: Mapping[str, object] = field(default_factory=dict)
	tables: Mapping[str, list[dict]] = field(default_factory=dict)
	letters: tuple[LetterFact, ...] = ()
	applies: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
	"""Evidence that stands in the way of a move; `stale`: it is there, but asked anew."""

	evidence: Evidence
	stale: bool = False


def is_filled(value: object) -> bool:
	return value not in (None, "", 0, 0.0)


def counted_rows(evidence: Evidence, facts: Facts) -> list[dict]:
	rows = facts.tables.get(evidence.field, [])
	return [row for row in rows if all(column.holds(row) for column in evidence.rows_where)]


def good_rows(evidence: Evidence, facts: Facts) -> list[dict]:
	return [
		row for row in counted_rows(evidence, facts) if all(column.holds(row) for column in evidence.columns)
	]


def good_letters(evidence: Evidence, facts: Facts) -> list[LetterFact]:
	return [
		letter
		for letter in facts.letters
		if letter.kind == evidence.letter and letter.status in LIVE_LETTERS[evidence.kind]
	]


def is_there(evidence: Evidence, facts: Facts) -> bool:
	"""Whether the evidence is given, whatever its age."""
	if evidence.kind == Kind.FILLED:
		return is_filled(facts.values.get(evidence.field))
	if evidence.kind == Kind.VALUE:
		return str(facts.values.get(evidence.field) or "") in evidence.values
	if evidence.kind == Kind.ROW:
		return bool(good_rows(evidence, facts))
	if evidence.kind == Kind.ROWS:
		return len(good_rows(evidence, facts)) == len(counted_rows(evidence, facts))
	return bool(good_letters(evidence, facts))


def fingerprint(evidence: Evidence, facts: Facts) -> object:
	"""What to remember of the evidence at a move back, to tell later whether it is new.

	Returns:
		A hash for a field (the log keeps no personal value), `name:hash` for rows and letters.
	"""
	if evidence.kind in FIELD_KINDS:
		value = facts.values.get(evidence.field)
		return _hash(value) if is_filled(value) else ""
	if evidence.kind in LETTER_KINDS:
		return [_letter_mark(letter) for letter in facts.letters if letter.kind == evidence.letter]
	return [_row_mark(evidence, row) for row in facts.tables.get(evidence.field, [])]


def is_fresh(evidence: Evidence, facts: Facts, old: object, ticked: bool) -> bool:
	"""Whether the evidence is new since the move back (rule 5).

	Args:
		old: what `fingerprint` said then; None where that version did not know this evidence.
		ticked: "tetap berlaku" was ticked since; counts for fields and files only.
	"""
	if old is None or evidence.kind == Kind.ROWS:
		return True
	if evidence.kind in FIELD_KINDS:
		return ticked or fingerprint(evidence, facts) != old
	if evidence.kind == Kind.ROW:
		return any(_row_mark(evidence, row) not in old for row in good_rows(evidence, facts))
	return any(_letter_mark(letter) not in old for letter in good_letters(evidence, facts))


def snapshot(process: Process, from_step: int, facts: Facts) -> dict[str, object]:
	"""Fingerprints of the evidence of `from_step` and every later step, for the log row of a move back."""
	return {e.key: fingerprint(e, facts) for e in process.evidence if e.step >= from_step}


def asked_anew(step: int, visits: Iterable[Visit]) -> tuple[Mapping[str, object], frozenset[str]] | None:
	"""What was given before, where `step` was visited once more after a move back.

	A move back after which the step was not visited asks nothing of it, and leaves standing what an earlier
	one asked.

	Returns:
		The fingerprints at the last such move back and the keys ticked since; None where nothing is asked anew.
	"""
	visits = list(visits)
	for index in range(len(visits) - 1, -1, -1):
		back, since = visits[index], visits[index + 1 :]
		if 0 < back.back_to <= step and any(visit.step == step for visit in since):
			return back.evidence, frozenset(key for visit in since for key in visit.still_valid)
	return None


def missing(
	process: Process,
	steps: Iterable[int],
	facts: Facts,
	visits: Iterable[Visit] = (),
	ticks: Iterable[str] = (),
) -> list[Missing]:
	"""Mandatory evidence of the given steps that is not there, or not new where it is asked anew.

	Args:
		ticks: evidence keys ticked in this very save.
	"""
	visits, ticks = list(visits), frozenset(ticks)
	found = []
	for number in sorted(steps):
		before = asked_anew(number, visits)
		for evidence in process.evidence_of(step=number):
			if not (evidence.mandatory and facts.applies.get(evidence.key, True)):
				continue
			if not is_there(evidence, facts):
				found.append(Missing(evidence))
			elif before and not is_fresh(
				evidence, facts, before[0].get(evidence.key), evidence.key in before[1] | ticks
			):
				found.append(Missing(evidence, stale=True))
	return found


def missing_on_entry(process: Process, state: str, facts: Facts) -> list[Missing]:
	"""Mandatory evidence that hangs on the final state itself (for Ditolak: the legal ground)."""
	return [
		Missing(evidence)
		for evidence in process.evidence_of(final_state=state)
		if evidence.mandatory and facts.applies.get(evidence.key, True) and not is_there(evidence, facts)
	]


def _hash(value: object) -> str:
	return hashlib.sha256(str(value).encode()).hexdigest()[:16]


def _row_mark(evidence: Evidence, row: Mapping) -> str:
	"""A row is another one when what is asked of it has changed: the file that a unit puts in place of a wrong one."""
	asked = [str(row.get(column.name) or "") for column in evidence.columns]
	return f"{row['name']}:{_hash(asked)}"


def _letter_mark(letter: LetterFact) -> str:
	return f"{letter.name}:{letter.content}"
