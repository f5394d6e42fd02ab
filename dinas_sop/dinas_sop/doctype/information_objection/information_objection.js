// Who lodges, answers and replies the server decides; the form closes what it would refuse.
const ANSWER = ["decision", "response", "response_file", "response_number", "response_date"];
const LODGED = ["data_request", "ground", "statement", "proxy_name", "proxy_letter"];

frappe.ui.form.on("Information Objection", {
	setup(frm) {
		frm.show_workflow_read_only_banner = () => {}; // what is closed, and to whom, the fields themselves show
	},

	refresh(frm) {
		if (frm.is_new()) return;
		const now = frm.doc.__onload || {};
		for (const field of LODGED) frm.set_df_property(field, "read_only", 1);
		for (const field of ANSWER)
			frm.set_df_property(field, "read_only", now.may_answer ? 0 : 1);
		frm.set_df_property("applicant_reply", "read_only", now.may_reply ? 0 : 1);
		show_standing(frm, now.standing);
		frm.add_custom_button(
			__("Tanda Terima"),
			() => window.open(`/api/method/dinas_sop.letters.api.document?${receipt(frm)}`),
			__("Papers of the case"),
		);
	},
});

const COLOURS = { overdue: "red", near: "orange", "in time": "blue" };
const SENTENCES = {
	overdue: (when) => __("Answer overdue since {0}", [when]),
	near: (when) => __("Answer due soon: {0}", [when]),
	"in time": (when) => __("Answer due on {0}", [when]),
};

function show_standing(frm, standing) {
	if (!standing) return;
	const when = frappe.datetime.str_to_user(standing.on).replace(/:\d\d$/, "");
	const sentence = SENTENCES[standing.standing](when);
	frm.set_intro(
		`<b>${frappe.utils.escape_html(sentence)}</b><br>${frappe.utils.escape_html(standing.why)}`,
		COLOURS[standing.standing],
	);
}

function receipt(frm) {
	return new URLSearchParams({ doctype: frm.doctype, name: frm.docname, kind: "Tanda Terima" });
}
