import { improve_in_dialog, upload_options } from "./attachments";

const LONG = [
	"Small Text",
	"Text",
	"Long Text",
	"Text Editor",
	"HTML",
	"Attach",
	"Check",
	"Rating",
];

// A DocField from the server as a control of the dialog.
export function control_of(frm, field, extra = {}) {
	const df = {
		fieldname: field.fieldname,
		fieldtype: field.fieldtype,
		label: field.label,
		options: field.options,
		description: field.description && __(field.description),
		length: field.length,
		...extra,
	};
	if (field.choices) {
		Object.assign(df, { fieldtype: "Autocomplete", options: field.choices, max_items: 50 });
	} else if (field.fieldtype === "Attach") {
		df.options = upload_options(field.fieldname, {
			doctype: frm.doctype,
			docname: frm.docname,
			fieldname: field.fieldname,
		});
	} else if (field.fieldtype === "Link") {
		df.only_select = 1;
	} else if (field.fieldtype === "Datetime") {
		df.hide_timezone = 1;
	}
	return df;
}

// Short fields side by side, two in a row; long ones over the whole width.
export function arrange(fields) {
	const arranged = [];
	let beside = false;
	fields.forEach((df, index) => {
		const short = !is_long(df);
		const next = fields[index + 1];
		if (short && beside) {
			arranged.push({ fieldtype: "Column Break" }, df);
			beside = false;
			return;
		}
		arranged.push({ fieldtype: "Section Break", hide_border: 1 }, df);
		beside = short && next && !is_long(next);
	});
	return arranged;
}

export function is_long(df) {
	return Boolean(LONG.includes(df.fieldtype) || df.whole_width);
}

// A group of controls inside `parent` that knows when one of them changes.
export function make_group(parent, fields, { frm, on_change, primary }) {
	for (const df of fields) {
		if (df.fieldname && df.fieldtype !== "HTML") df.onchange = on_change;
	}
	const group = new frappe.ui.FieldGroup({
		fields: arrange(fields),
		body: parent,
		no_focus: true,
		is_dialog: true, // an empty field is not marked before the first try
		has_primary_action: true,
		get_primary_btn: primary,
	});
	group.make();
	group.fields_list
		.filter((control) => control.df.fieldtype === "Attach")
		.forEach((control) => improve_in_dialog(frm, control));
	return group;
}

export function is_empty(value) {
	return value === undefined || value === null || value === "" || value === 0;
}

export function text(value) {
	return frappe.utils.escape_html(cstr(value));
}
