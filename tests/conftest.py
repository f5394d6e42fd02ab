"""Fixtures for every folder of tests. tests/unit uses none of them and needs no site.

A site and a running web server of it are named by the environment, which `make test` sets:

    DINAS_SITE      the site's name, say dinas-test.localhost
    DINAS_URL       where that site is served, say http://localhost:8101; not http://dinas-test.localhost:8101,
                    which browsers know and most resolvers do not
    DINAS_BENCH     the bench, by default $BENCH_DIR or ~/frappe-bench
    DINAS_PASSWORD  the password of Administrator and of users made by tests, by default "admin"
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Target:
	"""The site under test."""

	site: str
	url: str
	bench: Path
	password: str

	@property
	def sites(self) -> Path:
		return self.bench / "sites"


@pytest.fixture(scope="session")
def target() -> Target:
	"""The site under test; a test that needs one fails without it and says why."""
	missing = [name for name in ("DINAS_SITE", "DINAS_URL") if not os.environ.get(name)]
	if missing:
		pytest.fail(f"{' and '.join(missing)} not set: run `make test`, or name a site and its server.")
	bench = os.environ.get("DINAS_BENCH") or os.environ.get("BENCH_DIR") or "~/frappe-bench"
	return Target(
		site=os.environ["DINAS_SITE"],
		url=os.environ["DINAS_URL"].rstrip("/"),
		bench=Path(bench).expanduser(),
		password=os.environ.get("DINAS_PASSWORD", "admin"),
	)


@pytest.fixture(scope="session")
def connection(target):
	"""Frappe, connected once to the site in this process. Tests take `site` or `live` instead.

	The people of the demo office are on the site from here on: making them anew for each test takes seconds.
	"""
	import frappe

	from tests.site.factory import people

	before = os.getcwd()
	os.chdir(target.sites)  # Frappe's own relative paths start here
	frappe.init(target.site, sites_path=str(target.sites))
	frappe.connect()
	frappe.set_user("Administrator")
	people()
	frappe.db.commit()
	yield frappe
	frappe.destroy()
	os.chdir(before)


@pytest.fixture
def live(connection):
	"""Frappe in this process with commits that are real: what it commits, the web server sees.

	Nothing is undone afterwards, so a test makes its own records. To see what the server has written
	since, begin anew: `live.db.rollback()`.
	"""
	connection.db.rollback()
	forget(connection)
	connection.set_user("Administrator")
	yield connection
	connection.db.rollback()
	forget(connection)


@pytest.fixture
def http(target):
	"""Clients of the running server: `http.login(user, password)`, `http.guest()` (see tests/client.py)."""
	from tests.client import Http

	return Http(target.url, target.password)


@pytest.fixture
def guest(http):
	"""A client that has not logged in."""
	return http.guest()


# Expensive to make again, and true for as long as no DocType, field or permission has changed.
METADATA = (
	"app_hooks",
	"app_modules",
	"db_tables",
	"doctype_meta",
	"installed_apps",
	"module_app",
	"table_columns",
)


def forget(frappe, metadata: bool = False):
	"""Drop what a database rollback leaves behind: caches in this process and in Redis.

	:param metadata: DocTypes, fields or permissions were changed too; the next test then starts slower.
	"""
	if metadata:
		frappe.clear_cache()
	kept = {frappe.cache.make_key(key) for key in METADATA}
	frappe.cache.delete_value(list(set(frappe.cache.get_keys("")) - kept), make_keys=False)
	frappe.utils.caching._SITE_CACHE.clear()
	frappe.db.value_cache.clear()
	frappe.local.cache = {}
	frappe.local.role_permissions = {}
	frappe.local.message_log = []
	for name in ("request_cache", "system_settings", "website_settings"):
		if hasattr(frappe.local, name):
			delattr(frappe.local, name)
