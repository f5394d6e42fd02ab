"""A second opinion on what a case needs, kept by hand and without the engine's rules.

It looks only at a process's tables and at what happened, and says whether a save should pass. Where the
engine reasons over the log, this keeps its own books; what an inserted state demands stands here by name.
"""

from __future__ import annotations

from dinas_sop.workflows.process import Evidence, Kind, Process
from tests.unit.workflows.case import FILES, Case, Doc, holds
from tests.unit.workflows.processes import APPLICANT_ROLES

# Inserted states of the tests' offices: evidence of steps below this number is due on the way in.
INSERTED = {"Paraf Sekretaris": 6, "Ditunda": 0, "Verifikasi Arsip": 12, "Antrean Data": 5}
LIVE = {
	Kind.DRAFTED: {"Draf", "Terbit", "Ditandatangani"},
	Kind.ISSUED: {"Terbit", "Ditandatangani"},
	Kind.SIGNED: {"Ditandatangani"},
}


class Ledger:
	"""The books of one case: what each step had when it was last gone back over, and what was ticked since."""

	def __init__(self, case: Case):
		self.case = case
		self.before_return: dict[int, dict[str, object]] = {}
		self.must_differ: dict[int, dict[str, object]] = {}
		self.ticked: set[str] = set()

	@property
	def process(self) -> Process:
		return self.case.process

	# --- the question ---------------------------------------------------------

	def should_pass(self, roles: frozenset[str], after: str, given: dict) -> bool:
		"""Whether a save should pass. Arguments as of `Case.attempt`; `given["rows_fine"]` judges the rows."""
		case, process = self.case, self.process
		values = case.values | given["values"]
		tables = case.tables | given["rows"]
		moving = after != case.state
		acts = moving and self.may_move(roles, after, values, tables)
		if moving and not acts:
			return False
		edits = acts or bool(roles & set(process.states[case.state]))
		changed = {n for n, v in given["values"].items() if v != case.values.get(n, "")}
		return all(
			(
				all(self.may_write(name, edits, after) for name in changed),
				given["rows_fine"](edits),
				self.corrections_fine(given, edits, after, changed),
				self.ticks_fine(roles, given, edits),
				self.reason_fine(given, after),
				not moving or self.evidence_fine(after, values, tables, given["ticks"]),
			)
		)

	def may_move(self, roles, after: str, values: dict, tables: dict) -> bool:
		old, new = self.case.doc(), Doc(values | tables | {"returned_from": self.case.returned_from})
		return any(
			t.state == self.case.state
			and t.next_state == after
			and t.role in roles
			and holds(t.condition, old)
			and holds(t.condition, new)
			for t in self.process.transitions
		)

	def may_write(self, name: str, edits: bool, after: str) -> bool:
		state, rows = self.case.state, [e for e in self.process.evidence if e.field == name]
		if after != state and any(e.final_state == after for e in rows):
			return True
		if self.over(state):
			return False
		if state == self.process.correction:
			return edits and name in {c.field for c in self.case.corrections}
		return edits and any(e.step and e.step == self.number(state) for e in rows)

	def corrections_fine(self, given: dict, edits: bool, after: str, changed: set[str]) -> bool:
		state, correction = self.case.state, self.process.correction
		opened = given["corrections"]
		if given["answers"] and not (state == correction and edits):
			return False
		if after == correction and state != correction:
			mine = self.case.correctable()
			if not opened or any(name not in mine or not why.strip() for name, why in opened):
				return False
		elif opened:
			return False
		if state == correction and after != state and not self.over(after):
			return all(
				c.answered or c.field in changed or c.field in given["answers"] for c in self.case.corrections
			)
		return True

	def ticks_fine(self, roles, given: dict, edits: bool) -> bool:
		here = self.number(self.case.state)
		for key in given["ticks"]:
			evidence = next(e for e in self.process.evidence if e.key == key)
			if not (edits and here and evidence.step == here and evidence.kind in (Kind.FILLED, Kind.VALUE)):
				return False
			if evidence.field in FILES and roles <= APPLICANT_ROLES:
				return False
		return True

	def reason_fine(self, given: dict, after: str) -> bool:
		state, written = self.case.state, bool(given["reason"].strip())
		if after == state:
			return not written
		return written or not (after in self.process.finals or self.goes_back(after))

	def evidence_fine(self, after: str, values: dict, tables: dict, ticks) -> bool:
		for evidence in self.process.evidence:
			due = 0 < evidence.step < self.due_below(after) or evidence.final_state == after
			if not (due and evidence.mandatory and holds(evidence.condition, Doc(values | tables))):
				continue
			if not self.there(evidence, values, tables):
				return False
			old = self.must_differ.get(evidence.step, {}).get(evidence.key)
			if old is not None and not self.renewed(evidence, old, values, tables, ticks):
				return False
		return True

	# --- the tables ------------------------------------------------------------

	def number(self, state: str) -> int:
		return next((s.number for s in self.process.steps if s.state == state), 0)

	def over(self, state: str) -> bool:
		return state == self.process.closing or state in self.process.finals

	def due_below(self, after: str) -> int:
		if after == self.process.closing:
			return 1 + max(s.number for s in self.process.steps)
		if after == self.process.correction or after in self.process.finals:
			return 0
		return self.number(after) or INSERTED[after]

	def goes_back(self, after: str) -> bool:
		stood = [v.step for v in self.case.visits if v.step]
		return 0 < self.number(after) <= stood[-1] and self.case.state != self.process.correction

	# --- evidence ---------------------------------------------------------------

	def rows(self, evidence: Evidence, tables: dict) -> tuple[list, list]:
		"""The rows that count, and of those the ones that are as asked."""

		def all_hold(columns, row):
			return all(
				str(row.get(c.name)) in c.values if c.values else row.get(c.name) not in (None, "", 0)
				for c in columns
			)

		counted = [r for r in tables.get(evidence.field, []) if all_hold(evidence.rows_where, r)]
		return counted, [r for r in counted if all_hold(evidence.columns, r)]

	def there(self, evidence: Evidence, values: dict, tables: dict) -> bool:
		if evidence.kind is Kind.FILLED:
			return bool(values.get(evidence.field))
		if evidence.kind is Kind.VALUE:
			return values.get(evidence.field) in evidence.values
		if evidence.letter:
			return any(
				x.kind == evidence.letter and x.status in LIVE[evidence.kind] for x in self.case.letters
			)
		counted, good = self.rows(evidence, tables)
		return bool(good) if evidence.kind is Kind.ROW else counted == good

	def mark(self, evidence: Evidence) -> object:
		"""What the evidence looks like now."""
		if evidence.letter:
			return {(x.name, x.content) for x in self.case.letters if x.kind == evidence.letter}
		if evidence.kind in (Kind.ROW, Kind.ROWS):
			return {self.row_mark(evidence, r) for r in self.case.tables.get(evidence.field, [])}
		return self.case.values.get(evidence.field) or ""

	def row_mark(self, evidence: Evidence, row: dict) -> tuple:
		return (row["name"], *(row.get(column.name) or None for column in evidence.columns))

	def renewed(self, evidence: Evidence, old, values: dict, tables: dict, ticks) -> bool:
		if evidence.kind is Kind.ROWS:
			return True
		if evidence.letter:
			return any(
				(x.name, x.content) not in old
				for x in self.case.letters
				if x.kind == evidence.letter and x.status in LIVE[evidence.kind]
			)
		if evidence.kind is Kind.ROW:
			return any(self.row_mark(evidence, r) not in old for r in self.rows(evidence, tables)[1])
		return values.get(evidence.field) != old or evidence.key in self.ticked | set(ticks)

	# --- keeping the books --------------------------------------------------------

	def note(self, before: str, went_back: bool, ticks) -> None:
		"""Write down an accepted save that has just been carried out; `before` is the state it left."""
		self.ticked |= set(ticks)
		after = self.case.state
		if after == before:
			return
		if went_back:
			for evidence in self.process.evidence:
				if evidence.step >= self.number(after):
					self.before_return.setdefault(evidence.step, {})[evidence.key] = self.mark(evidence)
		step = self.number(after)
		if step in self.before_return:
			self.must_differ[step] = self.before_return.pop(step)
			self.ticked -= set(self.must_differ[step])
