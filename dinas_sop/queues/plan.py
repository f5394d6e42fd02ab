"""Which states a queue looks at, how urgent a row is, and in what order rows stand. Plain; nothing imports frappe."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol


class Turns(Protocol):
	"""Whose turn it is in which state: a `process.Process`, or the `objection_rules.Path` of objections."""

	states: Mapping[str, tuple[str, ...]]

	def is_final(self, state: str) -> bool: ...

	def turn(self, state: str) -> str: ...

	def editors(self, state: str) -> tuple[str, ...]: ...


class Scope(str, Enum):
	"""Whose cases a queue shows."""

	MINE = "mine"
	OFFICE = "office"
	APPLICANTS = "applicants"
	ALL = "all"


class Urgency(str, Enum):
	"""How a row stands against its due date, in the order in which a queue shows them."""

	OVERDUE = "overdue"
	TODAY = "today"
	NEAR = "near"
	LATER = "later"
	NONE = "none"


@dataclass(frozen=True)
class Part:
	"""One state of a process, as one user looks at it.

	Args:
		turn: the role whose turn it is.
		mine: the user has the turn.
		helps: the user may edit here, though somebody else has the turn.
		of_units: the user holds the state only as a unit, so only cases open at the own Departments count.
	"""

	state: str
	turn: str
	mine: bool
	helps: bool
	of_units: bool = False


def parts(
	process: Turns, roles: Collection[str], scope: Scope, unit_role: str, applicant_roles: Collection[str]
) -> list[Part]:
	"""The states that a user's queue looks at.

	Args:
		roles: that count for the user now.
		scope: MINE: where the user has the turn or may help a colleague; OFFICE and APPLICANTS: where these have
			the turn; ALL.
		unit_role: the role that works on what is disposed to its Departments.
		applicant_roles: roles of people who are not staff.

	Source: DESIGN "Workflows", of a state's roles the first has the turn, the others may help.
	"""
	found = []
	for state in process.states:
		if process.is_final(state):
			continue
		turn, editors = process.turn(state), process.editors(state)
		held = [role for role in editors if role in roles]
		part = Part(
			state,
			turn,
			mine=turn in roles,
			helps=bool(held) and turn not in roles,
			of_units=held == [unit_role],
		)
		of_applicant = turn in applicant_roles
		wanted = {
			Scope.MINE: part.mine or (part.helps and not of_applicant),
			Scope.OFFICE: not of_applicant,
			Scope.APPLICANTS: of_applicant,
			Scope.ALL: True,
		}
		if wanted[scope]:
			found.append(part)
	return found


def urgency(now: datetime, near_on: datetime | None, due_on: datetime | None) -> Urgency:
	"""How urgent an open step is.

	Args:
		near_on: when most of its time is used.
		due_on: None where the clock does not run.
	"""
	if due_on is None:
		return Urgency.NONE
	if now > due_on:
		return Urgency.OVERDUE
	if now.date() == due_on.date():
		return Urgency.TODAY
	return Urgency.NEAR if near_on and now >= near_on else Urgency.LATER


def nearer_by_law(due_on: datetime | None, answer_due: datetime | None) -> datetime | None:
	"""The law's deadline, where it comes before the step's own.

	Args:
		answer_due: the nearer of both; None where no answer is owed.

	Source: UU 14/2008; ADR 11.
	"""
	return answer_due if answer_due and (due_on is None or answer_due < due_on) else None


def order(due_on: datetime | None, entered_on: datetime, name: str) -> tuple:
	"""Key by which rows of all processes stand in one queue: the earliest due date first, without one last."""
	return due_on is None, due_on or entered_on, entered_on, name
