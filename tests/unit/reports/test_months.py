"""Periods of reports and assessments."""

from datetime import date

from dinas_sop.reports.months import last_half_year, last_year, month_name, months_between


def test_a_period_over_new_year_has_all_its_months():
	"""Protects the Rekap from losing December."""
	months = months_between(date(2025, 11, 30), date(2026, 2, 1))
	assert months == ["2025-11", "2025-12", "2026-01", "2026-02"]
	assert [month_name(each) for each in months] == ["Nov 2025", "Des 2025", "Jan 2026", "Feb 2026"]
	assert months_between(date(2026, 3, 1), date(2026, 2, 1)) == []


def test_monitoring_looks_at_the_half_year_that_is_over():
	"""Protects the assessor from judging a half-year that has not ended."""
	assert last_half_year(date(2026, 7, 1)) == (date(2026, 1, 1), date(2026, 6, 30))
	assert last_half_year(date(2026, 12, 31)) == (date(2026, 1, 1), date(2026, 6, 30))
	assert last_half_year(date(2026, 6, 30)) == (date(2025, 7, 1), date(2025, 12, 31))
	assert last_year(date(2026, 1, 1)) == (date(2025, 1, 1), date(2025, 12, 31))
