import { control_of, is_empty, is_long, make_group, text } from "./dialog_fields";
import { unit_label } from "./departments";

const ROW_COLOURS = { Terbuka: "orange", Selesai: "green", Dikembalikan: "red", Ditarik: "gray" };

// The rows of a table: those that stand, as far as the user may change them, and new ones to fill in.
export class Rows {
	// `stored`: the rows as the case holds them, by name; those in `field` have what was typed in them already.
	constructor({ frm, parent, field, stored, on_change, primary, can_add = true }) {
		Object.assign(this, { frm, field, stored, on_change, primary, can_add });
		this.items = [];
		this.wrapper = $(
			`<div class="dinas-rows" data-table="${field.fieldname}"></div>`,
		).appendTo(parent);
		this.list = $("<div></div>").appendTo(this.wrapper);
		const rows = Object.fromEntries((field.rows || []).map((row) => [row.name, row]));
		for (const [name, row] of Object.entries(stored)) {
			if (rows[name]) this.show({ ...row, ...this.typed_values(rows[name]) }, row);
			else this.remove(name);
		}
		const typed = (field.rows || []).filter((row) => !row.name);
		if (!can_add) return;
		typed.forEach((row) => this.add(row));
		if (!typed.length && field.lacking) this.add();
		$(`<button type="button" class="btn btn-xs btn-default dinas-add-row"></button>`)
			.html(
				`${frappe.utils.icon("add", "xs")} ${text(this.field.add_label || __("Add a row"))}`,
			)
			.on("click", () => this.add({}, true))
			.appendTo(this.wrapper);
	}

	// Rows for the server: new ones that hold something, and changes of those that stand.
	values() {
		const rows = [];
		for (const item of this.items) {
			const row = item.read();
			const changed = Object.keys(row).some((key) => key !== "name" && !is_empty(row[key]));
			if (item.name ? Object.keys(row).length > 1 : changed) rows.push(row);
		}
		return rows;
	}

	add(values = {}, focus = false) {
		const box = this.box();
		const fields = this.controls(values);
		const group = make_group(box, fields, this);
		const item = { name: null, read: () => read(group, fields) };
		this.items.push(item);
		this.offer_removal(box, () => this.items.splice(this.items.indexOf(item), 1));
		if (focus) group.fields_list[0]?.set_focus?.();
	}

	typed_values(row) {
		const names = [...this.field.child_fields.map((df) => df.fieldname), "status"];
		return Object.fromEntries(names.map((name) => [name, row[name]]));
	}

	show(row, before) {
		const box = this.box().attr("data-row", row.name);
		const editable = this.editable(row);
		if (editable.length) {
			const fields = this.controls(row).filter((df) => editable.includes(df.fieldname));
			const group = make_group(box, fields, this);
			this.items.push({
				name: row.name,
				read: () => changes(before, read(group, fields)),
			});
		} else {
			box.append(this.summary(row));
		}
		if (row.statuses?.length) this.offer_statuses(box, row, before);
		if (row.may_remove) this.offer_removal(box, () => this.remove(row.name));
	}

	// A row that stands is taken out by the server, together with what else the dialog says.
	remove(name) {
		this.items = this.items.filter((item) => item.name !== name);
		this.items.push({ name, read: () => ({ name, removed: 1 }) });
	}

	offer_removal(box, forget) {
		$(`<button type="button" class="btn btn-xs dinas-remove-row"></button>`)
			.attr("aria-label", __("Remove this row"))
			.attr("title", __("Remove this row"))
			.html(frappe.utils.icon("close", "sm"))
			.on("click", () => {
				forget();
				box.remove();
				this.on_change();
			})
			.prependTo(box);
	}

	editable(row) {
		const all = this.field.child_fields.map((df) => df.fieldname);
		return row.may_edit === true ? all : all.filter((name) => row.may_edit?.includes?.(name));
	}

	offer_statuses(box, row, before) {
		const fields = [
			{
				fieldname: "status",
				fieldtype: "Select",
				label: __("Status"),
				options: [before.status, ...row.statuses].map((value) => ({
					value,
					label: __(value),
				})),
				default: row.status,
				description: row.own
					? __("Set this when your unit has nothing more to do in this case.")
					: undefined,
			},
		];
		const group = make_group(box, fields, this);
		this.items.push({ name: row.name, read: () => changes(before, read(group, fields)) });
	}

	summary(row) {
		const [first, ...rest] = this.field.child_fields
			.filter((df) => !is_empty(row[df.fieldname]))
			.map((df) => this.shown(df, row[df.fieldname]));
		const status = row.status
			? `<span class="indicator-pill ${ROW_COLOURS[row.status] || "gray"}">${text(
					__(row.status),
				)}</span>`
			: "";
		return `<div class="dinas-row-head"><b>${first || "-"}</b>${status}</div>
			<div class="text-muted small">${rest.join(" · ")}</div>`;
	}

	shown(df, value) {
		if (df.choices) return text(unit_label(value));
		if (df.fieldtype === "Attach") {
			return `<a href="${encodeURI(value)}" target="_blank">${__("Open file")}</a>`;
		}
		return text(value);
	}

	// Short columns first, side by side; a row stays low that way.
	controls(values) {
		const columns = [...this.field.child_fields].sort((a, b) => is_long(a) - is_long(b));
		return columns.map((df) => {
			const value = values[df.fieldname];
			const needed = (this.field.columns || []).includes(df.fieldname);
			const extra = { default: is_empty(value) ? undefined : value, reqd: needed ? 1 : 0 };
			return control_of(this.frm, df, extra);
		});
	}

	box() {
		return $(`<div class="dinas-row"></div>`).appendTo(this.list);
	}
}

function read(group, fields) {
	return Object.fromEntries(
		fields.map((df) => [df.fieldname, group.get_value(df.fieldname) ?? null]),
	);
}

function changes(row, values) {
	const changed = { name: row.name };
	for (const [key, value] of Object.entries(values)) {
		if (cstr(value) !== cstr(row[key])) changed[key] = value;
	}
	return changed;
}
