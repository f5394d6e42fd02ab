import { ask_why_late } from "./delay";
import { legal_line } from "./legal";
import { moment_of, since, text } from "./moments";

const STATUS_LABELS = {
	done: () => __("done"),
	now: () => __("now"),
	later: () => __("still to come"),
	stopped: () => __("ended here"),
};

// The head of the form: where the case stands among the SOP's steps, whose turn it is, since when.
export function show_progress(frm, progress) {
	const head = card(frm).removeClass("hidden").empty();
	head.attr("data-case", frm.docname);
	head.attr("data-turn", progress.my_turn ? "mine" : progress.is_final ? "none" : "other");
	head.attr("data-state", progress.is_correction ? "correction" : null);
	head.append(summary(frm, progress), ...deadlines(frm, progress));
	head.append(steps(progress), notes(progress));
	head.append('<div class="dinas-actions"></div>');
}

export function clear_progress(frm) {
	card(frm).addClass("hidden").empty();
}

function card(frm) {
	frm.dinas_sop.card ??= $(`<section class="dinas-progress hidden"></section>`)
		.attr("aria-label", __("Progress of this case"))
		.insertBefore(frm.layout.page);
	return frm.dinas_sop.card;
}

function summary(frm, progress) {
	const colour = frappe.get_indicator({ ...frm.doc, __unsaved: 0 }, frm.doctype)?.[1] || "gray";
	return $(`<div class="dinas-summary">
		<div class="dinas-state">
			<span class="indicator-pill ${colour}">${text(__(progress.state, null, frm.doctype))}</span>
			<span class="dinas-position">${position(progress)}</span>
		</div>
		<div class="dinas-turn">${turn(progress)}<span class="dinas-since">${since(
			progress.since,
		)}</span></div>
	</div>`);
}

function position(progress) {
	const count = progress.steps.length;
	if (progress.is_done) return __("All {0} steps are done", [count]);
	if (progress.is_final) return __("The case ended before its last step");
	if (progress.step) return __("Step {0} of {1}", [progress.step, count]);
	if (progress.is_correction) return __("Waiting for corrections");
	return __("Pause between two steps");
}

function turn(progress) {
	if (progress.is_final) return `<span>${__("Nothing more to do")}</span>`;
	const role = `<b>${text(__(progress.turn))}</b>`;
	if (progress.my_turn)
		return `<span class="dinas-yours">${__("Your turn: {0}", [role])}</span>`;
	if (progress.turn_of_applicant) {
		return `<span>${__("The applicant's turn: {0}", [role])}</span>`;
	}
	return `<span>${__("Turn of {0}", [role])}</span>`;
}

const STANDINGS = {
	overdue: { colour: "red", sentence: (when) => __("overdue since {0}", [when]) },
	near: { colour: "orange", sentence: (when) => __("due soon: {0}", [when]) },
	"in time": { colour: "green", sentence: (when) => __("due on {0}", [when]) },
};

function due(frm, progress) {
	if (!progress.due) return null;
	const { colour, sentence } = STANDINGS[progress.due.standing];
	const line = $(`<div class="dinas-due">
		<span class="indicator ${colour}">${text(sentence(moment_of(progress.due.on)))}</span>
		<span class="text-muted">${text(progress.due.why)}</span>
	</div>`);
	if (progress.due.late_reason) {
		line.append($("<div></div>").text(__("Why it is late: {0}", [progress.due.late_reason])));
	}
	if (progress.due.standing === "overdue" && progress.my_turn) {
		$(`<button type="button" class="btn btn-xs btn-default"></button>`)
			.text(__("Write why it is late"))
			.on("click", () => explain_delay(frm, progress))
			.appendTo(line);
	}
	return line;
}

// The nearer one stands first.
function deadlines(frm, progress) {
	const both = [due(frm, progress), legal_line(frm, progress)];
	return progress.legal?.nearer ? both.reverse() : both;
}

function explain_delay(frm, progress) {
	const about = { doctype: frm.doctype, name: frm.docname, reason: progress.due.late_reason };
	ask_why_late(about, () => frm.refresh());
}

function steps(progress) {
	const list = $(`<ol class="dinas-steps"></ol>`);
	const detail = $(`<div class="dinas-step-detail" aria-live="polite"></div>`);
	const show = (step) => {
		list.find("button").removeAttr("aria-pressed");
		list.find(`[data-step="${step.number}"] button`).attr("aria-pressed", "true");
		detail.html(detail_of(step));
	};
	for (const step of progress.steps) {
		const label = `${__("Step {0}", [step.number])}: ${step.activity}`;
		const button = $(`<button type="button">${step.number}</button>`)
			.attr("title", label)
			.attr("aria-label", `${label} (${STATUS_LABELS[step.status]()})`)
			.on("click", () => show(step));
		$(`<li data-step="${step.number}" data-status="${step.status}"></li>`)
			.attr("aria-current", step.status === "now" ? "step" : null)
			.append(button)
			.appendTo(list);
	}
	const current = progress.steps.find((step) => ["now", "stopped"].includes(step.status));
	show(current || progress.steps[progress.steps.length - 1]);
	return $(`<div></div>`).append(list, detail);
}

function detail_of(step) {
	const facts = [step.performer && __(step.performer), step.standard_time].filter(Boolean);
	if (step.done_on) {
		facts.push(
			__("done on {0} by {1}", [
				moment_of(step.done_on),
				step.done_by || __("the applicant"),
			]),
		);
	}
	return `<span class="dinas-step-name">${__("Step {0}", [step.number])}: ${text(
		step.activity,
	)}</span> <span class="dinas-step-facts">${facts.map(text).join(" · ")}</span>`;
}

function notes(progress) {
	const found = [];
	if (progress.corrections.length) {
		const rows = progress.corrections.map(
			(row) => `<li><b>${text(__(row.label))}</b>: ${text(row.why)}</li>`,
		);
		found.push(`<div>${__("To be corrected:")}</div><ul>${rows.join("")}</ul>`);
	} else if (progress.answered.length) {
		const rows = progress.answered.map((row) => {
			const answer = row.answer || __("corrected");
			return `<li><b>${text(row.label)}</b>: ${text(answer)} (${text(row.why)})</li>`;
		});
		found.push(`<div>${__("The applicant has answered:")}</div><ul>${rows.join("")}</ul>`);
	} else if (progress.arrived.reason) {
		found.push(
			`<b>${text(__(progress.arrived.action))}</b> (${text(progress.arrived.by)}): ${text(
				progress.arrived.reason,
			)}`,
		);
	}
	found.push(...progress.warnings.map(text));
	return found.map((html) => $(`<div class="dinas-note"></div>`).html(html));
}
