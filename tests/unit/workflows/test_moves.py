"""What a move needs: the six rules, each with worked examples in the shipped processes."""

from dataclasses import replace

import pytest

from dinas_sop.workflows import attempts, demands, rules
from dinas_sop.workflows.attempts import Code
from dinas_sop.workflows.evidence import Visit
from dinas_sop.workflows.process import Evidence, Kind, Transition
from tests.unit.workflows.case import Case, codes, lacking
from tests.unit.workflows.processes import shipped, with_evidence, with_paraf, with_state
from tests.unit.workflows.walks import (
	APPLICATION,
	APPLICATION_TABLES,
	DATA,
	RECOMMENDATION,
	REPLY,
	RESEARCH,
	WAY,
	give,
	new_case,
	step_on,
	walk_to,
)

DISPOSITION = {
	"instruction": "Proses lagi",
	"department": "Bidang A",
	"status": "Terbuka",
	"unit": "sendiri",
	"current": True,
}


def more(case: Case, **row) -> dict:
	"""The disposition sheet with one more row."""
	return {"dispositions": [*case.tables["dispositions"], DISPOSITION | row]}


# --- rule 1: the evidence of every step below ---------------------------------------


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_no_step_is_passed_without_its_evidence(doctype):
	"""Protects the next official at every step: the file that arrives is complete."""
	for state, role, _values, target in WAY[doctype]:
		case = walk_to(doctype, state)
		letters_before = list(case.letters)
		refusals = case.save(role, target)
		assert Code.EVIDENCE in codes(refusals), state
		assert {m.evidence.step for m in refusals[-1].missing} == {case.process.step_of(state)}
		case.letters = letters_before
		assert not case.save(role, target, **give(case, state)), state


def test_evidence_is_asked_field_by_field():
	"""Protects the Petugas Frontliner from a message that does not say which box is empty."""
	case = walk_to(RESEARCH, "Diajukan")
	refusals = case.save(
		"Petugas Frontliner", "Diterima", values={"bakesbangpol_verdict": "Ada, tidak sesuai"}
	)
	assert lacking(refusals) == {"bakesbangpol_verdict", "proposal_verdict", "received_by", "received_on"}


def test_an_inserted_short_cut_skips_no_evidence():
	"""Protects the Kepala Dinas: an action added from step 4 to step 7 asks for 4, 5 and 6 all the same."""
	process = with_state(
		shipped(RESEARCH),
		"Titipan",
		"Sekretariat",
		("Diterima", "Langsung", "Menunggu Pemberitahuan", "Petugas Surat Masuk"),
	)
	case = walk_to(process, "Diterima")
	refusals = case.save("Petugas Surat Masuk", "Menunggu Pemberitahuan", **give(case, "Diterima"))
	assert lacking(refusals) == {"dispositions", "unit_kerja", "permit_from", "permit_to", RECOMMENDATION}


def test_the_closing_state_asks_for_all_steps():
	"""Protects the archive: a short cut into Diarsipkan from the middle is refused for each missing step."""
	process = with_state(
		shipped(RESEARCH),
		"Titipan",
		"Sekretariat",
		("Menunggu Pemberitahuan", "Arsip", "Diarsipkan", "Sekretariat"),
	)
	case = walk_to(process, "Menunggu Pemberitahuan")
	refusals = case.save("Sekretariat", "Diarsipkan")
	assert {m.evidence.step for m in refusals[0].missing} == {7, 8, 9, 10, 11}


def test_evidence_added_to_step_4_holds_for_whoever_comes_by_it():
	"""Protects the administrator who asks for one more thing at step 4 of the SOP."""
	process = with_evidence(shipped(RESEARCH), Evidence("4:x", Kind.FILLED, step=4, field="rak_arsip"))
	case = walk_to(RESEARCH, "Diterima")
	case.process = process
	straight = give(case, "Diterima")
	assert lacking(case.save("Petugas Surat Masuk", "Menunggu Disposisi", **straight)) == {"rak_arsip"}
	straight["values"]["rak_arsip"] = "A3"
	assert not case.save("Petugas Surat Masuk", "Menunggu Disposisi", **straight)


# --- rule 2: returns for correction ---------------------------------------------------


def test_a_return_says_what_is_to_be_corrected_and_why():
	"""Protects the applicant: "Perlu Dilengkapi" never comes without a field and a reason."""
	case = walk_to(RESEARCH, "Diterima")
	by = "Petugas Surat Masuk"
	assert codes(case.save(by, "Perlu Dilengkapi")) == {Code.NO_CORRECTION}
	assert codes(case.save(by, "Perlu Dilengkapi", corrections=[("title", " ")])) == {Code.CORRECTION_TARGET}
	assert codes(case.save(by, "Perlu Dilengkapi", reason="kurang")) == {Code.NO_CORRECTION}
	assert not case.save(by, "Perlu Dilengkapi", corrections=[("title", "kurang jelas")])


def test_a_correction_names_only_what_the_applicant_wrote():
	"""Protects the Kepala Dinas: the applicant is never let into the disposition or the TNDE number."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	for name in ("tnde_number", "dispositions", "received_by", "research_began", "result_file"):
		refusals = case.save("Sekretariat", "Perlu Dilengkapi", corrections=[(name, "salah")])
		assert codes(refusals) == {Code.CORRECTION_TARGET}, name
	assert not case.save(
		"Sekretariat",
		"Perlu Dilengkapi",
		corrections=[("bakesbangpol_letter", "buram"), ("title", "salah ketik")],
	)


def test_the_applicant_corrects_what_was_asked_and_nothing_else():
	"""Protects the office: a returned application comes back as it was, but for what was asked."""
	case = walk_to(RESEARCH, "Diterima")
	case.save("Petugas Surat Masuk", "Perlu Dilengkapi", corrections=[("title", "kurang jelas")])
	assert codes(case.save("Peneliti", values={"bakesbangpol_number": "2"})) == {Code.FIELD_OF_STEP}
	assert codes(case.save("Peneliti", values={"purpose": "lain"})) == {Code.FIELD_OF_APPLICATION}
	assert codes(case.save("Sekretariat", values={"title": "x"})) == {Code.FIELD_OF_APPLICATION}
	assert not case.save("Peneliti", values={"title": "Judul baru"})


def test_resubmitting_needs_every_answer_and_goes_back_to_who_asked():
	"""Protects the Petugas Surat Masuk who asked two things and must not get the case back with one."""
	case = walk_to(RESEARCH, "Diterima")
	asked = [("title", "kurang jelas"), ("proposal", "halaman 3 hilang")]
	case.save("Petugas Surat Masuk", "Perlu Dilengkapi", corrections=asked)
	assert case.returned_from == "Diterima"
	assert codes(case.save("Peneliti", "Diterima", values={"title": "Baru"})) == {Code.UNANSWERED}
	assert codes(case.save("Peneliti", "Menunggu Disposisi", answers=("title", "proposal"))) == {
		Code.CONDITION
	}
	assert not case.save("Peneliti", values={"title": "Baru"})
	assert not case.save("Peneliti", "Diterima", answers=("proposal",))
	assert case.returned_from == "Diterima", "it stays until the next return"


def test_a_case_may_be_ended_with_its_corrections_open():
	"""Protects the applicant who gives up, and the Petugas Frontliner who closes what nobody answers."""
	for role, target in (("Peneliti", "Dibatalkan"), ("Petugas Frontliner", "Ditutup")):
		case = walk_to(RESEARCH, "Diajukan")
		case.save("Petugas Frontliner", "Perlu Dilengkapi", corrections=[("title", "kurang jelas")])
		assert not case.save(role, target, reason="tidak jadi")


def test_a_way_out_of_correction_through_an_inserted_state_asks_for_the_answers_too():
	"""Protects who asked: an inserted state between resubmission and step hides no open correction."""
	process = with_state(
		shipped(RESEARCH),
		"Periksa Ulang",
		"Petugas Frontliner",
		("Perlu Dilengkapi", "Kirim", "Periksa Ulang", "Peneliti"),
		("Periksa Ulang", "Teruskan", "Diterima", "Petugas Frontliner"),
	)
	case = walk_to(process, "Diterima")
	case.save("Petugas Surat Masuk", "Perlu Dilengkapi", corrections=[("title", "kurang jelas")])
	assert codes(case.save("Peneliti", "Periksa Ulang")) == {Code.UNANSWERED}
	assert not case.save("Peneliti", "Periksa Ulang", values={"title": "Baru"})


def test_corrections_are_opened_by_a_return_only():
	"""Protects the applicant: nobody asks for corrections without giving the case back."""
	case = walk_to(RESEARCH, "Diterima")
	assert Code.CORRECTION_CHANGED in codes(case.save("Petugas Surat Masuk", corrections=[("title", "x")]))
	given = give(case, "Diterima") | {"corrections": [("title", "x")]}
	assert Code.CORRECTION_CHANGED in codes(case.save("Petugas Surat Masuk", "Menunggu Disposisi", **given))


def test_a_correction_serves_one_return():
	"""Protects the applicant: what was asked and answered last time does not open that field again."""
	case = walk_to(RESEARCH, "Diterima")
	case.save("Petugas Surat Masuk", "Perlu Dilengkapi", corrections=[("title", "kurang jelas")])
	case.save("Peneliti", "Diterima", values={"title": "Baru"})
	assert codes(case.save("Petugas Surat Masuk", "Perlu Dilengkapi")) == {Code.NO_CORRECTION}
	case.save("Petugas Surat Masuk", "Perlu Dilengkapi", corrections=[("proposal", "buram")])
	assert codes(case.save("Peneliti", values={"title": "Lain"})) == {Code.FIELD_OF_APPLICATION}


def test_coming_back_from_correction_is_no_move_back():
	"""Protects the Petugas Surat Masuk: a returned case comes back without asking him for a reason or anew."""
	case = walk_to(RESEARCH, "Diterima")
	assert not case.save("Petugas Surat Masuk", values={"tnde_number": "7", "tnde_date": "2026-11-24"})
	case.save("Petugas Surat Masuk", "Perlu Dilengkapi", corrections=[("title", "kurang jelas")])
	assert not case.save("Peneliti", "Diterima", values={"title": "Baru"})
	assert not case.save("Petugas Surat Masuk", "Menunggu Disposisi")


# --- rule 3: states that no step names --------------------------------------------------


def test_paraf_sekretaris_asks_step_5_of_the_kepala_dinas_on_the_way_in():
	"""Protects the secretary: what the Kepala Dinas owes is asked of him, not of her."""
	case = walk_to(with_paraf(shipped(RESEARCH)), "Menunggu Disposisi")
	assert lacking(case.save("Kepala Dinas", "Paraf Sekretaris")) == {"dispositions"}
	assert not case.save("Kepala Dinas", "Paraf Sekretaris", **give(case, "Menunggu Disposisi"))
	assert codes(case.save("Kepala Dinas", "Menunggu Rekomendasi")) == {Code.NO_SUCH_MOVE}
	assert codes(case.save("Sekretaris", values={"unit_kerja": "A"})) == {Code.FIELD_OF_STEP}
	assert not case.save("Sekretaris", "Menunggu Rekomendasi")
	assert case.visits[-2].step == 0, "the clock pauses: no step names the state"


def test_a_chain_of_two_inserted_states_asks_on_the_way_into_the_first():
	"""Protects the second of two inserted roles, to whom an incomplete case would come."""
	process = with_state(
		with_paraf(shipped(RESEARCH)),
		"Paraf Kabid",
		"Kabid",
		("Menunggu Disposisi", "Ke Kabid", "Paraf Kabid", "Kepala Dinas"),
		("Paraf Kabid", "Paraf", "Paraf Sekretaris", "Kabid"),
	)
	case = walk_to(process, "Menunggu Disposisi")
	assert lacking(case.save("Kepala Dinas", "Paraf Kabid")) == {"dispositions"}
	assert not case.save("Kepala Dinas", "Paraf Kabid", **give(case, "Menunggu Disposisi"))
	assert not case.save("Kabid", "Paraf Sekretaris")
	assert not case.save("Sekretaris", "Menunggu Rekomendasi")


def test_a_waiting_state_from_which_every_way_leads_back_asks_nothing():
	"""Protects the Kepala Dinas who puts a case aside for a day before he disposes it."""
	process = with_state(
		shipped(RESEARCH),
		"Ditunda",
		"Kepala Dinas",
		("Menunggu Disposisi", "Tunda", "Ditunda", "Kepala Dinas"),
		("Ditunda", "Lanjutkan", "Menunggu Disposisi", "Kepala Dinas"),
	)
	case = walk_to(process, "Menunggu Disposisi")
	assert not case.save("Kepala Dinas", "Ditunda")
	assert codes(case.save("Kepala Dinas", "Menunggu Disposisi")) == {Code.REASON}, "back to step 5"
	assert not case.save("Kepala Dinas", "Menunggu Disposisi", reason="dilanjutkan")
	assert lacking(case.save("Kepala Dinas", "Menunggu Rekomendasi")) == {"dispositions"}


def test_a_ring_of_inserted_states_ends_the_search():
	"""Protects the site: two inserted states that lead to each other do not hang a save."""
	process = with_state(
		with_state(
			shipped(RESEARCH), "Kiri", "Kepala Dinas", ("Menunggu Disposisi", "K", "Kiri", "Kepala Dinas")
		),
		"Kanan",
		"Kepala Dinas",
		("Kiri", "R", "Kanan", "Kepala Dinas"),
		("Kanan", "L", "Kiri", "Kepala Dinas"),
	)
	assert demands.demanded_steps(process, "Kiri", 5) == frozenset()


def test_of_several_ways_on_the_nearest_step_is_asked():
	"""Protects the inserted role from being asked for what only the farther of two ways needs."""
	process = with_state(
		with_paraf(shipped(RESEARCH)),
		"Paraf Sekretaris",
		"Sekretaris",
		("Paraf Sekretaris", "Langsung", "Menunggu Surat Keterangan", "Sekretaris"),
	)
	assert demands.demanded_steps(process, "Paraf Sekretaris", 5) == {1, 2, 3, 4, 5}
	case = walk_to(process, "Menunggu Disposisi")
	case.save("Kepala Dinas", "Paraf Sekretaris", **give(case, "Menunggu Disposisi"))
	refusals = case.save("Sekretaris", "Menunggu Surat Keterangan")
	assert {m.evidence.step for m in refusals[0].missing} == {6, 7, 8, 9}, "the farther way asks its own"


def test_an_inserted_state_before_the_closing_one_asks_for_everything():
	"""Protects the archive: "Verifikasi Arsip" before Diarsipkan is entered with step 11 complete."""
	process = with_state(
		shipped(RESEARCH),
		"Verifikasi Arsip",
		"Sekretariat",
		("Menunggu Salinan Hasil", "Serahkan", "Verifikasi Arsip", "Peneliti"),
		("Verifikasi Arsip", "Arsipkan", "Diarsipkan", "Sekretariat"),
	)
	case = walk_to(process, "Menunggu Salinan Hasil")
	assert lacking(case.save("Peneliti", "Verifikasi Arsip")) == {"result_file", "publication_consent"}
	assert not case.save("Peneliti", "Verifikasi Arsip", **give(case, "Menunggu Salinan Hasil"))
	assert not case.save("Sekretariat", "Diarsipkan")


# --- rule 4: reasons ------------------------------------------------------------------------


@pytest.mark.parametrize(
	("doctype", "state", "role", "target"),
	[
		(RESEARCH, "Menunggu Rekomendasi", "Sekretariat", "Menunggu Disposisi"),
		(RESEARCH, "Menunggu Rekomendasi", "Peneliti", "Dibatalkan"),
		(RESEARCH, "Penelitian Berlangsung", "Kepala Dinas", "Dicabut"),
		(RESEARCH, "Diarsipkan", "Petugas Frontliner", "Menunggu Salinan Hasil"),
		(DATA, "Pemrosesan Data", "Unit Kerja", "Diajukan"),
		(DATA, "Penyusunan Surat Balasan", "Unit Kerja", "Pemrosesan Data"),
		(DATA, "Menunggu Tanda Tangan", "Kepala Dinas", "Penyusunan Surat Balasan"),
		(DATA, "Terkirim", "Petugas Frontliner", "Ditutup"),
	],
)
def test_back_and_out_need_a_reason(doctype, state, role, target):
	"""Protects whoever gets the case back, and the applicant whose case ends: each learns why."""
	case = walk_to(doctype, state)
	for blank in ("", "  \n"):
		assert codes(case.save(role, target, reason=blank)) == {Code.REASON}
	assert not case.save(role, target, reason="alasan")


def test_a_refusal_names_its_legal_ground_beside_the_reason():
	"""Protects the applicant who wants to object: a refusal without a ground does not leave the house."""
	case = walk_to(RESEARCH, "Menunggu Disposisi")
	refusals = case.save("Kepala Dinas", "Ditolak", reason="di luar kewenangan")
	assert lacking(refusals) == {"legal_ground"}
	assert codes(case.save("Kepala Dinas", "Ditolak", values={"legal_ground": "Pasal 1"})) == {Code.REASON}
	assert codes(case.save("Kepala Dinas", values={"legal_ground": "Pasal 1"})) == {Code.FIELD_OF_STEP}
	assert not case.save("Kepala Dinas", "Ditolak", reason="di luar", values={"legal_ground": "Pasal 1"})


def test_a_reason_serves_one_move():
	"""Protects the log: a reason saved ahead of time would be pinned to whatever move comes next."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	assert codes(case.save("Sekretariat", reason="salah unit")) == {Code.REASON_WITHOUT_MOVE}


def test_forward_needs_no_reason():
	"""Protects every official from a box that has nothing to say."""
	for doctype in (RESEARCH, DATA):
		process = shipped(doctype)
		for state, _role, _values, target in WAY[doctype]:
			assert not demands.needs_reason(process, state, target, process.step_of(state))


# --- rule 5: a move back asks again ------------------------------------------------------------


def test_a_second_disposition_is_a_new_row():
	"""Protects the Sekretariat who asked for another disposition and must not get the old one back."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	case.save("Sekretariat", "Menunggu Disposisi", reason="salah unit")
	refusals = case.save("Kepala Dinas", "Menunggu Rekomendasi")
	assert lacking(refusals) == {"dispositions"}
	assert not case.save("Kepala Dinas", "Menunggu Rekomendasi", rows=more(case))


def test_fields_want_a_new_value_or_staffs_tick():
	"""Protects the Kepala Dinas who sent a case back: its step is not passed by pressing the button again."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	by = "Sekretariat"
	case.save(by, values={"unit_kerja": "A", "permit_from": "2026-12-01", "permit_to": "2026-12-31"})
	case.letter(RECOMMENDATION)
	case.save(by, "Menunggu Disposisi", reason="salah unit")
	case.save("Kepala Dinas", "Menunggu Rekomendasi", rows=more(case))
	assert lacking(case.save(by, "Menunggu Pemberitahuan")) == {
		"unit_kerja",
		"permit_from",
		"permit_to",
		RECOMMENDATION,
	}
	case.letter(RECOMMENDATION)
	keys = {e.field: e.key for e in case.process.evidence_of(step=6)}
	ticks = frozenset({keys["permit_from"], keys["permit_to"]})
	assert lacking(case.save(by, "Menunggu Pemberitahuan", ticks=ticks)) == {"unit_kerja"}
	assert not case.save(by, ticks=ticks), "ticked and saved for later"
	assert not case.save(by, "Menunggu Pemberitahuan", values={"unit_kerja": "B"})


def test_a_letter_is_issued_anew_after_a_return():
	"""Protects the applicant from two signed recommendations: the old one does not pass a second time."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	case.letter(RECOMMENDATION, content="satu")
	case.save("Sekretariat", "Menunggu Disposisi", reason="salah unit")
	case.save("Kepala Dinas", "Menunggu Rekomendasi", rows=more(case))
	fields = {"unit_kerja": "B", "permit_from": "2026-12-01", "permit_to": "2026-12-31"}
	refusals = case.save("Sekretariat", "Menunggu Pemberitahuan", values=fields)
	assert lacking(refusals) == {RECOMMENDATION}
	case.letter(RECOMMENDATION, content="dua")
	assert not case.save("Sekretariat", "Menunggu Pemberitahuan", values=fields)


def test_a_revision_wants_changed_words_before_it_comes_back():
	"""Protects the Kepala Dinas: the reply that he sent back does not return unchanged."""
	case = walk_to(DATA, "Menunggu Tanda Tangan")
	case.save("Kepala Dinas", "Penyusunan Surat Balasan", reason="perbaiki alinea 2")
	assert lacking(case.save("Unit Kerja", "Menunggu Tanda Tangan")) == {REPLY}
	case.letters = []
	case.letter(REPLY, "Draf", content="alinea 2 diperbaiki")
	assert not case.save("Unit Kerja", "Menunggu Tanda Tangan")
	case.letters = []
	case.letter(REPLY, "Ditandatangani", content="alinea 2 diperbaiki")
	assert not case.save("Kepala Dinas", "Terkirim")


def test_the_signed_statement_stays_when_the_second_disposition_goes_straight_on():
	"""Protects the applicant, who signs the commitment once."""
	case = walk_to(DATA, "Pemrosesan Data")
	case.save("Unit Kerja", "Diajukan", reason="bukan tugas kami")
	assert not case.save("Kepala Dinas", "Pemrosesan Data", rows=more(case))
	assert not case.save("Unit Kerja", "Penyusunan Surat Balasan", **give(case, "Pemrosesan Data"))


def test_the_applicant_gives_a_file_anew_and_may_confirm_the_rest():
	"""Protects the office after Tolak Salinan: another file, not the same one with a tick."""
	case = walk_to(RESEARCH, "Diarsipkan")
	case.save("Petugas Frontliner", "Menunggu Salinan Hasil", reason="berkas rusak")
	assert lacking(case.save("Peneliti", "Diarsipkan")) == {"result_file", "publication_consent"}
	keys = {e.field: e.key for e in case.process.evidence_of(step=11)}
	both = frozenset(keys.values())
	assert codes(case.save("Peneliti", "Diarsipkan", ticks=both)) == {Code.TICK}
	consent = frozenset({keys["publication_consent"]})
	new = {"result_file": "/private/files/utuh.pdf"}
	assert not case.save("Peneliti", "Diarsipkan", values=new, ticks=consent)


def test_staff_may_tick_a_file_at_the_counter():
	"""Protects the applicant at the counter whose file was right after all."""
	case = walk_to(RESEARCH, "Diarsipkan")
	case.save("Petugas Frontliner", "Menunggu Salinan Hasil", reason="keliru ditolak")
	both = frozenset(e.key for e in case.process.evidence_of(step=11))
	assert not case.save("Petugas Frontliner", "Diarsipkan", ticks=both)


def test_a_tick_is_for_the_own_step_and_for_fields():
	"""Protects the other steps: nobody confirms what is not his, and no letter or row is confirmed by a tick."""
	case = walk_to(DATA, "Penyusunan Surat Balasan")
	case.save("Unit Kerja", "Pemrosesan Data", reason="data kurang")
	keys = {e.key for e in case.process.evidence_of(step=4)}
	fields = {e.key for e in case.process.evidence_of(step=4) if e.kind is Kind.FILLED}
	assert codes(case.save("Unit Kerja", ticks=frozenset(keys))) == {Code.TICK}
	other = frozenset(e.key for e in case.process.evidence_of(step=3))
	assert codes(case.save("Unit Kerja", ticks=other)) == {Code.TICK}
	assert codes(case.save("Kepala Dinas", ticks=frozenset(fields))) == {Code.TICK}
	assert not case.save("Unit Kerja", ticks=frozenset(fields))


def test_a_tick_does_not_stand_for_what_is_missing():
	"""Protects the next official: "tetap berlaku" on an empty box is no evidence."""
	case = walk_to(RESEARCH, "Menunggu Rekomendasi")
	case.save("Sekretariat", "Menunggu Disposisi", reason="salah unit")
	case.save("Kepala Dinas", "Menunggu Rekomendasi", rows=more(case))
	ticks = frozenset(e.key for e in case.process.evidence_of(step=6) if e.kind is Kind.FILLED)
	assert "unit_kerja" in lacking(case.save("Sekretariat", "Menunggu Pemberitahuan", ticks=ticks))


# --- rule 6: into existence ----------------------------------------------------------------------


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_no_case_without_the_applicants_evidence(doctype):
	"""Protects the Petugas Frontliner: what comes in by form, import or API has its letter and proposal."""
	process = shipped(doctype)
	needed = {
		e.field for e in process.evidence if e.step in process.early_steps and e.mandatory and not e.condition
	}
	assert lacking(Case(process).create({"title": "x"})) == needed
	for name in needed:
		values = {k: v for k, v in APPLICATION[doctype].items() if k != name}
		tables = {k: v for k, v in APPLICATION_TABLES[doctype].items() if k != name}
		assert lacking(Case(process).create(values, tables)) == {name}


def test_a_new_case_begins_at_the_beginning():
	"""Protects the register: nothing of a later step is brought along at entry, nor a correction."""
	process = shipped(RESEARCH)
	whole = APPLICATION[RESEARCH]
	for name in ("tnde_number", "result_file", "legal_ground"):
		assert codes(Case(process).create(whole | {name: "x"})) == {Code.FIELD_OF_STEP}
	assert codes(Case(process).create(whole, {"dispositions": [DISPOSITION]})) == {Code.FIELD_OF_STEP}
	later = attempts.Attempt(
		process=process,
		before="",
		after="Diterima",
		roles=frozenset({"Petugas Frontliner"}),
		facts=new_case(RESEARCH).facts(),
		corrections=(attempts.Correction("title", "x", is_new=True),),
	)
	assert codes(rules.decide(later)) == {Code.NOT_FIRST_STATE, Code.NO_CORRECTION}


# --- the turn and the way ---------------------------------------------------------------------------


@pytest.mark.parametrize("doctype", [RESEARCH, DATA])
def test_only_the_transitions_role_moves(doctype):
	"""Protects every role from every other: for each state, role and target, the Workflow's rows decide."""
	process = shipped(doctype)
	roles = {t.role for t in process.transitions} | {"Tamu"}
	for state in process.states:
		for role in roles:
			allowed = {t.next_state for t in process.moves_from(state, {role})}
			for target in set(process.states) - {state}:
				case = Case(process, state=state)
				case.visits = [Visit(process.step_of(state), state)]
				found = codes(case.save(role, target, reason="x"))
				assert (Code.NO_SUCH_MOVE in found) == (target not in allowed), (state, role, target)


def test_self_approval_where_it_is_forbidden():
	"""Protects the four-eyes rule of an office that sets it: who made the case does not move it."""
	process = shipped(RESEARCH)
	strict = Transition("Diajukan", "Terima", "Diterima", "Petugas Frontliner", allow_self_approval=False)
	process = replace(process, transitions=(strict, *process.transitions[1:]))
	case = walk_to(RESEARCH, "Diajukan")
	case.process = process
	given = give(case, "Diajukan")
	assert codes(case.save("Petugas Frontliner", "Diterima", user="frontliner", **given)) == {
		Code.SELF_APPROVAL
	}
	assert not case.save("Petugas Frontliner", "Diterima", user="lain", **given)


def test_the_data_request_goes_where_its_condition_says():
	"""Protects the applicant who already signed, and the office where nobody has: one action, two ways."""
	case = walk_to(DATA, "Diajukan")
	assert codes(case.save("Kepala Dinas", "Pemrosesan Data", **give(case, "Diajukan"))) == {Code.CONDITION}
	assert not case.save("Kepala Dinas", "Menunggu Pernyataan", **give(case, "Diajukan"))


def test_walks_end_and_can_be_reopened_only_as_the_workflow_says():
	"""Protects the archive: out of a final state there is the one way that the table names."""
	process = shipped(RESEARCH)
	out = {(t.state, t.next_state) for t in process.transitions if process.is_final(t.state)}
	assert out == {("Diarsipkan", "Menunggu Salinan Hasil")}
	assert not [t for t in shipped(DATA).transitions if shipped(DATA).is_final(t.state)]
	case = walk_to(DATA, "Terkirim")
	step_on(case)
	assert case.state == "Selesai"
