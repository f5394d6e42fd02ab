"""What the desk asks of the engine: where a case stands, what a move needs, and the move itself."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from dinas_sop.constants import RESEARCH_PERMIT, STATE_FIELD
from dinas_sop.workflows import consistency, locking, messages, reading, step_log
from dinas_sop.workflows.dialog import fields_of_move
from dinas_sop.workflows.moves import carry_out
from dinas_sop.workflows.standing import progress_of, unread_dispositions


@frappe.whitelist()
def progress(doctype: str, name: str) -> dict:
	"""Where a case stands among the SOP's steps, whose turn it is, since when, and what the user may do.

	Args:
		doctype: a case DocType.
		name: registration number.

	Returns:
		`steps` (number, activity, performer, status done|now|later|stopped), `state`, `turn` (a role), `my_turn`,
		`since`, `arrived` (action, by, reason of the last move), `corrections` still open, `answered` ones where the
		case has just come back, `warnings`, `actions` (action, next_state, direction forward|back|return|end),
		`writable` fields, `unread` (a disposition of the user's own unit).
	"""
	return progress_of(_case(doctype, name, "read"))


@frappe.whitelist()
def requirements(doctype: str, name: str, action: str, values: str | dict | None = None) -> dict:
	"""What one action asks of the user: the dialog's fields, and what is missing elsewhere.

	Args:
		action: the Workflow's action.
		values: what the dialog holds so far, so that conditions can be asked anew.

	Returns:
		`fields` (DocField dicts with `kind` field|table|letter, value or rows, `suggested`, mandatory, stale),
		`needs_reason`, `correctable` (where the action returns the case), `open_corrections`, `blocked_by`
		sentences about other steps, `can_save` without moving, `conditional` (ask again when a value changes),
		`next_state` (None while it depends on what is still to be filled in), and the case's `modified`
		timestamp for `move`.

	Raises:
		messages.Refused: the action is not the user's now.
	"""
	case = _case(doctype, name, "write")
	return fields_of_move(case, action, frappe.parse_json(values) or {})


@frappe.whitelist(methods=["POST"])
def move(
	doctype: str,
	name: str,
	action: str | None = None,
	values: str | dict | None = None,
	modified: str | None = None,
) -> dict:
	"""Save the evidence of a dialog and move the case, in one transaction.

	Args:
		action: the Workflow's action; without it the values are saved only ("Simpan dulu").
		values: fieldname -> value; tables as lists of new rows or rows with `name`, and `removed` where they
			are taken out; `move_reason`; `still_valid` as a list of evidence keys; `corrections` as rows with
			`case_field` and `why`.
		modified: the case's timestamp as the dialog saw it.

	Returns:
		The case as saved; of a case that the user does not see any more only its state.

	Raises:
		frappe.TimestampMismatchError: somebody else saved it in between.
		messages.Refused: the guard's answer.
	"""
	case = _case(doctype, name, "write", for_update=True)
	if modified and str(case.modified) != str(modified):
		frappe.throw(
			_(
				"Somebody else has changed this case in the meantime. What you typed is kept; please look again."
			),
			frappe.TimestampMismatchError,
			title=_("Case was changed"),
		)
	carry_out(case, action, frappe.parse_json(values) or {})
	case.reload()
	if not case.has_permission("read"):  # a unit gives its disposition back, and the case with it
		return {"doctype": doctype, "name": name, STATE_FIELD: case.get(STATE_FIELD)}
	case.apply_fieldlevel_read_permissions()
	return case.as_dict()


@frappe.whitelist()
def needed_at_entry(doctype: str) -> list[str]:
	"""Fields that the SOP needs with every application, for the form of a walk-in (rule 6).

	Args:
		doctype: a case DocType.
	"""
	frappe.has_permission(doctype, "create", throw=True)
	process = reading.process_for(doctype)
	return sorted(
		e.field
		for e in process.evidence
		if e.step in process.early_steps and e.mandatory and not e.condition and e.field
	)


@frappe.whitelist()
def performers(sop: str) -> list[dict]:
	"""Steps of an SOP whose turn the Workflow gives to another role than the document's Pelaksana.

	Args:
		sop: name of the SOP, which the user may read.

	Returns:
		`section`, `step`, `performer` (of the document) and `turn` (of the Workflow).
	"""
	doc = frappe.get_doc("SOP", sop)
	doc.check_permission("read")
	found = []
	for section in doc.sections:
		workflow = consistency.active_workflow(section.document_type)
		if not workflow:
			continue
		process = reading.build_process(section.document_type, workflow, doc)
		found += [
			{
				"section": process.section,
				"step": s.number,
				"performer": s.performer,
				"turn": process.turn(s.state),
			}
			for s in process.steps
			if s.state and process.turn(s.state) not in ("", s.performer)
		]
	return found


@frappe.whitelist(methods=["POST"])
def explain_delay(doctype: str, name: str, reason: str) -> None:
	"""Write why the present step is late; the applicant reads it on the tracking page.

	Args:
		reason: plain text.

	Raises:
		messages.Refused: the step is not late, or somebody else has the turn.
	"""
	case = _case(doctype, name, "write", for_update=True)
	standing = progress_of(case)
	row = reading.visits_of(doctype, name)[-1]
	if not (standing["my_turn"] and standing["due"] and standing["due"]["standing"] == "overdue"):
		frappe.throw(
			_("A delay is explained by who has the turn, once the step is overdue."), messages.Refused
		)
	if not reason.strip() or "<" in reason or ">" in reason:
		frappe.throw(
			_("Please write why, without the characters {0} and {1}.").format("&lt;", "&gt;"),
			messages.Refused,
		)
	step_log.explain_delay(row, reason.strip())


@frappe.whitelist(methods=["POST"])
def mark_read(doctype: str, name: str) -> None:
	"""Note on the open disposition rows of the user's Departments that they were seen (Lembar Disposisi)."""
	unread = unread_dispositions(_case(doctype, name, "read"))
	if unread:
		with locking.tells_if_busy():  # a save under way would write the rows as they were over it
			locking.lock(doctype, name)
	for row in unread:
		frappe.db.set_value(
			"Disposition", row.name, "read_on", frappe.utils.now_datetime(), update_modified=False
		)


@frappe.whitelist(methods=["POST"])
def add_way_back(workflow: str) -> None:
	"""Add the rows that lead back from the correction state to the states that return cases.

	Args:
		workflow: name of the Workflow, which the user may write.
	"""
	doc = frappe.get_doc("Workflow", workflow)
	doc.check_permission("write")
	process = reading.process_for(doc.document_type)
	pattern = next(
		(t for t in doc.transitions if t.state == process.correction and t.next_state not in process.finals),
		None,
	)
	if not pattern:
		frappe.throw(_("Please add the row by hand: state {0}.").format(frappe.bold(_(process.correction))))
	for state in consistency.one_way_returns(doc):
		for role in process.editors(process.correction):
			doc.append(
				"transitions",
				{
					"state": process.correction,
					"action": pattern.action,
					"next_state": state,
					"allowed": role,
					"allow_self_approval": 1,
					"condition": f"doc.returned_from == {state!r}",
				},
			)
	doc.save()


@frappe.whitelist()
def similar_cases(
	doctype: str,
	phone: str | None = None,
	title: str | None = None,
	letter_number: str | None = None,
	name: str | None = None,
) -> list[dict]:
	"""Open cases that look like the one being entered: the same Bakesbangpol number, or the same phone and title.

	Args:
		name: the case itself, left out.

	Returns:
		Number, name and state of each; a warning for staff, never a block.
	"""
	frappe.has_permission(doctype, "read", throw=True)
	if not reading.is_case(doctype):
		return []
	process = reading.process_for(doctype)
	number_field, title_field = (
		("bakesbangpol_number", "title") if doctype == RESEARCH_PERMIT else ("letter_number", "purpose")
	)
	open_case = [[STATE_FIELD, "not in", [process.closing, *process.finals]], ["name", "!=", name or ""]]
	looks_like = [[[number_field, "=", letter_number]]] if letter_number else []
	if phone and title:
		looks_like.append([["phone", "=", phone], [title_field, "=", title]])
	found = {}
	for filters in looks_like:
		for row in frappe.get_list(
			doctype, filters=[*open_case, *filters], fields=["name", "applicant_name", STATE_FIELD], limit=5
		):
			found[row.name] = row
	return list(found.values())


def _case(doctype: str, name: str, ptype: str, for_update: bool = False) -> Document:
	if not reading.is_case(doctype):
		frappe.throw(_("{0} is not a case of the SOP.").format(doctype), messages.Refused)
	case = frappe.get_doc(doctype, name, for_update=for_update)
	case.check_permission(ptype)
	return case
