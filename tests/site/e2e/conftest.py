"""The demo office, committed on the test site once; its people work over HTTP."""

import pytest

from dinas_sop.demo.office import make_office
from tests.site.e2e.driver import Office


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
