import { moment_of, since, text } from "./moments";

const COLOURS = { overdue: "red", today: "orange", near: "orange", later: "green" };

// One case of the queue. The link covers the whole row; what else can be pressed lies above it.
export function row_of(row, scope, explain) {
	return $(`<li class="dinas-queue-row"></li>`)
		.attr("data-case", row.name)
		.attr("data-urgency", row.urgency)
		.append(what(row), where(row, scope), due(row, explain));
}

function what(row) {
	const link = $(`<a class="dinas-queue-link"></a>`)
		.attr("href", frappe.utils.get_form_link(row.doctype, row.name))
		.text(row.name);
	const who = [row.applicant, row.institution].filter(Boolean).join(" · ");
	return $(`<div class="dinas-queue-what"></div>`)
		.append($(`<div class="dinas-queue-name"></div>`).append(link, muted(row.process)))
		.append($(`<div class="dinas-queue-subject"></div>`).text(row.subject))
		.append(muted(who));
}

function where(row, scope) {
	const colour = row.kind === "Koreksi" ? "orange" : row.mine ? "blue" : "gray";
	const box = $(`<div class="dinas-queue-where"></div>`).append(
		$(`<span class="indicator-pill no-indicator-dot ${colour}"></span>`).text(
			__(row.state, null, row.doctype),
		),
	);
	if (row.step) {
		box.append(
			$(`<div class="dinas-queue-step"></div>`).text(
				`${__("Step {0}", [row.step])}: ${row.activity}`,
			),
		);
	}
	const mark = whose(row, scope);
	if (mark) box.append($(`<div class="dinas-queue-mark"></div>`).html(mark));
	return box.append(muted(since(row.since)));
}

function whose(row, scope) {
	const role = `<b>${text(__(row.turn))}</b>`;
	if (row.helps) return __("Turn of {0}; you may help", [role]);
	if (scope === "mine") return "";
	return row.mine ? __("Your turn: {0}", [role]) : __("Turn of {0}", [role]);
}

function due(row, explain) {
	const box = $(`<div class="dinas-queue-due"></div>`).append(by_law(row));
	if (!row.due) return box.append(muted(__("No due date")));
	box.append(
		$(`<span class="indicator ${COLOURS[row.urgency]}"></span>`).append(
			$(`<b class="dinas-queue-left"></b>`).text(row.left),
		),
		$("<div></div>").text(__("due on {0}", [moment_of(row.due)])),
		muted(row.why),
	);
	if (row.late_reason) {
		box.append($("<div></div>").text(__("Why it is late: {0}", [row.late_reason])));
	}
	if (row.may_explain) {
		$(`<button type="button" class="btn btn-default btn-xs"></button>`)
			.text(row.late_reason ? __("Change why it is late") : __("Write why it is late"))
			.on("click", explain)
			.appendTo(box);
	}
	return box;
}

// The law's deadline for an answer, where it comes before the step's.
function by_law(row) {
	if (!row.by_law) return null;
	const when = [moment_of(row.by_law)];
	return $(`<div class="dinas-queue-law"></div>`).append(
		$(`<span class="indicator ${row.late_by_law ? "red" : "orange"}"></span>`).text(
			row.late_by_law ? __("due by law since {0}", when) : __("due by law on {0}", when),
		),
	);
}

function muted(words) {
	return $(`<div class="text-muted"></div>`).text(words);
}
