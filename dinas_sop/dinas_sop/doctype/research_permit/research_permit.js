frappe.ui.form.on("Research Permit", {
	async before_load(frm) {
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		dinas_sop.desk.attach(frm, {
			doubles: {
				letter_number: "bakesbangpol_number",
				phone: "phone",
				title: "title",
			},
			documents: ["Tanda Terima", "Lembar Disposisi", "Lembar Kendali"],
		});
	},

	refresh(frm) {
		return dinas_sop.desk.refresh(frm);
	},
});
