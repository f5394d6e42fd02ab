"""Which notices an open step owes at a moment. Plain functions; issue and DESIGN "Time"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Notice(str, Enum):
	"""What is told of a step, once each."""

	NEAR = "near"
	OVERDUE = "overdue"
	ESCALATE = "escalate"
	REMIND = "remind the applicant"


@dataclass(frozen=True)
class OpenStep:
	"""An open row of the step log.

	Args:
		near_on: when most of its time is used (the settings' percentage).
		due_on: when it is due.
		escalate_on: when the superior role is told.
		of_applicant: it waits for the applicant, whom nobody else answers for.
		told: the notices already given.
	"""

	near_on: datetime | None
	due_on: datetime | None
	escalate_on: datetime | None
	of_applicant: bool = False
	told: frozenset[Notice] = frozenset()


def owed(step: OpenStep, now: datetime) -> list[Notice]:
	"""The notices to give now.

	A step that is overdue when it is first looked at (the scheduler was down) is told as overdue, not as nearing.
	An applicant's step reminds the applicant and is never escalated to staff.
	"""
	if step.due_on is None:
		return []
	overdue = now > step.due_on
	if step.of_applicant:
		return [Notice.REMIND] if overdue and Notice.REMIND not in step.told else []
	notices = []
	if overdue and Notice.OVERDUE not in step.told:
		notices.append(Notice.OVERDUE)
	elif not overdue and step.near_on and now >= step.near_on and Notice.NEAR not in step.told:
		notices.append(Notice.NEAR)
	if overdue and step.escalate_on and now > step.escalate_on and Notice.ESCALATE not in step.told:
		notices.append(Notice.ESCALATE)
	return notices
