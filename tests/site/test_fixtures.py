"""The stack the other tests stand on: if one of these fails, look here first."""

import pytest


def test_site_is_set_up_as_an_indonesian_office_would(site):
	"""Dates, currency and language of letters come from here; tests must not run in a developer's mode."""
	settings = site.get_single("System Settings")
	assert (settings.language, settings.country, settings.time_zone) == ("id", "Indonesia", "Asia/Jakarta")
	assert site.db.get_default("currency") == "IDR"
	assert not site.conf.developer_mode
	assert "dinas_sop" in site.get_installed_apps()


def test_app_under_test_is_this_checkout(site, request):
	"""A bench serves one checkout at a time; testing another one would prove nothing."""
	assert request.config.rootpath.samefile(site.get_app_source_path("dinas_sop"))


@pytest.mark.parametrize("visit", ["first", "second"])
def test_site_fixture_leaves_nothing_behind(site, visit):
	"""Each test begins with the database and the caches of an untouched site, even after a commit."""
	assert not site.db.exists("ToDo", {"description": "left behind"})
	site.get_doc({"doctype": "ToDo", "description": "left behind"}).insert()
	site.db.commit()


@pytest.mark.parametrize("visit", ["first", "second"])
def test_site_fixture_forgets_permissions_that_were_rolled_back(site, visit):
	"""Permissions are cached with the DocType; one that outlived its test would open doors in the next."""
	assert not any(row.role == "Translator" for row in site.get_meta("ToDo").permissions)
	site.permissions.add_permission("ToDo", "Translator", 0)
	assert any(row.role == "Translator" for row in site.get_meta("ToDo").permissions)


def test_live_fixture_shows_the_server_what_it_commits(live, http):
	"""Tests over HTTP make their records in this process and read back what the server wrote."""
	todo = live.get_doc({"doctype": "ToDo", "description": "before"}).insert()
	live.db.commit()
	client = http.login("Administrator")
	path = f"/api/resource/ToDo/{todo.name}"
	assert client.get(path).json()["data"]["description"] == "before"
	assert client.put(path, json={"description": "after"}).status_code == 200
	live.db.rollback()
	assert live.db.get_value("ToDo", todo.name, "description") == "after"
	assert client.delete(path).status_code == 202


def test_guest_is_not_logged_in(guest):
	"""A client without cookies is a guest, and the server runs as the office's does: no traceback pages."""
	assert guest.method("frappe.auth.get_logged_user").status_code in (401, 403)
	assert guest.get("/login").status_code == 200
