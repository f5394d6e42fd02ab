"""What a failed step of `make run` tells the person in front of it."""

import pytest

from scripts.progress import unreached


@pytest.mark.parametrize(
	("said", "address"),
	[
		(
			"fatal: unable to access 'https://github.com/frappe/frappe/': Could not resolve host: github.com",
			"https://github.com/frappe/frappe/",
		),
		("curl: (6) Could not resolve host: example.org", "example.org"),
		("E: Temporary failure resolving 'deb.debian.org'", "deb.debian.org"),
		("npm error network request failed, getaddrinfo ENOTFOUND registry.npmjs.org", "registry.npmjs.org"),
		(
			"error: Failed to fetch: `https://pypi.org/simple/frappe-bench/`",
			"https://pypi.org/simple/frappe-bench/",
		),
		("HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded with url", "pypi.org"),
		("SyntaxError: invalid syntax", None),
		(
			"Failed to connect to assets.frappeframework.com\nPermissionError",
			None,
		),  # built on the spot instead
	],
)
def test_names_the_address_that_was_not_reached(said, address):
	"""Without the address, a person behind a firewall cannot tell what to ask for."""
	assert unreached(said) == address
