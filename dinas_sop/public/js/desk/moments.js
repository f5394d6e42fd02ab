// A moment as people of the office write it: without seconds, which nobody works by.
export function moment_of(datetime) {
	return frappe.datetime.str_to_user(datetime).replace(/:\d\d$/, "");
}

export function since(datetime) {
	const ago = frappe.datetime.prettyDate(datetime);
	return `${__("since {0}", [moment_of(datetime)])} (${ago})`;
}

export function text(value) {
	return frappe.utils.escape_html(cstr(value));
}
