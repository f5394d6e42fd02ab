"""MariaDB and Redis for as long as a `make run` or `make test` of this bench needs them."""

import fcntl
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from scripts import database
from scripts.progress import Failure, output
from scripts.settings import BENCH, SERVICES, environment
from scripts.state import State

SERVERS = ("mariadb", "redis_cache", "redis_queue")
START_TIMEOUT = 20  # seconds
STOP_TIMEOUT = 60
LEASE = SERVICES / "lease.lock"  # held, shared, by each run that needs the services


class Lease:
	"""Services are started when missing; whoever leaves last stops those that a lease has started.

	So `make test` may come and go beside `make run`, and a server that somebody else started stays.
	"""

	def __init__(self):
		self.started = State("services")
		self.held = None

	def __enter__(self) -> "Lease":
		return self

	def take(self) -> str:
		"""Start what is missing and hold it."""
		SERVICES.mkdir(parents=True, exist_ok=True)
		with exclusive("services"):
			self.held = LEASE.open("w")
			fcntl.flock(self.held, fcntl.LOCK_SH)
			news = [name for name in SERVERS if self._start(name)]
		return f"started {', '.join(news)}" if news else "running"

	def _start(self, name: str) -> bool:
		server = database.start() if name == "mariadb" else start_redis(name)
		if server:
			self.started.set(**{name: str(server.pid)})
		return server is not None

	def __exit__(self, *_) -> None:
		if not self.held:
			return
		with exclusive("services"):
			try:
				fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
			except BlockingIOError:
				return  # somebody else still works with them
			finally:
				self.held.close()
			for name in SERVERS:
				if pid := self.started.get(name):
					stop(int(pid))
			self.started.forget()


def in_use() -> bool:
	"""Whether a `make run` or `make test` holds the services of this bench."""
	if not LEASE.exists():
		return False
	with exclusive("services"), LEASE.open("w") as lease:
		try:
			fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			return True
	return False


def start_redis(name: str) -> subprocess.Popen | None:
	"""Start one of the bench's Redis servers by its own configuration; None where it runs already."""
	config = BENCH / "config" / f"{name}.conf"
	if not config.exists():
		raise Failure(f"{config} is missing.", "`bench setup redis` in the bench writes it.")
	settings = dict(line.split(maxsplit=1) for line in config.read_text().splitlines() if " " in line)
	port = int(settings["port"])
	if database.listening(port):
		refuse_foreign_redis(port)
		return None
	server = subprocess.Popen(
		["redis-server", str(config)],
		cwd=BENCH,
		env=environment(),
		stdin=subprocess.DEVNULL,
		stdout=(SERVICES / f"{name}.log").open("a"),
		stderr=subprocess.STDOUT,
		start_new_session=True,
	)
	deadline = time.monotonic() + START_TIMEOUT
	while not database.listening(port):
		if server.poll() is not None or time.monotonic() > deadline:
			raise Failure(f"Redis does not start ({name}).", f"{SERVICES / name}.log says why.")
		time.sleep(0.1)
	return server


def refuse_foreign_redis(port: int) -> None:
	"""A Redis of another bench would mix its names of scripts and styles with ours: pages stay blank."""
	folder = output("redis-cli", "-p", port, "config", "get", "dir").rpartition("\n")[2]
	if folder.startswith("/") and not Path(folder).resolve().is_relative_to(BENCH.resolve()):
		raise Failure(
			f"A Redis that works in {folder} has port {port}, which this bench was given.",
			"Stop that one; or give this bench other ports in sites/common_site_config.json (redis_cache,\n"
			"redis_queue, redis_socketio) and write them out by `bench setup redis`.",
		)


def stop(pid: int) -> None:
	"""End a server that a lease has started, unless its number belongs to another program by now."""
	if not is_server(pid):
		return
	os.kill(pid, signal.SIGTERM)
	deadline = time.monotonic() + STOP_TIMEOUT
	while is_server(pid) and time.monotonic() < deadline:
		time.sleep(0.1)


def is_server(pid: int) -> bool:
	"""Whether the process works inside this bench's folder, as all three servers do."""
	try:
		return Path(f"/proc/{pid}/cwd").resolve(strict=True).is_relative_to(BENCH)
	except OSError:
		return False


@contextmanager
def exclusive(name: str, advice: str = ""):
	"""Be the only one who does this on this bench; others wait, or with an advice fail by it."""
	with (SERVICES / f"{name}.lock").open("w") as lock:
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | (fcntl.LOCK_NB if advice else 0))
		except BlockingIOError as error:
			raise Failure(f"Another run is at work with {name}.", advice) from error
		yield
