frappe.ui.form.on("Letter Template", {
	async refresh(frm) {
		show_placeholders(frm);
		if (frm.is_new()) return;
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		await dinas_sop.desk.add_shipped_buttons(frm, frm.doctype, frm.docname);
	},

	layout: show_placeholders,
});

// The names that the wording may use, beside the wording.
async function show_placeholders(frm) {
	const area = frm.get_field("placeholder_help").$wrapper.empty();
	if (!frm.doc.layout) return;
	const names = await frappe.xcall(
		"dinas_sop.dinas_sop.doctype.letter_template.letter_template.placeholders",
		{ layout: frm.doc.layout },
	);
	const rows = Object.entries(names).map(
		([name, words]) =>
			`<tr><td><code>{${frappe.utils.escape_html(name)}}</code></td>
			<td>${frappe.utils.escape_html(words)}</td></tr>`,
	);
	area.html(
		`<p class="text-muted">${__(
			"Write these names in curly brackets; each letter gets the case's own value.",
		)}</p><table class="table table-bordered table-sm">${rows.join("")}</table>`,
	);
}
