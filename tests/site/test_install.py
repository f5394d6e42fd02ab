"""A guest on the office's site: installing touches nothing that is not the app's, uninstalling leaves no wreck.

On a site of its own, made from the dump of an ERPNext office that `make test` keeps. Outside of `make test`,
DINAS_BASE_DUMP names such a dump and DINAS_DB_ROOT_PASSWORD the password of the database's root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import frappe
import pymysql
import pytest

from scripts import database
from scripts.site import kept_dump

OURS = "Dinas SOP"
# What the platform writes in its own books at every install, and logs.
BOOKS = {
	"__global_search",
	"__UserSettings",
	"tabAccess Log",
	"tabActivity Log",
	"tabDeleted Document",
	"tabError Log",
	"tabInstalled Application",
	"tabPatch Log",
	"tabRoute History",
	"tabScheduled Job Log",
	"tabSessions",
	"tabVersion",
}


class OtherSite:
	"""A second site on the same bench and database server."""

	def __init__(self, target):
		self.target, self.name = target, f"pasang-{target.site}"

	def bench(self, *words: str) -> str:
		command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *words]
		done = subprocess.run(command, cwd=self.target.sites, capture_output=True, text=True)
		assert done.returncode == 0, f"{words}: {done.stdout[-1500:]} {done.stderr[-1500:]}"
		return done.stdout

	def on_site(self, *words: str) -> str:
		return self.bench("--site", self.name, *words)

	@property
	def config(self) -> dict:
		return json.loads((self.target.sites / self.name / "site_config.json").read_text())

	def make(self) -> None:
		dump = Path(os.environ.get("DINAS_BASE_DUMP") or kept_dump())
		assert dump.exists(), f"{dump} is missing: run `make test` once, or set DINAS_BASE_DUMP."
		server = json.loads((self.target.sites / self.target.site / "site_config.json").read_text())
		access = ["--db-host", server.get("db_host", "127.0.0.1"), "--db-port", str(server["db_port"])]
		access += ["--db-root-username", "root", "--db-root-password", root_password()]
		self.bench(
			"new-site", self.name, "--force", "--admin-password", "admin", *access, "--source-sql", str(dump)
		)

	def drop(self) -> None:
		access = ["--db-root-username", "root", "--db-root-password", root_password()]
		self.bench("drop-site", self.name, "--force", "--no-backup", *access)
		shutil.rmtree(self.target.bench / "archived" / "sites" / self.name, ignore_errors=True)

	def query(self, sql: str, *values) -> list[dict]:
		config = self.config
		connection = pymysql.connect(
			host=config.get("db_host", "127.0.0.1"),
			port=int(config["db_port"]),
			user=config["db_name"],
			password=config["db_password"],
			database=config["db_name"],
			autocommit=True,
			cursorclass=pymysql.cursors.DictCursor,
		)
		with connection, connection.cursor() as cursor:
			cursor.execute(sql, values)
			return list(cursor.fetchall())

	def rows(self) -> dict[str, dict[str, dict]]:
		"""Every row of every table, by table and name."""
		found = {}
		for table in [next(iter(row.values())) for row in self.query("show tables")]:
			if table not in BOOKS:
				rows = [_without_moment(row) for row in self.query(f"select * from `{table}`")]
				found[table] = {_name(table, row): row for row in rows}
		return found

	def inside(self, work):
		"""Run something connected to this site, as Administrator, and commit it."""

		def run():
			frappe.init(self.name, sites_path=str(self.target.sites))
			frappe.connect()
			try:
				answer = work()
				frappe.db.commit()
				return answer
			finally:
				frappe.destroy()

		with ThreadPoolExecutor(1) as pool:  # a thread has a connection of its own
			return pool.submit(run).result()


def root_password() -> str:
	return os.environ.get("DINAS_DB_ROOT_PASSWORD") or database.password()


def _without_moment(row: dict) -> dict:
	return {
		k: v
		for k, v in row.items()
		if k not in ("modified", "modified_by", "migration_hash", "last_execution")
	}


def _name(table: str, row: dict) -> str:
	if table == "tabSingles":
		return f"{row['doctype']}.{row['field']}"
	return str(row.get("name") or json.dumps(row, default=str))


class Difference(NamedTuple):
	"""A row that is new (+), gone (-) or changed (~)."""

	sign: str
	kind: str
	name: str
	columns: dict


def compare(was: dict, now: dict) -> list[Difference]:
	"""What differs in the tables that both have."""
	found = []
	for table in sorted(was.keys() & now.keys()):
		old, new, kind = was[table], now[table], table.removeprefix("tab")
		found += [Difference("+", kind, name, {}) for name in sorted(new.keys() - old.keys())]
		found += [Difference("-", kind, name, {}) for name in sorted(old.keys() - new.keys())]
		for name in sorted(old.keys() & new.keys()):
			changed = {k: (old[name].get(k), v) for k, v in new[name].items() if old[name].get(k) != v}
			if changed and not name.endswith((".modified", ".modified_by")):
				found.append(Difference("~", kind, name, changed))
	return found


@pytest.fixture(scope="module")
def other(target, connection):
	"""The life of a guest: the office before, with the app, and after it was taken away."""
	site = OtherSite(target)
	site.make()
	try:
		site.before = site.rows()
		site.on_site("install-app", "dinas_sop")
		site.installed = site.rows()
		site.inside(work_with_it)
		site.on_site("uninstall-app", "dinas_sop", "--yes", "--no-backup")
		site.after = site.rows()
		yield site
	finally:
		site.drop()


def work_with_it() -> None:
	"""Some cases, and an office that has come to use a role, a state and an action of ours for its own ends."""
	from tests.site.factory import DATA, RESEARCH, case_in, enter, people

	people()
	enter(RESEARCH)
	case_in(DATA, "Pemrosesan Data")
	frappe.permissions.add_permission("ToDo", "Sekretariat")
	frappe.get_doc(
		doctype="Workflow",
		workflow_name="Tugas kantor",
		document_type="ToDo",
		is_active=1,
		workflow_state_field="workflow_state",
		states=[
			{"state": "Diterima", "doc_status": "0", "allow_edit": "Unit Kerja"},
			{"state": "Selesai", "doc_status": "0", "allow_edit": "System Manager"},
		],
		transitions=[
			{"state": "Diterima", "action": "Tutup", "next_state": "Selesai", "allowed": "System Manager"}
		],
	).insert()


def test_installing_changes_nothing_of_the_office(other):
	"""Protects the office that already runs ERPNext: no setting, role, permission or document of its own changes."""
	foreign = [
		d for d in compare(other.before, other.installed) if d.sign != "+" and d.kind not in ("DefaultValue",)
	]
	assert not foreign
	defaults = {
		side: sorted(
			(r["parent"], r["defkey"], r["defvalue"])
			for r in rows["tabDefaultValue"].values()
			if r["parent"] == "__default"
		)
		for side, rows in (("before", other.before), ("installed", other.installed))
	}
	assert defaults["before"] == defaults["installed"]


def test_what_is_installed_is_the_apps_own(other):
	"""Protects the office's menus, print formats and roles: every new record says that it is this app's."""
	now = other.installed
	doctypes = {n for n, row in now["tabDocType"].items() if row["module"] == OURS}
	new_tables = {table.removeprefix("tab") for table in now.keys() - other.before.keys()}
	assert new_tables <= doctypes
	shipped = {(r["ref_doctype"], r["ref_name"]) for r in now["tabShipped Record"].values()}
	portal = "pemohon@dinas-sop.internal"
	foreign = []
	for sign, kind, name, _columns in compare(other.before, now):
		row = now[f"tab{kind}"].get(name, {})
		if sign != "+" or OURS in (row.get("module"), row.get("name")) or (kind, name) in shipped:
			continue
		parent = (row.get("parenttype"), row.get("parent"))
		of_ours = parent in shipped or row.get("parent") in doctypes or parent[1] == portal
		of_ours |= bool(parent[0]) and now.get(f"tab{parent[0]}", {}).get(parent[1], {}).get("module") == OURS
		of_ours |= kind == "Scheduled Job Type" and row["method"].startswith("dinas_sop.")
		of_ours |= kind == "Singles" and name.startswith("Dinas SOP Settings.")
		of_ours |= (
			portal in json.dumps(row, default=str) or name == "Pemohon" or row.get("parent") == "Pemohon"
		)
		of_ours |= kind == "Comment" and row.get("reference_name") == "Pemohon"
		of_ours |= kind == "DefaultValue" and row["defkey"] == "installed_apps"
		if not of_ours:
			foreign.append((kind, name))
	assert not foreign


def test_nobody_can_log_in_as_the_internal_user(other):
	"""Protects the cases: the user behind the applicants' links has no password, no desk and no mail."""
	user = other.installed["tabUser"]["pemohon@dinas-sop.internal"]
	assert user["user_type"] == "Website User"
	password = "select * from `__Auth` where doctype='User' and name=%s and fieldname='password'"
	assert not other.query(password, user["name"])


def test_uninstalling_leaves_no_wreck(other):
	"""Protects the office after it has left us: no Workflow, state, role, form, menu, job or user of ours is left."""
	differences = compare(other.before, other.after)
	assert not [d for d in differences if d.sign == "-" and d.kind != "DefaultValue"]
	assert not (other.after.keys() - other.before.keys()), "a table of ours is left"
	left = {(d.kind, d.name) for d in differences if d.sign == "+" and d.kind in WRECKS}
	assert left == {
		("Workflow", "Tugas kantor"),
		("Workflow State", "Diterima"),
		("Workflow State", "Selesai"),
		("Workflow Action Master", "Tutup"),
		("Custom Field", "ToDo-workflow_state"),
		("Role", "Sekretariat"),
		("Role", "Unit Kerja"),
	}
	for table in ("tabContact", "tabUser", "tabScheduled Job Type", "tabCustom DocPerm"):
		text = json.dumps(list(other.after[table].values()), default=str)
		assert "dinas_sop" not in text and "dinas-sop.internal" not in text, table
		assert not any(f'"{doctype}"' in text for doctype in ("Research Permit", "Data Request")), table


WRECKS = (
	"Workflow",
	"Workflow State",
	"Workflow Action Master",
	"Workflow Action",
	"Role",
	"Web Form",
	"Email Template",
	"Print Format",
	"Report",
	"Workspace",
	"Number Card",
	"Notification",
	"Property Setter",
	"Custom Field",
	"Module Def",
	"DocType",
)


def test_the_office_goes_on_after_it(other):
	"""Protects the office's next morning: desk, roles and its own Workflow work without the app."""

	def morning():
		todo = frappe.get_doc(doctype="ToDo", description="Tugas").insert()
		assert todo.workflow_state == "Diterima"
		todo.workflow_state = "Selesai"
		todo.save()
		assert frappe.get_doc("User", "kepala@dinas.test").save()
		assert "dinas_sop" not in frappe.get_installed_apps()
		todo.delete()
		return True

	assert other.inside(morning)
