"""The demo office, committed on the test site once; its people work over HTTP."""

from pathlib import Path

import pytest

from dinas_sop.demo.office import make_office
from tests.site.e2e.office import Office

HERE = Path(__file__).parent
left_out = []


def pytest_deselected(items):
	left_out.extend(item for item in items if item.path.parent == HERE)


@pytest.fixture(scope="session")
def committed_office(connection, target) -> Office:
	connection.db.rollback()
	connection.set_user("Administrator")
	make_office()
	connection.db.commit()
	return Office(target.url, connection)


@pytest.fixture
def office(committed_office, live) -> Office:
	"""The people of the office at their desks, and whoever comes to them."""
	return committed_office


@pytest.fixture
def all_paths(request):
	"""All tests of this folder have been chosen; what they walked together says nothing where some are left out."""
	chosen = {item.path for item in request.session.items}
	if left_out or not set(HERE.glob("test_*.py")) <= chosen:
		pytest.skip("only some of the paths were run")
