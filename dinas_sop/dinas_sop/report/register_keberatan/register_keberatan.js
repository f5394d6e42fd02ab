frappe.query_reports["Register Keberatan"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.year_start(),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("Until"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "state",
			label: __("State of the objection"),
			fieldtype: "Select",
			options: [""],
		},
	],

	async onload(report) {
		const { message } = await frappe.call("dinas_sop.reports.api.choices");
		const filter = report.get_filter("state");
		filter.df.options = ["", ...(message.states["Information Objection"] || [])];
		filter.refresh();
	},
};
