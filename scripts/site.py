"""A site of Frappe and ERPNext set up for Indonesia, made from a dump that is kept, with this app on it."""

import gzip
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts import bench, database, state
from scripts.progress import Failure, Log, command
from scripts.settings import ADMIN_PASSWORD, APP, PYTHON, SERVICES, SITES, environment

DUMPS = SERVICES / "dumps"
WIZARD = Path(__file__).with_name("setup_wizard.py")


class Site:
	"""One site of the bench, and what was last done to it."""

	def __init__(self, name: str):
		self.name = name
		self.folder = SITES / name
		self.state = state.State(name)

	def frappe(self, *args) -> None:
		"""One of Frappe's commands for this site, say `migrate`."""
		command(*bench.frappe_command("--site", self.name, *args), cwd=SITES)

	def configure(self, **settings) -> None:
		"""Write settings into the site's own configuration."""
		path = self.folder / "site_config.json"
		config = json.loads(path.read_text())
		if config | settings != config:
			path.write_text(json.dumps(config | settings, indent=1, sort_keys=True))

	def ensure(self) -> str:
		"""The site with the app as this checkout has it: made, migrated or left as it is."""
		if self.is_current():
			return "up to date"
		if self.state.get("made") != "yes" or not self.folder.exists():
			return self.make()
		self.frappe("migrate", "--skip-search-index")
		self.remember()
		return "migrated"

	def make(self) -> str:
		"""A fresh site with the app, in place of one that stands in these scripts' own name."""
		if self.folder.exists() and not self.state.get("made"):
			raise Failure(
				f"There is a site {self.name} that was made by other means.",
				"Name another by SITE (make run) or TEST_SITE (make test), or drop that one by `bench drop-site`.",
			)
		self.state.set(made="begun", schema=None, demo=None)
		if self.folder.exists():
			self.forget_jobs()
		for files in ("private/files", "private/dinas_sop_parked", "public/files"):
			shutil.rmtree(self.folder / files, ignore_errors=True)  # `new-site --force` keeps those of before
		dump = kept_dump()
		remark = "made"
		if dump.exists():
			self.create("--source-sql", dump)
		else:
			self.create("--install-app", "erpnext")
			command(PYTHON, WIZARD, self.name, cwd=SITES)
			keep_dump(self.database, dump)
			remark = "made from nothing"
		self.frappe("install-app", APP)
		self.state.set(made="yes")
		self.remember()
		return remark

	def create(self, *options) -> None:
		"""A new site in our own MariaDB, by Frappe's own command."""
		words = ["new-site", self.name, "--force", "--admin-password", ADMIN_PASSWORD]
		words += ["--db-host", "127.0.0.1", "--db-port", database.port()]
		words += ["--db-root-username", "root", "--db-root-password", database.password()]
		command(*bench.frappe_command(*words, *options), cwd=SITES, secret=database.password())

	def forget_jobs(self) -> None:
		"""Take its jobs out of the bench's queue: no worker is to find them without their site, or with its next one."""
		command(*bench.frappe_command("purge-jobs", "--site", self.name), cwd=SITES)

	def drop(self) -> None:
		"""Take the site and its database away, without a backup."""
		self.forget_jobs()
		words = ["drop-site", self.name, "--force", "--no-backup"]
		words += ["--db-root-username", "root", "--db-root-password", database.password()]
		with tempfile.TemporaryDirectory() as away:  # the platform moves the folder instead of deleting it
			words += ["--archived-sites-path", away]
			command(*bench.frappe_command(*words), cwd=SITES, secret=database.password())
		self.state.forget()

	@property
	def database(self) -> str:
		return json.loads((self.folder / "site_config.json").read_text())["db_name"]

	def is_current(self) -> bool:
		"""Whether the site has the app as this checkout has it, on the Frappe and ERPNext of the bench."""
		known = (self.state.get("schema"), self.state.get("bench"))
		return self.folder.exists() and known == (state.schema(), bench.versions())

	def remember(self) -> None:
		self.state.set(schema=state.schema(), bench=bench.versions())


def kept_dump() -> Path:
	"""Where the dump of a site without this app is kept: one for each Frappe, ERPNext and set of answers."""
	made_of = bench.versions() + WIZARD.read_text() + ADMIN_PASSWORD
	return DUMPS / f"{hashlib.sha256(made_of.encode()).hexdigest()[:16]}.sql.gz"


def keep_dump(database_name: str, dump: Path) -> None:
	"""Keep this database as the dump, and none of those made with older versions."""
	shutil.rmtree(DUMPS, ignore_errors=True)
	DUMPS.mkdir(parents=True)
	part = dump.with_suffix(".part")
	words = ["mariadb-dump", f"--defaults-file={database.ACCESS}", "--single-transaction", database_name]
	with Log.path.open("a") as log, gzip.open(part, "wb", compresslevel=1) as file:
		process = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=log)
		shutil.copyfileobj(process.stdout, file)
	if process.wait():
		raise Failure(f"mariadb-dump could not copy the database of {database_name}.")
	part.rename(dump)
