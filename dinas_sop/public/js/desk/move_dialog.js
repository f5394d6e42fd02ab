import { control_of, is_empty, make_group, text } from "./dialog_fields";
import {
	block_name,
	by_name,
	corrections_table,
	evidence_controls,
	intro_of,
	shape,
	split,
} from "./move_parts";
import { letter_block } from "./dialog_letters";
import { Rows } from "./dialog_rows";
import { ask } from "./request";

const API = "dinas_sop.workflows.api";
const DRAFT = "dinas_sop.letters.api.draft";

// Open the dialog of one action. What is typed in the form but not saved yet is saved first.
export async function open_move_dialog(frm, action) {
	if (frm.is_dirty()) {
		await frm.save();
		if (frm.is_dirty()) return;
	}
	const needs = await frappe.xcall(`${API}.requirements`, {
		doctype: frm.doctype,
		name: frm.docname,
		action,
	});
	new MoveDialog(frm, needs).show();
}

// One action's dialog: it asks for exactly what the move needs, saves and moves in one request, and keeps what
// was typed when the server refuses.
class MoveDialog {
	constructor(frm, needs) {
		Object.assign(this, { frm, needs, modified: needs.modified });
		this.dialog = new frappe.ui.Dialog({
			title: text(__(needs.action)),
			size: "large",
			primary_action_label: text(__(needs.action)),
			primary_action: () => {},
		});
		this.stored = {}; // rows as the case holds them; what is asked anew has what was typed in it
		this.dialog.$wrapper.addClass("dinas-move");
		const body = $(this.dialog.body).attr("tabindex", -1);
		this.alert = $(`<div class="alert alert-danger hidden" role="alert" tabindex="-1"></div>`);
		this.intro = $(`<div class="dinas-move-intro"></div>`);
		this.content = $("<div></div>");
		body.append(this.alert, this.intro, this.content);
		this.dialog
			.get_primary_btn()
			.off("click")
			.on("click", () => this.carry_out(this.needs.action));
		this.primary = () => this.dialog.get_primary_btn();
		this.on_change = frappe.utils.debounce(() => this.ask_again(), 350);
		this.build();
	}

	show() {
		this.dialog.on_page_show = () => this.focus_first();
		this.dialog.show();
	}

	build() {
		const { needs } = this;
		this.rows = {};
		this.content.empty();
		this.intro.html(intro_of(needs));
		this.fields = this.controls();
		this.group = make_group(this.content, this.fields, this);
		this.fill_blocks();
		this.offer_save();
	}

	// Everything the dialog shows, in order: the evidence, what the applicant corrects, what is returned, why.
	controls() {
		const { needs, frm } = this;
		const controls = [];
		for (const field of needs.fields) {
			if (field.kind === "field")
				controls.push(...evidence_controls(frm, needs, field, this.typed));
			else controls.push({ fieldtype: "HTML", fieldname: block_name(field) });
		}
		for (const row of needs.open_corrections) {
			controls.push({ fieldtype: "HTML", fieldname: `ask:${row.name}` });
			if (row.df.kind === "field") {
				controls.push(control_of(frm, row.df, { default: row.df.value, whole_width: 1 }));
			}
			controls.push({
				fieldname: `answer:${row.name}`,
				fieldtype: "Small Text",
				label: __("Answer, where nothing is to be changed"),
				default: row.answer,
			});
		}
		if (needs.correctable.length)
			controls.push({ fieldtype: "HTML", fieldname: "corrections" });
		if (needs.needs_reason) {
			controls.push({
				fieldname: "move_reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				default: this.typed?.move_reason,
			});
		}
		return controls;
	}

	// Tables and letters stand in HTML fields of the group.
	fill_blocks() {
		const { needs } = this;
		const place = (name) => this.group.fields_dict[name].$wrapper.empty();
		for (const field of needs.fields) {
			if (field.kind === "letter") {
				place(block_name(field)).append(
					letter_block(field, (letter) => this.draft_letter(letter)),
				);
			} else if (field.kind === "table") {
				this.add_table(place(block_name(field)), field, field.asks_row);
			}
		}
		for (const row of needs.open_corrections) {
			const area = place(`ask:${row.name}`);
			const asked = __("To be corrected: {0}", [`<b>${text(row.why)}</b>`]);
			area.append(`<div class="dinas-ask">${asked}</div>`);
			if (row.df.kind === "table") {
				row.df.rows.forEach((line) => (line.may_edit = line.may_remove = true));
				this.add_table(area, row.df, true);
			}
		}
		if (needs.correctable.length) {
			this.add_table(place("corrections"), corrections_table(needs, this.typed), true);
		}
	}

	add_table(area, field, can_add) {
		const hint = field.hint ? `<span class="text-muted small">${text(field.hint)}</span>` : "";
		area.append(
			`<div class="dinas-table-head"><label class="control-label ${
				field.mandatory ? "reqd" : ""
			}">${text(__(field.label))}</label>${hint}</div>`,
		);
		this.rows[field.fieldname] = new Rows({
			frm: this.frm,
			parent: area,
			field,
			stored: (this.stored[field.fieldname] ??= by_name(field.rows)),
			can_add,
			on_change: this.on_change,
			primary: this.primary,
		});
	}

	offer_save() {
		const button = this.dialog.get_secondary_btn();
		if (!this.needs.can_save) return button.addClass("hide");
		this.dialog.set_secondary_action_label(__("Save first"));
		this.dialog.set_secondary_action(() => this.carry_out(null));
	}

	// The first field that is still to be filled in; one that would open a list over the dialog is left alone.
	focus_first() {
		if (this.content.has(document.activeElement).length) return; // somebody was quicker
		const opens = ["Date", "Datetime", "Autocomplete", "Link", "HTML", "Check", "Attach"];
		const fields = this.group.fields_list.filter(
			(field) => field.$input && !opens.includes(field.df.fieldtype),
		);
		const asks = (field) =>
			!field.df.fieldname.startsWith("answer:") && is_empty(field.get_value());
		const first = fields.find(asks) || fields[0];
		(first?.$input || $(this.dialog.body)).trigger("focus");
	}

	values() {
		const values = { still_valid: [] };
		const answers = [];
		for (const df of this.fields) {
			if (df.fieldtype === "HTML") continue;
			const value = this.group.get_value(df.fieldname) ?? null;
			const [kind, key] = split(df.fieldname);
			if (kind === "tick") {
				if (value) values.still_valid.push(key);
			} else if (kind === "answer") {
				if (value) answers.push({ name: key, answer: value });
			} else {
				values[df.fieldname] = value;
			}
		}
		for (const [table, rows] of Object.entries(this.rows)) values[table] = rows.values();
		if (answers.length) values.corrections = answers;
		if (!values.still_valid.length) delete values.still_valid;
		return values;
	}

	// Conditions may hold or not with what was typed: ask the server, and keep what was typed.
	async ask_again() {
		if (!this.needs.conditional || this.busy || !this.dialog.display) return;
		const typed = this.values();
		const needs = await ask(`${API}.requirements`, {
			...this.case(),
			action: this.needs.action,
			values: typed,
		}).catch(() => null);
		if (!needs || this.busy || shape(needs) === shape(this.needs)) return;
		const focused = document.activeElement?.closest("[data-fieldname]")?.dataset.fieldname;
		this.needs = needs;
		this.typed = typed;
		this.build();
		this.group.fields_dict[focused]?.set_focus?.();
	}

	async carry_out(action) {
		if (this.busy) return;
		const values = this.values();
		if (action && !this.check(values)) return;
		if (!action) delete values.move_reason;
		this.busy = true;
		try {
			const saved = await ask(
				`${API}.move`,
				{ ...this.case(), action, values, modified: this.modified },
				__("Saving"),
			);
			this.dialog.hide();
			this.tell(action, saved);
			await this.leave(saved);
		} catch (refusal) {
			this.refuse(refusal);
		} finally {
			this.busy = false;
		}
	}

	// What is plainly missing is said here, without asking the server.
	check(values) {
		this.group.primary_action_fulfilled = true;
		const missing = this.fields.filter((df) => df.reqd && is_empty(values[df.fieldname]));
		for (const df of missing)
			this.group.fields_dict[df.fieldname].$wrapper.addClass("has-error");
		if (!missing.length) return true;
		const labels = missing.map((df) => text(__(df.label))).join(", ");
		this.refuse({ messages: [{ message: __("Still to be filled in: {0}.", [labels]) }] });
		this.group.fields_dict[missing[0].fieldname].set_focus?.();
		return false;
	}

	async draft_letter(letter) {
		if (this.needs.can_save) {
			const saved = await ask(`${API}.move`, {
				...this.case(),
				values: this.values(),
				modified: this.modified,
			}).catch((refusal) => this.refuse(refusal));
			if (!saved) return;
			this.modified = saved.modified;
		}
		const name = await ask(
			DRAFT,
			{ ...this.case(), letter_template: letter },
			__("Drafting"),
		).catch((refusal) => this.refuse(refusal));
		if (!name) return;
		this.dialog.hide();
		await this.frm.reload_doc(); // it was saved; whoever comes back finds it so
		frappe.set_route("Form", "Official Letter", name);
	}

	refuse({ messages }) {
		const html = messages.map(({ title, message }) => {
			const lines = [].concat(message);
			const said =
				lines.length > 1 ? `<ul><li>${lines.join("</li><li>")}</li></ul>` : lines[0];
			return `${title ? `<b>${title}</b><br>` : ""}${said}`;
		});
		this.alert.html(html.join("<br>")).removeClass("hidden");
		this.alert.get(0).scrollIntoView({ block: "nearest" });
	}

	tell(action, saved) {
		const state = __(saved.workflow_state, null, this.frm.doctype);
		const message = action
			? __("{0} is now: {1}", [saved.name, state])
			: __("Saved, not moved on");
		frappe.show_alert({ message, indicator: "green" });
	}

	// A case that is no longer the user's to see (a disposition given back) is left for the list.
	leave(saved) {
		if (!saved.modified) return frappe.set_route("List", this.frm.doctype);
		return this.frm.reload_doc();
	}

	case() {
		return { doctype: this.frm.doctype, name: this.frm.docname };
	}
}
