"""The site named by DINAS_SITE, under whatever host name it is asked for, with its static files.

For gunicorn, started in the bench's sites folder. Frappe's own development server would listen to the whole
network with a debugger that runs code.
"""

import os

import frappe.app

frappe.app._site = os.environ["DINAS_SITE"]
application = frappe.app.application_with_statics()
