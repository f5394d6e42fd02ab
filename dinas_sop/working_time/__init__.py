"""Working time of the office in plain Python: hours, holidays, due dates and why they fall when they do.

Nothing here imports frappe:

- ``hours``     the hours of a day (with its break) and of a week;
- ``calendar``  ``Calendar``: the usual week, ranges of dates that replace it (Ramadan), holidays;
- ``clock``     working minutes between two moments, whether the office works, when it next opens;
- ``standard``  ``parse_standard``: the SOP's Waktu ("10 Menit", "1 Hari", "Menyesuaikan") as a value;
- ``due``       when a step is due, and whether it was left in time;
- ``explain``   one Indonesian sentence that says why.

Moments are naive datetimes on the office's own wall clock (Asia/Jakarta), which is what a Frappe site whose
time zone is Asia/Jakarta stores and returns. Indonesia has no daylight saving time, so plain subtraction is
exact. An aware datetime is refused rather than guessed at. Moments count to the second; fractions are dropped.
"""
