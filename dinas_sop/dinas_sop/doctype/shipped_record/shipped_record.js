frappe.ui.form.on("Shipped Record", {
	async refresh(frm) {
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		frm.add_custom_button(__("Open the record"), () =>
			frappe.set_route("Form", frm.doc.ref_doctype, frm.doc.ref_name),
		);
		await dinas_sop.desk.add_shipped_buttons(frm, frm.doc.ref_doctype, frm.doc.ref_name);
	},
});
