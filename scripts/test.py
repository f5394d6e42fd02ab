"""`make test`: the whole test suite against a site of its own, served from this checkout."""

import os
import shlex
import socket
import subprocess
import sys
from contextlib import ExitStack

from scripts import bench
from scripts.processes import Processes, listen, unwind_on_signals
from scripts.progress import shown, take
from scripts.services import Lease, exclusive
from scripts.settings import (
	ADMIN_PASSWORD,
	BENCH,
	CHECKOUT,
	LOGS,
	PYTHON,
	TEST_SITE,
	environment,
	setting,
	switch,
)
from scripts.site import Site

KEEP = switch("KEEP")


def main() -> int:
	site = Site(TEST_SITE)
	listener = listen(0)
	url = f"http://localhost:{listener.getsockname()[1]}"
	unwind_on_signals()
	with Lease() as services, Processes("test") as processes, ExitStack() as locks:
		take(
			"test",
			[
				*bench.STEPS,
				("Packages of the app and its tests", lambda: bench.packages(bench.TESTS)),
				("MariaDB and Redis", services.take),
				("Scripts and styles", bench.assets),
				(f"Site {site.name}", lambda: prepare(site, url, locks)),
				("Web server and worker", lambda: serve(site, listener, processes)),
			],
		)
		code = pytest(site, url)
	if code:
		print(f"What the server and the worker said is in {shown(LOGS)}/test-*.log", file=sys.stderr)
	return code


def prepare(site: Site, url: str, locks: ExitStack) -> str:
	"""A fresh site, ours until the end; with KEEP=1 the last one, where the checkout has not outgrown it."""
	advice = "Wait for it, or name another site: make test TEST_SITE=other.localhost"
	locks.enter_context(exclusive(site.name, advice))
	remark = "kept" if KEEP and site.is_current() else site.make()
	site.configure(allow_tests=1, developer_mode=0, host_name=url)
	return remark


def serve(site: Site, listener: socket.socket, processes: Processes) -> str:
	processes.web(site.name, listener)
	processes.worker()
	return "running"


def pytest(site: Site, url: str) -> int:
	"""Run pytest with what PYTEST_ARGS says, by default all tests; returns its exit code."""
	words = [PYTHON, "-m", "pytest", *shlex.split(setting("PYTEST_ARGS", "tests"))]
	if os.environ.get("CI"):
		words.append("--hypothesis-profile=ci")  # the same examples each time, and no deadline
	target = {
		"DINAS_SITE": site.name,
		"DINAS_URL": url,
		"DINAS_BENCH": str(BENCH),
		"DINAS_PASSWORD": ADMIN_PASSWORD,
	}
	return subprocess.run(list(map(str, words)), cwd=CHECKOUT, env=environment() | target).returncode


if __name__ == "__main__":
	try:
		sys.exit(main())
	except KeyboardInterrupt:
		sys.exit("\nStopped.")
