// The deadline that a law sets beside the SOP's own, in the head of the form, and the one extension of it.

import { moment_of } from "./moments";

const STANDINGS = {
	overdue: { colour: "red", sentence: (when) => __("due by law since {0}", [when]) },
	near: { colour: "orange", sentence: (when) => __("due by law soon: {0}", [when]) },
	"in time": { colour: "green", sentence: (when) => __("due by law on {0}", [when]) },
	waiting: { colour: "gray", sentence: () => __("due by law: not counted yet") },
};

export function legal_line(frm, progress) {
	const { legal } = progress;
	if (!legal) return null;
	const { colour, sentence } = STANDINGS[legal.standing];
	const line = $(`<div class="dinas-due" data-legal="${legal.standing}"></div>`);
	$(`<span class="indicator ${colour}"></span>`)
		.text(sentence(legal.on ? moment_of(legal.on) : ""))
		.appendTo(line);
	if (legal.nearer && progress.due) {
		$(`<b></b>`).text(__("the nearer one")).appendTo(line.append(" "));
	}
	line.append(" ", $(`<span class="text-muted"></span>`).text(legal.why));
	if (progress.may_extend) {
		$(`<button type="button" class="btn btn-xs btn-default"></button>`)
			.text(__("Extend the time"))
			.on("click", () => extend(frm))
			.appendTo(line.append(" "));
	}
	return line;
}

// The reason goes into the letter; the signed letter is what extends the time.
function extend(frm) {
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Why the answer takes longer"),
			description: __(
				"A letter says it to the applicant. The time is extended once, when the letter is signed.",
			),
			reqd: 1,
			default: frm.doc.extension_reason,
		},
		async ({ reason }) => {
			const letter = await frappe.xcall("dinas_sop.public_information.extension.draft", {
				name: frm.docname,
				reason,
			});
			frappe.set_route("Form", "Official Letter", letter);
		},
		__("Extend the time"),
		__("Draft the letter"),
	);
}
