"""What was done before and need not be done again: fingerprints of files, kept beside the bench's services."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.settings import APP, CHECKOUT, SERVICES

PACKAGE = CHECKOUT / APP
MADE = {"__pycache__", "node_modules", "dist"}
# Files of the package that a site reads at run time, not at install or migrate.
RUN_TIME_ONLY = ("public", "locale", "templates", "www")
SCHEMA_CODE = ("hooks.py", "install.py", "patches")


class State:
	"""A few named values in one small file, written at once."""

	def __init__(self, name: str):
		self.path = SERVICES / "state" / f"{name}.json"

	def get(self, key: str) -> str | None:
		return self._read().get(key)

	def set(self, **values: str | None) -> None:
		kept = {key: value for key, value in (self._read() | values).items() if value is not None}
		self.path.parent.mkdir(parents=True, exist_ok=True)
		part = self.path.with_suffix(".part")
		part.write_text(json.dumps(kept, indent=1))
		part.replace(self.path)

	def forget(self) -> None:
		self.path.unlink(missing_ok=True)

	def _read(self) -> dict[str, str]:
		try:
			return json.loads(self.path.read_text())
		except (FileNotFoundError, ValueError):
			return {}


def fingerprint(files: Iterator[Path] | list[Path], *more: str) -> str:
	"""A hash of these files' names and contents, and of whatever else the result depends on."""
	digest = hashlib.sha256("\0".join(more).encode())
	for path in sorted(files):
		if path.is_file():
			digest.update(f"\0{path.relative_to(CHECKOUT)}\0".encode())
			digest.update(hashlib.sha256(path.read_bytes()).digest())
	return digest.hexdigest()


def package_files(wanted: Callable[[Path], bool]) -> list[Path]:
	"""The package's own files that are wanted, by their path within it."""
	paths = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*"))
	return [PACKAGE / path for path in paths if not MADE & set(path.parts) and wanted(path)]


def schema() -> str:
	"""Changes when a site has to be migrated: DocTypes, fixtures and other records, hooks, patches."""

	def wanted(path: Path) -> bool:
		if path.parts[0] in RUN_TIME_ONLY:
			return False
		return path.suffix != ".py" or path.parts[0] in SCHEMA_CODE

	return fingerprint(package_files(wanted))


def assets() -> str:
	"""Changes when `bench build` has something new to do for this checkout."""
	files = package_files(lambda path: path.parts[0] in ("public", "locale") and path.suffix != ".mo")
	return fingerprint([*files, CHECKOUT / "package.json", CHECKOUT / "yarn.lock"], str(CHECKOUT))


def demo() -> str:
	"""Changes with the demo office."""
	return fingerprint(package_files(lambda path: path.parts[0] == "demo"))
