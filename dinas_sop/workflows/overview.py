"""Where a case stands among the SOP's steps, as plain values for the head of its form. Nothing imports frappe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from dinas_sop.workflows.demands import is_back
from dinas_sop.workflows.process import Process


class Direction(str, Enum):
	"""Where an action leads, seen from the SOP: what a form puts first and what it keeps apart."""

	FORWARD = "forward"
	BACK = "back"
	RETURN = "return"
	END = "end"


def direction(process: Process, before: str, after: str, last: int) -> Direction:
	"""Where a move from `before` to `after` leads.

	Args:
		last: number of the last step the case stood in.

	Returns:
		RETURN into the correction state, END into a final state that is not the closing one, BACK to a step at
		or below the last one, FORWARD otherwise.
	"""
	if after == process.correction:
		return Direction.RETURN
	if after in process.finals:
		return Direction.END
	return Direction.BACK if is_back(process, before, after, last) else Direction.FORWARD


def step_statuses(process: Process, state: str, last: int) -> dict[int, str]:
	"""Status of each step of the section for a case that stands in `state`.

	Args:
		last: number of the last step the case stood in; it counts where no step names the state.

	Returns:
		Step number -> "done", "now", "later", or "stopped" where the case ended before its closing state.
	"""
	if state == process.closing:
		return {step.number: "done" for step in process.steps}
	current = process.step_of(state) or last
	now = "stopped" if state in process.finals else "now"
	return {
		step.number: "done" if step.number < current else now if step.number == current else "later"
		for step in process.steps
	}


def reads_field(condition: str, fields: Iterable[str]) -> bool:
	"""Whether a condition, written as in a Workflow, mentions one of the fields by name."""
	return bool(set(re.findall(r"\w+", condition)) & set(fields))
