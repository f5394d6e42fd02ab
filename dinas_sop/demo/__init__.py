"""Demo data for `make run` and the tests; never loaded on an office's own site."""

from dinas_sop.demo.office import fill_holidays, logins, make_office

__all__ = ["load", "logins"]


def load() -> None:
	"""Load the demo office and its sample cases; running it again changes nothing."""
	from dinas_sop.demo.cases import make_cases  # loads what lays out letters

	make_office()
	fill_holidays()
	make_cases()
