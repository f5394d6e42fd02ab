import { ask } from "./request";
import { text } from "./dialog_fields";

const API = "dinas_sop.workflows.shipped_api";

// Buttons of a record that this app shipped: how it differs from the shipped version, and the way back to it.
export async function add_shipped_buttons(frm, doctype, name) {
	if (!frappe.user.has_role("System Manager")) return;
	const is_shipped = await frappe.xcall(`${API}.is_shipped`, { doctype, name });
	if (!is_shipped) return;
	frm.add_custom_button(__("Difference from the shipped version"), () =>
		show_difference(frm, doctype, name),
	);
}

async function show_difference(frm, doctype, name) {
	const rows = await frappe.xcall(`${API}.difference`, { doctype, name });
	const dialog = new frappe.ui.Dialog({
		title: __("Difference from the shipped version"),
		size: "large",
	});
	$(dialog.body).html(rows.length ? table(rows) : `<p>${__("There is no difference.")}</p>`);
	if (rows.length) {
		dialog.set_primary_action(__("Restore the shipped version"), () =>
			confirm_restore(frm, doctype, name, dialog),
		);
	}
	dialog.show();
}

function table(rows) {
	const cell = (value) => `<td>${is_nothing(value) ? "<i>-</i>" : text(value)}</td>`;
	const lines = rows.map(
		(row) => `<tr>${cell(__(row.field))}${cell(row.shipped)}${cell(row.now)}</tr>`,
	);
	const heads = [__("What"), __("As shipped"), __("Now")].map((head) => `<th>${head}</th>`);
	return `<div class="table-responsive"><table class="table table-bordered dinas-difference">
		<thead><tr>${heads.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table></div>`;
}

function is_nothing(value) {
	return value === null || value === undefined || value === "";
}

function confirm_restore(frm, doctype, name, dialog) {
	frappe.confirm(
		__("Put the shipped version of {0} back? What the office changed in it is lost.", [
			`<b>${text(name)}</b>`,
		]),
		async () => {
			try {
				const restored = await ask(`${API}.restore`, { doctype, name }, __("Restoring"));
				dialog.hide();
				frappe.show_alert({ message: __("Put back as shipped"), indicator: "green" });
				if (frm.doctype === doctype && frm.docname === restored) frm.reload_doc();
				else frappe.set_route("Form", doctype, restored);
			} catch (refusal) {
				frappe.msgprint(refusal.messages);
			}
		},
	);
}
