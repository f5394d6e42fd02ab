frappe.listview_settings["Official Letter"] = {
	hide_name_column: true,
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
