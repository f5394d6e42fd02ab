frappe.query_reports["Rekap Layanan"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.month_start(), -11),
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
			fieldname: "process",
			label: __("Process"),
			fieldtype: "Select",
			options: [
				{ value: "Research Permit", label: __("Research Permit") },
				{ value: "Data Request", label: __("Data Request") },
			],
			default: "Research Permit",
			reqd: 1,
		},
		{
			fieldname: "by",
			label: __("Per"),
			fieldtype: "Select",
			options: [
				{ value: "Campus or Institution", label: __("Campus or Institution") },
				{ value: "Theme", label: __("Theme") },
				{ value: "Unit Kerja", label: __("Unit Kerja") },
			],
			default: "Campus or Institution",
			reqd: 1,
		},
	],
};
