"""The browser the other tests stand on: if one of these fails, look here first."""

# An image without a text; an input that only a script would add; one that only shows without scripts.
PROBE = """<!doctype html><html lang="id"><title>Uji</title><body><h1>Uji</h1>
<script>document.body.append(document.createElement("input"))</script>
<noscript><img src="x.png"></noscript></body></html>"""


def test_clerk_reaches_the_desk(desk):
	"""Logging in by the fixture opens the desk without the setup wizard in the way."""
	page = desk("Administrator")
	page.goto("/app")
	page.locator(".desk-sidebar, .layout-side-section").first.wait_for()
	assert "setup-wizard" not in page.url


def test_page_without_scripts_can_be_checked_for_accessibility(new_page, axe):
	"""axe is a script itself; pages whose scripts are off must not go unchecked for that."""
	page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
	page.route("**/probe", lambda route: route.fulfill(body=PROBE, content_type="text/html"))
	page.goto("/probe")
	found = {violation["id"] for violation in axe(page)}
	assert "image-alt" in found and "label" not in found
