"""Do an SOP, the Workflow and the cases that run on them still fit together? Asked before either is saved."""

from __future__ import annotations

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import cint

from dinas_sop.constants import CASE_DOCTYPES, OBJECTION, STATE_FIELD
from dinas_sop.workflows import reading, roles, sop_rows


class Inconsistent(frappe.ValidationError):
	"""An SOP or Workflow that would leave cases without a way on."""


def check_sop(sop: Document, for_publishing: bool = False) -> None:
	"""Refuse an SOP whose rows contradict each other, or (for publishing) the Workflow and the public form.

	Raises:
		Inconsistent: naming the row and what to do.
	"""
	problems = sop_rows.problems(sop)
	if for_publishing:
		for section in sop.sections:
			workflow = active_workflow(section.document_type)
			if not workflow:
				problems.append(_("{0} has no active Workflow.").format(bold(_(section.document_type))))
				continue
			process = reading.build_process(section.document_type, workflow, sop)
			problems += _state_problems(process)
			problems += [
				_("The public form {0} does not ask for {1}.").format(bold(form), bold(_(label)))
				for form, label in missing_on_web_forms(process)
			]
	_throw(problems, _("This SOP cannot be used yet"))


def check_workflow(workflow: Document, method: str | None = None) -> None:
	"""`validate` of Workflow: no state that a step or an open case needs may vanish.

	Raises:
		Inconsistent: naming the state and what needs it.
	"""
	if frappe.flags.in_uninstall:
		return
	doctype, problems = workflow.document_type, _lost_doctype(workflow)
	if doctype not in CASE_DOCTYPES:
		_throw(problems, _("This Workflow would leave cases without a way on"))
		return
	states = {row.state for row in workflow.states}
	if cint(workflow.is_active):
		for sop in _sops_in_use(doctype):
			problems += _state_problems(
				reading.build_process(doctype, workflow, frappe.get_cached_doc("SOP", sop))
			)
		for state, count in _open_states(doctype):
			if state not in states:
				problems.append(_("{0} cases stand in {1}.").format(count, bold(_(state))))
	elif frappe.db.get_value("Workflow", workflow.name, "is_active") and not _other_active(doctype, workflow):
		problems.append(_("{0} needs an active Workflow.").format(bold(_(doctype))))
	if workflow.workflow_state_field != STATE_FIELD:
		problems.append(_("The state of a case stands in the field {0}.").format(bold(STATE_FIELD)))
	problems += [
		_("{0}: a state of this Workflow keeps Doc Status 0.").format(bold(_(row.state)))
		for row in workflow.states
		if cint(row.doc_status)
	]
	_throw(problems, _("This Workflow would leave cases without a way on"))
	_warn_of_one_way_returns(workflow)


def workflow_saved(workflow: Document, method: str | None = None) -> None:
	"""`on_update` of Workflow: roles newly named get the permissions they need."""
	if workflow.document_type in CASE_DOCTYPES and cint(workflow.is_active):
		roles.grant_all(workflow)
	elif workflow.document_type == OBJECTION and cint(workflow.is_active):
		roles.grant_objection_role(workflow)


def refuse_workflow_deletion(workflow: Document, method: str | None = None) -> None:
	"""`on_trash` of Workflow: the active one of a case DocType stays."""
	if workflow.document_type in CASE_DOCTYPES and cint(workflow.is_active) and not frappe.flags.in_uninstall:
		frappe.throw(
			_("{0} needs its active Workflow. Activate another one first.").format(
				bold(_(workflow.document_type))
			),
			Inconsistent,
		)


def check_web_form(form: Document, method: str | None = None) -> None:
	"""`validate` of Web Form: the public form asks for the evidence of the steps before the first state, and for what
	the document cannot be without.

	Raises:
		Inconsistent: naming the fields.
	"""
	if form.doc_type not in CASE_DOCTYPES or not reading.sop_in_force(form.doc_type):
		return
	process = reading.process_for(form.doc_type)
	labels = [bold(_(label)) for label in _missing_on_form(form, process)]
	if labels:
		frappe.throw(
			_("Every application needs {0}, so the form has to ask for it.").format(", ".join(labels)),
			Inconsistent,
			title=_("The form would be incomplete"),
		)


def active_workflow(doctype: str) -> Document | None:
	name = frappe.db.get_value("Workflow", {"document_type": doctype, "is_active": 1})
	return frappe.get_cached_doc("Workflow", name) if name else None


def one_way_returns(workflow: Document) -> list[str]:
	"""States that lead to the correction state, while nothing leads back from it to them."""
	sop = reading.sop_in_force(workflow.document_type)
	if not sop:
		return []
	process = reading.build_process(workflow.document_type, workflow, frappe.get_cached_doc("SOP", sop))
	back = {t.next_state for t in process.transitions if t.state == process.correction}
	return [
		state
		for state in process.states
		if any(t.state == state and t.next_state == process.correction for t in process.transitions)
		and state not in back
	]


def missing_on_web_forms(process) -> list[tuple[str, str]]:
	"""Evidence of the steps before the first state that a published Web Form does not ask for."""
	found = []
	for name in frappe.get_all("Web Form", {"doc_type": process.doctype, "published": 1}, pluck="name"):
		found += [
			(name, label) for label in _missing_on_form(frappe.get_cached_doc("Web Form", name), process)
		]
	return found


def _missing_on_form(form: Document, process) -> list[str]:
	shown = {row.fieldname for row in form.web_form_fields if row.fieldname and not cint(row.hidden)}
	needed = {
		e.field
		for e in process.evidence
		if e.step in process.early_steps and e.mandatory and not e.condition and e.field
	}
	meta = frappe.get_meta(process.doctype)
	needed |= {df.fieldname for df in meta.get("fields", {"reqd": 1}) if not df.default}
	return [meta.get_label(name) for name in sorted(needed - shown)]


def _state_problems(process) -> list[str]:
	needed = {step.state: _("Step {0}").format(step.number) for step in process.steps if step.state}
	needed |= {
		state: process.section for state in (process.closing, process.correction, *process.finals) if state
	}
	return [
		_("{0} needs the state {1}, which the Workflow does not have.").format(what, bold(_(state)))
		for state, what in needed.items()
		if state not in process.states
	]


def _sops_in_use(doctype: str) -> set[str]:
	case = frappe.qb.DocType(doctype)
	names = {row[0] for row in frappe.qb.from_(case).select(case.sop).distinct().run() if row[0]}
	finals = set()
	for name in names:
		process_sop = frappe.get_cached_doc("SOP", name)
		section = next(s for s in process_sop.sections if s.document_type == doctype)
		finals |= {section.closing_state, *reading.lines(section.final_states)}
	open_names = set(
		frappe.get_all(doctype, {STATE_FIELD: ("not in", list(finals) or [""])}, pluck="sop", distinct=True)
	)
	return {name for name in {*open_names, reading.sop_in_force(doctype)} if name}


def _open_states(doctype: str) -> list[tuple[str, int]]:
	case = frappe.qb.DocType(doctype)
	from frappe.query_builder.functions import Count

	return frappe.qb.from_(case).select(case[STATE_FIELD], Count("*")).groupby(case[STATE_FIELD]).run()


def _lost_doctype(workflow: Document) -> list[str]:
	"""A case DocType that this save takes its active Workflow from, by giving it another document."""
	before = workflow.get_doc_before_save()
	if not before or before.document_type in (workflow.document_type, None):
		return []
	if before.document_type not in CASE_DOCTYPES or not cint(before.is_active):
		return []
	if _other_active(before.document_type, workflow):
		return []
	return [_("{0} needs an active Workflow.").format(bold(_(before.document_type)))]


def _other_active(doctype: str, workflow: Document) -> bool:
	return bool(
		frappe.db.exists(
			"Workflow", {"document_type": doctype, "is_active": 1, "name": ("!=", workflow.name)}
		)
	)


def _warn_of_one_way_returns(workflow: Document) -> None:
	states = one_way_returns(workflow) if cint(workflow.is_active) else []
	if states:
		frappe.msgprint(
			_(
				"{0} returns cases for correction, but nothing leads back to it. Add a row for it, or applicants cannot resubmit."
			).format(", ".join(bold(_(state)) for state in states)),
			title=_("A way back is missing"),
			indicator="orange",
			primary_action={
				"label": _("Add the row"),
				"server_action": "dinas_sop.workflows.api.add_way_back",
				"args": {"workflow": workflow.name},
				"hide_on_success": 1,
			},
		)


def _throw(problems: list[str], title: str) -> None:
	if problems:
		frappe.throw(problems, Inconsistent, title=title, as_list=True)
