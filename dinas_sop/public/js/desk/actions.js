import { open_move_dialog } from "./move_dialog";

// Below this width the page's head has no room for named buttons; they stand in the card instead.
const NARROW = "(max-width: 991px)";
const TYPES = { forward: "primary", back: "default", return: "default", end: "default" };

// Exactly the actions that the server would take from this user now, the way forward first.
export function show_actions(frm, progress) {
	hide_actions(frm);
	const forward = progress.actions.find((action) => action.direction === "forward");
	const others = progress.actions.filter((action) => action !== forward);
	const ordered = forward ? [forward, ...others] : others;
	frm.dinas_sop.narrow ??= watch_width(frm);
	if (frm.dinas_sop.narrow.matches) {
		const area = frm.dinas_sop.card.find(".dinas-actions");
		ordered.forEach((action) => area.append(button(frm, action, action === forward)));
		return;
	}
	for (const action of others) {
		style(
			frm.add_custom_button(__(action.action), () => start(frm, action)),
			action,
		);
	}
	if (forward) {
		style(
			frm.page.set_primary_action(__(forward.action), () => start(frm, forward)),
			forward,
		);
	}
}

// Unsaved changes first: the form shows its Save button instead.
export function hide_actions(frm) {
	frm.dinas_sop.card?.find(".dinas-actions").empty();
	frm.page.inner_toolbar.find("[data-dinas-action]").remove();
	const primary = frm.page.btn_primary;
	if (!primary.is("[data-dinas-action]")) return;
	primary.removeAttr("data-dinas-action title");
	if (!frm.is_dirty()) frm.page.clear_primary_action(); // else it has become the Save button
}

function button(frm, action, is_forward) {
	const type = is_forward ? "primary" : TYPES[action.direction];
	const made = $(`<button type="button" class="btn btn-sm btn-${type}"></button>`)
		.text(__(action.action))
		.on("click", () => start(frm, action));
	return style(made, action);
}

function style(made, action) {
	return made
		.attr("data-dinas-action", action.action)
		.attr("title", __("Leads to {0}", [__(action.next_state)]))
		.toggleClass("dinas-ends", action.direction === "end");
}

function start(frm, action) {
	return open_move_dialog(frm, action.action);
}

function watch_width(frm) {
	const media = window.matchMedia(NARROW);
	media.addEventListener("change", () => {
		const progress = frm.doc?.__onload?.progress;
		if (progress && !frm.is_dirty()) show_actions(frm, progress);
	});
	return media;
}
