"""A refusal says what to do, and not what would not help."""

import pytest

from dinas_sop.letters import life
from dinas_sop.workflows import api
from dinas_sop.workflows.messages import Refused
from tests.site.factory import (
	DATA,
	OTHER_UNIT,
	PORTAL,
	RECOMMENDATION,
	REPLY,
	RESEARCH,
	UNIT,
	acting,
	application,
	case_in,
	day,
	department,
	given,
	move,
	pdf,
	people,
	user_of,
	write_letter,
)

FILL_IN = "Please fill this in with the action, or save it first."


@pytest.fixture
def office(site):
	people()
	site.local.lang = "en"
	return site


def refused(case, login: str, action: str | None, **values) -> str:
	with pytest.raises(Refused) as refusal:
		move(case, login, action, **values)
	return str(refusal.value)


def recommended():
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	values = {"unit_kerja": department(UNIT), "permit_from": day(-10), "permit_to": day(60)}
	return move(case, "sekretariat", None, **values)


@pytest.mark.parametrize(
	("until", "todo"),
	[
		("", "draft it, issue it, then upload the signed letter."),
		("Draf", "issue the draft first, then upload the signed letter."),
		("Terbit", "have it signed, then upload the signed letter."),
	],
)
def test_a_letter_on_its_way_is_told_its_next_step(office, until, todo):
	"""Protects the Sekretariat, who was told to fill in a field where a signature was missing."""
	case = recommended()
	if until:
		write_letter(case, "sekretariat", RECOMMENDATION, until)
	said = refused(case, "sekretariat", "Terbitkan Rekomendasi")
	assert todo in said and FILL_IN not in said
	with acting("sekretariat"):
		needs = api.requirements(RESEARCH, case.name, "Terbitkan Rekomendasi")
	assert todo in next(field["way"] for field in needs["fields"] if field["kind"] == "letter")


def test_each_way_is_said_where_a_field_and_a_letter_are_missing(office):
	"""Protects the Sekretariat, who has to do both."""
	said = refused(case_in(RESEARCH, "Menunggu Rekomendasi"), "sekretariat", "Terbitkan Rekomendasi")
	assert FILL_IN in said and "draft it, issue it" in said


def test_a_letter_of_before_the_return_is_drafted_anew(office):
	"""Protects the Kepala Dinas: what the second disposition changed stands in a new letter."""
	case = recommended()
	write_letter(case, "sekretariat", RECOMMENDATION, "Ditandatangani")
	case = move(case, "sekretariat", "Mohon Disposisi Ulang", move_reason="Salah unit")
	case = move(case, "kepala", "Disposisi", dispositions=[{"instruction": "Proses lagi"}])
	assert "draft a new one" in refused(case, "sekretariat", "Terbitkan Rekomendasi")


def test_a_draft_cannot_come_back_signed(office):
	"""Protects whoever signed a draft: it has no number yet, and is issued first."""
	case = recommended()
	letter = office.get_doc("Official Letter", write_letter(case, "sekretariat", RECOMMENDATION, "Draf"))
	with acting("sekretariat"), pytest.raises(Refused, match="still a draft"):
		life.bring_back(letter, case, pdf())


def test_a_unit_that_waits_for_another_is_told_so(office):
	"""Protects the Unit Kerja, which cannot fill in what another unit has not done."""
	case = case_in(DATA, "Diajukan")
	rows = [{"department": department(unit), "instruction": "Siapkan"} for unit in (UNIT, OTHER_UNIT)]
	case = move(case, "kepala", "Disposisi", dispositions=rows)
	case = move(case, PORTAL, "Tandatangani Pernyataan", **given(case, "Menunggu Pernyataan", PORTAL))
	said = refused(
		case, "unitkerja", "Data Siap", decision="Tidak dikuasai", decision_ground="Data ada pada dinas lain"
	)
	assert "wait until the other units" in said and FILL_IN not in said


def test_a_walk_in_is_filled_in_and_then_saved(office):
	"""Protects the counter: a new case has no action yet with which something could be given."""
	with acting("frontliner"), pytest.raises(Refused, match="Please fill this in, then save"):
		office.get_doc(application(RESEARCH, proposal=None)).insert()


def test_a_reason_is_asked_in_a_sentence(office):
	"""Protects the Kepala Dinas, who refuses an application and reads what is still to be written."""
	case = case_in(RESEARCH, "Menunggu Disposisi")
	said = refused(case, "kepala", "Tolak", legal_ground="Pasal 6 UU 14/2008")
	assert "write the reason: the case becomes" in said and "Ditolak" in said


def test_a_letter_that_has_only_to_be_drafted(office):
	"""Protects the Unit Kerja, whose reply the Kepala Dinas signs: a draft is enough for now."""
	case = case_in(DATA, "Penyusunan Surat Balasan")
	said = refused(case, "unitkerja", "Ajukan Tanda Tangan")
	assert f"{REPLY}</strong>: draft it." in said


def test_a_document_that_is_not_right_calls_for_another_action(office):
	"""Protects the Petugas Frontliner, who found a letter wrong: filling in would not help, returning does."""
	case = case_in(RESEARCH, "Diajukan")
	given = {"bakesbangpol_verdict": "Tidak ada", "proposal_verdict": "Ada dan sesuai"}
	moments = {"received_by": user_of("frontliner"), "received_on": f"{day()} 09:00:00"}
	said = refused(case, "frontliner", "Terima", **given | moments)
	assert "choose another action" in said and FILL_IN not in said
