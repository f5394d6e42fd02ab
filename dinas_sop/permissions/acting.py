"""Plt. and Plh.: a deputy holds the roles of an official on leave for some days, and no longer.

Roles are given and taken by a scheduled job and, where the scheduler is down, by the first request after the change;
a role held through an ended record counts for nothing even then.
"""

from __future__ import annotations

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from dinas_sop.workflows import remembered

ACTING = "Acting Official"
CACHE_KEY = "dinas_sop_acting"


def sync(today: date | None = None) -> None:
	"""Give the roles of records that begin and take those of records that ended.

	Args:
		today: the office's date; for tests.
	"""
	today = getdate(today or nowdate())
	for name in frappe.get_all(ACTING, {"started": 1, "ended": 0, "to_date": ("<", today)}, pluck="name"):
		end(frappe.get_doc(ACTING, name))
	for name in frappe.get_all(
		ACTING, {"started": 0, "ended": 0, "from_date": ("<=", today), "to_date": (">=", today)}, pluck="name"
	):
		start(frappe.get_doc(ACTING, name))


def at_request() -> None:
	"""`before_request`: one cached look-up; where a record begins or ended since the last sync, it is carried out."""
	if getattr(frappe.local, "db", None) and any(_is_due(record) for record in records()):
		sync()
		frappe.db.commit()  # before the request begins: a GET would roll the roles back


def roles_of(user: str | None = None) -> frozenset[str]:
	"""The roles that count for a user now: those held, less those held only through a record that ended.

	Args:
		user: the session's user by default.
	"""
	user = user or frappe.session.user
	roles, today = set(frappe.get_roles(user)), getdate(nowdate())
	mine = [record for record in records() if record["deputy"] == user and record["started"]]
	still = {role for record in mine if getdate(record["to_date"]) >= today for role in record["roles"]}
	for record in mine:
		if getdate(record["to_date"]) < today:
			roles -= set(record["roles"]) - still
	return frozenset(roles)


def acting_for(user: str, role: str | None = None) -> frappe._dict | None:
	"""The record through which a user acts today for somebody else.

	Args:
		role: only a record that gave this role.
	"""
	today = getdate(nowdate())
	for record in records():
		in_force = getdate(record["from_date"]) <= today <= getdate(record["to_date"])
		if record["deputy"] == user and in_force and (role is None or role in record["roles"]):
			return frappe._dict(record)
	return None


def deputy_of(user: str) -> frappe._dict | None:
	"""The record that names who acts for a user today."""
	today = getdate(nowdate())
	for record in records():
		if record["acts_for"] == user and getdate(record["from_date"]) <= today <= getdate(record["to_date"]):
			return frappe._dict(record)
	return None


def records() -> list[dict]:
	"""Records that have not ended, cached: there are few, and every request of staff asks for them."""
	cached = frappe.cache.get_value(CACHE_KEY)
	if cached is None:
		if not frappe.db.table_exists(ACTING):  # new code, and `bench migrate` is still to come
			return []
		cached = [
			row | {"roles": (row.pop("granted_roles") or "").split("\n")}
			for row in frappe.get_all(
				ACTING,
				{"ended": 0},
				["name", "kind", "deputy", "acts_for", "from_date", "to_date", "started", "granted_roles"],
			)
		]
		frappe.cache.set_value(CACHE_KEY, cached)
	return cached


def forget() -> None:
	remembered.forget(CACHE_KEY)


def start(record) -> None:
	"""Give the deputy the official's roles that the deputy does not hold anyway."""
	from dinas_sop.workflows.roles import roles_of_workflows

	wanted = roles_of_workflows() & set(frappe.get_roles(record.acts_for))
	granted = sorted(wanted - set(frappe.get_roles(record.deputy)))
	_change_roles(record.deputy, add=granted)
	record.db_set({"started": 1, "granted_roles": "\n".join(granted)})
	forget()


def end(record) -> None:
	"""Take back what `start` gave, unless another record that is in force gave it too."""
	kept = {
		role
		for other in frappe.get_all(
			ACTING,
			{"deputy": record.deputy, "started": 1, "ended": 0, "name": ("!=", record.name)},
			["granted_roles"],
		)
		for role in (other.granted_roles or "").split("\n")
	}
	_change_roles(
		record.deputy, remove=[r for r in (record.granted_roles or "").split("\n") if r and r not in kept]
	)
	record.db_set("ended", 1)
	forget()


def title(record: frappe._dict) -> str:
	"""How a deputy signs: "Plh. Kepala Dinas"."""
	settings = frappe.get_cached_doc("Dinas SOP Settings")
	position = next((row.position for row in settings.officials if row.user == record.acts_for), "") or _(
		"official"
	)
	return f"{record.kind} {position}"


def _is_due(record: dict) -> bool:
	today = getdate(nowdate())
	if record["started"]:
		return getdate(record["to_date"]) < today
	return getdate(record["from_date"]) <= today <= getdate(record["to_date"])


def _change_roles(user: str, add: list[str] = (), remove: list[str] = ()) -> None:
	if not (add or remove):
		return
	doc = frappe.get_doc("User", user)
	if add:
		doc.append_roles(*add)
	if remove:
		doc.set("roles", [row for row in doc.roles if row.role not in remove])
	doc.save(ignore_permissions=True)  # the record was written by an administrator
