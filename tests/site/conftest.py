"""Fixtures for tests that work on a real site, in this process."""

from unittest.mock import Mock

import pytest

from tests.conftest import forget


@pytest.fixture
def site(connection, request, monkeypatch):
	"""Frappe as Administrator inside one transaction, which is rolled back after the test.

	`commit` does nothing here, so the web server sees none of it: a test over HTTP uses `live`.
	`frappe.flags.in_test` is on, unless the test is marked `as_office`.
	"""
	frappe = connection
	frappe.db.rollback()
	forget(frappe)
	monkeypatch.setattr(frappe.db, "commit", lambda *args, **kwargs: None)
	clear_cache = Mock(wraps=frappe.clear_cache)  # called by whatever changes DocTypes or permissions
	monkeypatch.setattr(frappe, "clear_cache", clear_cache)
	frappe.flags.in_test = request.node.get_closest_marker("as_office") is None
	frappe.set_user("Administrator")
	frappe.db.begin()
	yield frappe
	frappe.set_user("Administrator")
	frappe.db.rollback()
	frappe.flags.in_test = False
	monkeypatch.undo()
	forget(frappe, metadata=clear_cache.called)
