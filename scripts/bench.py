"""The bench: Frappe and ERPNext with their Python and Node packages, and this checkout linked into it."""

import shutil
import sys
from pathlib import Path

from scripts import state
from scripts.progress import SOURCES_ADVICE, CommandFailure, Failure, command, output
from scripts.services import in_use
from scripts.settings import APP, BENCH, CHECKOUT, PYTHON, SITES, SOURCES, TOOLS, environment

TESTS = "[test]"  # the extra in pyproject.toml that the tests need
MEMORY = state.State("bench")
# Frappe 15 runs on these; an image or a person may have several.
PYTHONS = ("python3", "python3.12", "python3.11", "python3.13", "python3.10")
OLDEST, NEWEST = (3, 10), (3, 13)


def tools() -> str:
	"""The bench command and yarn, in a folder of our own: the system's Python and Node stay as they are."""
	found = []
	if not which("bench") and not ready("frappe"):
		found.append("bench")
		command("python3", "-m", "venv", TOOLS / "bench")
		command(TOOLS / "bench/bin/pip", "install", "--upgrade", "frappe-bench")
	if not which("yarn"):
		found.append("yarn")
		command("npm", "install", "--global", "--prefix", TOOLS / "node", "yarn@1")
	return f"{' and '.join(found)} installed" if found else "there"


def frappe() -> str:
	"""A bench of Frappe, unless one is there."""
	unfinished = BENCH.with_name(BENCH.name + ".unfinished")
	if ready("frappe") and not unfinished.exists():
		return f"there, {BENCH}"
	if BENCH.exists() and not unfinished.exists():
		raise Failure(
			f"{BENCH} is there, but is not a bench with a working Frappe.",
			"Move it away, or name another folder: make run BENCH_DIR=~/dinas-bench",
		)
	source, branch = reachable("frappe")
	if BENCH.exists():
		shutil.rmtree(BENCH)
	# To root, bench says no unless the folder it is started in names root as its user.
	(unfinished / "sites").mkdir(parents=True, exist_ok=True)
	(unfinished / "sites/common_site_config.json").write_text('{"frappe_user": "root"}')
	options = ["--no-backups", "--skip-assets", "--python", suitable_python()]
	command(
		*("bench", "init", BENCH, "--frappe-path", source, "--frappe-branch", branch, *options),
		cwd=unfinished,
	)
	if not ready("frappe"):
		raise Failure("bench ended, but Frappe cannot be imported in its environment.")
	shutil.rmtree(unfinished)
	return f"made, {BENCH}"


def erpnext() -> str:
	"""ERPNext in the bench."""
	if ready("erpnext") and "erpnext" in apps():
		return "there"
	source, branch = reachable("erpnext")
	if MEMORY.get("erpnext") == "begun":
		shutil.rmtree(BENCH / "apps/erpnext", ignore_errors=True)
	MEMORY.set(erpnext="begun")
	command("bench", "get-app", "--skip-assets", "--branch", branch, source, cwd=BENCH)
	if not ready("erpnext"):
		raise Failure("bench ended, but ERPNext cannot be imported in its environment.")
	MEMORY.set(erpnext="fetched")
	return "fetched"


def link() -> str:
	"""This checkout as the bench's app."""
	app = BENCH / "apps" / APP
	if app.resolve() == CHECKOUT and APP in apps():
		return "linked"
	if app.exists() and not app.is_symlink() and app.resolve() != CHECKOUT:
		raise Failure(
			f"{app} is a folder of its own, not a link to this checkout.",
			"Call make there, or move it away, or name another bench: make run BENCH_DIR=~/dinas-bench",
		)
	if in_use():
		raise Failure(
			f"A make run or make test is at work in {BENCH}, from {app.resolve()}.",
			"End it, or take another bench: make run BENCH_DIR=~/dinas-bench",
		)
	if app.resolve() != CHECKOUT:
		app.unlink(missing_ok=True)
		app.symlink_to(CHECKOUT)
	if APP not in apps():
		(SITES / "apps.txt").write_text("\n".join([*apps(), APP]) + "\n")
	return f"linked, {CHECKOUT}"


def packages(extra: str = "") -> str:
	"""Python packages into the bench's environment, Node packages into the checkout, where they changed."""
	python, with_tests = (
		state.fingerprint([CHECKOUT / "pyproject.toml"], str(CHECKOUT), kind) for kind in (extra, TESTS)
	)
	node = state.fingerprint([CHECKOUT / "package.json", CHECKOUT / "yarn.lock"])
	done = []
	if MEMORY.get("python") not in (python, with_tests) or not is_installed():
		pip("install", "--editable", f"{BENCH / 'apps' / APP}{extra}")
		MEMORY.set(python=python)
		done.append("Python")
	modules = CHECKOUT / "node_modules/.fingerprint"
	if not modules.exists() or modules.read_text() != node:
		command("yarn", "install", "--frozen-lockfile", cwd=CHECKOUT)
		modules.parent.mkdir(exist_ok=True)
		modules.write_text(node)
		done.append("Node")
	return f"{' and '.join(done)} packages installed" if done else "up to date"


def is_installed() -> bool:
	"""Whether the bench's Python takes the app from this checkout."""
	found = output(PYTHON, "-c", f"import {APP}; print({APP}.__path__[0])", cwd=BENCH)
	return found != "" and Path(found).resolve() == CHECKOUT / APP


def assets() -> str:
	"""The scripts and styles that the browser loads."""
	wanted = state.assets()
	folder = SITES / "assets"
	linked = (folder / APP).resolve() == (CHECKOUT / APP / "public").resolve()
	if not (folder / "assets.json").exists() or not (folder / "erpnext").exists():
		command(*frappe_command("build"), cwd=SITES)
	elif MEMORY.get("assets") != wanted or not linked:
		command(*frappe_command("build", "--app", APP), cwd=SITES)
	else:
		return "up to date"
	MEMORY.set(assets=wanted)
	return "built"


def frappe_command(*args) -> list:
	"""A command of Frappe's own as `bench` would pass it on; to be run in the sites folder."""
	return [PYTHON, "-m", "frappe.utils.bench_helper", "frappe", *args]


def pip(*args) -> None:
	"""Install into the bench's environment, by uv where bench brought it."""
	if uv := which("uv"):
		command(uv, "pip", *args, "--python", PYTHON)
	else:
		command(PYTHON, "-m", "pip", *args)


def apps() -> list[str]:
	path = SITES / "apps.txt"
	return path.read_text().split() if path.exists() else []


def versions() -> str:
	"""What the bench's Frappe and ERPNext are, to the commit."""
	code = "import frappe, erpnext; print(frappe.__version__, erpnext.__version__)"
	commits = (output("git", "rev-parse", "HEAD", cwd=BENCH / "apps" / app) for app in SOURCES)
	return " ".join([output(PYTHON, "-c", code, cwd=SITES), *commits])


def ready(app: str) -> bool:
	"""Whether the app is there and its package can be found with the bench's Python."""
	code = f"from importlib.util import find_spec; print(find_spec('{app}').name)"
	return (BENCH / "apps" / app).is_dir() and output(PYTHON, "-c", code, cwd=BENCH) == app


def reachable(app: str) -> tuple[str, str]:
	"""Where the app's source is, tried before anything long begins."""
	source, branch = SOURCES[app]
	if Path(source).expanduser().exists():
		source = str(Path(source).expanduser().absolute())
	try:
		command("git", "ls-remote", "--exit-code", "--heads", source, branch)
	except CommandFailure as failure:
		failure.advice = SOURCES_ADVICE
		raise
	return source, branch


def suitable_python() -> str:
	"""A Python that Frappe runs on: the system's or a person's, not that of a virtual environment."""
	code = "import sys; print(*sys.version_info[:2], sys._base_executable)"
	for name in PYTHONS:
		major, minor, path = (output(name, "-c", code) or "0 0 -").split(maxsplit=2)
		if OLDEST <= (int(major), int(minor)) <= NEWEST:
			return path
	wanted = " to ".join(f"{major}.{minor}" for major, minor in (OLDEST, NEWEST))
	raise Failure(f"Frappe 15 needs Python {wanted}; this machine has {sys.version.split()[0]}.")


def which(name: str) -> str | None:
	return shutil.which(name, path=environment()["PATH"])


STEPS = [
	("Tools: bench and yarn", tools),
	("Frappe", frappe),
	("ERPNext", erpnext),
	("This checkout as the bench's app", link),
]
