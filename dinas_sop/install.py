"""What the app puts on a site, and what it leaves alone (DESIGN "A guest on the office's site")."""

from __future__ import annotations

import secrets

import frappe
from frappe.installer import update_site_config

from dinas_sop.constants import (
	CASE_DOCTYPES,
	DATA_REQUEST,
	PEMOHON,
	PENELITI,
	RESEARCH_PERMIT,
	SETTINGS,
	UNIT_KERJA,
)
from dinas_sop.workflows import roles
from dinas_sop.workflows.consistency import active_workflow
from dinas_sop.workflows.seeding import seed

PORTAL_USER = "pemohon@dinas-sop.internal"
LINK_KEY = "dinas_sop_link_key"


def after_install():
	"""Seed the office's records, their permissions, the portal user and the key of the applicants' links."""
	seed()
	_fill_settings()
	for doctype, applicant in ((RESEARCH_PERMIT, PENELITI), (DATA_REQUEST, PEMOHON)):
		roles.grant_creators(doctype, applicant)
	_grant_workflow_roles()
	roles.grant(RESEARCH_PERMIT, UNIT_KERJA, roles.CASE_RIGHTS)  # those disposed to its Department
	roles.grant_assessors()
	roles.grant_objections()
	_make_portal_user()
	if not frappe.conf.get(LINK_KEY):
		update_site_config(LINK_KEY, secrets.token_hex(32))


def after_migrate():
	"""Records shipped by a later version that this site has never had."""
	seed()


def _grant_workflow_roles():
	for doctype in CASE_DOCTYPES:
		workflow = active_workflow(doctype)
		if workflow:
			roles.grant_all(workflow)


def _fill_settings():
	settings = frappe.get_single(SETTINGS)
	for df in settings.meta.fields:
		if df.default and not settings.get(df.fieldname):
			settings.set(df.fieldname, df.default)
	settings.unit_role = settings.unit_role or UNIT_KERJA
	settings.commitment_text = settings.commitment_text or "\n".join(COMMITMENT)
	settings.privacy_notice = settings.privacy_notice or PRIVACY
	fill_working_hours(settings)
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)  # the app itself, at install


def fill_working_hours(settings):
	"""The usual week of an East Java office, where none is given yet."""
	if settings.working_hours:
		return
	for day in ("Senin", "Selasa", "Rabu", "Kamis", "Jumat"):
		friday = day == "Jumat"
		settings.append(
			"working_hours",
			{
				"weekday": day,
				"opens": "07:30:00",
				"closes": "14:30:00" if friday else "16:00:00",
				"break_start": "11:30:00" if friday else "12:00:00",
				"break_end": "13:00:00",
			},
		)


def _make_portal_user():
	"""The internal user that acts for applicants: no password, no desk, no mail."""
	if not frappe.db.exists("User", PORTAL_USER):
		frappe.get_doc(
			{
				"doctype": "User",
				"email": PORTAL_USER,
				"first_name": "Pemohon",
				"user_type": "Website User",
				"send_welcome_email": 0,
				"roles": [{"role": PENELITI}, {"role": PEMOHON}],
			}
		).insert(ignore_permissions=True)  # the app itself, at install
	frappe.db.set_single_value(SETTINGS, "portal_user", PORTAL_USER)


COMMITMENT = (
	"Tidak menyebarkan, menyerahkan, atau menjual data kepada pihak lain dalam bentuk apa pun.",
	"Menggunakan data hanya untuk tujuan yang disebutkan dalam permohonan.",
	"Mencantumkan Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur sebagai sumber data.",
	"Menyimpan data dengan aman dan menghapusnya setelah tujuan tercapai.",
	"Melaporkan kepada Dinas bila terjadi kebocoran data.",
	"Tidak berupaya mengenali kembali orang atau usaha dari data yang diberikan.",
	"Bersedia menerima akibat hukum sesuai peraturan perundang-undangan bila melanggar pernyataan ini.",
)
PRIVACY = (
	"Data pribadi Anda hanya digunakan untuk memproses permohonan ini, disimpan menurut jadwal retensi arsip, "
	"dan tidak ditampilkan kepada umum (UU 27/2022 tentang Pelindungan Data Pribadi)."
)
