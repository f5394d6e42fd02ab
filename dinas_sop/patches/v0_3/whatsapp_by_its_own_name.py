"""The channel "WhatsApp" became "Pesan WhatsApp": ERPNext's Indonesian has another word for the bare name."""

import frappe

from dinas_sop.constants import RESEARCH_PERMIT


def execute():
	permit = frappe.qb.DocType(RESEARCH_PERMIT)
	(
		frappe.qb.update(permit)
		.set(permit.notification_channel, "Pesan WhatsApp")
		.where(permit.notification_channel == "WhatsApp")
		.run()
	)
