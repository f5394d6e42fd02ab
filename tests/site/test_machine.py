"""Random people try random things with cases on a real site; the site answers as a second opinion would.

The second opinion (tests/unit/workflows/ledger.py) knows nothing of the engine's rules or of its log. After each
accepted save the log must say so: rows that follow each other, one open, the last closed by who acted.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise

import frappe
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dinas_sop.demo.office import department
from dinas_sop.workflows import reading
from dinas_sop.workflows.evidence import LetterFact
from dinas_sop.workflows.process import FIELD_KINDS, TABLE_KINDS, Kind, Process
from tests.site.factory import (
	DATA,
	LETTERS,
	NOBODY,
	PORTAL,
	RESEARCH,
	UNIT,
	WAY,
	acting,
	day,
	enter,
	given,
	move,
	people,
	user_of,
	write_letter,
)
from tests.unit.workflows.case import FILES, Doc
from tests.unit.workflows.ledger import Ledger

WHO = ["kepala", "sekretariat", "suratmasuk", "frontliner", "unitkerja", PORTAL, NOBODY, "Administrator"]
DAYS = {"permit_from": (-9, -8), "permit_to": (60, 61), "research_ended": (-1, 0)}  # dates that fit together
APPLICATION = {RESEARCH: ["title", "purpose", "address"], DATA: ["address", "institution"]}


@dataclass
class Visit:
	step: int
	state: str = ""


@dataclass
class Asked:
	field: str
	why: str
	answered: bool


@dataclass
class SiteCase:
	"""What the second opinion reads of a case, taken from the site by plain SELECTs."""

	doctype: str
	name: str
	login: str = "Administrator"
	process: Process = None
	values: dict = field(default_factory=dict)

	def read(self) -> SiteCase:
		"""Look again."""
		doc = frappe.get_doc(self.doctype, self.name)
		self.process = reading.process_for(self.doctype, doc.sop)
		self.state, self.returned_from = doc.workflow_state, doc.returned_from or ""
		fields = {e.field for e in self.process.evidence if e.field and e.kind not in TABLE_KINDS}
		self.values = {
			name: str(doc.get(name) or "") for name in (*sorted(fields), *APPLICATION[self.doctype])
		}
		self.rows = doc.get("dispositions")
		self.tables = {
			e.field: [row.as_dict() for row in doc.get(e.field)]
			for e in self.process.evidence
			if e.kind in TABLE_KINDS
		}
		self.letters = [
			LetterFact(r.name, r.letter_template, r.status, r.content_hash or "")
			for r in frappe.get_all(
				"Official Letter",
				{"reference_name": self.name},
				["name", "letter_template", "status", "content_hash"],
			)
		]
		self.log = frappe.get_all(
			"SOP Step Log", {"reference_name": self.name}, ["*"], order_by="visit", ignore_permissions=True
		)
		self.visits = [Visit(row.step_number, row.state) for row in self.log]
		entered = self.log[-1].entered_on
		self.corrections = [
			Asked(row.case_field, row.why, bool(row.answered_on))
			for row in doc.corrections
			if self.state == self.process.correction and row.asked_on >= entered
		]
		return self

	def seen_by(self, login: str) -> SiteCase:
		"""The rows as this user sees them: sendiri is his unit's, or that of the only one that still works."""
		officials = frappe.get_single("Dinas SOP Settings").officials
		mine = {r.department for r in officials if r.user == user_of(login)}
		working = {r["department"] for r in self.tables["dispositions"] if r["status"] == "Terbuka"} - {None}
		own = mine if working & mine else working if len(working) == 1 else mine
		for row in self.tables["dispositions"]:
			row["unit"] = "sendiri" if row["department"] in own else "lain"
		return self

	def doc(self) -> Doc:
		return Doc(self.values | self.tables | {"returned_from": self.returned_from})

	def correctable(self) -> set[str]:
		"""What the applicant wrote: the application, and his own steps so far."""
		own = {1, 2, 8, 9, 11} if self.doctype == RESEARCH else {1, 3, 7}
		last = [v.step for v in self.visits if v.step][-1]
		steps = {
			name: {e.step for e in self.process.evidence if e.field == name}
			for name in {*self.values, *self.tables}
		}
		return {name for name, of in steps.items() if not of or any(s in own and s <= last for s in of)}


class Office(RuleBasedStateMachine):
	"""One case after another, in one transaction that is thrown away in the end."""

	@initialize(seed=st.integers(0, 2**64 - 1))
	def open(self, seed):
		self.chance = random.Random(seed)
		self.next_case()

	def next_case(self):
		doctype = self.chance.choice((RESEARCH, DATA))
		self.case = SiteCase(doctype, enter(doctype).name).read()
		self.ledger = Ledger(self.case)
		self.former: dict[str, list] = {}

	# --- what people do --------------------------------------------------------------

	@rule(times=st.integers(1, 3))
	def the_right_thing(self, times):
		"""Who has the turn gives what is asked and goes on."""
		for _time in range(times):
			way = next((w for w in WAY[self.case.doctype] if w[0] == self.case.state), None)
			if way:
				self.step_on(*way)
			elif self.case.state == self.case.process.correction:
				self.answer()

	@rule()
	def anything(self):
		"""Anybody tries anything."""
		for _try in range(4):
			self.attempt(self.chance.choice(WHO), self.some_target(), self.some_input())
		if self.case.process.is_final(self.case.state) and self.chance.random() < 0.7:
			self.next_case()

	@rule()
	def back_again(self):
		"""Who has the turn gives the case back."""
		process, chance = self.case.process, self.chance
		ways = [
			t
			for t in process.transitions
			if t.state == self.case.state
			and (t.next_state == process.correction or self.ledger.goes_back(t.next_state))
		]
		if ways:
			way = chance.choice(ways)
			save = self.nothing() | {"reason": "alasan"}
			if way.next_state == process.correction:
				plain = sorted(self.case.correctable() & set(APPLICATION[self.case.doctype]))
				save["corrections"] = [(chance.choice(plain), "kurang")]
			self.attempt(self.login_of(way.role), way.next_state, save)

	@rule()
	def the_old_thing_again(self):
		"""The right one goes on with nothing new, or with what was there before, some of it ticked."""
		chance, here = self.chance, self.ledger.number(self.case.state)
		for way in [t for t in self.case.process.transitions if t.state == self.case.state]:
			save = self.nothing()
			save["ticks"] = frozenset(
				e.key for e in self.case.process.evidence if e.step == here and chance.random() < 0.5
			)
			for name, old in self.former.items():
				if chance.random() < 0.3:
					save["values"][name] = chance.choice(old)
			if self.attempt(self.login_of(way.role), way.next_state, save):
				return

	# --- how they do it -----------------------------------------------------------------

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

	def login_of(self, role: str) -> str:
		logins = {"Peneliti": PORTAL, "Pemohon": PORTAL, "Petugas Frontliner": "frontliner"}
		logins |= {"Kepala Dinas": "kepala", "Sekretariat": "sekretariat", "Unit Kerja": "unitkerja"}
		return logins.get(role, "suratmasuk")

	def some_target(self) -> str:
		near = [t.next_state for t in self.case.process.transitions if t.state == self.case.state]
		return self.chance.choice(
			(self.case.state, self.chance.choice(sorted(self.case.process.states)), *near)
		)

	def some_input(self) -> dict:
		chance, save, process = self.chance, self.nothing(), self.case.process
		here = self.ledger.number(self.case.state)
		own = [e.field for e in process.evidence if e.step == here and e.kind not in TABLE_KINDS and e.field]
		pool = sorted({*own, *chance.sample(sorted(self.case.values), 3)})
		for name in chance.sample(pool, min(len(pool), chance.choice((0, 1, 1, 3)))):
			save["values"][name] = self.some_value(name)
		if chance.random() < 0.3:
			self.some_row(save)
		if chance.random() < 0.4:
			save["reason"] = chance.choice((" ", "alasan"))
		if chance.random() < 0.2:
			save["corrections"] = [(chance.choice(sorted(self.case.values)), chance.choice(("", "kurang")))]
		if self.case.corrections and chance.random() < 0.5:
			save["answers"] = tuple(c.field for c in self.case.corrections)
		if chance.random() < 0.2:
			save["ticks"] = frozenset(e.key for e in process.evidence if chance.random() < 0.1)
		return save

	def some_value(self, name: str) -> str:
		df = frappe.get_meta(self.case.doctype).get_field(name)
		if df.fieldtype == "Date":
			return day(self.chance.choice(DAYS.get(name, (-4, -3))))
		if df.fieldtype == "Datetime":
			return self.chance.choice(("2026-11-24 08:00:00", "2026-11-25 09:30:00"))
		if df.fieldtype == "Select":
			return self.chance.choice([o for o in df.options.split("\n") if o])
		if df.fieldtype == "Link":
			return user_of("frontliner") if df.options == "User" else department(UNIT)
		if df.fieldtype.startswith("Attach") or df.fieldtype == "Rating":
			return self.case.values[name]
		return frappe.generate_hash(length=10)

	def some_row(self, save: dict) -> None:
		here = self.ledger.number(self.case.state)
		asks = any(
			e.step == here and e.field == "dispositions" and e.kind is Kind.ROW
			for e in self.case.process.evidence
			if here
		)
		row = {
			"instruction": self.chance.choice(("", "x")),
			"department": department(UNIT),
			"status": "Terbuka",
		}
		kept = [dict(r) for r in self.case.tables["dispositions"]]
		save["rows"] = {"dispositions": [*kept, row | {"name": "baru", "unit": "sendiri"}]}
		save["rows_fine"] = lambda edits: bool(edits and asks)
		save["new_row"] = row

	def step_on(self, state: str, login: str, action: str) -> None:
		"""The straight step; where it was taken before, everything is given anew or ticked."""
		case, number = frappe.get_doc(self.case.doctype, self.case.name), self.ledger.number(state)
		anew = number in self.ledger.must_differ
		evidence = self.case.process.evidence_of(step=number)
		stands = all(case.get(e.field) for e in evidence if e.kind in FIELD_KINDS and e.mandatory)
		again = anew and stands and state in LETTERS
		values = self.given_anew(state) if again else given(case, state, login)
		ticks = [
			e.key
			for e in evidence
			if anew and e.kind in FIELD_KINDS and not (login == PORTAL and e.field in FILES)
		]
		before = self.case.state
		move(case, login, action, **values, still_valid=ticks)
		self.case.read()
		self.ledger.note(before, False, ticks)
		self.check_log(login, before)

	def given_anew(self, state: str) -> dict:
		"""The letter of a step once more, in other words; its fields stand."""
		owner, template, until = LETTERS[state]
		case = frappe.get_doc(self.case.doctype, self.case.name)
		for row in frappe.get_all(
			"Official Letter", {"reference_name": case.name, "letter_template": template, "status": "Draf"}
		):
			with acting(owner):
				letter = frappe.get_doc("Official Letter", row.name)
				letter.opening = f"Sehubungan dengan permohonan {frappe.generate_hash(length=6)}"
				letter.save()
		write_letter(case, owner, template, until)
		return {}

	def answer(self) -> None:
		asked = [c.field for c in self.case.corrections]
		save = self.nothing() | {"answers": tuple(asked)}
		assert self.attempt("frontliner", self.case.returned_from, save)

	# --- and what comes of it --------------------------------------------------------------

	def attempt(self, login: str, after: str, save: dict) -> bool:
		case = self.case.read().seen_by(login)
		roles = frozenset(frappe.get_roles(user_of(login)))
		expected = self.may_write(login) and self.ledger.should_pass(roles, after, save)
		before, back = case.state, after != case.state and self.ledger.goes_back(after)
		old = dict(case.values)
		frappe.db.savepoint("attempt")
		try:
			self.save(login, after, save)
			accepted, why = True, ""
		except frappe.ValidationError as refusal:
			accepted, why = False, str(refusal)
			frappe.db.rollback(save_point="attempt")
		except frappe.PermissionError as refusal:
			accepted, why = False, f"no permission {refusal}"
			frappe.db.rollback(save_point="attempt")
		if "TNDE" in why or "before" in why or "lies" in why or "sebelum" in why:
			return False  # the DocType's own rules: a number used twice, a period that runs backwards
		assert accepted == expected, (login, before, after, save, why)
		if not accepted:
			return False
		for name, value in save["values"].items():
			if old.get(name) and old[name] != value:
				self.former.setdefault(name, []).append(old[name])
		self.case.read()
		self.ledger.note(before, back, save["ticks"])
		self.check_log(login, before)
		return True

	def may_write(self, login: str) -> bool:
		if login == NOBODY or (login, self.case.doctype) == ("suratmasuk", DATA):
			return False
		if login == "unitkerja":
			mine = {department(UNIT)}
			return any(
				r["department"] in mine and r["status"] == "Terbuka" for r in self.case.tables["dispositions"]
			)
		return True

	def save(self, login: str, after: str, save: dict) -> None:
		with acting(login):
			doc = frappe.get_doc(self.case.doctype, self.case.name)
			doc.update(save["values"] | {"workflow_state": after, "move_reason": save["reason"]})
			doc.still_valid = "\n".join(sorted(save["ticks"]))
			if "new_row" in save:
				doc.append("dispositions", save["new_row"])
			for name, why in save["corrections"]:
				doc.append("corrections", {"case_field": name, "why": why})
			entered = self.case.log[-1].entered_on
			for row in doc.corrections:
				if row.case_field in save["answers"] and row.asked_on and row.asked_on >= entered:
					row.answer = "sudah benar"
			doc.save()

	def check_log(self, login: str, before: str) -> None:
		"""One open row where the case is open; visits without gap or overlap; the right actor and channel."""
		log, case = self.case.log, self.case
		assert [row.visit for row in log] == list(range(1, len(log) + 1))
		assert log[-1].state == case.state
		late = [row for row in log if row.state]
		for earlier, later in pairwise(late):
			if earlier.kind == "Akhir" and later.state == earlier.state:  # closed on entering, left once more
				assert earlier.entered_on == earlier.left_on <= later.entered_on and not earlier.action
				continue
			assert earlier.left_on == later.entered_on and earlier.next_state == later.state
			assert earlier.actor and earlier.action and earlier.acted_as
		open_rows = [row for row in log if not row.left_on]
		assert len(open_rows) == (0 if case.process.is_final(case.state) else 1)
		if case.state != before:
			assert log[-2].actor == user_of(login)
			assert (log[-2].channel == "Tautan Pemohon") == (login == PORTAL)


@pytest.fixture
def office(site):
	people()
	return site


def test_the_site_answers_as_the_second_opinion_does(office):
	"""Protects the whole office from what no example thought of: random moves, returns, old evidence, strangers."""
	run_state_machine_as_test(
		Office,
		settings=settings(
			max_examples=20,
			stateful_step_count=12,
			deadline=None,
			database=None,
			derandomize=True,  # the same walks each time: a red run means that something changed
			phases=(Phase.generate,),  # each step costs the site; the plain machine is the one that shrinks
			suppress_health_check=list(HealthCheck),
		),
	)
