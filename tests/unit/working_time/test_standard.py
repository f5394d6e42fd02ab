"""The SOP's column Waktu."""

from pathlib import Path

import pytest
import yaml

from dinas_sop.working_time.standard import Standard, Unit, parse_standard

SOP = Path(__file__).parents[1] / "data" / "sop_5_2_9.yaml"


@pytest.mark.parametrize(
	("text", "standard"),
	[
		("10 Menit", Standard(10, Unit.MINUTES)),
		("30 Menit", Standard(30, Unit.MINUTES)),
		("2 Jam", Standard(2, Unit.HOURS)),
		("1 Hari", Standard(1, Unit.DAYS)),
		("3 Hari", Standard(3, Unit.DAYS)),
		("Menyesuaikan", Standard(0, Unit.OPEN_ENDED)),
	],
)
def test_reads_what_an_sop_says(text, standard):
	"""Protects the administrator who changes a duration in the SOP's form, and the printed SOP after it."""
	assert parse_standard(text) == standard
	assert str(standard) == text
	assert parse_standard(f"  {text.lower()} ") == standard
	assert parse_standard(text.replace(" ", "")) == standard
	assert parse_standard(text.replace(" ", "\xa0 ")) == standard, "as pasted from Word"


def test_reads_days_said_at_length():
	"""Protects the administrator who writes "3 Hari Kerja", which is what the SOP's days are."""
	assert parse_standard("3 Hari Kerja") == Standard(3, Unit.DAYS)


@pytest.mark.parametrize(
	"text",
	[
		*("", " ", None, "Hari", "10", "0 Menit", "-1 Hari", "1,5 Jam", "1.5 Jam", "1-2 Hari", "10 Minutes"),
		*("3 Hari Kalender", "1 Hari 2 Jam", "10000 Hari", "sesuai kebutuhan", "١ Hari", "1 Minggu"),
	],
)
def test_refuses_what_it_would_have_to_guess(text):
	"""Protects the staff measured by a duration that nobody could read."""
	with pytest.raises(ValueError, match=r"Menit, Jam or Hari.*Menyesuaikan") as refusal:
		parse_standard(text)
	assert (text or "").strip() in str(refusal.value)


@pytest.mark.parametrize("standard", [(0, Unit.DAYS), (-1, Unit.MINUTES), (1, Unit.OPEN_ENDED)])
def test_no_standard_without_time(standard):
	"""Protects the applicant from a step that is late the moment it begins."""
	with pytest.raises(ValueError, match="no amount"):
		Standard(*standard)


def test_reads_every_step_of_the_sop():
	"""Protects the office: each of the 18 steps of SOP 5.2.9 has a standard the clock understands."""
	texts = []

	def collect(node):
		if isinstance(node, dict):
			texts.extend(node[key] for key in node if key == "waktu")
		for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
			collect(child)

	collect(yaml.safe_load(SOP.read_text(encoding="utf-8")))
	assert len(texts) == 18
	assert [str(parse_standard(text)) for text in texts] == texts
