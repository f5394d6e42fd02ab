"""Where things are and what they are called; each value can be set from outside, `make run PORT=8010`."""

import os
from pathlib import Path


def setting(name: str, default: str) -> str:
	"""The environment's value, where empty counts as not given."""
	return os.environ.get(name) or default


def switch(name: str) -> bool:
	"""Whether something is asked for, as in `make test KEEP=1`."""
	return setting(name, "0") != "0"


def folder(name: str, default: str) -> Path:
	return Path(setting(name, default)).expanduser().resolve()


APP = "dinas_sop"
CHECKOUT = Path(__file__).resolve().parents[1]

BENCH = folder("BENCH_DIR", "~/frappe-bench")
SITES = BENCH / "sites"
PYTHON = BENCH / "env/bin/python"
# The database, its data and what these scripts remember about the bench.
SERVICES = BENCH / "services"

# The tools that the system's packages do not bring: the bench command and yarn.
TOOLS = folder("XDG_DATA_HOME", "~/.local/share") / "dinas-sop"

# Logs of the last run.
LOGS = CHECKOUT / ".run"

SOURCES = {
	"frappe": (
		setting("FRAPPE_REPO", "https://github.com/frappe/frappe"),
		setting("FRAPPE_BRANCH", "version-15"),
	),
	"erpnext": (
		setting("ERPNEXT_REPO", "https://github.com/frappe/erpnext"),
		setting("ERPNEXT_BRANCH", "version-15"),
	),
}

RUN_SITE = setting("SITE", "dinas.localhost")
TEST_SITE = setting("TEST_SITE", "dinas-test.localhost")
# Both sites are for trying out on one's own machine; SECURITY.md says what an office does instead.
ADMIN_PASSWORD = "admin"

# Only this machine can reach the server, unless HOST says otherwise (say 0.0.0.0 inside a container).
HOST = setting("HOST", "127.0.0.1")
PORT = int(setting("PORT", "8000"))
FIRST_DB_PORT = int(setting("DB_PORT", "33306"))


def environment() -> dict[str, str]:
	"""What every command runs with: our tools first on the path, plain UTF-8, and no CI variable.

	Frappe's workers behave differently under CI (`in_test` is on); the tests want the real thing.
	"""
	env = {name: value for name, value in os.environ.items() if name != "CI"}
	ours = [str(TOOLS / "bench/bin"), str(TOOLS / "node/bin")]
	env["PATH"] = os.pathsep.join([*ours, env.get("PATH", ""), "/usr/sbin"])
	env["LANG"] = env["LC_ALL"] = "C.UTF-8"
	return env
