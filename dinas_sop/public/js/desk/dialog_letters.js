import { text } from "./dialog_fields";

const COLOURS = { Draf: "orange", Terbit: "blue", Ditandatangani: "green" };

// What a move needs of a letter: its state, and the way to draft, open and sign it.
export function letter_block(field, draft) {
	const block = $(`<div class="dinas-letter" data-letter="${text(field.letter)}"></div>`);
	const needed = __("Needed: {0}", [__(field.wanted)]);
	const anew = field.stale ? ` · ${__("has to be issued anew")}` : "";
	block.append(
		`<div class="dinas-letter-head"><b class="${field.mandatory ? "reqd" : ""}">${text(
			__(field.letter),
		)}</b><span class="text-muted small">${needed}${anew}</span></div>`,
	);
	for (const letter of field.letters) {
		const name = letter.letter_number || letter.subject || letter.name;
		$(`<div class="dinas-letter-line">
			<span class="indicator-pill ${COLOURS[letter.status] || "gray"}">${text(__(letter.status))}</span>
			<span class="ellipsis">${text(name)}</span>
			<a class="btn btn-xs btn-default" href="${frappe.utils.get_form_link(
				"Official Letter",
				letter.name,
			)}">${__("Open letter")}</a>
		</div>`).appendTo(block);
	}
	if (field.way) {
		const way = field.way.charAt(0).toUpperCase() + field.way.slice(1);
		$(`<div class="dinas-letter-way mt-2 small"></div>`).text(way).appendTo(block);
	}
	if (field.can_draft && (!field.letters.length || field.stale)) {
		$(`<button type="button" class="btn btn-xs btn-default"></button>`)
			.text(field.letters.length ? __("Draft a new one") : __("Draft the letter"))
			.on("click", () => draft(field.letter))
			.appendTo($(`<div class="dinas-letter-line"></div>`).appendTo(block));
	}
	return block;
}
