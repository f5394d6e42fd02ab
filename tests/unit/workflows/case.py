"""A case in memory: it asks the plain rules before each save, and keeps the log as the site does.

What it writes down after an accepted save is what `workflows.case` writes on a site; the decisions
themselves are the rules' alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

from dinas_sop.workflows import demands, rules
from dinas_sop.workflows.attempts import Attempt, Code, Correction, Refusal, TableChange
from dinas_sop.workflows.evidence import Facts, LetterFact, Visit, snapshot
from dinas_sop.workflows.process import FIELD_KINDS, TABLE_KINDS, Process
from tests.unit.workflows.processes import APPLICANT_ROLES

# Files, which an applicant gives anew when they are asked for anew.
FILES = frozenset({"bakesbangpol_letter", "proposal", "statement_signature", "result_file", "letter_file"})
TRACKED = frozenset({"dispositions"})


class Doc(dict):
	"""What a condition sees as `doc`."""

	def __getattr__(self, name):
		return self.get(name)


@dataclass
class Asked:
	"""A correction of the present return, as the case keeps it."""

	field: str
	why: str
	answered: bool = False


@dataclass
class Case:
	"""A case of a process, and what happened to it."""

	process: Process
	values: dict = field(default_factory=dict)
	tables: dict = field(default_factory=dict)
	letters: list = field(default_factory=list)
	state: str = ""
	visits: list = field(default_factory=list)
	corrections: list = field(default_factory=list)
	returned_from: str = ""
	owner: str = "frontliner"
	numbers: count = field(default_factory=lambda: count(1))

	# --- reading ------------------------------------------------------------

	@property
	def last_step(self) -> int:
		return demands.last_step(self.visits)

	def doc(self, values: dict | None = None, tables: dict | None = None) -> Doc:
		return Doc(
			(self.values if values is None else values)
			| (self.tables if tables is None else tables)
			| {"returned_from": self.returned_from}
		)

	def facts(self, values: dict | None = None, tables: dict | None = None) -> Facts:
		values = self.values if values is None else values
		tables = self.tables if tables is None else tables
		doc = self.doc(values, tables)
		return Facts(
			values=values,
			tables=tables,
			letters=tuple(self.letters),
			applies={e.key: holds(e.condition, doc) for e in self.process.evidence if e.condition},
		)

	def correctable(self) -> frozenset[str]:
		"""Fields that the applicant wrote, as `guard.correctable_fields` says it of the site's DocType."""
		own = {
			s.number for s in self.process.steps if s.state and self.process.turn(s.state) in APPLICANT_ROLES
		} | self.process.early_steps
		named = {e.field for e in self.process.evidence}
		return frozenset(
			name
			for name in {*self.values, *self.tables, "title"}
			if name not in named
			or any(step in own and step <= self.last_step for step in self.process.steps_owning(name))
		)

	# --- saving -------------------------------------------------------------

	def create(self, values: dict, tables: dict | None = None, role: str = "Petugas Frontliner", **attempt):
		"""Try to bring the case into existence; returns the refusals."""
		tables = {name: [self.row(r) for r in rows] for name, rows in (tables or {}).items()}
		refusals = rules.decide(
			Attempt(
				process=self.process,
				before="",
				after=self.process.first_state,
				roles=frozenset({role}),
				facts=self.facts(values, tables),
				changed=frozenset(name for name, value in values.items() if value not in (None, "", 0)),
				tables={name: TableChange(added=tuple(rows)) for name, rows in tables.items()},
				**attempt,
			)
		)
		if not refusals:
			self.values, self.tables, self.state = dict(values), tables, self.process.first_state
			self.visits = [Visit(step) for step in sorted(self.process.early_steps)]
			self.visits.append(Visit(self.process.step_of(self.state), self.state))
		return refusals

	def row(self, values: dict) -> dict:
		return values | {"name": values.get("name") or f"row{next(self.numbers)}"}

	def attempt(
		self,
		roles: frozenset[str],
		after: str = "",
		values: dict | None = None,
		rows: dict | None = None,
		reason: str = "",
		corrections: list[tuple[str, str]] = (),
		answers: tuple[str, ...] = (),
		ticks: frozenset[str] = frozenset(),
		action: str = "",
		user: str = "",
	) -> Attempt:
		"""One save as plain values.

		Args:
			values: fields to set.
			rows: table -> all its rows after the save.
			corrections: (field, why) that a return opens.
			answers: fields whose corrections are answered in words.
		"""
		after = after or self.state
		new_values = self.values | (values or {})
		new_tables = self.tables | {
			name: [self.row(row) for row in wanted] for name, wanted in (rows or {}).items()
		}
		changed = frozenset(name for name in values or {} if new_values[name] != self.values.get(name, ""))
		doc_before, doc_after = self.doc(), self.doc(new_values, new_tables)
		return Attempt(
			process=self.process,
			before=self.state,
			after=after,
			roles=roles,
			facts=self.facts(new_values, new_tables),
			open_transitions=tuple(
				t
				for t in self.process.transitions
				if (t.state, t.next_state) == (self.state, after)
				and (not action or t.action == action)
				and holds(t.condition, doc_before)
				and holds(t.condition, doc_after)
			),
			is_owner=bool(user) and user == self.owner,
			is_staff=not roles <= APPLICANT_ROLES,
			changed=changed,
			tables=self._table_changes(new_tables),
			tracked_tables=TRACKED,
			corrections=(
				*(
					Correction(c.field, c.why, answered=c.answered or c.field in {*answers, *changed})
					for c in self.corrections
				),
				*(Correction(name, why, is_new=True) for name, why in corrections),
			),
			answers_given=bool(answers),
			correctable=self.correctable() if after != self.state else frozenset(),
			reason=reason,
			ticks=ticks,
			file_keys=frozenset(e.key for e in self.process.evidence if e.field in FILES),
			visits=tuple(self.visits),
		)

	def _table_changes(self, new_tables: dict) -> dict[str, TableChange]:
		changes = {}
		for name, rows in new_tables.items():
			old = {row["name"]: row for row in self.tables.get(name, [])}
			kept = {row["name"] for row in rows}
			changes[name] = TableChange(
				added=tuple(row for row in rows if row["name"] not in old),
				removed=tuple(row for key, row in old.items() if key not in kept),
				changed=tuple(
					(old[row["name"]], row) for row in rows if row["name"] in old and old[row["name"]] != row
				),
			)
		return changes

	def save(self, role: str | frozenset[str], after: str = "", **given) -> list[Refusal]:
		"""Try a save; where the rules let it pass, carry it out. Returns the refusals."""
		roles = frozenset({role}) if isinstance(role, str) else role
		attempt = self.attempt(roles, after, **given)
		refusals = rules.decide(attempt)
		if not refusals:
			self.carry_out(attempt)
		return refusals

	def carry_out(self, attempt: Attempt) -> None:
		"""Write down an accepted save."""
		process = self.process
		self.values, self.tables = dict(attempt.facts.values), dict(attempt.facts.tables)
		self.corrections = [Asked(c.field, c.why, c.answered) for c in attempt.corrections]
		here = self.visits[-1]
		if attempt.ticks:
			here = replace(here, still_valid=(*here.still_valid, *attempt.ticks))
			self.visits[-1] = here
		if not attempt.moves:
			return
		last, step = self.last_step, process.step_of(attempt.after)
		given_back = False
		if demands.is_back(process, attempt.before, attempt.after, last):
			given_back = True
			marks = snapshot(process, step, attempt.facts)
			if process.is_final(attempt.before):
				self.visits.append(Visit(0, attempt.before, back_to=step, evidence=marks))
			else:
				self.visits[-1] = replace(here, back_to=step, evidence=marks)
		if attempt.after == process.correction:
			self.returned_from = attempt.before
		elif attempt.before == process.correction:
			self.corrections = []
		self._after_disposition(given_back, step)
		self.state = attempt.after
		self.visits.append(Visit(step, attempt.after))

	def _after_disposition(self, given_back: bool, step: int) -> None:
		"""Rows are history once their visit is over; a second disposition hands back the open ones."""
		for name in TRACKED & set(self.tables):
			back = given_back and step in self.process.steps_asking_row(name)
			self.tables[name] = [
				row
				| {"current": False}
				| ({"status": "Dikembalikan"} if back and row.get("status") == "Terbuka" else {})
				for row in self.tables[name]
			]

	# --- letters ------------------------------------------------------------

	def letter(self, kind: str, status: str = "Ditandatangani", content: str = "") -> str:
		"""A letter of the case, as its own buttons make it; returns its name."""
		name = f"letter{next(self.numbers)}"
		self.letters.append(LetterFact(name, kind, status, content or name))
		return name


def holds(condition: str, doc: Doc) -> bool:
	return bool(eval(condition, {"__builtins__": {}}, {"doc": doc})) if condition else True


def codes(refusals: list[Refusal]) -> set[Code]:
	return {refusal.code for refusal in refusals}


def lacking(refusals: list[Refusal]) -> set[str]:
	"""Fields and letters of the evidence that a refusal names."""
	return {m.evidence.field or m.evidence.letter for r in refusals for m in r.missing}


def columns_of(process: Process) -> dict[str, list[str]]:
	"""Every field and table that the SOP names."""
	return {
		"fields": sorted({e.field for e in process.evidence if e.kind in FIELD_KINDS}),
		"tables": sorted({e.field for e in process.evidence if e.kind in TABLE_KINDS}),
	}
