frappe.ui.form.on("Workflow", {
	async refresh(frm) {
		if (frm.is_new()) return;
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		await dinas_sop.desk.add_shipped_buttons(frm, frm.doctype, frm.docname);
	},
});
