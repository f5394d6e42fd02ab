"""Every way round the guard, over HTTP, in every state: refused, and nothing is different afterwards."""

import pytest

from tests.site.doors import doors
from tests.site.factory import (
	DATA,
	NOBODY,
	OUTSIDER,
	RESEARCH,
	WAY,
	client,
	standing,
	states_of,
)
from tests.site.photo import Photo

EVERYWHERE = [(doctype, state) for doctype in (RESEARCH, DATA) for state in states_of(doctype)]
TURN = {(doctype, state): login for doctype, way in WAY.items() for state, login, _action in way}
SOMEWHERE = [(RESEARCH, "Menunggu Rekomendasi"), (DATA, "Pemrosesan Data"), (RESEARCH, "Diarsipkan")]
OTHERS = [
	"kepala",
	"sekretariat",
	"suratmasuk",
	"frontliner",
	"unitkerja",
	"unitkerja2",
	"admin",
	NOBODY,
	OUTSIDER,
	"Guest",
]


def try_all(http, login: str, case, photo: Photo) -> list[str]:
	"""Knock at every door as somebody; returns what went wrong."""
	wrong = []
	for door in doors(case, photo.rows):
		if login == "Administrator" and door.open_to_administrator:
			continue
		answer = door.knock(client(http, login))
		refused = answer.status_code in (400, 401, 403, 404, 405, 409, 417)
		if not refused and not (door.quiet and answer.status_code == 200):
			wrong.append(f"{login}, {door.title}: {answer.status_code} {answer.text[:200]}")
		if difference := photo.difference():
			wrong.append(f"{login}, {door.title}: {answer.status_code}, changed {difference}")
			photo.put_back()
	return wrong


@pytest.mark.parametrize(("doctype", "state"), EVERYWHERE)
def test_no_way_round_the_guard(live, http, doctype, state):
	"""Protects every case in every state from who has the turn and from Administrator, who has every role."""
	case = standing(doctype, state)
	photo = Photo(doctype, case.name)
	turn = TURN.get((doctype, state), "frontliner")
	wrong = []
	for login in ("Administrator", "frontliner" if turn == "portal" else turn):
		wrong += try_all(http, login, case, photo)
	assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("login", OTHERS)
@pytest.mark.parametrize(("doctype", "state"), SOMEWHERE)
def test_no_way_round_for_anybody(live, http, doctype, state, login):
	"""Protects the cases of each process from every user of the office, from outsiders and from guests."""
	case = standing(doctype, state)
	photo = Photo(doctype, case.name)
	wrong = try_all(http, login, case, photo)
	assert not wrong, "\n".join(wrong)
