"""What the head of a case's form says of the steps, from the shipped processes."""

import pytest

from dinas_sop.workflows.overview import Direction, direction, reads_field, step_statuses
from tests.unit.workflows.processes import shipped

RESEARCH, DATA = "Research Permit", "Data Request"


@pytest.mark.parametrize(
	("before", "after", "last", "expected"),
	[
		("Diajukan", "Diterima", 3, Direction.FORWARD),
		("Diajukan", "Perlu Dilengkapi", 3, Direction.RETURN),
		("Perlu Dilengkapi", "Diterima", 4, Direction.FORWARD),
		("Menunggu Rekomendasi", "Menunggu Disposisi", 6, Direction.BACK),
		("Menunggu Disposisi", "Ditolak", 5, Direction.END),
		("Menunggu Salinan Hasil", "Diarsipkan", 11, Direction.FORWARD),
		("Diarsipkan", "Menunggu Salinan Hasil", 11, Direction.BACK),
	],
)
def test_the_way_forward_is_told_from_the_ways_back_and_out(before, after, last, expected):
	"""Protects every clerk: the form's one prominent button must be the step's own, never a refusal."""
	assert direction(shipped(RESEARCH), before, after, last) == expected


def test_steps_before_the_one_that_waits_are_done():
	"""Protects the Kepala Dinas, who sees at a glance what others have done already."""
	statuses = step_statuses(shipped(RESEARCH), "Menunggu Disposisi", 5)
	assert [statuses[n] for n in range(1, 12)] == ["done"] * 4 + ["now"] + ["later"] * 6


def test_a_returned_case_stays_at_the_step_that_asked():
	"""Protects the counter: after a return the form shows where the case goes back to."""
	statuses = step_statuses(shipped(DATA), "Perlu Dilengkapi", 4)
	assert (statuses[3], statuses[4], statuses[5]) == ("done", "now", "later")


def test_a_case_that_ended_early_does_not_look_finished():
	"""Protects the Sekretariat: a refused application must not look as if all steps were done."""
	statuses = step_statuses(shipped(RESEARCH), "Ditolak", 5)
	assert (statuses[4], statuses[5], statuses[6]) == ("done", "stopped", "later")


@pytest.mark.parametrize(("doctype", "closing"), [(RESEARCH, "Diarsipkan"), (DATA, "Selesai")])
def test_a_closed_case_has_all_steps_done(doctype, closing):
	"""Protects the archive: the closing state is the end of the last step, not a step of its own."""
	process = shipped(doctype)
	assert set(step_statuses(process, closing, len(process.steps)).values()) == {"done"}


@pytest.mark.parametrize(
	("condition", "reads"),
	[
		("doc.decision == 'Ditolak'", True),
		("doc.get('decision')", True),
		("doc.decision_ground", False),
		("", False),
	],
)
def test_a_condition_names_the_field_it_waits_for(condition, reads):
	"""Protects the clerk: an action that waits for this step's own answer is offered, others are not."""
	assert reads_field(condition, {"decision"}) is reads
