"""The course of a demo case: who did what when, along the office's own Workflow and hours. Plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from dinas_sop.workflows.process import Process, Transition
from dinas_sop.working_time.calendar import Calendar
from dinas_sop.working_time.clock import add_working_seconds

# state -> (usual working minutes until it is left, how much they scatter)
USUAL = {
	"Diajukan": (5, 0.5),
	"Diterima": (13, 0.5),
	"Menunggu Disposisi": (190, 0.85),
	"Menunggu Rekomendasi": (170, 0.6),
	"Menunggu Pemberitahuan": (110, 0.6),
	"Penelitian Berlangsung": (2200, 0.5),
	"Pengumpulan Data": (8000, 0.5),
	"Menunggu Surat Keterangan": (160, 0.6),
	"Menunggu Salinan Hasil": (330, 0.8),
	"Perlu Dilengkapi": (700, 0.8),
	"Menunggu Pernyataan": (180, 0.7),
	"Pemrosesan Data": (310, 0.75),
	"Penyusunan Surat Balasan": (130, 0.6),
	"Menunggu Tanda Tangan": (150, 0.7),
	"Terkirim": (220, 0.8),
}
USUAL_OF_REQUESTS = {"Diajukan": (150, 0.7)}
BUSY_MONTHS = {12: 1.6, 3: 1.35, 4: 1.3}  # the year's end, and the weeks around Idulfitri


@dataclass(frozen=True)
class Way:
	"""How cases of one kind go.

	Args:
		straight: state -> (login, action) of the SOP's own way.
		detours: state -> (login, action, share of the visits that take it, reasons).
		ends: (share of the cases, state, login, action, reason): ended early there.
	"""

	straight: Mapping[str, tuple[str, str]]
	detours: Mapping[str, Sequence[tuple[str, str, float, Sequence[str]]]] = field(default_factory=dict)
	ends: Sequence[tuple[float, str, str, str, str]] = ()


@dataclass(frozen=True)
class Move:
	"""A visit to a state and the action that ended it."""

	state: str
	entered: datetime
	left: datetime
	login: str
	transition: Transition
	next_state: str
	reason: str = ""
	back_to_step: int = 0

	@property
	def is_return(self) -> bool:
		return bool(self.reason)


def course(
	process: Process, way: Way, start: datetime, calendar: Calendar, rng: Random, progress: float
) -> list[Move]:
	"""The moves of a case from its submission to its end.

	Args:
		start: moment of submission.
		progress: where in the year it began, 0 to 1: the office gets quicker.
	"""
	usual = USUAL | (USUAL_OF_REQUESTS if process.doctype == "Data Request" else {})
	moves: list[Move] = []
	state, moment, came_from = process.first_state, start, ""
	end = _early_end(way, rng)
	while not process.is_final(state):
		login, action, reason = _choice(way, state, end, moves, rng)
		if state == process.correction:
			login, action, after = "pemohon", "Ajukan Kembali", came_from
			transition = _transition(process, state, action, after)
		else:
			transition = _next(process, state, action, {move.state for move in moves})
			after = transition.next_state
		left = moment + timedelta(seconds=rng.randint(1, 59))
		left = add_working_seconds(calendar, left, _seconds(usual[state], login, left, rng, progress))
		step, next_step = process.step_of(state), process.step_of(after)
		back = next_step if state != process.correction and 0 < next_step <= step else 0
		moves.append(Move(state, moment, left, login, transition, after, reason, back))
		if after == process.correction:
			came_from = state
		state, moment = after, left
	return moves


def _early_end(way: Way, rng: Random) -> tuple[str, str, str, str] | None:
	dice = rng.random()
	for share, *end in way.ends:
		dice -= share
		if dice < 0:
			return tuple(end)
	return None


def _choice(way: Way, state: str, end, moves: list[Move], rng: Random) -> tuple[str, str, str]:
	if end and end[0] == state:
		return end[1:]
	for login, action, share, reasons in way.detours.get(state, ()):
		taken = any(move.state == state and move.transition.action == action for move in moves)
		if not taken and rng.random() < share:
			return login, action, rng.choice(list(reasons))
	return (*way.straight.get(state, ("pemohon", "")), "")


def _next(process: Process, state: str, action: str, visited: set[str]) -> Transition:
	found = [t for t in process.transitions if (t.state, t.action) == (state, action)]
	return next((t for t in found if t.next_state not in visited), found[-1])


def _transition(process: Process, state: str, action: str, after: str) -> Transition:
	return next(t for t in process.transitions if (t.state, t.action, t.next_state) == (state, action, after))


def _seconds(usual: tuple[int, float], login: str, moment: datetime, rng: Random, progress: float) -> int:
	minutes, scatter = usual
	pace = 1 if login == "pemohon" else (1.25 - 0.5 * progress) * BUSY_MONTHS.get(moment.month, 1)
	return int(60 * minutes * pace * rng.lognormvariate(0, scatter))
