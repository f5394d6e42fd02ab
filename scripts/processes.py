"""The processes that serve a site: started together, watched, and ended with all their children."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.request import urlopen

from scripts.bench import frappe_command
from scripts.progress import Failure
from scripts.settings import BENCH, CHECKOUT, HOST, LOGS, PYTHON, SITES, environment

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

	def start(self, name: str, *words, keep: socket.socket | None = None, **env: str) -> None:
		"""Start one in the bench's sites folder; it may keep a socket that we have opened."""
		with self.log(name).open("w") as log:
			self.running[name] = subprocess.Popen(
				[str(word) for word in words],
				cwd=SITES,
				env=environment() | env,
				stdin=subprocess.DEVNULL,
				stdout=log,
				stderr=subprocess.STDOUT,
				start_new_session=True,
				pass_fds=[keep.fileno()] if keep else [],
			)

	def log(self, name: str):
		return LOGS / f"{self.prefix}-{name}.log"

	def web(self, site: str, listener: socket.socket, **env: str) -> None:
		"""Serve the site where the listener listens, and wait until it answers."""
		options = ["--workers=2", "--threads=4", "--timeout=120", f"--bind=fd://{listener.fileno()}"]
		modules = ["--pythonpath", CHECKOUT / "scripts", "wsgi:application"]
		with listener:
			words = [PYTHON, "-m", "gunicorn", *options, *modules]
			self.start("web", *words, keep=listener, DINAS_SITE=site, **env)
			ping = f"http://127.0.0.1:{listener.getsockname()[1]}/api/method/ping"
		try:
			urlopen(ping, timeout=READY_TIMEOUT).close()
		except OSError as error:
			raise Failure(f"The web server does not answer: {error}", f"See {self.log('web')}.") from error

	def realtime(self, site: str, port: int) -> bool:
		"""Tell open pages what has changed, and how far a long job is; false where the port is somebody else's."""
		try:
			listen(port).close()
		except Failure:
			return False
		env = {
			"FRAPPE_BENCH_ROOT": BENCH,
			"FRAPPE_SITE": site,
			"FRAPPE_SOCKETIO_PORT": port,
			"DINAS_HOST": HOST,
		}
		script = CHECKOUT / "scripts" / "realtime.cjs"
		self.start("realtime", "node", script, **{name: str(value) for name, value in env.items()})
		return True

	def worker(self, name: str = "worker") -> None:
		"""Run the jobs that the bench's sites put into the queue."""
		self.start(name, *frappe_command("worker", "--queue", "short,default,long"))

	def scheduler(self) -> None:
		"""Put the bench's scheduled jobs into the queue when they are due."""
		self.start("scheduler", *frappe_command("schedule"))

	def ended(self) -> str | None:
		"""The name of one that has ended by itself, if any."""
		return next((name for name, process in self.running.items() if process.poll() is not None), None)


def listen(port: int) -> socket.socket:
	"""Take a port before the server starts, so that nobody else can have it; 0 takes any that is free."""
	listener = socket.socket()
	listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
	try:
		listener.bind((HOST, port))
	except OSError as error:
		raise Failure(
			f"Port {port}: {error}", f"End what uses it, or take another: PORT={port + 1}"
		) from error
	listener.listen(128)
	return listener


def unwind_on_signals() -> None:
	"""Let Ctrl-C, `kill` and a closed terminal leave the contexts in order, even where the shell ignores them."""
	signal.signal(signal.SIGINT, signal.default_int_handler)
	for number in (signal.SIGTERM, signal.SIGHUP):
		signal.signal(number, lambda number, _: sys.exit(128 + number))


def signal_group(process: subprocess.Popen, number: signal.Signals) -> None:
	with suppress(ProcessLookupError):
		os.killpg(process.pid, number)
