"""With an archive behind it, no page and no job reads a whole table: what the app really asks is captured and explained."""

import time

import frappe
import pytest
from frappe.database.database import Database

from bench import scale_data, scale_work
from dinas_sop.applicants import lookup
from dinas_sop.constants import CASE_DOCTYPES, RESEARCH_PERMIT, STEP_LOG
from dinas_sop.workflows import api
from tests.site.factory import acting, case_in, enter, user_of

ARCHIVE = 6000  # cases of each kind
APART = 700  # minutes: two years of them
LARGE = {
	f"tab{doctype}"
	for doctype in (
		*CASE_DOCTYPES,
		STEP_LOG,
		"Disposition",
		"Correction",
		"Official Letter",
		"Workflow Action",
	)
}


@pytest.fixture
def archive(site):
	"""Ended cases of two years, and one open case in each of three states."""
	for doctype in CASE_DOCTYPES:
		model = case_in(doctype, scale_data.ENDS[doctype]).name
		scale_data.multiply(doctype, model, 1, ARCHIVE, APART, "X")
	for state in ("Diajukan", "Menunggu Disposisi", "Menunggu Rekomendasi"):
		case_in(RESEARCH_PERMIT, state)
	wait_until_noticed()
	return site


def wait_until_noticed(seconds: float = 60) -> None:
	"""Until the database has counted anew what its indexes hold, which it does by itself after much was written."""
	columns = frappe.qb.Table("statistics", schema="information_schema")
	tables = [f"tab{doctype}" for doctype in (*CASE_DOCTYPES, STEP_LOG)]
	of_creation = (
		frappe.qb.from_(columns)
		.select(columns.cardinality)
		.where(columns.table_schema == frappe.conf.db_name)
		.where(columns.table_name.isin(tables) & (columns.column_name == "creation"))
	)
	until = time.monotonic() + seconds
	while min(count for (count,) in of_creation.run()) < ARCHIVE / 2:
		assert time.monotonic() < until, "the database does not count its indexes"
		time.sleep(0.5)


def unindexed(monkeypatch, work) -> tuple[int, list[str]]:
	"""How many queries on large tables the work asks, and those that read one from end to end."""
	asked, run = [], Database.sql

	def sql(self, *args, **kwargs):
		result = run(self, *args, **kwargs)
		asked.append(self._cursor._executed)
		return result

	with monkeypatch.context() as patch:
		patch.setattr(Database, "sql", sql)
		work()
	found, whole = 0, []
	for query in asked:
		text = query.decode() if isinstance(query, bytes) else query
		if text.lstrip("( ").lower().startswith("select") and any(table in text for table in LARGE):
			steps = [step for step in frappe.db.sql(f"explain {text}", as_dict=True) if step.table in LARGE]
			found += len(steps)
			whole += [f"{step.table} ({step.rows} rows): {text[:1500]}" for step in steps if not step.key]
	return found, whole


def test_daily_work_reads_along_an_index(archive, monkeypatch):
	"""Protects everybody whose office has worked for ten years: queue, list, scan, report, move and tracking open as
	on the first day."""
	for title, (who, work) in scale_work.MEASURED.items():
		frappe.set_user(user_of(who))
		found, whole = unindexed(monkeypatch, work)
		assert found and not whole, (title, whole)


def test_a_form_and_a_look_up_read_along_an_index(archive, monkeypatch):
	"""Protects the counter and the applicant: opening a case, warning of look-alikes, finding one by number and code."""
	with acting("frontliner"):
		case = enter(RESEARCH_PERMIT)
	asks = (
		lambda: api.progress(RESEARCH_PERMIT, case.name),
		lambda: api.similar_cases(RESEARCH_PERMIT, case.phone, case.title, case.bakesbangpol_number),
		lambda: lookup._row(case.name, "*"),
		lambda: frappe.get_doc(RESEARCH_PERMIT, case.name, for_update=True),
	)
	frappe.set_user(user_of("frontliner"))
	for ask in asks:
		found, whole = unindexed(monkeypatch, ask)
		assert found and not whole, whole
