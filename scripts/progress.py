"""Steps as a person follows them: one line each, long output in a log, and a failure that says how to go on."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.settings import CHECKOUT, LOGS, environment

# A title, and a function that takes the step and returns a remark, say "done".
Step = tuple[str, Callable[[], str]]

TAIL = 15  # lines of the log shown when a step fails, at most
WIDTH = 200  # of their characters

# How the tools in use begin a line about an error.
ERROR = re.compile(r"(error|fatal|E|npm error)\b[: ]", re.IGNORECASE)
# How they say that an address was not reached.
UNREACHED = [
	r"unable to access '([^']+)'",
	r"Could not resolve host(?:name)?:? (\S+)",
	r"Failed to connect to (\S+)",
	r"(?:Failed to fetch|Could not connect to|error sending request for url)[: ]+\(?(https?://[^\s)]+)",
	r"Failed to fetch:? `(https?://[^`]+)`",
	r"Temporary failure resolving '([^']+)'",
	r"getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S+)",
	r"connect (?:ECONNREFUSED|ETIMEDOUT) (\S+)",
	r"host='([^']+)', port=\d+\): Max retries exceeded",
	r"Network is unreachable.*?(https?://\S+)",
]
# Prebuilt scripts are fetched from there; what is not reached is built on the spot.
SPARE = "assets.frappeframework.com"
SOURCES_ADVICE = (
	"FRAPPE_REPO, FRAPPE_BRANCH, ERPNEXT_REPO and ERPNEXT_BRANCH take a mirror or a local clone, say\n"
	"  make run FRAPPE_REPO=~/src/frappe ERPNEXT_REPO=~/src/erpnext\n"
	"What those fetch from other addresses themselves, `git config --global url.MIRROR.insteadOf ADDRESS`\n"
	"and the settings of pip, uv, npm and yarn redirect."
)


class Failure(Exception):
	"""Something a person has to do something about: what is wrong, and how to go on."""

	def __init__(self, what: str, advice: str = ""):
		super().__init__(what)
		self.advice = advice


class CommandFailure(Failure):
	"""A command ended with an error; its output is in the log."""


class Log:
	"""The file that takes the commands' output."""

	path: Path = LOGS / "run.log"

	@classmethod
	def begin(cls, name: str) -> None:
		LOGS.mkdir(exist_ok=True)
		cls.path = LOGS / f"{name}.log"
		cls.path.write_text("")

	@classmethod
	def tail(cls, lines: int) -> list[str]:
		text = cls.path.read_text(errors="replace")
		# Of a progress bar drawn over and over, the last state.
		return [line.rstrip("\r").rpartition("\r")[2][:WIDTH] for line in text.split("\n")][-lines:]


def command(*args, cwd: Path | None = None, secret: str | None = None) -> None:
	"""Run a command with its output in the log, where a secret among its words is not written out."""
	words = [str(arg) for arg in args]
	said = " ".join("***" if word == secret else word for word in words)
	with Log.path.open("a") as log:
		log.write(f"\n$ {said}\n")
		log.flush()
		try:
			done = subprocess.run(
				words,
				cwd=cwd,
				env=environment(),
				stdin=subprocess.DEVNULL,
				stdout=log,
				stderr=subprocess.STDOUT,
			)
		except FileNotFoundError as error:
			raise Failure(f"{words[0]} is not there.") from error
	if done.returncode:
		raise CommandFailure(f"This command ended with exit code {done.returncode}:\n    {said}")


def output(*args, cwd: Path | None = None) -> str:
	"""What a command prints; empty where it fails or is not there."""
	try:
		done = subprocess.run(
			[str(arg) for arg in args], cwd=cwd, env=environment(), capture_output=True, text=True
		)
	except OSError:
		return ""
	return done.stdout.strip() if done.returncode == 0 else ""


def take(name: str, steps: list[Step]) -> None:
	"""Take the steps in order, with a log of this name. Exits at a failure."""
	Log.begin(name)
	print(f"Long output goes to {shown(Log.path)}", flush=True)
	for number, (title, step) in enumerate(steps, start=1):
		print(f"[{number}/{len(steps)}] {title} ... ", end="", flush=True)
		began = time.monotonic()
		try:
			remark = step()
		except Failure as failure:
			print("failed", flush=True)
			explain(title, failure)
			sys.exit(1)
		print(f"{remark} ({time.monotonic() - began:.1f} s)", flush=True)


def explain(title: str, failure: Failure) -> None:
	"""Say what failed, show the log's end and say how to go on."""
	lines = [f"\n{title}: {failure}"]
	advice = failure.advice
	if isinstance(failure, CommandFailure):
		log = Log.tail(200)
		lines += [f"The last lines of {shown(Log.path)}:", *(f"    {line}" for line in log[-TAIL:])]
		if errors := [f"    {line}" for line in log[:-TAIL] if ERROR.match(line)]:
			lines += ["and what it says above that about errors:", *errors[-TAIL:]]
		if address := unreached("\n".join(log)):
			lines.append(f"This address was not reached: {address}")
			advice = advice or SOURCES_ADVICE
	lines += [
		"",
		"How to go on:",
		advice or "Mend what the log says.",
		"The same command then goes on from there.",
	]
	print("\n".join(lines), file=sys.stderr, flush=True)


def unreached(text: str) -> str | None:
	"""The address that a failed command did not reach, where its output names one."""
	for pattern in UNREACHED:
		for match in re.finditer(pattern, text):
			if SPARE not in match[1]:
				return match[1]
	return None


def shown(path: Path) -> str:
	"""A path as short as it can be said."""
	return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else str(path)
