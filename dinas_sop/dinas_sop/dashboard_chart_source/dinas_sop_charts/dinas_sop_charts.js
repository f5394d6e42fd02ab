frappe.provide("frappe.dashboards.chart_sources");

// Which chart it is stands in the chart's own filters; there is nothing for a user to choose.
frappe.dashboards.chart_sources["Dinas SOP Charts"] = {
	method: "dinas_sop.reports.charts.get",
	filters: [],
};
