"""The office that writes and the officials who sign, from Dinas SOP Settings, as the renderer's values."""

from __future__ import annotations

import base64

import filetype
import frappe
from frappe.model.document import Document

from dinas_sop.constants import SETTINGS
from dinas_sop.print_formats.values import KopLine, Office, Signatory, jabatan_lines

MAX_LOGO_BYTES = 2 * 1000 * 1000
IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")


def settings() -> Document:
	return frappe.get_cached_doc(SETTINGS)


def paper() -> str:
	"""The office's sheet: F4 or A4."""
	return settings().paper or "F4"


def office() -> Office:
	"""The office with its kop surat, logo included.

	Source: FORMS "Kop (Jatim OPD)": government, office, address, city with postcode; sizes are settings.
	"""
	given = settings()
	return Office(
		name=given.agency_name or "",
		kop=_kop(given),
		city=given.city or "",
		logo_data_uri=data_uri(given.logo) if given.logo else "",
	)


def _kop(given: Document) -> list[KopLine]:
	government, small = (given.government or "").strip(), given.address_size or 9.5
	reach = _joined(
		f"Telepon {given.phone}" if given.phone else "",
		f"Laman {given.website}" if given.website else "",
		f"Pos-el {given.email}" if given.email else "",
	)
	lines = [
		KopLine(government.upper(), given.government_size or 12),
		KopLine(_short_agency(given.agency_name, government).upper(), given.agency_size or 16, bold=True),
		*(KopLine(line.strip(), small) for line in (given.address or "").splitlines()),
		KopLine(reach, small),
		KopLine(f"{given.city or ''} {given.postal_code or ''}".strip().upper(), small + 1.5, True, True),
	]
	return [line for line in lines if line.text]


def _short_agency(agency: str | None, government: str) -> str:
	"""The office's name without the province that the line above already names."""
	agency, area = (agency or "").strip(), government.partition(" ")[2]
	return agency.removesuffix(area).strip() if area and agency != area else agency


def _joined(*parts: str) -> str:
	return ", ".join(part for part in parts if part)


def official(user: str | None) -> Document | None:
	"""The row of an official in the settings."""
	return next((row for row in settings().officials if user and row.user == user), None)


def signatory(user: str | None, acting: str = "") -> Signatory | None:
	"""The official who signs a letter, with the line for one who acts for the head.

	Args:
		user: the User; empty: the head of the office.
		acting: "", "Plt.", "Plh." or "a.n.".

	Returns:
		None where the settings do not know the official, or the head for whom they act.
	"""
	given = settings()
	signer, head = official(user or given.head), official(given.head)
	own = full_position(signer.position) if signer else ""
	if not signer or (acting and not head) or (acting == "a.n." and not own):
		return None
	position = full_position(head.position) if acting else own
	return Signatory(
		jabatan_lines=jabatan_lines(position.upper(), acting, own.upper()),
		name=signer.full_name,
		pangkat=signer.rank or "",
		nip=signer.nip or "",
		jabatan=own if acting in ("", "a.n.") else f"{acting} {position}",
	)


def receiver(user: str | None) -> Signatory | None:
	"""An official as the one who received something: name and NIP, the form says "petugas" itself."""
	row = official(user)
	return Signatory(jabatan_lines=(), name=row.full_name, nip=row.nip or "") if row else None


def full_position(position: str | None) -> str:
	"""A head's position in full: "Kepala Dinas" becomes "Kepala " and the office's name; others stay."""
	position, agency = (position or "").strip(), (settings().agency_name or "").strip()
	if agency and position.lower() == f"kepala {agency.split()[0]}".lower():
		return f"Kepala {agency}"
	return position


def department_name(department: str | None) -> str:
	"""Name of a Unit Kerja as people say it, without the company's abbreviation."""
	return (frappe.get_cached_value("Department", department, "department_name") or "") if department else ""


def data_uri(url: str) -> str:
	"""An image of the site as data: URI; empty where it is missing, too large or no image."""
	name = frappe.db.exists("File", {"file_url": url})
	if not name:
		return ""
	try:
		content = frappe.get_doc("File", name).get_content()
	except OSError:
		return ""
	content = content.encode() if isinstance(content, str) else content
	kind = filetype.guess_mime(content) or ("image/svg+xml" if b"<svg" in content[:1000] else "")
	if len(content) > MAX_LOGO_BYTES or kind not in IMAGES:
		return ""
	return f"data:{kind};base64,{base64.b64encode(content).decode()}"
