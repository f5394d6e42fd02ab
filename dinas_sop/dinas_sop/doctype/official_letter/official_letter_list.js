frappe.listview_settings["Official Letter"] = {
	hide_name_column: true,
	add_fields: ["letter_number"],
	formatters: {
		subject(value, df, doc) {
			const text = doc.letter_number ? `${doc.letter_number} · ${value}` : value;
			return frappe.utils.escape_html(text || "");
		},
	},
	get_indicator(doc) {
		const colours = {
			Draf: "orange",
			Terbit: "blue",
			Ditandatangani: "green",
			Diganti: "gray",
			Dicabut: "red",
		};
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
