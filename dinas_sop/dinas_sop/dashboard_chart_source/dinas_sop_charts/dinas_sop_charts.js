frappe.provide("frappe.dashboards.chart_sources");

// The chart's name says what it shows; there is nothing for a user to choose.
frappe.dashboards.chart_sources["Dinas SOP Charts"] = {
	method: "dinas_sop.reports.charts.get",
};
