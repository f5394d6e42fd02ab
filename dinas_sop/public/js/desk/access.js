// Rows of these tables are history: they are added and answered in the dialog of an action, never in the grid.
const KEPT_ROWS = ["Disposition", "Correction"];

// Close every field that the server would refuse from this user now, so that nothing is typed in vain.
export function limit_fields(frm, progress) {
	const writable = progress && new Set(progress.writable);
	for (const field of frm.fields) {
		const df = frm.get_docfield(field.df.fieldname);
		if (!df || frappe.model.layout_fields.includes(df.fieldtype)) continue;
		const original = frappe.meta.docfield_map[frm.doctype][df.fieldname];
		const closed = KEPT_ROWS.includes(df.options) || (writable && !writable.has(df.fieldname));
		const read_only = cint(original.read_only || closed);
		if (cint(df.read_only) === read_only) continue;
		df.read_only = read_only;
		field.refresh();
	}
	frm.layout.refresh_sections(); // a section of which nothing is left to show goes with its fields
}
