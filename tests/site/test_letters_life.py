"""The life of a letter: drafted, issued, brought back signed, replaced, revoked. By whom, when, and never otherwise."""

import hashlib
import io
from pathlib import Path

import frappe
import pytest
from PIL import Image

from dinas_sop.demo.office import department, email
from dinas_sop.letters import drafting, ending, files, life, rights
from dinas_sop.workflows.messages import Refused
from dinas_sop.workflows.numbering import next_number
from tests.site.factory import (
	CERTIFICATE,
	DATA,
	RECOMMENDATION,
	REPLY,
	RESEARCH,
	UNIT,
	acting,
	case_in,
	day,
	move,
	pdf,
	people,
	write_letter,
)
from tests.unit.letters.signed_pdf import pdf_with_field

LETTER = "Official Letter"


@pytest.fixture
def office(site):
	people()
	return site


def ready(template=RECOMMENDATION):
	"""A case in the state where a letter is written, its own fields saved."""
	if template == REPLY:
		return case_in(DATA, "Penyusunan Surat Balasan")
	if template == CERTIFICATE:
		return case_in(RESEARCH, "Menunggu Surat Keterangan")
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	values = {"unit_kerja": department(UNIT), "permit_from": day(-10), "permit_to": day(60)}
	return move(case, "sekretariat", None, **values)


def letter_of(case, until="Draf", template=RECOMMENDATION, login="sekretariat"):
	return frappe.get_doc(LETTER, write_letter(case, login, template, until))


def stored(letter) -> dict:
	return frappe.db.get_value(LETTER, letter.name, "*", as_dict=True)


# --- drafting ------------------------------------------------------------------


def test_one_draft_of_a_kind(office):
	"""Protects two clerks from writing the same letter twice: the second gets the first one's draft."""
	case = ready()
	first = letter_of(case)
	assert (first.status, first.letter_number, first.pdf_file) == ("Draf", None, None)
	assert letter_of(case).name == first.name
	twin = frappe.copy_doc(first)
	twin.draft_key = first.draft_key
	with pytest.raises(frappe.UniqueValidationError), ending.kept_files.engine_writes():
		twin.insert(ignore_permissions=True)


def test_only_who_edits_the_step_writes_its_letter(office):
	"""Protects the Sekretariat's letter: reading a case, or cancelling it, is no right to write its letters."""
	case = ready()
	letter = letter_of(case)
	before = stored(letter)
	attempts = {
		"draft": lambda: drafting.draft(case, RECOMMENDATION),
		"issue": lambda: life.issue(letter, case),
		"bring back": lambda: life.bring_back(letter, case, pdf()),
		"discard": lambda: life.discard(letter, case),
		"words": lambda: _save_words(letter),
	}
	for login in ("kepala", "suratmasuk", "frontliner", "unitkerja", "unitkerja2", "admin"):
		for what, attempt in attempts.items():
			with acting(login), pytest.raises((Refused, frappe.PermissionError)):
				attempt()
				pytest.fail(f"{login}: {what}")
			assert stored(letter) == before, (login, what)


def _save_words(letter):
	letter = frappe.get_doc(LETTER, letter.name)
	letter.closing = "Kata lain."
	letter.save()


@pytest.mark.parametrize(
	"state",
	[
		"Diajukan",
		"Menunggu Disposisi",
		"Penelitian Berlangsung",
		"Menunggu Surat Keterangan",
		"Diarsipkan",
		"Ditolak",
	],
)
def test_a_letter_is_written_at_its_own_step_only(office, state):
	"""Protects the order of the SOP from Administrator too, who holds every role."""
	case = case_in(RESEARCH, state)
	with pytest.raises(Refused, match=RECOMMENDATION):
		drafting.draft(case, RECOMMENDATION)
	with pytest.raises(Refused, match="Surat Balasan"):
		drafting.draft(case, REPLY)


def test_the_head_signs_what_the_unit_drafted(office):
	"""Protects step 6 of data requests: who may act there may issue and sign, the drafting unit helps."""
	case = ready(REPLY)
	letter_of(case, template=REPLY, login="unitkerja")
	case = move(case, "unitkerja", "Ajukan Tanda Tangan")
	letter = frappe.get_last_doc(LETTER, {"reference_name": case.name})
	with acting("kepala"):
		life.issue(letter, case)
	with acting("unitkerja"):
		life.bring_back(letter, case, pdf())
	assert move(case, "kepala", "Tandatangani dan Kirim").workflow_state == "Terkirim"


def test_the_fields_of_the_step_come_before_its_letter(office):
	"""Protects the researcher from a recommendation without unit or period."""
	case = case_in(RESEARCH, "Menunggu Rekomendasi")
	with acting("sekretariat"), pytest.raises(Refused, match=r"(?i)unit kerja"):
		drafting.draft(case, RECOMMENDATION)


def test_rights_follow_actions_that_need_the_letter(office):
	"""Protects an office that lets somebody else act at a step: they may write what their action asks for."""
	process = rights.reading.process_for(RESEARCH)
	step6, roles = "Menunggu Rekomendasi", frozenset
	assert rights.may_write(process, step6, roles({"Sekretariat"}), RECOMMENDATION, 6)
	assert not rights.may_write(process, step6, roles({"Petugas Frontliner", "Peneliti"}), RECOMMENDATION, 6)
	moved = frappe.get_doc("Workflow", {"document_type": RESEARCH})
	moved.append(
		"transitions",
		{
			"state": step6,
			"action": "Terbitkan Rekomendasi",
			"next_state": "Menunggu Pemberitahuan",
			"allowed": "Kepala Dinas",
		},
	)
	moved.save()
	process = rights.reading.process_for(RESEARCH)
	assert rights.may_write(process, step6, roles({"Kepala Dinas"}), RECOMMENDATION, 6)


# --- words ----------------------------------------------------------------------


def test_the_words_are_the_clerks_while_it_is_a_draft(office):
	"""Protects the secretary, who makes each letter fit its case; the hash follows the words."""
	case = ready()
	letter = letter_of(case)
	first = letter.content_hash
	with acting("sekretariat"):
		letter.closing = "Demikian, terima kasih."
		letter.save()
	assert len(first) == 64 and letter.content_hash != first
	move(case, "sekretariat", None, permit_to=day(90))
	assert letter_of(case).content_hash not in (first, letter.content_hash)


def test_words_are_plain_text_with_known_placeholders(office):
	"""Protects every reader: no markup, no code, and an official signs."""
	letter = letter_of(ready())
	for words, problem in (
		({"closing": "Salam {tidak_ada}"}, "tidak_ada"),
		({"opening": "Kurung { terbuka"}, "{nama}"),
		({"body": "<b>tebal</b>"}, "<"),
		({"subject": "${kode_jahat}"}, "kode_jahat"),
		({"signatory": "Administrator"}, "Administrator"),
	):
		wrong = frappe.get_doc(LETTER, letter.name).update(words)
		with acting("sekretariat"), pytest.raises(Refused, match=problem):
			wrong.save()


FORGED = (
	{"status": "Terbit"},
	{"letter_number": "1/2026"},
	{"letter_date": "2026-01-01"},
	{"pdf_file": "/private/files/x.pdf"},
	{"pdf_sha256": "0" * 64},
	{"signed_file": "/private/files/x.pdf", "status": "Ditandatangani"},
	{"verification_code": "X"},
	{"content_hash": "x"},
	{"sequence": 7},
	{"signatory_name": "Orang lain"},
	{"revoked_on": "2026-01-01"},
	{"draft_key": None},
	{"docstatus": 1},
)


def test_all_else_is_closed_to_an_ordinary_save(office):
	"""Protects the register: what makes a letter official is written by issuing and signing alone."""
	letter = letter_of(ready())
	before = stored(letter)
	for login in ("sekretariat", "Administrator"):
		for values in FORGED:
			forged = frappe.get_doc(LETTER, letter.name).update(values)
			with acting(login), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
				forged.save()
				pytest.fail(f"{login}: {values}")
			assert stored(letter) == before, (login, values)


@pytest.mark.parametrize("login", ["sekretariat", "Administrator"])
def test_nobody_makes_deletes_or_renames_a_letter_by_hand(office, login):
	"""Protects the register from letters that the app did not write, and from gaps."""
	case = ready()
	letter = letter_of(case, "Terbit")
	before = stored(letter)
	with acting(login):
		with pytest.raises((Refused, frappe.PermissionError)):
			frappe.copy_doc(letter).insert()
		with pytest.raises((Refused, frappe.PermissionError, frappe.LinkExistsError)):
			frappe.delete_doc(LETTER, letter.name)
		with pytest.raises(Refused):
			life.discard(letter, case)
		with pytest.raises((Refused, frappe.PermissionError, frappe.ValidationError)):
			frappe.rename_doc(LETTER, letter.name, "lain")
	assert stored(letter) == before


def test_a_draft_can_be_discarded_and_leaves_a_note(office):
	"""Protects the secretary who began the wrong letter, and the one who wonders later where it went."""
	case = ready()
	letter = letter_of(case)
	with acting("sekretariat"):
		life.discard(letter, case)
	assert not frappe.db.exists(LETTER, letter.name)
	notes = frappe.get_all("Comment", {"reference_name": case.name, "comment_type": "Info"}, pluck="content")
	assert any(RECOMMENDATION in note for note in notes)
	assert letter_of(case).name != letter.name


# --- issuing ---------------------------------------------------------------------


def test_issuing_freezes_the_letter(office):
	"""Protects everybody who relies on the paper: number, date, signatory, bytes, code; nothing changes them later."""
	case = ready()
	letter = letter_of(case, "Terbit")
	content = files.read(letter)
	file = frappe.get_doc("File", {"file_url": letter.pdf_file})
	assert letter.pdf_sha256 == hashlib.sha256(content).hexdigest()
	assert content == Path(file.get_full_path()).read_bytes() and file.is_private
	assert (file.attached_to_doctype, file.attached_to_name) == (LETTER, letter.name)
	assert letter.letter_number == f"000.9.2/{letter.sequence}/119.1/{frappe.utils.getdate().year}"
	assert letter.letter_date == frappe.utils.getdate() and letter.issued_by == email("sekretariat")
	assert letter.signatory_name == "Dr. Andromeda Qomariah, M.M."
	assert letter.signatory_position.startswith("KEPALA DINAS KOPERASI")
	assert len(letter.verification_code) == 20  # 5 bits each
	with acting("sekretariat"):
		letter.closing = "Kata lain."
		with pytest.raises(Refused, match=letter.letter_number):
			letter.save()
		with pytest.raises(Refused):
			life.issue(frappe.get_doc(LETTER, letter.name), case)
	settings = frappe.get_single("Dinas SOP Settings")
	settings.officials[0].full_name = "Pejabat Baru"
	settings.save()
	assert files.read(frappe.get_doc(LETTER, letter.name)) == content


def test_numbers_of_a_register_follow_each_other_without_gap(office):
	"""Protects the register of outgoing letters: a failed attempt costs no number, whatever kind of letter it is."""
	certificate = ready(CERTIFICATE)
	first = letter_of(ready(), "Terbit")
	case = ready()
	draft = letter_of(case)
	frappe.db.savepoint("attempt")
	with acting("sekretariat"):
		life.issue(draft, case)
	assert draft.sequence == first.sequence + 1
	frappe.db.rollback(save_point="attempt")
	second = letter_of(certificate, "Terbit", CERTIFICATE)
	assert second.sequence == first.sequence + 1 and second.register_key == first.register_key
	with pytest.raises(Exception, match="register_sequence") as twice:
		frappe.db.set_value(LETTER, second.name, "sequence", first.sequence)
	assert frappe.db.is_unique_key_violation(twice.value)


def test_what_is_missing_stops_the_issue_and_costs_no_number(office):
	"""Protects the office from a letter that says {hal_surat}, names nobody, or has half a number."""
	case = ready()
	letter = letter_of(case)
	counter = frappe.db.get_value("Number Counter", {"name": ("like", "Official Letter/%")}, "current")
	with acting("sekretariat"):
		letter.body = "Sesuai surat kampus nomor {nomor_surat_kampus}."
		letter.save()
		with pytest.raises(Refused, match="nomor_surat_kampus"):
			life.issue(letter, case)
		letter.reload()
		letter.body = "untuk melaksanakan penelitian:"
		letter.save()
	settings = frappe.get_single("Dinas SOP Settings")
	head, settings.head = settings.head, None
	settings.save()
	frappe.db.set_value(LETTER, letter.name, "signatory", None)
	with acting("sekretariat"), pytest.raises(Refused, match="Dinas"):
		life.issue(frappe.get_doc(LETTER, letter.name), case)
	settings.reload()
	settings.head, settings.unit_code = head, None
	settings.save()
	frappe.db.savepoint("attempt")
	with acting("sekretariat"), pytest.raises(Refused, match="kode_unit"):
		life.issue(frappe.get_doc(LETTER, letter.name), case)
	frappe.db.rollback(save_point="attempt")
	now = frappe.db.get_value("Number Counter", {"name": ("like", "Official Letter/%")}, "current")
	assert now == counter and frappe.db.get_value(LETTER, letter.name, "status") == "Draf"


def test_two_registers_never_give_one_number(office):
	"""Protects the archive: a number names one letter of the year."""
	first = letter_of(ready(), "Terbit")
	template = frappe.get_doc("Letter Template", CERTIFICATE)
	template.register_name = "Register lain"
	template.save()
	for _earlier in range(first.sequence - 1):
		next_number(f"{LETTER}/Register lain/{frappe.utils.getdate().year}")
	case = ready(CERTIFICATE)
	letter = letter_of(case, template=CERTIFICATE)
	with acting("sekretariat"), pytest.raises(Refused, match=first.letter_number):
		life.issue(letter, case)


def test_an_altered_file_is_never_handed_out(office):
	"""Protects the reader from a disk that was tampered with: a wrong hash is said, not served."""
	letter = letter_of(ready(), "Terbit")
	path = Path(frappe.get_doc("File", {"file_url": letter.pdf_file}).get_full_path())
	content = path.read_bytes()
	path.write_bytes(content.replace(b"PDF-1.7", b"PDF-1.6"))
	with pytest.raises(Refused, match=letter.letter_number):
		files.read(letter)
	path.unlink()
	with pytest.raises(Refused, match=letter.letter_number):
		files.read(letter)


# --- signing ---------------------------------------------------------------------


def test_a_scan_makes_it_signed_and_says_nothing_of_electronic_signature(office):
	"""Protects the truth about a letter signed with ink."""
	case = ready()
	letter = letter_of(case, "Terbit")
	scan = pdf()
	with acting("sekretariat"):
		life.bring_back(letter, case, scan)
	assert (letter.status, letter.signed_electronically, letter.signed_by) == (
		"Ditandatangani",
		0,
		email("sekretariat"),
	)
	assert (
		letter.signed_sha256 == hashlib.sha256(scan).hexdigest() and files.read(letter, signed=True) == scan
	)
	assert move(case, "sekretariat", "Terbitkan Rekomendasi").workflow_state == "Menunggu Pemberitahuan"


def test_a_signed_pdf_is_kept_byte_for_byte(office):
	"""Protects an electronic signature, which one changed byte would break."""
	case = ready()
	letter = letter_of(case, "Terbit")
	content = pdf_with_field()
	with acting("sekretariat"):
		life.bring_back(letter, case, content)
	assert letter.signed_electronically == 1 and files.read(letter, signed=True) == content


def test_a_photo_loses_what_hides_in_it(office):
	"""Protects the secretary's whereabouts: a phone writes them into each photo. The hash is of what is kept."""
	case = ready()
	letter = letter_of(case, "Terbit")
	kept = io.BytesIO()
	exif = Image.Exif()
	exif[0x010E] = "Jalan Rahasia 5"
	Image.new("RGB", (80, 60), "white").save(kept, "JPEG", exif=exif)
	with acting("sekretariat"):
		life.bring_back(letter, case, kept.getvalue())
	content = files.read(letter, signed=True)
	assert b"Jalan Rahasia" not in content and letter.signed_sha256 == hashlib.sha256(content).hexdigest()
	assert letter.signed_file.endswith(".jpg")


def test_other_files_are_not_a_signed_letter(office):
	"""Protects the register from files that are no scan, whatever their name says."""
	case = ready()
	letter = letter_of(case, "Terbit")
	before = stored(letter)
	for content in (b"", b"<html></html>", b"PK\x03\x04zip", b"%PDF-1.4 broken", b"a;b\n1;2"):
		with acting("sekretariat"), pytest.raises(Refused):
			life.bring_back(letter, case, content)
		assert stored(letter) == before, content


def test_a_draft_cannot_be_signed(office):
	"""Protects the register: what was signed has a number."""
	case = ready()
	letter = letter_of(case)
	with acting("sekretariat"), pytest.raises(Refused):
		life.bring_back(letter, case, pdf())


def test_the_wrong_scan_can_be_uploaded_again_and_both_stay(office):
	"""Protects the secretary who took the wrong file, and the auditor who asks what was there before."""
	case = ready()
	letter = letter_of(case, "Ditandatangani")
	first = letter.signed_file
	with acting("sekretariat"):
		life.bring_back(letter, case, pdf())
	urls = frappe.get_all(
		"File", {"attached_to_doctype": LETTER, "attached_to_name": letter.name}, pluck="file_url"
	)
	assert letter.signed_file != first and {first, letter.signed_file} <= set(urls)


# --- replacing and revoking ---------------------------------------------------------


def test_a_later_letter_replaces_the_earlier_one(office):
	"""Protects whoever checks the first paper: its page says that a later one holds."""
	case = ready()
	old = letter_of(case, "Terbit")
	new = letter_of(case)
	assert new.replaces == old.name and frappe.db.get_value(LETTER, old.name, "status") == "Terbit"
	with acting("sekretariat"):
		life.issue(new, case)
	old.reload()
	assert (old.status, old.replaced_by) == ("Diganti", new.name) and old.revoked_on
	assert new.sequence == old.sequence + 1 and files.read(old)
	with acting("sekretariat"), pytest.raises(Refused):
		life.bring_back(old, case, pdf())


def test_a_revision_asks_for_a_new_reply(office):
	"""Protects the Kepala Dinas, who sent a reply back: the old one cannot come up again unchanged."""
	case = case_in(DATA, "Menunggu Tanda Tangan")
	old = letter_of(case, "Ditandatangani", REPLY, "kepala")
	case = move(case, "kepala", "Revisi", move_reason="Kalimat penutup")
	with pytest.raises(Refused, match=REPLY):
		move(case, "unitkerja", "Ajukan Tanda Tangan")
	new = letter_of(case, template=REPLY, login="unitkerja")
	case = move(case, "unitkerja", "Ajukan Tanda Tangan")
	assert new.replaces == old.name
	with pytest.raises(Refused, match=REPLY):
		move(case, "kepala", "Tandatangani dan Kirim")
	letter_of(case, "Ditandatangani", REPLY, "kepala")
	assert move(case, "kepala", "Tandatangani dan Kirim").workflow_state == "Terkirim"
	assert frappe.db.get_value(LETTER, old.name, "status") == "Diganti"


def test_a_revoked_permit_takes_its_letter_along(office):
	"""Protects the units that are shown the paper later: the move that ends the case revokes it, with the reason."""
	case = case_in(RESEARCH, "Pengumpulan Data")
	case = move(case, "kepala", "Cabut Izin", move_reason="Menyimpang dari judul")
	letter = frappe.get_last_doc(LETTER, {"reference_name": case.name})
	assert (letter.status, letter.revoke_reason) == ("Dicabut", "Menyimpang dari judul")
	assert letter.revoked_on and files.read(letter) and files.read(letter, signed=True)


def test_a_letter_that_stays_true_outlives_a_closed_case(office):
	"""Protects the researcher who forgot to hand in results: the certificate was true and stays so."""
	case = case_in(RESEARCH, "Ditutup")
	statuses = frappe.get_all(LETTER, {"reference_name": case.name}, pluck="status")
	assert statuses == ["Ditandatangani", "Ditandatangani"]
	template = frappe.get_doc("Letter Template", CERTIFICATE)
	template.stays_valid_in = ""
	template.save()
	case = case_in(RESEARCH, "Ditutup")
	kept = dict(
		frappe.get_all(LETTER, {"reference_name": case.name}, ["letter_template", "status"], as_list=True)
	)
	assert kept == {RECOMMENDATION: "Ditandatangani", CERTIFICATE: "Dicabut"}


def test_the_applicant_who_cancels_takes_the_letters_along(office):
	"""Protects the register where the one who moves the case has no right on letters at all."""
	case = ready()
	letter = letter_of(case, "Terbit")
	case = move(case, "portal", "Batalkan", move_reason="Tidak jadi")
	assert frappe.db.get_value(LETTER, letter.name, ["status", "revoke_reason"]) == ("Dicabut", "Tidak jadi")


def test_the_form_warns_when_the_case_has_changed(office):
	"""Protects the reader of a letter whose title was corrected after it was issued."""
	case = ready()
	draft = letter_of(case)
	move(case, "sekretariat", None, permit_to=day(89))
	with acting("sekretariat"):
		life.issue(frappe.get_doc(LETTER, draft.name), case)
	letter = frappe.get_doc(LETTER, draft.name)
	letter.run_method("onload")
	assert letter.get_onload("case_changed") is False
	move(case, "sekretariat", None, permit_to=day(120))
	letter.run_method("onload")
	assert letter.get_onload("case_changed") is True
