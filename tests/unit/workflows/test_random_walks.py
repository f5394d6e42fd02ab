"""Thousands of random saves by random people: the engine's rules against a second opinion kept by hand."""

import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dinas_sop.workflows import demands
from dinas_sop.workflows.process import TABLE_KINDS, Evidence, Kind
from tests.unit.workflows.case import TRACKED
from tests.unit.workflows.ledger import Ledger
from tests.unit.workflows.processes import shipped, with_evidence, with_paraf, with_state
from tests.unit.workflows.walks import DATA, RESEARCH, WAY, give, new_case

VALUES = ("", "a", "b", "Ada dan sesuai", "Dikabulkan seluruhnya", "Tidak dikuasai")


def offices() -> dict:
	"""The shipped processes, and two that an administrator has changed."""
	research, data = shipped(RESEARCH), shipped(DATA)
	changed = with_state(
		with_state(
			with_paraf(research),
			"Ditunda",
			"Kepala Dinas",
			("Menunggu Disposisi", "Tunda", "Ditunda", "Kepala Dinas"),
			("Ditunda", "Lanjutkan", "Menunggu Disposisi", "Kepala Dinas"),
			("Menunggu Rekomendasi", "Ulang dari Awal", "Diajukan", "Sekretariat"),
			("Perlu Dilengkapi", "Lompat", "Menunggu Rekomendasi", "Peneliti"),
		),
		"Verifikasi Arsip",
		"Sekretariat",
		("Menunggu Salinan Hasil", "Verifikasi", "Verifikasi Arsip", "Petugas Frontliner"),
		("Verifikasi Arsip", "Arsipkan", "Diarsipkan", "Sekretariat"),
		("Verifikasi Arsip", "Kembalikan", "Menunggu Salinan Hasil", "Sekretariat"),
	)
	changed = with_evidence(changed, Evidence("4:Field is filled:rak", Kind.FILLED, step=4, field="rak"))
	longer = with_state(
		data,
		"Antrean Data",
		"Unit Kerja",
		("Pemrosesan Data", "Antre", "Antrean Data", "Unit Kerja"),
		("Antrean Data", "Susun", "Penyusunan Surat Balasan", "Unit Kerja"),
		("Antrean Data", "Mundur", "Diajukan", "Unit Kerja"),
		("Menunggu Pernyataan", "Tarik", "Diajukan", "Kepala Dinas"),
	)
	return {"research": research, "data": data, "research, changed": changed, "data, changed": longer}


OFFICES = offices()


class RandomWalk(RuleBasedStateMachine):
	"""One case, and everybody who might try something with it."""

	@initialize(seed=st.integers(0, 2**64 - 1))
	def open_the_office(self, seed):
		self.chance = random.Random(seed)
		self.next_case()

	def next_case(self):
		office = OFFICES[self.chance.choice(sorted(OFFICES))]
		self.case = new_case(office)
		self.ledger = Ledger(self.case)
		self.roles = sorted({t.role for t in office.transitions} | {"Tamu"})
		self.fields = sorted({e.field for e in office.evidence if e.kind not in TABLE_KINDS and e.field})
		self.seen = {name: [] for name in self.fields}

	# --- what people do ----------------------------------------------------------

	@rule(times=st.integers(1, 3))
	def the_right_thing(self, times):
		"""The one whose turn it is gives what is asked and moves on: it must always be possible."""
		for _time in range(times):
			state = self.case.state
			way = next((w for w in WAY[self.case.process.doctype] if w[0] == state), None)
			if way:
				self.step_on(*way)
			elif state == self.case.process.correction:
				self.answer()
			elif not self.case.process.is_final(state):
				self.leave_pause()

	@rule()
	def anything(self):
		"""Anybody tries anything, a dozen times."""
		chance = self.chance
		for _try in range(12):
			roles = frozenset(chance.sample(self.roles, chance.choice((1, 1, 1, 2, len(self.roles)))))
			self.attempt(roles, self.some_target(), self.some_input())
			if chance.random() < 0.2:
				self.some_letter()
		if self.case.process.is_final(self.case.state) and chance.random() < 0.7:
			self.next_case()

	@rule()
	def back_again(self):
		"""The one whose turn it is gives the case back, for whatever reason, where the Workflow lets him."""
		process, state = self.case.process, self.case.state
		ways = [
			t
			for t in process.transitions
			if t.state == state
			and (t.next_state in (process.correction, "Ditunda") or self.ledger.goes_back(t.next_state))
		]
		if ways:
			move = self.chance.choice(ways)
			given = self.nothing() | {"reason": "alasan"}
			if move.next_state == process.correction:
				given["corrections"] = [(self.chance.choice(sorted(self.case.correctable())), "kurang")]
			self.attempt(frozenset({move.role}), move.next_state, given)

	@rule()
	def the_old_thing_again(self):
		"""The right one moves on with nothing new, or with what was given before, some of it ticked."""
		chance = self.chance
		for move in [t for t in self.case.process.transitions if t.state == self.case.state]:
			given = self.nothing()
			given["ticks"] = frozenset(
				e.key
				for e in self.case.process.evidence
				if e.step == self.ledger.number(self.case.state) and chance.random() < 0.5
			)
			for name in self.fields:
				if self.seen[name] and chance.random() < 0.3:
					given["values"][name] = chance.choice(self.seen[name])
			if self.attempt(frozenset({move.role}), move.next_state, given):
				return

	# --- how they do it --------------------------------------------------------------

	def nothing(self) -> dict:
		return {
			"values": {},
			"rows": {},
			"rows_fine": lambda edits: True,
			"corrections": [],
			"answers": (),
			"ticks": frozenset(),
			"reason": "",
		}

	def some_target(self) -> str:
		chance, state, states = self.chance, self.case.state, sorted(self.case.process.states)
		near = sorted({t.next_state for t in self.case.process.transitions if t.state == state})
		return chance.choice((state, state, chance.choice(states), *near))

	def some_input(self) -> dict:
		chance, given, process = self.chance, self.nothing(), self.case.process
		own = [e.field for e in process.evidence if e.step == self.ledger.number(self.case.state)]
		pool = [n for n in (*own, *own, *self.fields, "title") if n in self.fields or n == "title"]
		for name in chance.sample(pool, min(len(pool), chance.choice((0, 0, 1, 2, 4)))):
			given["values"][name] = chance.choice((*VALUES, *self.seen.get(name, [])))
		if chance.random() < 0.4:
			self.some_rows(given)
		if chance.random() < 0.4:
			given["reason"] = chance.choice(("", " ", "alasan"))
		if chance.random() < 0.25:
			names = sorted({*self.fields, "title", "dispositions"})
			given["corrections"] = [(chance.choice(names), chance.choice(("", "kurang")))]
		if self.case.corrections and chance.random() < 0.5:
			given["answers"] = tuple(c.field for c in self.case.corrections if chance.random() < 0.6)
		if chance.random() < 0.25:
			given["ticks"] = frozenset(e.key for e in process.evidence if chance.random() < 0.1)
		return given

	def some_rows(self, given: dict) -> None:
		"""Something is done to the disposition sheet or the data files, right or wrong."""
		chance, process = self.chance, self.case.process
		here = self.ledger.number(self.case.state)
		rows = [dict(row) for row in self.case.tables.get("dispositions", [])]
		disposes = here and any(
			e.step == here and e.field == "dispositions" and e.kind is Kind.ROW for e in process.evidence
		)
		marks = here and here in process.steps_owning("dispositions")
		deed = chance.choice(("add", "add done", "finish", "withdraw", "reword", "remove", "files"))
		if deed == "files":
			given["rows"] = {"data_files": [*self.case.tables.get("data_files", []), {"file": "/x"}]}
			owner = here and here in process.steps_owning("data_files")
			given["rows_fine"] = lambda edits: bool(edits and owner)
		elif deed.startswith("add"):
			status = "Selesai" if deed == "add done" else "Terbuka"
			row = {
				"instruction": chance.choice(("", "x")),
				"department": "B",
				"unit": "lain",
				"current": True,
			}
			given["rows"] = {"dispositions": [*rows, row | {"status": status}]}
			given["rows_fine"] = lambda edits: bool(edits and disposes and deed == "add")
		elif rows:
			row = chance.choice(rows)
			was = dict(row)
			if deed == "remove":
				rows.remove(row)
			else:
				row |= {
					"finish": {"status": "Selesai"},
					"withdraw": {"status": "Ditarik"},
					"reword": {"instruction": "kata lain"},
				}[deed]
			given["rows"] = {"dispositions": rows}
			open_, current = was["status"] == "Terbuka", bool(was.get("current"))
			fine = {
				"finish": marks and (row == was or (open_ and was["unit"] == "sendiri")),
				"withdraw": marks and (row == was or (open_ and disposes)),
				"reword": marks and (row == was or (open_ and current and disposes)),
				"remove": disposes and current,
			}[deed]
			unchanged = deed != "remove" and row == was
			given["rows_fine"] = lambda edits: bool(unchanged or (edits and fine))

	def some_letter(self) -> None:
		"""The letters' own buttons, at the steps that name them: drafted, changed, signed, thrown away."""
		chance, here = self.chance, self.ledger.number(self.case.state)
		for kind in sorted({e.letter for e in self.case.process.evidence if e.letter and e.step == here}):
			if chance.random() < 0.3:
				self.case.letters = [letter for letter in self.case.letters if letter.kind != kind]
			else:
				self.case.letter(kind, chance.choice(("Draf", "Terbit", "Ditandatangani", "Dicabut")))

	# --- and what comes of it -----------------------------------------------------------

	def attempt(self, roles: frozenset[str], after: str, given: dict) -> bool:
		rows = {name: [self.case.row(row) for row in wanted] for name, wanted in given["rows"].items()}
		given = given | {"rows": rows}
		expected = self.ledger.should_pass(roles, after, given)
		before, back = self.case.state, after != self.case.state and self.ledger.goes_back(after)
		old = dict(self.case.values)
		save = {key: value for key, value in given.items() if key != "rows_fine"}
		refusals = self.case.save(roles, after, **save)
		assert (not refusals) == expected, (before, after, set(roles), save, refusals)
		if refusals:
			return False
		for name, value in given["values"].items():
			if name in self.seen and old.get(name) and old.get(name) != value:
				self.seen[name].append(old[name])
		self.ledger.note(before, back, given["ticks"])
		return True

	def step_on(self, state: str, role: str, _values: dict, target: str) -> None:
		process, given = self.case.process, self.nothing() | give(self.case, state)
		given["values"] = dict(given["values"])
		for evidence in process.evidence_of(step=process.step_of(state)):
			old = self.ledger.must_differ.get(evidence.step, {}).get(evidence.key)
			if evidence.kind is Kind.FILLED:
				given["values"].setdefault(evidence.field, "isi")
				if given["values"][evidence.field] == old:
					given["values"][evidence.field] += "2"
			elif evidence.kind is Kind.VALUE:
				given["ticks"] |= {evidence.key}
		self.close_others_rows(given)
		mine = {t.next_state for t in process.moves_from(state, {role})}
		wanted = target if target in mine else "Paraf Sekretaris"
		if self.case.values.get("statement_signed_on") and wanted == "Menunggu Pernyataan":
			wanted = "Pemrosesan Data"
			statement = process.evidence_of(step=process.step_of("Menunggu Pernyataan"))
			if not all(self.case.values.get(evidence.field) for evidence in statement):
				return  # half a statement was saved first: neither way is open until it is corrected
		assert self.attempt(frozenset({role}), wanted, given), (state, wanted)

	def close_others_rows(self, given: dict) -> None:
		"""Other units mark their own rows done, so that the unit in charge can go on."""
		name = next(iter(TRACKED))
		self.case.tables[name] = [
			row | {"status": "Selesai"} if row["unit"] == "lain" and row["status"] == "Terbuka" else row
			for row in self.case.tables.get(name, [])
		]
		for rows in given["rows"].values():
			for row in rows:
				if row.get("unit") == "lain" and row.get("status") == "Terbuka":
					row["status"] = "Selesai"

	def answer(self) -> None:
		asked = [c.field for c in self.case.corrections]
		empty = {name: "isi" for name in asked if name in self.fields and not self.case.values.get(name)}
		given = self.nothing() | {"answers": tuple(asked), "values": empty}
		role = self.case.process.turn(self.case.state)
		if self.case.returned_from in {
			t.next_state for t in self.case.process.transitions if t.state == self.case.state
		}:
			assert self.attempt(frozenset({role}), self.case.returned_from, given)

	def leave_pause(self) -> None:
		process = self.case.process
		for move in [t for t in process.transitions if t.state == self.case.state]:
			if self.attempt(frozenset({move.role}), move.next_state, self.nothing() | {"reason": "lanjut"}):
				return

	@invariant()
	def the_file_is_complete_up_to_where_it_stands(self):
		"""Whatever happened: the steps below the one that waits have their evidence, the closed case has all."""
		case, process = self.case, self.case.process
		below = process.step_of(case.state) or (99 if case.state == process.closing else 0)
		for evidence in process.evidence:
			due = evidence.mandatory and 0 < evidence.step < below
			if (
				due
				and evidence.kind in (Kind.FILLED, Kind.VALUE)
				and case.facts().applies.get(evidence.key, True)
			):
				assert case.values.get(evidence.field), (case.state, evidence)
		assert demands.last_step(case.visits) in {s.number for s in process.steps}


RandomWalk.TestCase.settings = settings(
	max_examples=400,
	stateful_step_count=50,
	deadline=None,
	suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestRandomWalk = RandomWalk.TestCase
