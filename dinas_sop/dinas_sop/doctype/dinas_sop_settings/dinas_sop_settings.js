// The administrator need not hold a role of ERPNext's HR to name an official's unit; the server checks the link.
frappe.meta.docfield_map["Dinas Official"].department.ignore_link_validation = 1;

frappe.ui.form.on("Dinas SOP Settings", {
	onload(frm) {
		frm.set_query("department", "officials", () => ({
			query: "dinas_sop.workflows.departments.unit_query",
		}));
		frm.set_query("head", () => ({
			filters: { name: ["in", (frm.doc.officials || []).map((row) => row.user)] },
		}));
	},
});
