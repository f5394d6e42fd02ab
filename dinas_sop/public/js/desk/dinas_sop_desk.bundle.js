// The staff's side of a case in the desk. Loaded by the forms that need it, so that no other page pays for it.
import { attach, refresh, refresh_new } from "./case_form";
import { setup_list } from "./list";
import { Queue } from "./queue";
import { show_shares } from "./shares";
import { add_shipped_buttons } from "./shipped";
import { show_changes } from "./sop_changes";

frappe.provide("dinas_sop.desk");
Object.assign(dinas_sop.desk, {
	attach,
	refresh,
	refresh_new,
	setup_list,
	Queue,
	show_shares,
	add_shipped_buttons,
	show_changes,
});
