// Copyright (c) 2026, Dinas SOP contributors and contributors
// For license information, please see license.txt

// frappe.ui.form.on("Shipped Record", {
// 	refresh(frm) {

// 	},
// });
