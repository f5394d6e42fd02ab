"""What a page may load while it becomes a PDF: data: URIs, and files of our own asset folder. Nothing else.

WeasyPrint's own fetcher reads any file of the server and any address; a letter needs neither.
"""

import base64
import mimetypes
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcherResponse

ASSETS = Path(__file__).resolve().parent / "assets"


class ForbiddenAddress(ValueError):
	"""A page asked for something outside the asset folder."""


def fetch(url: str) -> URLFetcherResponse:
	"""Load one resource of a page.

	Args:
		url: absolute, as WeasyPrint resolves it against the asset folder.

	Returns:
		The resource.

	Raises:
		ForbiddenAddress: another scheme, a host, or a file that does not lie in the asset folder (links and
			".." followed).

	Source: DESIGN "a url_fetcher that reaches only our assets".
	"""
	scheme = url.partition(":")[0].lower()
	if scheme == "data":
		return _data(url)
	parts = urlsplit(url)
	if scheme != "file" or parts.netloc:
		raise ForbiddenAddress(f"a letter may not load {url[:80]}")
	path = Path(unquote(parts.path)).resolve()
	if not path.is_relative_to(ASSETS) or not path.is_file():
		raise ForbiddenAddress(f"a letter may not load {url[:80]}")
	kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
	return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _data(url: str) -> URLFetcherResponse:
	head, comma, body = url[5:].partition(",")
	if not comma:
		raise ForbiddenAddress("a data: URI without data")
	kind, *flags = head.split(";")
	content = unquote_to_bytes(body)
	if "base64" in (flag.strip().lower() for flag in flags):
		content = base64.b64decode(content)
	return URLFetcherResponse("data:", content, {"Content-Type": kind or "text/plain"})
