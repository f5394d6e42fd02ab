"""Sample cases of the demo office in every kind of state, made by the engine as the right users."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from dinas_sop.constants import RESEARCH_PERMIT, STATE_FIELD
from dinas_sop.demo import clock
from dinas_sop.demo.acting import act, write_letter
from dinas_sop.demo.permit_applications import PERMITS
from dinas_sop.demo.permits import PERMIT_ENDS, PERMIT_WAY, new_permit, permit_research
from dinas_sop.demo.request_applications import REQUESTS
from dinas_sop.demo.requests import DATA_LOGIN, REQUEST_ENDS, new_request, request_way

# state -> working days and minutes until the case leaves it
WAITS = {
	"Diajukan": (0, 6),
	"Diterima": (0, 21),
	"Menunggu Disposisi": (0, 260),
	"Menunggu Rekomendasi": (0, 380),
	"Menunggu Pemberitahuan": (0, 95),
	"Penelitian Berlangsung": (7, 30),
	"Pengumpulan Data": (24, 45),
	"Menunggu Surat Keterangan": (0, 310),
	"Menunggu Salinan Hasil": (1, 80),
	"Menunggu Pernyataan": (0, 170),
	"Pemrosesan Data": (0, 400),
	"Penyusunan Surat Balasan": (0, 150),
	"Menunggu Tanda Tangan": (0, 320),
	"Terkirim": (1, 45),
}


def make_cases() -> int:
	"""Make the sample cases where there are none yet, with weeks of history.

	Returns:
		How many were made; 0 where they stand already.
	"""
	if frappe.db.exists(RESEARCH_PERMIT, {"identity_number": PERMITS[0]["identity_number"]}):
		return 0
	today = getdate()
	lives = [_life(new_permit, each, PERMIT_WAY, PERMIT_ENDS, today) for each in PERMITS]
	lives += [_life(new_request, each, request_way(each), REQUEST_ENDS, today) for each in REQUESTS]
	clock.play(lives)
	return len(lives)


def _life(make: Callable[[dict], Document], application: dict, way: list, ends: dict, today: date):
	serial = int(application["identity_number"][-2:])
	moment = datetime.combine(clock.workdays_ago(today, application["workdays_ago"]), clock.OPENING)
	# odd microseconds, since Frappe takes a timestamp without any for a changed document
	moment += timedelta(minutes=17 + 3 * serial, seconds=serial % 60, microseconds=1000 + serial)
	yield moment
	for state in steps_to(make(application), application["at"], way, ends):
		days, minutes = application.get("waits", {}).get(state) or WAITS[state]
		moment = clock.later(moment, days, minutes + serial % 7)
		yield moment


def steps_to(case: Document, target: str, way: list[tuple], ends: dict[str, tuple]) -> Iterator[str]:
	"""Lead a case along the SOP, pausing in each state before it is left.

	Args:
		way: (state, login, action, values) in order; `values` is a function of the case.
		ends: states aside of the way: (state to leave from, login, action, values).

	Yields:
		The state that the case stands in.
	"""
	end = ends.get(target)
	stop = end[0] if end else target
	while case.get(STATE_FIELD) != stop:
		yield case.get(STATE_FIELD)
		_state, login, action, values = next(step for step in way if step[0] == case.get(STATE_FIELD))
		case = act(case, login, action, values)
	if end:
		yield stop
		act(case, *end[1:])
	else:
		_arrive(case)


def _arrive(case: Document) -> None:
	"""What lies on the desk in the state reached: a draft where the next thing is a letter."""
	if case.get(STATE_FIELD) == "Menunggu Rekomendasi":
		write_letter(permit_research(case), "sekretariat", "Surat Rekomendasi Penelitian", until="Draf")
	elif case.get(STATE_FIELD) == "Menunggu Surat Keterangan":
		write_letter(case, "sekretariat", "Surat Keterangan Selesai Penelitian", until="Draf")
	elif case.get(STATE_FIELD) == "Penyusunan Surat Balasan":
		write_letter(case, DATA_LOGIN, "Surat Balasan Permohonan Data", until="Draf")
