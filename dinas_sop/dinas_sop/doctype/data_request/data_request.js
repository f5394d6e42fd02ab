frappe.ui.form.on("Data Request", {
	async before_load(frm) {
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		dinas_sop.desk.attach(frm, {
			doubles: {
				letter_number: "letter_number",
				phone: "phone",
				title: "purpose",
			},
			documents: ["Tanda Terima", "Lembar Disposisi", "Surat Pernyataan", "Lembar Kendali"],
		});
	},

	refresh(frm) {
		return dinas_sop.desk.refresh(frm);
	},
});
