// Change the DocFields of a form and its tables, those that the desk has copied for the open document included.
export function each_docfield(doctype, docname, wanted, change) {
	const tables = frappe.meta
		.get_docfields(doctype)
		.filter((df) => frappe.model.table_fields.includes(df.fieldtype));
	for (const name of [doctype, ...tables.map((df) => df.options)]) {
		const maps = [frappe.meta.docfield_map[name], frappe.meta.docfield_copy[name]?.[docname]];
		for (const map of maps.filter(Boolean)) {
			Object.values(map).filter(wanted).forEach(change);
		}
	}
}
