"""My Queue as the page on which one's own desk begins: a choice of each member of staff, seen by nobody else.

The platform's own setting, a User's default workspace, takes a Workspace only. So the choice stands among the user's own
defaults, and is handed to the platform where it asks for the first page: at login and when the desk loads.
"""

from __future__ import annotations

import frappe
from frappe.auth import LoginManager
from frappe.utils import cint

KEY = "dinas_sop_start_page"
PAGE = "my-queue"


@frappe.whitelist(methods=["POST"])
def choose(start_here: int) -> None:
	"""Let the session user's desk begin at My Queue, or where it began before.

	Args:
		start_here: 1 or 0.
	"""
	if cint(start_here):
		frappe.defaults.set_user_default(KEY, PAGE)
	else:
		frappe.defaults.clear_user_default(KEY)


def is_chosen(user: str) -> bool:
	"""Whether a user chose it."""
	return frappe.defaults.get_user_default(KEY, user) == PAGE


def at_login(login_manager: LoginManager) -> None:
	"""`on_session_creation`: whoever chose it is led there, as to a default workspace. Nothing is stored."""
	if login_manager.user != "Guest" and is_chosen(login_manager.user):
		login_manager.info.default_workspace = PAGE


def at_boot(bootinfo: frappe._dict) -> None:
	"""`extend_bootinfo`: the desk without a path, and the page's own button."""
	if is_chosen(frappe.session.user):
		bootinfo.home_page = PAGE
		bootinfo.dinas_sop_start_page = PAGE
