import { control_of, is_empty, text } from "./dialog_fields";

// The parts of an action's dialog that depend on nothing but the server's answer (workflows/dialog.py).

// One piece of evidence as controls: the field itself, and the tick "still valid" where it is asked anew.
export function evidence_controls(frm, needs, field, typed) {
	const wanted = (field.allowed_values || []).map((value) => __(value)).join(" / ");
	const help = [
		field.description && __(field.description),
		field.hint,
		wanted && __("Needed for {0}: {1}", [__(needs.action), wanted]),
	].filter(Boolean);
	const controls = [
		control_of(frm, field, {
			default: is_empty(field.value) ? field.suggested : field.value,
			reqd: field.mandatory ? 1 : 0,
			description: help.map(text).join(". "),
		}),
	];
	if (field.stale) {
		controls[0].description = __("Asked anew after the case came back");
		controls.push({
			fieldname: `tick:${field.key}`,
			fieldtype: "Check",
			label: __("{0}: still valid as it is", [__(field.label)]),
			default: typed?.still_valid?.includes(field.key) ? 1 : 0,
		});
	}
	return controls;
}

export function intro_of(needs) {
	const step = needs.step
		? `<div class="dinas-step-name">${__("Step {0}", [needs.step])}: ${text(needs.activity)}</div>`
		: "";
	const leads = needs.next_state
		? __("The case goes to {0}.", [`<b>${text(__(needs.next_state))}</b>`])
		: __("Where the case goes depends on what you fill in.");
	const ends = needs.direction === "end" ? ` ${__("This ends the case.")}` : "";
	const blocked = needs.blocked_by
		.map((sentence) => `<div class="alert alert-warning">${sentence}</div>`)
		.join("");
	return `${step}<div class="text-muted">${leads}${ends}</div>${blocked}`;
}

export function corrections_table(needs, typed) {
	return {
		fieldname: "corrections",
		label: __("What has to be corrected"),
		mandatory: 1,
		lacking: true,
		add_label: __("Add another"),
		rows: typed?.corrections || [],
		columns: ["case_field", "why"],
		child_fields: [
			{
				fieldname: "case_field",
				fieldtype: "Autocomplete",
				label: __("What"),
				choices: needs.correctable,
			},
			{ fieldname: "why", fieldtype: "Small Text", label: __("Why") },
		],
	};
}

export function block_name(field) {
	return `block:${field.letter || field.fieldname}`;
}

export function by_name(rows) {
	return Object.fromEntries(rows.filter((row) => row.name).map((row) => [row.name, row]));
}

export function split(fieldname) {
	const at = fieldname.indexOf(":");
	return at < 0 ? [null, fieldname] : [fieldname.slice(0, at), fieldname.slice(at + 1)];
}

export function shape(needs) {
	const fields = needs.fields.map((field) => [
		field.key,
		field.mandatory,
		field.lacking && field.kind === "table",
	]);
	return JSON.stringify([fields, needs.next_state, needs.needs_reason, needs.blocked_by]);
}
