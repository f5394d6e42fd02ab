"""`make run` serves the office also where a port is somebody else's."""

from scripts.processes import Processes, listen


def test_a_taken_port_costs_live_pages_and_not_the_office():
	"""Protects a newcomer with another bench on the machine: the desk is served, only without live changes."""
	with listen(0) as other, Processes("test") as processes:
		assert processes.realtime("dinas.localhost", other.getsockname()[1]) is False
		assert processes.running == {}
