"""`make run`: from a bare machine to the demo office in a browser."""

import json
import sys
import time
from pathlib import Path

from scripts import bench, state
from scripts.processes import Processes, listen, unwind_on_signals
from scripts.progress import CommandFailure, Failure, command, explain, shown, take
from scripts.services import Lease, exclusive
from scripts.settings import ADMIN_PASSWORD, HOST, PORT, PYTHON, RUN_SITE, SITES, switch
from scripts.site import Site

DEMO = Path(__file__).with_name("demo_office.py")
FRESH = switch("FRESH")
REALTIME_PORT = PORT + 1000


def main() -> None:
	site = Site(RUN_SITE)
	unwind_on_signals()
	with Lease() as services, Processes("run") as processes:
		take(
			"run",
			[
				*bench.STEPS,
				("Packages of the app", bench.packages),
				("MariaDB and Redis", services.take),
				("Scripts and styles", bench.assets),
				(f"Site {site.name}", lambda: prepare(site)),
				("Demo office", lambda: load_demo(site)),
				("Web server, worker, scheduler, realtime", lambda: serve(site, processes)),
			],
		)
		greet(site)
		watch(processes)


def prepare(site: Site) -> str:
	with exclusive(site.name, "Wait for it, or end it."):
		remark = site.make() if FRESH else site.ensure()
		site.configure(host_name=f"http://localhost:{PORT}")
	return remark


def load_demo(site: Site) -> str:
	"""The office to try things out with; loaded anew when its code has changed."""
	wanted = state.demo()
	if site.state.get("demo") == wanted and logins_of(site).exists():
		return "up to date"
	site.frappe("enable-scheduler")
	try:
		command(PYTHON, DEMO, site.name, logins_of(site), cwd=SITES)
	except CommandFailure as failure:
		failure.advice = (
			"If the site stems from older code, `make run FRESH=1` makes it anew; its cases are lost."
		)
		raise
	site.state.set(demo=wanted)
	return "loaded"


def logins_of(site: Site) -> Path:
	"""Where the demo's users are noted, for the runs that do not load it."""
	return site.state.path.with_suffix(".logins")


def serve(site: Site, processes: Processes) -> str:
	listener, live = listen(PORT), processes.realtime(site.name, REALTIME_PORT)
	site.configure(socketio_port=REALTIME_PORT)
	# pages look for the realtime server at its own port only where they take the web server for a developer's
	processes.web(site.name, listener, DEV_SERVER=str(int(live)))
	processes.worker()
	processes.scheduler()
	return "running" if live else f"running; port {REALTIME_PORT} is taken: pages are not told of changes"


def greet(site: Site) -> None:
	"""Say where the office is and who can log in."""
	rows = [("System administrator", "Administrator", ADMIN_PASSWORD)]
	rows += [tuple(row) for row in json.loads(logins_of(site).read_text())]
	widths = [max(len(row[column]) for row in rows) for column in range(2)]
	print(f"\nThe office is open at http://localhost:{PORT}\n")
	if HOST != "127.0.0.1":
		print(f"It listens at {HOST}, with passwords that everybody knows: only for trying out.\n")
	for role, user, password in rows:
		print(f"  {role:<{widths[0]}}  {user:<{widths[1]}}  {password}")
	print("\nCtrl-C ends it.", flush=True)


def watch(processes: Processes) -> None:
	"""Wait until something ends by itself, which is a failure, or Ctrl-C."""
	while True:
		time.sleep(1)
		name = processes.ended()
		if name == "scheduler" and processes.running["scheduler"].returncode == 0:
			processes.running.pop("scheduler")
			print("Another scheduler is at work in this bench; it serves this site too.", flush=True)
		elif name == "realtime":
			processes.running.pop(name)
			print(f"Pages are not told of changes any more; see {shown(processes.log(name))}.", flush=True)
		elif name:
			explain(f"The {name}", Failure("has ended by itself.", f"See {shown(processes.log(name))}."))
			sys.exit(1)


if __name__ == "__main__":
	try:
		main()
	except KeyboardInterrupt:
		print("\nStopped.")
