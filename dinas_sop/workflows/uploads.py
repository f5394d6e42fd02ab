"""What an upload really is: checked by content, never by its name. Plain functions."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import Enum

import filetype
from PIL import Image, ImageOps
from pypdf import PdfReader

MAX_BYTES = 10 * 1000 * 1000
MAX_PIXELS = 50_000_000
DOCUMENTS = frozenset({"pdf", "jpg", "png"})
RESULTS = DOCUMENTS | {"zip", "docx", "xlsx", "csv"}


class UploadProblem(str, Enum):
	"""Why an upload is refused."""

	EMPTY = "empty"
	TOO_LARGE = "too large"
	WRONG_TYPE = "wrong type"
	BROKEN = "broken"
	ACTIVE_CONTENT = "active content"


class UploadRefused(ValueError):
	"""An upload that may not be kept. `problem` says why."""

	def __init__(self, problem: UploadProblem):
		super().__init__(problem.value)
		self.problem = problem


@dataclass(frozen=True)
class Upload:
	"""A checked upload: its real type's extension, and the bytes to keep (images without their metadata)."""

	extension: str
	content: bytes


def check_upload(content: bytes, allowed: frozenset[str] = DOCUMENTS) -> Upload:
	"""Check an upload by its content.

	Args:
		content: the bytes as they came.
		allowed: extensions of the types allowed here, `DOCUMENTS` or `RESULTS`.

	Returns:
		The upload to keep; JPEG and PNG are re-encoded, which drops EXIF and whatever hides behind the picture.

	Raises:
		UploadRefused: with the problem.
	"""
	if not content:
		raise UploadRefused(UploadProblem.EMPTY)
	if len(content) >= MAX_BYTES:
		raise UploadRefused(UploadProblem.TOO_LARGE)
	extension = _kind_of(content)
	if extension not in allowed:
		raise UploadRefused(UploadProblem.WRONG_TYPE)
	if extension == "pdf":
		_check_pdf(content)
	elif extension in ("jpg", "png"):
		content = _clean_image(content, extension)
	elif extension in ("zip", "docx", "xlsx"):
		_check_zip(content)
	return Upload(extension, content)


def _kind_of(content: bytes) -> str:
	kind = filetype.guess(content)
	if kind:
		return "jpg" if kind.extension == "jpeg" else kind.extension
	return "csv" if _is_plain_table(content) else ""


def _is_plain_table(content: bytes) -> bool:
	try:
		text = content.decode("utf-8-sig")
	except UnicodeDecodeError:
		return False
	first = text.lstrip()[:1]
	return "\x00" not in text and first not in ("<", "%", "{") and any(c in text for c in ",;\t")


def _check_pdf(content: bytes) -> None:
	try:
		reader = PdfReader(io.BytesIO(content))
		if reader.is_encrypted or not len(reader.pages):
			raise UploadRefused(UploadProblem.BROKEN)
		root = reader.trailer["/Root"]
		names = root.get("/Names", {})
		names = names.get_object() if hasattr(names, "get_object") else names
		action = root.get("/OpenAction")
		action = action.get_object() if hasattr(action, "get_object") else action
	except UploadRefused:
		raise
	except Exception as error:  # a damaged file makes the parser fail in many ways
		raise UploadRefused(UploadProblem.BROKEN) from error
	runs = isinstance(action, dict) and action.get("/S") in ("/JavaScript", "/Launch")
	if runs or "/JavaScript" in names or "/EmbeddedFiles" in names or "/AA" in root:
		raise UploadRefused(UploadProblem.ACTIVE_CONTENT)


def _clean_image(content: bytes, extension: str) -> bytes:
	try:
		image = Image.open(io.BytesIO(content))
		if image.width * image.height > MAX_PIXELS:
			raise UploadRefused(UploadProblem.TOO_LARGE)
		image = ImageOps.exif_transpose(image)  # a phone notes in the EXIF how it was held
		clean = io.BytesIO()
		if extension == "jpg":
			image.convert("RGB").save(clean, "JPEG", quality=88)
		else:
			image.save(clean, "PNG")
	except UploadRefused:
		raise
	except Exception as error:
		raise UploadRefused(UploadProblem.BROKEN) from error
	return clean.getvalue()


def _check_zip(content: bytes) -> None:
	try:
		with zipfile.ZipFile(io.BytesIO(content)) as archive:
			names = archive.namelist()
	except zipfile.BadZipFile as error:
		raise UploadRefused(UploadProblem.BROKEN) from error
	if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js", ".html", ".svg")) for name in names):
		raise UploadRefused(UploadProblem.ACTIVE_CONTENT)
