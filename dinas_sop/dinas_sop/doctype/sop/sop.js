mark_assumptions();

frappe.ui.form.on("SOP", {
	async refresh(frm) {
		if (frm.is_new()) return;
		const is_draft = frm.doc.status === "Draf";
		if (!is_draft) frm.disable_form();
		add_buttons(frm, is_draft);
		show_assumptions(frm);
		await show_other_performers(frm);
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		await dinas_sop.desk.add_shipped_buttons(frm, frm.doctype, frm.docname);
	},
});

function add_buttons(frm, is_draft) {
	frm.add_custom_button(__("Document as PDF"), () => {
		const query = new URLSearchParams({
			doctype: frm.doctype,
			name: frm.docname,
			kind: "Dokumen SOP",
		});
		window.open(`/api/method/dinas_sop.letters.api.document?${query}`);
	});
	frm.add_custom_button(__("What changes?"), async () => {
		await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
		await dinas_sop.desk.show_changes(frm);
	});
	if (is_draft && frappe.model.can_write(frm.doctype)) {
		frm.add_custom_button(__("Put in force"), () => confirm_publishing(frm));
		frm.change_custom_button_type(__("Put in force"), null, "primary");
	}
	if (!is_draft && frappe.model.can_create(frm.doctype)) {
		frm.add_custom_button(__("New version"), async () => {
			const { message } = await frm.call("new_version");
			frappe.set_route("Form", "SOP", message);
		});
	}
}

function confirm_publishing(frm) {
	frappe.confirm(
		__("Put {0} in force? New cases run on it; cases that are open stay on their version.", [
			frm.docname.bold(),
		]),
		async () => {
			if (frm.is_dirty()) await frm.save();
			if (frm.is_dirty()) return;
			await frm.call("publish");
			frm.reload_doc();
		},
	);
}

// The document does not always name who performs a step; those the app assumed are shown as such.
function mark_assumptions() {
	frappe.meta.docfield_map["SOP Step"].performer.formatter = (value, df, options, row) => {
		const name = frappe.utils.escape_html(value || "");
		return row?.is_assumption ? `<span title="${__("assumption")}">${name} *</span>` : name;
	};
}

function show_assumptions(frm) {
	const count = (frm.doc.steps || []).filter((row) => row.is_assumption).length;
	frm.set_intro("");
	if (count) {
		frm.set_intro(
			__(
				"{0} steps name a performer that the document does not name (marked *): please check them.",
				[count],
			),
			"yellow",
		);
	}
}

async function show_other_performers(frm) {
	const rows = await frappe.xcall("dinas_sop.workflows.api.performers", { sop: frm.docname });
	if (!rows.length) return;
	const lines = rows.map((row) =>
		__("{0}, step {1}: {2} in the document, {3} in the Workflow", [
			row.section,
			row.step,
			row.performer || "-",
			row.turn,
		]),
	);
	const list = lines.map((line) => `<li>${frappe.utils.escape_html(line)}</li>`).join("");
	frm.set_intro(
		`<div>${__(
			"The Workflow gives these steps to another role than the document does:",
		)}<ul>${list}</ul></div>`,
		"orange",
	);
}
