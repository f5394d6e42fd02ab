"""What an applicant types must stay words, and a page must reach nothing outside its own folder."""

import io
from dataclasses import fields, is_dataclass, replace

import pytest
from pypdf import PdfReader

from dinas_sop.print_formats import fetcher, renderer
from dinas_sop.print_formats.values import Office, PageSetup, Receipt
from tests.unit.print_formats import reading
from tests.unit.print_formats.samples import DOCUMENTS, LOGO, OFFICE, RECEIPT, RECOMMENDATION

EVIL = "<script>alert(1)</script>{{7*7}}{% raw %}</style><img src=\"file:///etc/passwd\" onerror='x'>&amp;"
# Texts that are checked, not printed as given.
KEPT = {
	"kind",
	"paper",
	"qr_url",
	"verify_url",
	"tracking_url",
	"logo_data_uri",
	"signature_data_uri",
	"font_family",
}
KEPT |= {"performer", "performers"}


def poisoned(value, name=""):
	"""A copy of a document in which every text an office or applicant writes is ``EVIL``."""
	if name in KEPT:
		return value
	if isinstance(value, str):
		return EVIL
	if is_dataclass(value):
		return replace(
			value, **{each.name: poisoned(getattr(value, each.name), each.name) for each in fields(value)}
		)
	if isinstance(value, tuple):
		made = [poisoned(each) for each in value]
		return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
	return value


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_of_every_document_is_escaped(name):
	"""Protects the clerk's browser and the server from an applicant's name that is a script."""
	page = renderer.html(poisoned(DOCUMENTS[name]))
	assert "<script" not in page and '<img src="file' not in page
	assert page.count("</style>") == 1
	assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}{% raw %}" in page


def test_strange_texts_are_printed_as_typed():
	"""Protects the applicant whose title really holds such signs."""
	title = "Harga < 5.000 & {{7*7}} {judul} <b>tebal</b>"
	letter = replace(RECOMMENDATION, details=[("Judul", title)])
	assert title in reading.text(letter)


@pytest.mark.parametrize(
	"url",
	[
		"file:///etc/passwd",
		"FILE:///etc/passwd",
		"file://server/share",
		"http://169.254.169.254/latest/meta-data",
		"https://example.com/a.png",
		"ftp://example.com/a",
		"javascript:alert(1)",
		"//example.com/a",
		"/etc/passwd",
		"data:",
		"",
		f"{fetcher.ASSETS.as_uri()}/../renderer.py",
		f"{fetcher.ASSETS.as_uri()}/%2e%2e/renderer.py",
		f"{fetcher.ASSETS.as_uri()}/missing.png",
		f"ftp:{fetcher.ASSETS}/README.md",
		fetcher.ASSETS.as_uri(),
	],
)
def test_the_fetcher_refuses(url):
	"""Protects the server's files and the network behind it."""
	with pytest.raises(fetcher.ForbiddenAddress):
		fetcher.fetch(url)


def test_the_fetcher_gives_data_and_our_own_assets():
	"""Protects the office's logo: it must still be printed."""
	assert fetcher.fetch("data:text/plain;base64,SGFsbw==").read() == b"Halo"
	assert fetcher.fetch(LOGO).content_type == "image/svg+xml"
	asset = fetcher.fetch(f"{fetcher.ASSETS.as_uri()}/README.md")
	assert asset.read() == (fetcher.ASSETS / "README.md").read_bytes()


def test_a_link_out_of_the_asset_folder_is_not_followed(tmp_path, monkeypatch):
	"""Protects the server's files from a link somebody leaves among the assets."""
	monkeypatch.setattr(fetcher, "ASSETS", tmp_path / "assets")
	fetcher.ASSETS.mkdir()
	(tmp_path / "secret").write_text("rahasia")
	(fetcher.ASSETS / "a.png").symlink_to(tmp_path / "secret")
	with pytest.raises(fetcher.ForbiddenAddress):
		fetcher.fetch(f"{fetcher.ASSETS.as_uri()}/a.png")


def test_no_file_of_the_server_gets_into_a_pdf():
	"""Protects the server's files even where a template itself would ask for one."""
	page = '<link rel=attachment href="file:///etc/passwd"><a rel=attachment href="/etc/hosts">a</a><img src="http://127.0.0.1:9/">x'
	made = renderer._lay_out(page).write_pdf()
	reader = PdfReader(io.BytesIO(made))
	assert not reader.attachments and b"root:" not in made


def test_only_images_as_data_and_plain_addresses_are_taken():
	"""Protects the settings form: what cannot be printed safely is refused with a reason."""
	for wrong in ("https://example.com/logo.png", "/files/logo.png", "data:text/html,x", "javascript:x"):
		with pytest.raises(ValueError, match="logo_data_uri"):
			replace(OFFICE, logo_data_uri=wrong)
	for wrong in ("javascript:alert(1)", "https://a b", "https://x/<b>", "x" * 600):
		with pytest.raises(ValueError, match="tracking_url"):
			replace(RECEIPT, tracking_url=wrong)
	with pytest.raises(ValueError, match="font"):
		PageSetup(font_family='Arial"; } body { display: none')
	with pytest.raises(ValueError, match="paper"):
		replace(RECEIPT, paper="Letter")
	with pytest.raises(ValueError, match="kop line"):
		Office(name="D", kop=[("D", 200, True)], city="S")
	with pytest.raises(TypeError, match="documents"):
		Receipt(
			office=OFFICE,
			number="1",
			received_at=RECEIPT.received_at,
			applicant="A",
			subject="B",
			documents="C",
		)


def test_a_letter_once_made_cannot_be_changed():
	"""Protects idea 5: what was issued stays what was issued."""
	copies = ["Yth. Rektor"]
	letter = replace(RECOMMENDATION, tembusan=copies)
	copies.append("Yth. Dekan")
	assert letter.tembusan == ("Yth. Rektor",)
	with pytest.raises(AttributeError):
		letter.number = "2"


def test_anything_else_is_no_document():
	"""Protects the developer who passes a case instead of a letter."""
	with pytest.raises(TypeError, match="dict"):
		renderer.html({})
