"""Fixtures for tests in a real browser: the machine's own Chromium, driven by Playwright."""

import os
import re
import shutil
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
FAILURES = Path(__file__).parent / "failures"
DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 360, "height": 740}
# No sandbox: containers and root have none. The rest keeps Chromium from calling home.
FLAGS = [
	"--no-sandbox",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
]
TIMEOUT = 30_000  # milliseconds; a cold desk takes some seconds on two cores


def chromium() -> str:
	"""The browser's program: $CHROMIUM, or what the system calls it."""
	names = ("chromium", "chromium-browser", "google-chrome")
	path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
	return path or pytest.fail("No Chromium on this machine: install it, or set CHROMIUM to its path.")


@pytest.fixture(scope="session")
def browser():
	"""One Chromium for the whole run."""
	from playwright.sync_api import sync_playwright

	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
		yield browser
		browser.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
	"""Let the fixtures below know whether the test failed."""
	report = (yield).get_result()
	if report.when == "call":
		item.browser_test_failed = report.failed


@pytest.fixture
def new_page(browser, target, request):
	"""Make pages: `new_page(viewport=PHONE, java_script_enabled=False)`, each in a context of its own.

	Paths are relative to the site (`page.goto("/lacak")`). A failed test leaves a picture of each page
	in tests/browser/failures.
	"""
	contexts = []

	def make(**options):
		options = {"base_url": target.url, "viewport": DESKTOP, "locale": "id-ID"} | options
		context = browser.new_context(**options)
		context.set_default_timeout(TIMEOUT)
		contexts.append(context)
		page = context.new_page()
		page.scripts_are_on = options.get("java_script_enabled", True)
		return page

	yield make
	if getattr(request.node, "browser_test_failed", False):
		keep_pictures(request.node.name, [page for context in contexts for page in context.pages])
	for context in contexts:
		context.close()


@pytest.fixture
def page(new_page):
	"""A guest's page on a desktop screen."""
	return new_page()


@pytest.fixture
def phone_page(new_page):
	"""A guest's page on a phone-sized touch screen."""
	return new_page(viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desk(new_page, target):
	"""Log in and return a page: `desk("user@example.com")`, then `page.goto("/app")`."""

	def login(user: str, password: str | None = None, **options):
		page = new_page(**options)
		form = {"usr": user, "pwd": password or target.password}
		response = page.request.post("/api/method/login", form=form)
		assert response.ok, f"{user} cannot log in: {response.status} {response.text()[:500]}"
		return page

	return login


@pytest.fixture
def axe(new_page):
	"""Check a page's accessibility (WCAG 2.2 A and AA): `axe(page)` returns the list of violations."""
	script = CHECKOUT / "node_modules/axe-core/axe.min.js"
	if not script.exists():
		pytest.fail("axe-core is not there: run `yarn install` in the checkout.")
	tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

	def check(page, part: str = "body") -> list[dict]:
		if not page.scripts_are_on:
			page = twin_without_scripts(page, new_page)
		page.evaluate(script.read_text())
		result = page.evaluate(
			"([part, tags]) => axe.run(part, {runOnly: {type: 'tag', values: tags}})", [part, tags]
		)
		return result["violations"]

	return check


def twin_without_scripts(page, new_page):
	"""The same page as it stands with scripts off, in a context where axe itself can run."""
	html = re.sub(r"<script\b.*?</script>|</?noscript\b[^>]*>", "", page.content(), flags=re.S | re.I)
	twin = new_page(viewport=page.viewport_size)
	twin.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
	twin.goto(page.url)
	return twin


def keep_pictures(test: str, pages):
	"""Save what the pages of a failed test showed last."""
	FAILURES.mkdir(exist_ok=True)
	name = re.sub(r"\W+", "-", test).strip("-")
	for number, page in enumerate(pages, start=1):
		page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)
