frappe.listview_settings["SOP"] = {
	get_indicator(doc) {
		const colours = { Draf: "orange", Berlaku: "green", Digantikan: "gray" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
