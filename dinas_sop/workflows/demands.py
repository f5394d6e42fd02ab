"""What a move demands: whether it goes back, which steps' evidence it needs, whether it needs a reason (rules 1 to 4).

Source: DESIGN "What a move needs". Nothing here imports frappe or knows an action, field or letter by name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from dinas_sop.workflows.evidence import Visit
from dinas_sop.workflows.process import Process


def last_step(visits: Iterable[Visit]) -> int:
	"""The last step the case stood in; 0 where it never stood in one."""
	return next((visit.step for visit in reversed(tuple(visits)) if visit.step), 0)


def is_back(process: Process, before: str, after: str, last: int) -> bool:
	"""Whether a move goes back: to a step at or below the last one, unless out of the correction state."""
	step = process.step_of(after)
	return bool(step and step <= last and before != process.correction)


def demanded_steps(process: Process, after: str, last: int) -> frozenset[int]:
	"""Steps whose evidence a move into `after` needs (rules 1 to 3).

	Args:
		after: the state moved into.
		last: number of the last step the case stood in.
	"""
	numbers = frozenset(step.number for step in process.steps)
	if after == process.closing:
		return numbers
	if after in process.finals or after == process.correction:
		return frozenset()
	step = process.step_of(after) or _nearest_later_step(process, after, last)
	return frozenset(number for number in numbers if number < step)


def needs_reason(process: Process, before: str, after: str, last: int) -> bool:
	"""Whether the move needs a written reason (rule 4)."""
	return after in process.finals or is_back(process, before, after, last)


def _nearest_later_step(process: Process, state: str, last: int) -> int:
	"""Rule 3: the nearest later step that some way from `state` leads on to; 0 where every way leads back."""
	beyond = max((step.number for step in process.steps), default=0) + 1
	seen, queue, later = {state}, deque([state]), set()
	while queue:
		current = queue.popleft()
		for transition in process.transitions:
			target = transition.next_state
			if transition.state != current or target in seen:
				continue
			seen.add(target)
			if target == process.closing:
				later.add(beyond)
			elif process.step_of(target):
				later.add(process.step_of(target))
			elif target != process.correction and target not in process.finals:
				queue.append(target)
	return min((step for step in later if step > last), default=0)
