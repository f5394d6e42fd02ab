"""The demo office: departments, one user per role, officials and settings. For `make run` and the tests only."""

from __future__ import annotations

import frappe
from frappe.utils import getdate
from frappe.utils.password import check_password, update_password

from dinas_sop.constants import (
	KEPALA_DINAS,
	PETUGAS_FRONTLINER,
	PETUGAS_SURAT_MASUK,
	SEKRETARIAT,
	SETTINGS,
	UNIT_KERJA,
)
from dinas_sop.workflows import holidays

PASSWORD = "dinas-2026"
DOMAIN = "dinas.test"
DEPARTMENTS = (
	"Sekretariat",
	"Bidang Kelembagaan dan Pengawasan",
	"Bidang Pemberdayaan Koperasi",
	"Bidang Pemberdayaan Usaha Kecil",
	"Bidang Pembiayaan",
	"Bidang Produksi dan Restrukturisasi Usaha",
)
# (login, role, name with degree, jabatan, department, pangkat, NIP)
OFFICIALS = (
	(
		"kepala",
		KEPALA_DINAS,
		"Dr. Andromeda Qomariah, M.M.",
		"Kepala Dinas",
		None,
		"Pembina Utama Madya",
		"196801171994032003",
	),
	(
		"sekretariat",
		SEKRETARIAT,
		"Rini Wulandari, S.Sos.",
		"Sekretaris",
		"Sekretariat",
		"Pembina Tingkat I",
		"197503122000032001",
	),
	(
		"suratmasuk",
		PETUGAS_SURAT_MASUK,
		"Budi Santoso, A.Md.",
		"Pengelola Surat",
		"Sekretariat",
		"Pengatur",
		"198806152010011002",
	),
	(
		"frontliner",
		PETUGAS_FRONTLINER,
		"Sari Dewi, S.Kom.",
		"Petugas Frontliner",
		"Sekretariat",
		"Penata Muda",
		"199204202015032003",
	),
	(
		"unitkerja",
		UNIT_KERJA,
		"Ir. Agus Prasetyo, M.Si.",
		"Kepala Bidang",
		"Bidang Kelembagaan dan Pengawasan",
		"Pembina",
		"197009091996031004",
	),
	(
		"unitkerja2",
		UNIT_KERJA,
		"Dra. Lestari Handayani",
		"Kepala Bidang",
		"Bidang Pembiayaan",
		"Pembina",
		"197211051998032005",
	),
)
ADMINISTRATOR = ("admin", "Admin SOP")


def email(login: str) -> str:
	return f"{login}@{DOMAIN}"


def logins() -> list[tuple[str, str, str]]:
	"""Role, e-mail and password of each demo user, for the line that `make run` prints."""
	return [(official[1], email(official[0]), PASSWORD) for official in OFFICIALS] + [
		("System Manager", email(ADMINISTRATOR[0]), PASSWORD)
	]


def department(name: str) -> str | None:
	"""The Department record of a unit of the demo office."""
	return (
		frappe.db.get_value("Department", {"department_name": name, "company": company()}) if name else None
	)


def company() -> str:
	return frappe.get_all("Company", pluck="name", order_by="creation", limit=1)[0]


def make_office() -> None:
	"""Make what is missing of the demo office; what stands is left, save that its users can log in."""
	for name in DEPARTMENTS:
		if not department(name):
			frappe.get_doc(doctype="Department", department_name=name, company=company()).insert()
	for login, role, name, *_rest in OFFICIALS:
		_make_user(login, name, [role])
	_make_user(*ADMINISTRATOR, ["System Manager", "Website Manager", "Workspace Manager"])
	_fill_settings()


def _make_user(login: str, full_name: str, roles: list[str]) -> None:
	if frappe.db.exists("User", email(login)):
		_keep_login(email(login), roles)
		return
	user = frappe.get_doc(
		doctype="User",
		email=email(login),
		first_name=full_name,
		language="id",
		send_welcome_email=0,
		new_password=PASSWORD,
		roles=[{"role": role} for role in roles],
	)
	user.flags.ignore_password_policy = True
	user.insert()


def _keep_login(user: str, roles: list[str]) -> None:
	"""A user that stands already, such as the one ERPNext's setup made, logs in as `logins` says."""
	try:
		check_password(user, PASSWORD)
	except frappe.AuthenticationError:
		update_password(user, PASSWORD)
	missing = set(roles) - set(frappe.get_roles(user))
	if missing:
		frappe.get_doc("User", user).add_roles(*missing)


def _fill_settings() -> None:
	settings = frappe.get_single(SETTINGS)
	if settings.officials:
		return
	settings.update(
		{
			"company": company(),
			"address": "Jalan Raya Juanda Nomor 22",
			"city": "Surabaya",
			"postal_code": "61253",
			"phone": "(031) 8676645",
			"website": "diskopukm.jatimprov.go.id",
			"unit_code": "119.1",
			"head": email("kepala"),
		}
	)
	for login, _role, name, position, unit, rank, nip in OFFICIALS:
		settings.append(
			"officials",
			{
				"user": email(login),
				"full_name": name,
				"position": position,
				"department": department(unit),
				"rank": rank,
				"nip": nip,
			},
		)
	settings.save()


def fill_holidays() -> None:
	"""National holidays and cuti bersama of the last, this and the next year, where the office names no list yet."""
	settings, year = frappe.get_single(SETTINGS), getdate().year
	if not settings.holiday_list:
		holidays.fill(settings, year - 1, year + 1)
