from frappe.model.document import Document


class OverdueDigest(Document):
	"""That a user was sent the mail of a day, and of which cases. Its name lets a day have one."""
