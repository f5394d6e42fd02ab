frappe.ui.form.on("SOP Assessment", {
	setup(frm) {
		frm.set_query("sop", () => ({ filters: { status: ["!=", "Draf"] } }));
	},

	onload(frm) {
		if (frm.is_new()) propose(frm);
	},

	kind(frm) {
		propose(frm);
	},

	refresh(frm) {
		for (const table of ["steps", "questions"]) {
			frm.set_df_property(table, "cannot_add_rows", true);
			frm.set_df_property(table, "cannot_delete_rows", true);
			// the platform shows the buttons all the same
			frm.get_field(table).grid.wrapper.find(".grid-footer").hide();
		}
		if (frm.is_new()) {
			frm.set_intro(__("Save, and the steps are filled from the log."));
			return;
		}
		frm.add_custom_button(__("Fill from the Log"), async () => {
			if (frm.is_dirty()) await frm.save();
			await frm.call("fill_from_log");
			await frm.reload_doc();
			frappe.show_alert({
				message: __("The steps were measured anew."),
				indicator: "green",
			});
		});
	},
});

// the period that is over, the SOP in force, and who is logged in
async function propose(frm) {
	const { message } = await frappe.call("dinas_sop.reports.api.proposed_assessment", {
		kind: frm.doc.kind,
	});
	frm.set_value({ ...message, sop: frm.doc.sop || message.sop });
}
