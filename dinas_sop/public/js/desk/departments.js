import { each_docfield } from "./docfields";

export const QUERY = "dinas_sop.workflows.departments.unit_query";

// Staff have no permission on ERPNext's Department. Our own query lists the office's units, and the desk's check
// of a link, which would refuse them, is left to the server's check at the save.
export function setup_departments(frm) {
	for (const df of frappe.meta.get_docfields(frm.doctype)) {
		if (is_unit(df)) frm.set_query(df.fieldname, QUERY);
	}
	each_docfield(frm.doctype, frm.docname, is_unit, prepare);
	each_docfield(frm.doctype, frm.docname, is_user, (df) => {
		df.formatter = (value) => frappe.utils.escape_html(frappe.user_info(value).fullname || "");
	});
}

// ERPNext names a Department "<department> - <abbreviation of the company>"; people know it without.
export function unit_label(name) {
	return (name || "").replace(/ - [^-]*$/, "");
}

export function is_unit(df) {
	return df.fieldtype === "Link" && df.options === "Department";
}

function is_user(df) {
	return df.fieldtype === "Link" && df.options === "User";
}

export function prepare(df) {
	df.ignore_link_validation = 1;
	df.formatter = (value) => frappe.utils.escape_html(unit_label(value));
}
