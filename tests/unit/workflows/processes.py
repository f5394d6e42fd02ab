"""The two shipped processes as plain values, from the JSON that ships; and an office's changes to them."""

import json
from dataclasses import replace
from pathlib import Path

from dinas_sop.workflows.process import Evidence, Kind, Process, Step, Transition, parse_columns

ONCE = Path(__file__).parents[3] / "dinas_sop" / "fixtures" / "once"
APPLICANT_ROLES = frozenset({"Peneliti", "Pemohon"})


def shipped(doctype: str) -> Process:
	"""The shipped process of a DocType: its section of the SOP beside its Workflow."""
	(sop,) = json.loads((ONCE / "sop.json").read_text(encoding="utf-8"))
	workflows = json.loads((ONCE / "workflow.json").read_text(encoding="utf-8"))
	workflow = next(w for w in workflows if w["document_type"] == doctype)
	section = next(s for s in sop["sections"] if s["document_type"] == doctype)
	name = section["section_name"]
	states: dict[str, tuple[str, ...]] = {}
	for row in workflow["states"]:
		states[row["state"]] = (*states.get(row["state"], ()), row["allow_edit"])
	return Process(
		doctype=doctype,
		section=name,
		states=states,
		transitions=tuple(
			Transition(
				t["state"],
				t["action"],
				t["next_state"],
				t["allowed"],
				bool(t["allow_self_approval"]),
				t.get("condition") or "",
			)
			for t in workflow["transitions"]
		),
		steps=tuple(
			Step(s["step_number"], s["activity"], s["state"], s["performer"], s["moment_field"])
			for s in sop["steps"]
			if s["section"] == name
		),
		evidence=tuple(_evidence(e) for e in sop["evidence"] if e["section"] == name),
		closing=section["closing_state"],
		correction=section["correction_state"],
		finals=frozenset(section["final_states"].splitlines()),
	)


def _evidence(row: dict) -> Evidence:
	step, final = row.get("step_number") or 0, row.get("final_state") or ""
	subject = row.get("letter_template") or row.get("case_field")
	return Evidence(
		key=f"{step or final}:{row['kind']}:{subject}",
		kind=Kind(row["kind"]),
		step=step,
		final_state=final,
		field=row.get("case_field") or "",
		values=tuple((row.get("allowed_values") or "").splitlines()),
		rows_where=parse_columns(row.get("rows_where")),
		columns=parse_columns(row.get("columns")),
		letter=row.get("letter_template") or "",
		mandatory=bool(row["mandatory"]),
		condition=row.get("condition") or "",
	)


def with_state(process: Process, state: str, role: str, *moves: tuple[str, str, str, str]) -> Process:
	"""The process after an administrator inserted a state.

	Args:
		moves: transitions to add, as (state, action, next state, role).
	"""
	added = tuple(Transition(*move) for move in moves)
	return replace(
		process, states={**process.states, state: (role,)}, transitions=(*process.transitions, *added)
	)


def without_move(process: Process, state: str, next_state: str) -> Process:
	"""The process after an administrator took out the transitions between two states."""
	return replace(
		process,
		transitions=tuple(t for t in process.transitions if (t.state, t.next_state) != (state, next_state)),
	)


def with_evidence(process: Process, *rows: Evidence) -> Process:
	"""The process after an administrator added evidence to a step in the SOP's form."""
	return replace(process, evidence=(*process.evidence, *rows))


def with_paraf(process: Process) -> Process:
	"""Research with "Paraf Sekretaris" by a brand-new role between steps 5 and 6."""
	return with_state(
		without_move(process, "Menunggu Disposisi", "Menunggu Rekomendasi"),
		"Paraf Sekretaris",
		"Sekretaris",
		("Menunggu Disposisi", "Disposisi", "Paraf Sekretaris", "Kepala Dinas"),
		("Paraf Sekretaris", "Paraf", "Menunggu Rekomendasi", "Sekretaris"),
	)
