import { QUERY, is_unit, prepare } from "./departments";
import { each_docfield } from "./docfields";

// The list of a case DocType: the choice of a unit, and the cases that wait for the user.
export function setup_list(listview) {
	each_docfield(listview.doctype, null, is_unit, prepare);
	const unit = listview.page.fields_dict.unit_kerja;
	if (unit) {
		unit.df.ignore_link_validation = 1;
		unit.get_query = () => ({ query: QUERY });
	}
	listview.page.add_inner_button(__("My turn"), () => show_my_turn(listview));
}

async function show_my_turn(listview) {
	const states = await frappe.xcall("dinas_sop.workflows.queues.my_states", {
		doctype: listview.doctype,
	});
	if (!states.length) {
		frappe.show_alert({
			message: __("No step of this process waits for your role."),
			indicator: "blue",
		});
		return;
	}
	await listview.filter_area.clear(false);
	await listview.filter_area.add([[listview.doctype, "workflow_state", "in", states]]);
}
