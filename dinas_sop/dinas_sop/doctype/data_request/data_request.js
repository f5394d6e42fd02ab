frappe.ui.form.on("Data Request", {
	async before_load(frm) {
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		dinas_sop.desk.attach(frm, {
			letter_number: "letter_number",
			phone: "phone",
			title: "purpose",
		});
	},

	refresh(frm) {
		return dinas_sop.desk.refresh(frm);
	},
});
