"""`make bench` and `make bench-scale`: sites of their own, measured and dropped again."""

import subprocess
import sys
from contextlib import ExitStack

from scripts import bench
from scripts.processes import Processes, listen, unwind_on_signals
from scripts.progress import take
from scripts.services import Lease, exclusive
from scripts.settings import CHECKOUT, PYTHON, environment, setting, switch
from scripts.site import Site

COSTS, SMALL, LARGE = (
	Site(f"{name}.localhost") for name in ("dinas-bench", "dinas-scale-small", "dinas-scale")
)
KEEP = switch("KEEP")


def main(what: str) -> int:
	unwind_on_signals()
	sites = [COSTS] if what == "costs" else [SMALL, LARGE]
	listener = listen(0)
	url = f"http://127.0.0.1:{listener.getsockname()[1]}"
	with Lease() as services, ExitStack() as locks:
		with Processes("bench") as processes:
			steps = [
				*bench.STEPS,
				("Packages of the app and its tests", lambda: bench.packages(bench.TESTS)),
				("MariaDB and Redis", services.take),
				("Scripts and styles", bench.assets),
				*((f"Site {site.name}", lambda site=site: prepare(site, locks)) for site in sites),
			]
			if what == "costs":
				steps.append(("Web server", lambda: serve(listener, processes)))
			take(what, steps)
			code = run(what, url, sites)
		if not KEEP:
			for site in sites:
				site.drop()
	return code


def prepare(site: Site, locks: ExitStack) -> str:
	"""A fresh site, ours until the end; with KEEP=1 the last one, filled as it is."""
	locks.enter_context(exclusive(site.name, "Wait for it."))
	remark = "kept" if KEEP and site.is_current() else site.make()
	site.configure(developer_mode=0)
	return remark


def serve(listener, processes: Processes) -> str:
	processes.web(COSTS.name, listener)
	return "running"


def run(what: str, url: str, sites: list[Site]) -> int:
	"""The measurement itself, in the bench's Python."""
	variables = {
		"DINAS_URL": url,
		"DINAS_SITES": " ".join(site.name for site in sites),
		"ROUNDS": setting("ROUNDS", "30"),
		"CASES": setting("CASES", "1000000"),
		"PYTHONPATH": str(CHECKOUT),
	}
	words = [str(PYTHON), "-m", f"bench.{what}"]
	return subprocess.run(words, cwd=bench.SITES, env=environment() | variables).returncode


if __name__ == "__main__":
	try:
		sys.exit(main(sys.argv[1]))
	except KeyboardInterrupt:
		sys.exit("\nStopped.")
