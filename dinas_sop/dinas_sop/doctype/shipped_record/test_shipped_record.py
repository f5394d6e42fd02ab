# Copyright (c) 2026, Dinas SOP contributors and Contributors
# See license.txt

# import frappe
from frappe.tests.utils import FrappeTestCase


class TestShippedRecord(FrappeTestCase):
	pass
