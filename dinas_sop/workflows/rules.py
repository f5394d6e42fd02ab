"""What may happen to a case: the guard's decisions as plain functions over plain values.

Source: DESIGN "What a move needs". Nothing here imports frappe or knows an action, field or letter by name.
"""

from __future__ import annotations

from dinas_sop.workflows.attempts import Attempt, Code, Refusal
from dinas_sop.workflows.demands import demanded_steps, needs_reason
from dinas_sop.workflows.evidence import missing, missing_on_entry
from dinas_sop.workflows.ownership import field_refusals, is_of_later_step, table_refusals, writable_steps
from dinas_sop.workflows.process import FIELD_KINDS


def decide(attempt: Attempt) -> list[Refusal]:
	"""All reasons to refuse a save; an empty list lets it pass."""
	if not attempt.before:
		return _decide_new(attempt)
	move = _move_refusals(attempt)
	if move:
		return move
	return [
		*field_refusals(attempt),
		*table_refusals(attempt),
		*_correction_refusals(attempt),
		*_tick_refusals(attempt),
		*(_move_needs(attempt) if attempt.moves else _still_needs(attempt)),
	]


def _decide_new(attempt: Attempt) -> list[Refusal]:
	"""Rule 6: the evidence of the steps before the first state, and nothing of a later step."""
	process, refusals = attempt.process, []
	if attempt.after != process.first_state:
		refusals.append(Refusal(Code.NOT_FIRST_STATE, state=attempt.after))
	tables = {name for name, change in attempt.tables.items() if change.added}
	for name in sorted(attempt.changed | tables):
		if is_of_later_step(process, name):
			step = min(process.steps_owning(name), default=0)
			refusals.append(Refusal(Code.FIELD_OF_STEP, step=step, fields=(name,)))
	if attempt.corrections:
		refusals.append(Refusal(Code.NO_CORRECTION, fields=tuple(c.field for c in attempt.corrections)))
	lacking = missing(process, process.early_steps, attempt.facts)
	if lacking:
		refusals.append(Refusal(Code.EVIDENCE, step=lacking[0].evidence.step, missing=tuple(lacking)))
	return refusals


def _move_refusals(attempt: Attempt) -> list[Refusal]:
	if not attempt.moves or attempt.transition:
		return []
	known = [
		t for t in attempt.process.moves_from(attempt.before, attempt.roles) if t.next_state == attempt.after
	]
	if not known:
		return [Refusal(Code.NO_SUCH_MOVE, state=attempt.after)]
	if attempt.open_transitions:
		return [Refusal(Code.SELF_APPROVAL, state=attempt.after)]
	return [Refusal(Code.CONDITION, state=attempt.after)]


def _correction_refusals(attempt: Attempt) -> list[Refusal]:
	"""Rule 2: corrections are opened by a return only, each naming something the applicant wrote, and why."""
	process, refusals = attempt.process, []
	opened = [c for c in attempt.corrections if c.is_new]
	if attempt.corrections_touched or (
		attempt.answers_given
		and not (
			attempt.before == process.correction
			and (attempt.transition or attempt.roles & set(process.editors(attempt.before)))
		)
	):
		refusals.append(Refusal(Code.CORRECTION_CHANGED, state=attempt.before))
	if not (attempt.moves and attempt.after == process.correction):
		if opened:
			refusals.append(Refusal(Code.CORRECTION_CHANGED, fields=tuple(c.field for c in opened)))
		return refusals
	wrong = tuple(c.field for c in opened if c.field not in attempt.correctable or not c.why.strip())
	if wrong:
		refusals.append(Refusal(Code.CORRECTION_TARGET, fields=wrong))
	elif not opened:
		refusals.append(Refusal(Code.NO_CORRECTION))
	return refusals


def _tick_refusals(attempt: Attempt) -> list[Refusal]:
	"""Rule 5: who writes the step ticks "tetap berlaku" for its fields; for a file, staff only."""
	if not attempt.ticks:
		return []
	process = attempt.process
	steps = writable_steps(process, attempt.before, attempt.roles, attempt.transition)
	own = {e.key for e in process.evidence if e.step in steps and e.kind in FIELD_KINDS}
	wrong = (attempt.ticks - own) | (frozenset() if attempt.is_staff else attempt.ticks & attempt.file_keys)
	return [Refusal(Code.TICK, fields=tuple(sorted(wrong)))] if wrong else []


def _still_needs(attempt: Attempt) -> list[Refusal]:
	if attempt.reason.strip():
		return [Refusal(Code.REASON_WITHOUT_MOVE)]
	return []


def _move_needs(attempt: Attempt) -> list[Refusal]:
	process, last = attempt.process, attempt.last_step
	refusals = []
	if needs_reason(process, attempt.before, attempt.after, last) and not attempt.reason.strip():
		refusals.append(Refusal(Code.REASON, state=attempt.after))
	if attempt.before == process.correction and not process.is_final(attempt.after):
		unanswered = tuple(c.field for c in attempt.corrections if not c.answered)
		if unanswered:
			refusals.append(Refusal(Code.UNANSWERED, fields=unanswered))
	lacking = [
		*missing(
			process,
			demanded_steps(process, attempt.after, last),
			attempt.facts,
			attempt.visits,
			attempt.ticks,
		),
		*missing_on_entry(process, attempt.after, attempt.facts),
	]
	if lacking:
		refusals.append(Refusal(Code.EVIDENCE, step=lacking[0].evidence.step, missing=tuple(lacking)))
	return refusals
