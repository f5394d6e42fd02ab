import { text } from "./dialog_fields";

const METHOD = "dinas_sop.workflows.sop_changes.what_changes";

// What a version of the SOP changes against another one, and what it would have changed in the last month.
export async function show_changes(frm) {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	const answer = await compare(frm.docname);
	if (!answer.other) {
		frappe.msgprint(__("There is no other version to compare with."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("What changes?"),
		size: "extra-large",
		fields: [
			{
				fieldname: "other",
				fieldtype: "Select",
				label: __("Compared with"),
				options: answer.others.map(({ name, status }) => ({
					value: name,
					label: `${name} (${__(status)})`,
				})),
				default: answer.other,
				async change() {
					const other = dialog.get_value("other");
					if (!other || other === shown) return;
					shown = other;
					fill(dialog, frm.docname, await compare(frm.docname, other));
				},
			},
			{ fieldname: "changes", fieldtype: "HTML" },
		],
	});
	let shown = answer.other;
	dialog.$wrapper.addClass("dinas-changes");
	fill(dialog, frm.docname, answer);
	dialog.show();
}

function compare(sop, other) {
	return frappe.xcall(METHOD, { sop, other });
}

function fill(dialog, sop, answer) {
	dialog
		.get_field("changes")
		.$wrapper.html(
			[
				heading(__("In the document"), __("from {0} to {1}", [answer.other, sop])),
				document_changes(answer.changes),
				heading(__("Open cases")),
				open_cases(answer),
				heading(__("Had it been in force last month"), period(answer.month)),
				last_month(answer.month),
			].join(""),
		);
}

function heading(words, small = "") {
	return `<h5 class="dinas-changes-head">${text(words)} <small class="text-muted">${text(small)}</small></h5>`;
}

// --- the document ------------------------------------------------------------------

function document_changes(changes) {
	if (!changes.length) return `<p>${__("Nothing changes: both say the same.")}</p>`;
	return Object.entries(by_section(changes))
		.map(([section, rows]) => {
			const lines = rows.map((change) => [
				place(change),
				change.column ? text(change.column) : "",
				change.how === "added" && !change.before.length
					? pill("green", __("new"))
					: words(change.before, "del"),
				change.how === "removed" ? pill("red", __("dropped")) : words(change.after, "ins"),
			]);
			return table(
				section || __("Document header"),
				[__("Where"), __("What"), __("Before"), __("In the new version")],
				lines,
			);
		})
		.join("");
}

function by_section(changes) {
	const found = {};
	for (const change of changes) (found[change.section] ||= []).push(change);
	return found;
}

function place(change) {
	const names = { evidence: __("Evidence"), section: __("Section"), header: "" };
	const parts = [
		change.step ? __("Step {0}", [change.step]) : change.final_state,
		names[change.part],
		change.what,
	];
	return parts
		.filter(Boolean)
		.map((part) => text(part))
		.join(" · ");
}

function words(parts, tag) {
	if (!parts.length) return "–";
	return parts
		.map(([part, differs]) => (differs ? `<${tag}>${text(part)}</${tag}>` : text(part)))
		.join("")
		.replace(/\n/g, "<br>");
}

// --- cases and due dates --------------------------------------------------------------

function open_cases({ open_cases: counts, other }) {
	const lines = counts.map(({ process, count }) => [text(process), text(count)]);
	const note = __("They stay on {0}; new ones run on the version that is put in force.", [
		other,
	]);
	return `${table("", [__("Process"), __("Open cases")], lines)}<p class="text-muted">${text(
		note,
	)}</p>`;
}

function period(month) {
	return `${day(month.from)} – ${day(month.to)}`;
}

function last_month(month) {
	const parts = [];
	if (!month.complete) {
		parts.push(
			`<p class="text-warning">${__(
				"There were too many steps to look at all: the newest {0} are counted.",
				[month.visits],
			)}</p>`,
		);
	}
	if (!month.moved) {
		const sentence = __("{0} steps began, and every due date would have been the same.", [
			month.visits,
		]);
		return `${parts.join("")}<p>${text(sentence)}</p>`;
	}
	parts.push(
		`<p>${text(
			__("{0} steps began. {1} due dates of {2} cases would have been different.", [
				month.visits,
				month.moved,
				month.cases,
			]),
		)}</p>`,
		table(
			__("By step"),
			[
				__("Step"),
				__("Waktu"),
				__("Earlier"),
				__("Later"),
				__("On time → late"),
				__("Late → on time"),
			],
			month.steps.map((row) => [
				`${text(row.section)} ${row.step}<br><span class="text-muted">${text(
					row.state,
				)}</span>`,
				`${text(row.before || "–")} → ${text(row.after || "–")}`,
				text(row.earlier),
				text(row.later),
				number(row.becomes_late, "red"),
				number(row.becomes_on_time, "green"),
			]),
		),
		due_dates(month),
	);
	return parts.join("");
}

function due_dates({ due_dates: rows, moved }) {
	const title =
		rows.length < moved
			? __("Due dates (the newest {0} of {1})", [rows.length, moved])
			: __("Due dates");
	return table(
		title,
		[__("Case"), __("Step begun"), __("Due before"), __("Due after"), __("Verdict")],
		rows.map((row) => [
			`<a href="${frappe.utils.get_form_link(row.doctype, row.name)}">${text(
				row.name,
			)}</a><br><span class="text-muted">${text(row.state)}</span>`,
			moment_of(row.entered_on),
			moment_of(row.due_before),
			moment_of(row.due_after),
			verdict(row),
		]),
	);
}

function verdict(row) {
	const colors = { Terlambat: "red", "Tepat Waktu": "green" };
	const tags = [row.verdict_before, row.verdict_after].map((each) =>
		pill(
			colors[each] || "gray",
			row.is_open && each === "Tepat Waktu" ? __("not due yet") : __(each),
		),
	);
	return row.verdict_before === row.verdict_after ? tags[0] : tags.join(" → ");
}

function number(value, color) {
	return value ? pill(color, value) : "–";
}

function pill(color, words) {
	return `<span class="indicator-pill no-indicator-dot ${color}">${text(words)}</span>`;
}

function day(value) {
	return frappe.datetime.str_to_user(value.slice(0, 10));
}

function moment_of(value) {
	return value ? `${text(day(value))} ${text(value.slice(11, 16))}` : "–";
}

// On a phone each line stands as a block, so every cell carries the head of its column.
function table(caption, heads, lines) {
	const rows = lines.map(
		(cells) =>
			`<tr>${cells
				.map((cell, i) => `<td data-head="${text(heads[i])}">${cell}</td>`)
				.join("")}</tr>`,
	);
	const head = heads.map((each) => `<th>${text(each)}</th>`).join("");
	const title = caption ? `<caption>${text(caption)}</caption>` : "";
	return `<table class="table table-bordered">${title}<thead><tr>${head}</tr></thead><tbody>${rows.join(
		"",
	)}</tbody></table>`;
}
