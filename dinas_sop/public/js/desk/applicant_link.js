// A new management link for an applicant at the counter, with its QR code to print. Whoever enters cases has it.
export function offer_link(frm) {
	if (!frappe.model.can_create(frm.doctype)) return;
	frm.page.add_menu_item(__("New link for the applicant"), () => ask_first(frm));
}

function ask_first(frm) {
	frappe.confirm(
		__(
			"Have you seen the applicant's identity card? The links given out before will no longer work.",
		),
		async () => {
			const link = await frappe.xcall("dinas_sop.applicants.api.new_link", {
				doctype: frm.doctype,
				name: frm.docname,
			});
			show(frm, link);
		},
	);
}

function show(frm, { url, qr }) {
	const sheet = `
		<div style="text-align: center">
			<p>${__("Application {0}", [frappe.utils.escape_html(frm.docname).bold()])}</p>
			${qr}
			<p style="word-break: break-all">${frappe.utils.escape_html(url)}</p>
			<p>${__("Whoever has this link can act for the applicant. Please keep it safe.")}</p>
		</div>`;
	const dialog = new frappe.ui.Dialog({
		title: __("New link for the applicant"),
		fields: [{ fieldtype: "HTML", fieldname: "sheet", options: sheet }],
		primary_action_label: __("Print this link"),
		primary_action: () => print_sheet(sheet),
	});
	dialog.show();
}

function print_sheet(sheet) {
	const page = window.open("", "_blank", "width=480,height=640");
	page.document.write(`<body style="font-family: sans-serif">${sheet}</body>`);
	page.document.close();
	page.print();
}
