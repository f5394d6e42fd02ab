"""A whole class submits in the same minute."""

import os
from concurrent.futures import ThreadPoolExecutor

from tests.site.e2e.driver import Applicant, pdf
from tests.site.public_forms import RESEARCH, answers, count

CLASS = 20


def test_twenty_at_once_with_three_files_each(live, target):
	"""Twenty students submit together: twenty numbers in a row, sixty private files, and nothing else anywhere."""
	assert not live.db.exists("Email Account", {"enable_outgoing": 1}), "this is about a site without mail"
	parked = live.get_site_path("private", "dinas_sop_parked")
	people = [Applicant(target.url) for _ in range(CLASS)]
	contents = [[pdf() for _ in range(3)] for _ in people]
	watched = ("File", "Error Log", "Email Queue", "Communication", "Comment", "User", "SOP Step Log")
	before = {doctype: count(doctype) for doctype in watched}
	parked_before = (
		{name for name in os.listdir(parked) if name.endswith((".file", ".claimed"))}
		if os.path.isdir(parked)
		else set()
	)

	def apply(number: int):
		letter, proposal, campus = contents[number]
		return people[number].apply(
			RESEARCH,
			**answers(
				RESEARCH,
				email=f"siswa{number}@contoh.id",
				bakesbangpol_letter=("surat.pdf", letter),  # everybody's file has the same name
				proposal=("proposal.pdf", proposal),
				campus_letter=("surat.pdf", campus),
			),
		)

	with ThreadPoolExecutor(CLASS) as pool:
		cases = list(pool.map(apply, range(CLASS)))

	numbers = sorted(int(case.number.rpartition("-")[2]) for case in cases)
	assert numbers == list(range(numbers[0], numbers[0] + CLASS))
	live.db.rollback()
	files = live.get_all(
		"File",
		{"attached_to_doctype": RESEARCH, "attached_to_name": ("in", [case.number for case in cases])},
		["name", "attached_to_name", "attached_to_field", "file_url", "is_private"],
	)
	assert len(files) == len({row.file_url for row in files}) == 3 * CLASS
	assert all(row.is_private and row.file_url.startswith("/private/files/") for row in files)
	for case, (letter, proposal, campus) in zip(cases, contents, strict=True):
		doc = live.get_doc(RESEARCH, case.number)
		for field, content in (
			("bakesbangpol_letter", letter),
			("proposal", proposal),
			("campus_letter", campus),
		):
			assert live.get_doc("File", {"file_url": doc.get(field)}).get_content() == content, field
	after = {doctype: count(doctype) - before[doctype] for doctype in watched}
	assert after == dict.fromkeys(watched, 0) | {"File": 3 * CLASS, "SOP Step Log": 3 * CLASS}
	parked_after = {name for name in os.listdir(parked) if name.endswith((".file", ".claimed"))}
	assert parked_after <= parked_before, "every parked file was claimed"
