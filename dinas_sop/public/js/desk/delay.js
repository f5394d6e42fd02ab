// Why the present step of a case is late, in the words of whoever has the turn: from the form and from the queue.
export function ask_why_late({ doctype, name, reason }, done) {
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Why it is late"),
			description: __("The applicant reads this on the tracking page."),
			reqd: 1,
			default: reason,
		},
		async (values) => {
			await frappe.xcall("dinas_sop.workflows.api.explain_delay", {
				doctype,
				name,
				reason: values.reason,
			});
			done();
		},
		__("Write why it is late"),
		__("Save"),
	);
}
