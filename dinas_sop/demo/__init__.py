"""Demo data for `make run` and the tests; never loaded on an office's own site."""

from dinas_sop.demo.office import logins, make_office

__all__ = ["load", "logins"]


def load() -> None:
	"""Load the demo office and its sample cases; running it again changes nothing."""
	make_office()
