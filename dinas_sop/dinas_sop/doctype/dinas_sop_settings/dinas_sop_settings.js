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

	refresh(frm) {
		frm.add_custom_button(__("National Holidays"), () => ask_for_years(frm));
	},
});

// Which years to fill the office's Holiday List for, and the days off that no library knows.
function ask_for_years(frm) {
	const year = Number(frappe.datetime.get_today().slice(0, 4));
	const dialog = new frappe.ui.Dialog({
		title: __("National Holidays"),
		fields: [
			{
				fieldname: "first_year",
				fieldtype: "Int",
				label: __("From Year"),
				default: year,
				reqd: 1,
			},
			{ fieldname: "column_break", fieldtype: "Column Break" },
			{
				fieldname: "last_year",
				fieldtype: "Int",
				label: __("To Year"),
				default: year + 1,
				reqd: 1,
			},
			{ fieldname: "section_break", fieldtype: "Section Break" },
			{
				fieldname: "joint_leave",
				fieldtype: "Check",
				label: __("Also cuti bersama, as far as known"),
				description: __("Please check these against the joint decree (SKB) of the year."),
				default: 1,
			},
			{
				fieldname: "weekly_off",
				fieldtype: "Check",
				label: __("Also the days off of every week"),
				description: __("Due dates do not need them; the rest of ERPNext does."),
				default: 1,
			},
			{
				fieldname: "own_days",
				fieldtype: "Table",
				label: __("Further days off"),
				in_place_edit: true,
				data: [],
				fields: [
					{
						fieldname: "holiday_date",
						fieldtype: "Date",
						label: __("Date"),
						in_list_view: 1,
						columns: 3,
						reqd: 1,
					},
					{
						fieldname: "description",
						fieldtype: "Data",
						label: __("Description"),
						in_list_view: 1,
						columns: 7,
					},
				],
			},
		],
		primary_action_label: __("Fill In"),
		async primary_action({ own_days, ...values }) {
			if (frm.is_dirty()) await frm.save();
			if (frm.is_dirty()) return;
			const days = (own_days || []).filter((row) => row.holiday_date);
			const { message } = await frm.call("fill_holidays", { ...values, own_days: days });
			dialog.hide();
			await frm.reload_doc();
			frappe.msgprint({
				title: __("National Holidays"),
				message: __(
					"{0} holidays and {1} days off of the week were added to {2}. What stood there is kept. Due dates of open steps follow in the background.",
					[
						message.holidays,
						message.weekly,
						frappe.utils.escape_html(message.holiday_list).bold(),
					],
				),
				indicator: "green",
			});
		},
	});
	dialog.show();
}
