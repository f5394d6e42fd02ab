"""A MariaDB of the bench's own: its data, port and password are here, and the machine's own is not touched."""

import getpass
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

from scripts.progress import Failure, command, output
from scripts.settings import BENCH, FIRST_DB_PORT, SERVICES, environment

CONFIG = SERVICES / "my.cnf"
DATA = SERVICES / "mariadb"
LOG = SERVICES / "mariadb.log"
# Address, user and password of root, as MariaDB's own programs read them.
ACCESS = SERVICES / "client.cnf"
# Makes root's account; there until the first start has succeeded.
FIRST_START = SERVICES / "first-start.sql"
START_TIMEOUT = 60  # seconds

SETTINGS = """\
[mysqld]
datadir={data}
socket=mariadb.sock
pid-file=mariadb.pid
port={port}
bind-address=127.0.0.1
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_ci
innodb_buffer_pool_size=512M
innodb_flush_log_at_trx_commit=2
max_allowed_packet=64M
max_connections=300
skip-name-resolve
"""
CLIENT = """\
[client]
user=root
password={password}
host=127.0.0.1
port={port}
protocol=tcp
"""
# Frappe comes over TCP; with skip-name-resolve that is 127.0.0.1 to the server, not localhost.
ROOT_ACCOUNT = """\
CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
"""


def start() -> subprocess.Popen | None:
	"""Start the server, made on the first day; None where it runs already."""
	configure()
	if answers():
		return None
	if listening(port()):
		raise Failure(
			f"Port {port()} is taken, and not by the database of {BENCH}.",
			f"Stop what uses it, or write another port in {CONFIG} and in the site_config.json of its sites.",
		)
	if DATA.exists() and not ACCESS.exists():
		raise Failure(
			f"{DATA} has a database whose password is not known: {ACCESS} is missing.",
			f"Write it by the example of {__file__}, or move the database and its sites away.",
		)
	first_time = create() if FIRST_START.exists() or not DATA.exists() else []
	server = subprocess.Popen(
		["mariadbd", f"--defaults-file={CONFIG}", *as_user(), *first_time],
		env=environment(),
		stdin=subprocess.DEVNULL,
		stdout=LOG.open("a"),
		stderr=subprocess.STDOUT,
		start_new_session=True,
	)
	deadline = time.monotonic() + START_TIMEOUT
	while not answers():
		if server.poll() is not None or time.monotonic() > deadline:
			server.terminate()
			raise Failure("MariaDB does not start.", f"{LOG} says why:\n" + "\n".join(tail(LOG)))
		time.sleep(0.2)
	FIRST_START.unlink(missing_ok=True)
	return server


def create() -> list[str]:
	"""A new data folder and a root password; returns the options for its first start."""
	shutil.rmtree(DATA, ignore_errors=True)
	password = secrets.token_hex(16)
	write_secret(FIRST_START, ROOT_ACCOUNT.format(password=password))
	write_secret(ACCESS, CLIENT.format(password=password, port=port()))
	command(
		*("mariadb-install-db", "--no-defaults", f"--datadir={DATA}", *as_user(), "--skip-test-db"),
		*("--auth-root-authentication-method=socket", f"--auth-root-socket-user={getpass.getuser()}"),
	)
	return [f"--init-file={FIRST_START}"]


def configure() -> None:
	"""Write the server's settings, unless they stand and are about this bench."""
	SERVICES.mkdir(parents=True, exist_ok=True)
	if not CONFIG.exists() or f"datadir={DATA}\n" not in CONFIG.read_text():
		CONFIG.write_text(SETTINGS.format(data=DATA, port=free_port(FIRST_DB_PORT)))


def port() -> int:
	return int(value(CONFIG, "port"))


def password() -> str:
	return value(ACCESS, "password")


def value(path: Path, name: str) -> str:
	"""One setting of a my.cnf file."""
	lines = path.read_text().splitlines()
	return next(line.partition("=")[2] for line in lines if line.startswith(f"{name}="))


def answers() -> bool:
	"""Whether a server answers to our password and keeps its data where ours does."""
	if not ACCESS.exists():
		return False
	return Path(client("mariadb", "--skip-column-names", "--execute=SELECT @@datadir") or "/") == DATA


def client(program: str, *args: str) -> str:
	"""The output of one of MariaDB's programs, connected as root; empty when there is no connection."""
	return output(program, f"--defaults-file={ACCESS}", *args)


def as_user() -> list[str]:
	"""MariaDB runs as whoever runs this; of root it wants to hear that it is meant."""
	return [f"--user={getpass.getuser()}"]


def write_secret(path: Path, text: str) -> None:
	path.unlink(missing_ok=True)
	path.touch(mode=0o600)
	path.write_text(text)


def listening(number: int) -> bool:
	with socket.socket() as probe:
		return probe.connect_ex(("127.0.0.1", number)) == 0


def free_port(first: int) -> int:
	"""The first port from here on that nobody listens at."""
	return next(number for number in range(first, first + 1000) if not listening(number))


def tail(path: Path, lines: int = 10) -> list[str]:
	return path.read_text(errors="replace").splitlines()[-lines:]
