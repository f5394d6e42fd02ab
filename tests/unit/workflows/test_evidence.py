"""When is a step's evidence there, and when must it be given anew?"""

import pytest

from dinas_sop.workflows.evidence import (
	Facts,
	LetterFact,
	Visit,
	asked_anew,
	fingerprint,
	is_fresh,
	is_there,
	missing,
	snapshot,
)
from dinas_sop.workflows.process import Column, Evidence, Kind
from tests.unit.workflows.processes import shipped, with_evidence
from tests.unit.workflows.walks import DATA, RESEARCH, walk_to

FILLED = Evidence("f", Kind.FILLED, step=4, field="x")
VALUE = Evidence("v", Kind.VALUE, step=4, field="x", values=("Ya",))
ROW = Evidence(
	"r", Kind.ROW, step=4, field="t", rows_where=(Column("status", ("Terbuka",)),), columns=(Column("note"),)
)
ROWS = Evidence(
	"a",
	Kind.ROWS,
	step=4,
	field="t",
	rows_where=(Column("unit", ("lain",)),),
	columns=(Column("status", ("Selesai",)),),
)


def letter(status: str, kind: str = "Surat", content: str = "1") -> Facts:
	return Facts(letters=(LetterFact("L1", kind, status, content),))


@pytest.mark.parametrize(
	("evidence", "facts", "there"),
	[
		(FILLED, Facts(values={"x": "a"}), True),
		(FILLED, Facts(values={"x": ""}), False),
		(FILLED, Facts(values={"x": 0}), False),
		(FILLED, Facts(), False),
		(VALUE, Facts(values={"x": "Ya"}), True),
		(VALUE, Facts(values={"x": "Tidak"}), False),
		(VALUE, Facts(values={"x": None}), False),
		(ROW, Facts(tables={"t": [{"name": "1", "status": "Terbuka", "note": "n"}]}), True),
		(ROW, Facts(tables={"t": [{"name": "1", "status": "Terbuka", "note": ""}]}), False),
		(ROW, Facts(tables={"t": [{"name": "1", "status": "Ditarik", "note": "n"}]}), False),
		(ROW, Facts(), False),
		(ROWS, Facts(), True),
		(ROWS, Facts(tables={"t": [{"name": "1", "unit": "lain", "status": "Terbuka"}]}), False),
		(ROWS, Facts(tables={"t": [{"name": "1", "unit": "lain", "status": "Selesai"}]}), True),
		(ROWS, Facts(tables={"t": [{"name": "1", "unit": "sendiri", "status": "Terbuka"}]}), True),
	],
)
def test_evidence_is_there(evidence, facts, there):
	"""Protects the official whose step is judged by it: filled, right value, a row, only such rows."""
	assert is_there(evidence, facts) is there


@pytest.mark.parametrize(
	("kind", "enough"),
	[
		(Kind.DRAFTED, {"Draf", "Terbit", "Ditandatangani"}),
		(Kind.ISSUED, {"Terbit", "Ditandatangani"}),
		(Kind.SIGNED, {"Ditandatangani"}),
	],
)
def test_a_letter_must_be_as_far_as_its_step_asks(kind, enough):
	"""Protects the applicant, who must not be told of a letter that is only drafted, replaced or revoked."""
	evidence = Evidence("l", kind, step=6, letter="Surat")
	for status in ("Draf", "Terbit", "Ditandatangani", "Diganti", "Dicabut"):
		assert is_there(evidence, letter(status)) is (status in enough), status
	assert not is_there(evidence, letter("Ditandatangani", kind="Surat Lain"))


def test_what_the_log_remembers_of_evidence_tells_nothing_about_a_person():
	"""Protects the applicant: the log is kept longer than the data, so it holds hashes, not values."""
	facts = Facts(values={"x": "3578010101900001"})
	assert "3578010101900001" not in str(fingerprint(FILLED, facts))
	assert fingerprint(FILLED, Facts(values={"x": ""})) == ""


def test_new_since_a_move_back():
	"""Protects the next official: what stood there before a return is not taken for an answer to it."""
	old = Facts(values={"x": "a"}, tables={"t": [{"name": "1", "status": "Terbuka", "note": "n"}]})
	more = {"t": [*old.tables["t"], {"name": "2", "status": "Terbuka", "note": "n"}]}
	field, row = fingerprint(FILLED, old), fingerprint(ROW, old)
	assert not is_fresh(FILLED, old, field, ticked=False)
	assert is_fresh(FILLED, old, field, ticked=True)
	assert is_fresh(FILLED, Facts(values={"x": "b"}), field, ticked=False)
	assert not is_fresh(ROW, old, row, ticked=True), "a table wants a new row; the tick is for fields"
	assert is_fresh(ROW, Facts(tables=more), row, ticked=False)
	bad = {"t": [*old.tables["t"], {"name": "2", "status": "Terbuka", "note": ""}]}
	assert not is_fresh(ROW, Facts(tables=bad), row, ticked=False), "the new row must be a good one"
	other = {"t": [{"name": "1", "status": "Selesai", "note": "n"}]}
	assert not is_fresh(ROW, Facts(tables=other), row, ticked=False), "only what is asked of the row counts"
	mended = {"t": [{"name": "1", "status": "Terbuka", "note": "m"}]}
	assert is_fresh(ROW, Facts(tables=mended), row, ticked=False), "another file in the row of the wrong one"
	assert is_fresh(ROWS, old, fingerprint(ROWS, old), ticked=False), "the others' rows are theirs to close"


def test_a_letter_is_new_when_its_words_are_or_when_it_is_another_one():
	"""Protects the Kepala Dinas who sent a reply back: the same words do not come to him twice."""
	evidence = Evidence("l", Kind.SIGNED, step=6, letter="Surat")
	before = fingerprint(evidence, letter("Draf"))
	assert not is_fresh(evidence, letter("Ditandatangani"), before, ticked=True)
	assert is_fresh(evidence, letter("Ditandatangani", content="2"), before, ticked=False)
	assert not is_fresh(evidence, letter("Draf", content="2"), before, ticked=False), "not signed yet"
	other = Facts(letters=(LetterFact("L2", "Surat", "Ditandatangani", "1"),))
	assert is_fresh(evidence, other, before, ticked=False)


def test_asked_anew_only_where_the_step_is_visited_once_more():
	"""Protects the applicant's signature: a second disposition that skips the statement keeps it."""
	visits = [Visit(2), Visit(3), Visit(4, back_to=2, evidence={"k": "old"}), Visit(2), Visit(4)]
	assert asked_anew(2, visits) == ({"k": "old"}, frozenset())
	assert asked_anew(4, visits) == ({"k": "old"}, frozenset())
	assert asked_anew(3, visits) is None
	assert asked_anew(1, visits) is None
	assert asked_anew(4, [Visit(2), Visit(3), Visit(4)]) is None


def test_a_later_return_does_not_pay_for_an_earlier_one():
	"""Protects the Unit Kerja from a statement that was asked anew, never given, and skipped next time.

	Step 3 was visited again after the first return and left by a second one, with nothing given; the third
	disposition then leads past it.
	"""
	visits = [
		Visit(2),
		Visit(3),
		Visit(4, back_to=2, evidence={"k": "old"}),
		Visit(2),
		Visit(3, back_to=2, evidence={"k": "old"}),
		Visit(2),
		Visit(4),
	]
	assert asked_anew(3, visits) == ({"k": "old"}, frozenset())
	given = [*visits[:4], Visit(3, back_to=2, evidence={"k": "new"}, still_valid=("k",)), *visits[5:]]
	assert asked_anew(3, given) == ({"k": "old"}, frozenset({"k"}))


def test_a_tick_counts_from_the_last_return_on():
	"""Protects the applicant and the office: "tetap berlaku" answers one return, not the next one."""
	visits = [
		Visit(5),
		Visit(6, back_to=5, evidence={"k": "1"}),
		Visit(5, still_valid=("k",)),
		Visit(6, back_to=5, evidence={"k": "1"}),
		Visit(5),
	]
	assert asked_anew(5, visits[:3]) == ({"k": "1"}, frozenset({"k"}))
	assert asked_anew(5, visits) == ({"k": "1"}, frozenset())


def test_snapshot_keeps_what_the_steps_gone_back_over_had():
	"""Protects the log: a return to step 5 remembers the evidence of 5 and later, of no earlier step."""
	case = walk_to(RESEARCH, "Menunggu Pemberitahuan")
	keys = set(snapshot(case.process, 5, case.facts()))
	assert keys == {e.key for e in case.process.evidence if e.step >= 5}


def test_optional_and_conditional_evidence():
	"""Protects the Unit Kerja that has no data: files are asked where data are granted, a ground where not."""
	process = shipped(DATA)
	case = walk_to(DATA, "Pemrosesan Data")

	def asked(decision: str) -> set[str]:
		case.values["decision"] = decision
		return {m.evidence.field for m in missing(process, [4], case.facts())}

	assert asked("") == {"decision"}
	assert asked("Dikabulkan seluruhnya") == {"data_files"}
	assert asked("Dikabulkan sebagian") == {"data_files", "decision_ground"}
	assert asked("Tidak dikuasai") == {"decision_ground"}
	assert "satisfaction" not in {m.evidence.field for m in missing(process, [7], case.facts())}


def test_evidence_that_an_administrator_adds_is_asked_like_any_other():
	"""Protects the administrator: no code names the new field, yet its step cannot be passed without it."""
	process = with_evidence(shipped(RESEARCH), Evidence("4:x", Kind.FILLED, step=4, field="custom_arsip"))
	case = walk_to(RESEARCH, "Menunggu Disposisi")
	assert [m.evidence.field for m in missing(process, [4], case.facts())] == ["custom_arsip"]
