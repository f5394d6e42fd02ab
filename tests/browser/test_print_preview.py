"""The desk's print preview of paper that is wider than the preview."""

import pytest

from tests.site import factory
from tests.site.factory import PASSWORD, RESEARCH, standing, user_of


@pytest.fixture
def office(live):
	factory.people()
	live.db.commit()
	return live


@pytest.mark.parametrize("width", [797, 315], ids=["desktop", "phone"])
@pytest.mark.parametrize("paper", ["Lembar Kendali", "Tanda Terima"])
def test_nothing_is_cut_off_at_the_right(office, desk, width, paper):
	"""Protects the Sekretariat, whose control sheet lost its last columns in the preview (its frame is that wide)."""
	case = standing(RESEARCH, "Menunggu Rekomendasi")
	page = desk(user_of("sekretariat"), PASSWORD, viewport={"width": width, "height": 800})
	page.goto(f"/printview?doctype={RESEARCH}&name={case.name}&format={paper}&no_letterhead=1")
	box = page.locator("#dinas-surat")
	box.wait_for()
	right = box.evaluate("(box) => box.getBoundingClientRect().right")
	assert width * 0.7 < right <= width + 1
