frappe.listview_settings["Research Permit"] = {
	async onload(listview) {
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		dinas_sop.desk.setup_list(listview);
	},
};
