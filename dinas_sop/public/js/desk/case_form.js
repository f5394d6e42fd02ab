import { show_actions, hide_actions } from "./actions";
import { limit_fields } from "./access";
import { offer_link } from "./applicant_link";
import { setup_attachments } from "./attachments";
import { setup_departments } from "./departments";
import { each_docfield } from "./docfields";
import { setup_doubles, warn_of_doubles } from "./doubles";
import { show_progress, clear_progress } from "./progress";

// Take over what the standard form would show of the Workflow, on this form only: its buttons know the roles,
// but neither self approval nor evidence, and its banner says no more than that the form cannot be edited.
export function attach(frm, { doubles, documents }) {
	if (frm.dinas_sop) return;
	frm.dinas_sop = { double_fields: doubles, documents, uploads: [] };
	frm.states.show_actions = () => {};
	frm.show_workflow_read_only_banner = () => {};
	$(frm.wrapper).on("dirty", () => hide_actions(frm));
	each_docfield(frm.doctype, frm.docname, is_moment, (df) => (df.hide_timezone = 1));
	setup_departments(frm);
	setup_attachments(frm);
	setup_doubles(frm);
}

// The office has one time zone; naming it under every moment helps nobody.
function is_moment(df) {
	return df.fieldtype === "Datetime";
}

export async function refresh(frm) {
	if (frm.is_new()) return refresh_new(frm);
	const progress = frm.doc.__onload?.progress;
	if (!progress) return;
	show_progress(frm, progress);
	limit_fields(frm, progress);
	offer_documents(frm);
	offer_link(frm);
	if (!frm.is_dirty()) show_actions(frm, progress);
	if (progress.unread) {
		await frappe.xcall("dinas_sop.workflows.api.mark_read", {
			doctype: frm.doctype,
			name: frm.docname,
		});
	}
}

// The papers of a case that are made on the spot; its letters stand under Connections.
function offer_documents(frm) {
	for (const kind of frm.dinas_sop.documents) {
		const query = new URLSearchParams({ doctype: frm.doctype, name: frm.docname, kind });
		const url = `/api/method/dinas_sop.letters.api.document?${query}`;
		frm.add_custom_button(__(kind), () => window.open(url), __("Papers of the case"));
	}
}

export async function refresh_new(frm) {
	clear_progress(frm);
	if (!frappe.model.can_create(frm.doctype)) {
		frm.disable_form();
		frm.layout.show_message(__("Your role does not enter new cases."), "red", true);
		return;
	}
	limit_fields(frm, null);
	await mark_needed(frm);
	await warn_of_doubles(frm);
}

// What the SOP needs with every application is marked, so that a walk-in's clerk sees it before saving.
async function mark_needed(frm) {
	frm.dinas_sop.needed ??= await frappe.xcall("dinas_sop.workflows.api.needed_at_entry", {
		doctype: frm.doctype,
	});
	for (const fieldname of frm.dinas_sop.needed) frm.toggle_reqd(fieldname, true);
}
