"""The processes that serve a site: started together, watched, and ended with all their children."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

from scripts.bench import frappe_command
from scripts.progress import Failure
from scripts.settings import CHECKOUT, HOST, LOGS, PYTHON, SITES, environment

READY_TIMEOUT = 60  # seconds
STOP_TIMEOUT = 15


class Processes:
	"""Each has a process group and a log of its own; leaving the context ends them all."""

	def __init__(self, prefix: str):
		self.prefix = prefix
		self.running: dict[str, subprocess.Popen] = {}

	def __enter__(self) -> "Processes":
		return self

	def __exit__(self, *_) -> None:
		for process in self.running.values():
			signal_group(process, signal.SIGTERM)
		deadline = time.monotonic() + STOP_TIMEOUT
		for process in self.running.values():
			with suppress(subprocess.TimeoutExpired):
				process.wait(max(0, deadline - time.monotonic()))
			signal_group(process, signal.SIGKILL)  # also what a group's leader left behind
			process.wait()

	def start(self, name: str, *words, **env: str) -> None:
		"""Start one in the bench's sites folder."""
		with self.log(name).open("w") as log:
			self.running[name] = subprocess.Popen(
				[str(word) for word in words],
				cwd=SITES,
				env=environment() | env,
				stdin=subprocess.DEVNULL,
				stdout=log,
				stderr=subprocess.STDOUT,
				start_new_session=True,
			)

	def log(self, name: str):
		return LOGS / f"{self.prefix}-{name}.log"

	def web(self, site: str, port: int) -> None:
		"""Serve the site at a port, and wait until it answers."""
		options = ["--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4", "--timeout", "120"]
		modules = ["--pythonpath", CHECKOUT / "scripts", "wsgi:application"]
		self.start("web", PYTHON, "-m", "gunicorn", *options, *modules, DINAS_SITE=site)
		ping = f"http://127.0.0.1:{port}/api/method/ping"
		deadline = time.monotonic() + READY_TIMEOUT
		while True:
			try:
				urlopen(ping, timeout=30).close()
				return
			except (URLError, OSError) as error:
				if self.running["web"].poll() is not None or time.monotonic() > deadline:
					raise Failure(
						f"The web server does not answer: {error}", f"See {self.log('web')}."
					) from error
				time.sleep(0.2)

	def worker(self) -> None:
		"""Run the jobs that the bench's sites put into the queue."""
		self.start("worker", *frappe_command("worker", "--queue", "short,default,long"))

	def scheduler(self) -> None:
		"""Put the bench's scheduled jobs into the queue when they are due."""
		self.start("scheduler", *frappe_command("schedule"))

	def ended(self) -> str | None:
		"""The name of one that has ended by itself, if any."""
		return next((name for name, process in self.running.items() if process.poll() is not None), None)


def unwind_on_signals() -> None:
	"""Let Ctrl-C, `kill` and a closed terminal leave the contexts in order, even where the shell ignores them."""
	signal.signal(signal.SIGINT, signal.default_int_handler)
	for number in (signal.SIGTERM, signal.SIGHUP):
		signal.signal(number, lambda number, _: sys.exit(128 + number))


def signal_group(process: subprocess.Popen, number: signal.Signals) -> None:
	with suppress(ProcessLookupError):
		os.killpg(process.pid, number)
