{
	const EACH_VISIT = "Each Visit";
	const COUNTS = { visits: "", on_time: "Tepat Waktu", late: "Terlambat", overdue: "" };

	frappe.query_reports["SOP Compliance"] = {
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
				fieldname: "group_by",
				label: __("Grouped by"),
				fieldtype: "Select",
				options: [
					"Step",
					"Role",
					"Unit Kerja",
					"Month",
					{ value: EACH_VISIT, label: __("Each Visit") },
				],
				default: "Step",
				reqd: 1,
			},
			{
				fieldname: "then_by",
				label: __("Then By"),
				fieldtype: "Select",
				options: ["", "Step", "Role", "Unit Kerja", "Month"],
			},
			{
				fieldname: "process",
				label: __("Process"),
				fieldtype: "Select",
				options: [
					"",
					{ value: "Research Permit", label: __("Research Permit") },
					{ value: "Data Request", label: __("Data Request") },
				],
			},
			{ fieldname: "step", label: __("Step"), fieldtype: "Int" },
			{ fieldname: "role", label: __("Role"), fieldtype: "Select", options: [""] },
			{
				fieldname: "department",
				label: __("Unit Kerja"),
				fieldtype: "Select",
				options: [""],
			},
			{
				fieldname: "verdict",
				label: __("Verdict"),
				fieldtype: "Select",
				options: ["", "Tepat Waktu", "Terlambat", "Tidak Diukur"],
			},
			{
				fieldname: "time_of",
				label: __("Time of"),
				fieldtype: "Select",
				options: ["Kantor", "Pemohon"],
				default: "Kantor",
			},
		],

		formatter(value, row, column, data, default_formatter) {
			const shown = default_formatter(value, row, column, data);
			if (!data || !shown) return shown;
			if (column.fieldname in COUNTS && value && data.from_date) {
				const link = $(
					"<a href='#' class='show-visits' style='text-decoration: underline'>",
				).text(value);
				link.attr("data-row", JSON.stringify(drill_down(data, COUNTS[column.fieldname])));
				return $("<div class='text-right'>").append(link)[0].outerHTML;
			}
			if (column.fieldname === "on_time_percent" && value != null) {
				const color = value >= 90 ? "green" : value >= 75 ? "orange" : "red";
				return `<span class="indicator-pill ${color}">${shown}</span>`;
			}
			return shown;
		},

		async onload(report) {
			report.page.wrapper.on("click", ".show-visits", (event) => {
				event.preventDefault();
				overview = report.get_filter_values();
				const filters = JSON.parse(event.currentTarget.getAttribute("data-row"));
				// what changes always comes last: it makes the report run, once
				report.set_filter_value({ ...filters, group_by: EACH_VISIT });
			});
			report.page.add_inner_button(__("Back to the Overview"), () => {
				const empty = { process: "", step: "", role: "", department: "", verdict: "" };
				report.set_filter_value({ ...empty, ...overview, group_by: overview.group_by });
			});
			const { message } = await frappe.call("dinas_sop.reports.api.choices");
			offer(report, "role", message.roles);
			offer(report, "department", message.units);
		},

		after_datatable_render() {
			const report = frappe.query_report;
			const visits = report.get_filter_value("group_by") === EACH_VISIT;
			report.page.inner_toolbar.toggleClass("hide", !(visits && overview));
		},
	};

	// the filters as they were before the visits behind a number were opened
	let overview = null;

	function offer(report, fieldname, options) {
		const filter = report.get_filter(fieldname);
		filter.df.options = ["", ...options];
		filter.refresh();
	}

	// the filters that leave only the visits counted in one cell
	function drill_down(data, verdict) {
		const filters = { then_by: "" };
		if (data.doctype) Object.assign(filters, { process: data.doctype, step: data.step });
		if (data.role) filters.role = data.role;
		if (data.department) filters.department = data.department;
		if (verdict) filters.verdict = verdict;
		if (data.month) {
			const first = `${data.month}-01`;
			const last = moment(first).endOf("month").format("YYYY-MM-DD");
			filters.from_date = first > data.from_date ? first : data.from_date;
			filters.to_date = last < data.to_date ? last : data.to_date;
		}
		return filters;
	}
}
