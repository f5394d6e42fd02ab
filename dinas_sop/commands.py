"""`bench --site SITE dinas-sop …`: what the office differs in from the shipped records, and putting them back."""

from __future__ import annotations

import click
import frappe
from frappe.commands import get_site, pass_context


@click.group("dinas-sop")
def dinas_sop():
	"""Records that the app ships and the office owns."""


@dinas_sop.command("difference")
@click.argument("doctype", required=False)
@click.argument("name", required=False)
@pass_context
def show_difference(context, doctype: str | None = None, name: str | None = None):
	"""Show how records on the site differ from their shipped versions."""
	from dinas_sop.workflows import seeding

	with _site(context):
		for record in seeding.shipped_records():
			record_name = seeding.record_name(record)
			if doctype not in (None, record["doctype"]) or name not in (None, record_name):
				continue
			for row in seeding.difference(record["doctype"], record_name):
				click.echo(f"{record['doctype']} {record_name}: {row['field']}")
				click.echo(f"  shipped: {row['shipped']}\n  now:     {row['now']}")


@dinas_sop.command("restore")
@click.argument("doctype")
@click.argument("name")
@pass_context
def restore(context, doctype: str, name: str):
	"""Put the shipped version of one record back (of an SOP: as a new draft)."""
	from dinas_sop.workflows import seeding

	with _site(context):
		restored = seeding.restore(doctype, name)
		frappe.db.commit()  # a command is its own transaction
		click.echo(f"{doctype} {restored}")


@dinas_sop.command("demo-year")
@pass_context
def demo_year(context):
	"""Fill a demo site with a year of past cases, for the reports. Never on the office's own site."""
	from dinas_sop.demo import year

	with _site(context):
		frappe.set_user("Administrator")
		made = year.load()
		frappe.db.commit()  # a command is its own transaction
		click.echo(f"{made} cases")


class _site:
	def __init__(self, context):
		self.site = get_site(context)

	def __enter__(self):
		frappe.init(self.site)
		frappe.connect()

	def __exit__(self, *error):
		frappe.destroy()


commands = [dinas_sop]
