"""From a checked form to a case, in one transaction: the files, the number, the log; or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec

import frappe
from frappe.model.document import Document

from dinas_sop.applicants import mail, office, parking, shown
from dinas_sop.applicants.checking import is_shown, value_of
from dinas_sop.applicants.fields import Form
from dinas_sop.applicants.layout import words
from dinas_sop.constants import CHANNEL_WEB_FORM
from dinas_sop.workflows.locking import Busy
from dinas_sop.workflows.messages import Refused

ATTEMPTS = 3  # where the database chose this submission as the one to step back


class NotTaken(Exception):
	"""The submission was refused; the text says why, in plain words."""


def submit(form: Form, values: Mapping[str, object]) -> Document:
	"""Make a case of what was typed. The transaction is the request's: it commits with the answer.

	Args:
		form: the form as it is now; only what it shows is taken.
		values: what was typed, without problems.

	Returns:
		The case.

	Raises:
		NotTaken: the guard or the document refuses; nothing is kept.
	"""
	for attempt in range(1, ATTEMPTS + 1):
		try:
			return _insert(form, values)
		except (frappe.QueryDeadlockError, Busy):
			frappe.db.rollback()
			if attempt == ATTEMPTS:
				raise
			frappe.clear_messages()
		except Refused as refusal:
			raise NotTaken(office.take_back(refusal)) from refusal
		except FileNotFoundError as error:
			office.take_back(error)
			raise NotTaken(words("kabar", "file gone")) from error
		except frappe.ValidationError as error:
			text = office.take_back(error)
			frappe.log_error(title="Public form refused by the document", message=text)
			raise NotTaken(words("kabar", "not taken", text)) from error


def receipt_maker() -> Callable[[Document, str], bytes] | None:
	"""What makes PDFs of a case (`letters.documents.pdf`), where that part of the app is there."""
	if not find_spec("dinas_sop.letters.documents"):
		return None
	from dinas_sop.letters import documents

	return getattr(documents, "pdf", None)


def _insert(form: Form, values: Mapping[str, object]) -> Document:
	with office.acting_as_applicant(CHANNEL_WEB_FORM):
		case = frappe.get_doc({"doctype": form.doctype})
		for one in form.asking:
			if not is_shown(one, values):
				continue
			if one.kind != "file":
				case.set(one.name, value_of(one, values.get(one.name)))
			elif values.get(one.name):
				token, where = str(values[one.name]), shown.place(form.doctype, one.name)
				case.set(one.name, parking.claim(token, where))
		case.insert()
	mail.tell_received(case)
	return case
