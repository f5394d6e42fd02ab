// Entered twice? Cases that look like the one being entered are shown: a warning, never a block.
// `frm.dinas_sop.double_fields` names the fields of the DocType: letter_number, phone, title.
export function setup_doubles(frm) {
	const fields = Object.values(frm.dinas_sop.double_fields);
	const check = frappe.utils.debounce(() => warn_of_doubles(frm), 400);
	const handlers = Object.fromEntries(fields.map((fieldname) => [fieldname, check]));
	handlers.validate = (form) => warn_of_doubles(form, true);
	frappe.ui.form.on(frm.doctype, handlers);
}

export async function warn_of_doubles(frm, is_saving = false) {
	if (!frm.is_new()) return;
	const asked = {};
	for (const [name, fieldname] of Object.entries(frm.dinas_sop.double_fields)) {
		asked[name] = (frm.doc[fieldname] || "").trim();
	}
	const enough = asked.letter_number || (asked.phone && asked.title);
	const found = enough
		? await frappe.xcall("dinas_sop.workflows.api.similar_cases", {
				doctype: frm.doctype,
				...asked,
			})
		: [];
	show(frm, found);
	if (is_saving && found.length) {
		frappe.show_alert(
			{
				message: __("Please compare with {0}: it may be the same application.", [
					found.map((row) => row.name).join(", "),
				]),
				indicator: "orange",
			},
			15,
		);
	}
}

function show(frm, found) {
	frm.layout.show_message("");
	if (!found.length) return;
	const rows = found.map((row) => {
		const link = frappe.utils.get_form_link(frm.doctype, row.name);
		const words = [row.applicant_name, __(row.workflow_state)].map(frappe.utils.escape_html);
		return `<li><a href="${link}" target="_blank">${row.name}</a> (${words.join(", ")})</li>`;
	});
	frm.layout.show_message(
		`<div class="dinas-doubles"><b>${__("This may have been entered before")}</b><div>${__(
			"An open case has the same letter number, or the same phone and title. You can save all the same.",
		)}</div><ul>${rows.join("")}</ul></div>`,
		"orange",
		true,
	);
}
