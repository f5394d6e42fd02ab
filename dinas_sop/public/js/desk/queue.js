import { ask_why_late } from "./delay";
import { row_of } from "./queue_row";

const STEP = 20;
const SCOPES = {
	mine: () => __("For me"),
	office: () => __("In the office"),
	applicants: () => __("With applicants"),
	all: () => __("All open"),
};
const GROUPS = [
	{ title: () => __("Overdue"), holds: ["overdue"] },
	{ title: () => __("Due today"), holds: ["today"] },
	{ title: () => __("Due later"), holds: ["near", "later"] },
	{ title: () => __("Without a due date"), holds: ["none"] },
];
const EMPTY = {
	mine: () => [
		__("Nothing waits for you."),
		__("A case appears here as soon as its next step is yours. You need not look for it."),
	],
	office: () => [
		__("Nothing waits in the office."),
		__("Every open case that you may see waits for its applicant."),
	],
	applicants: () => [
		__("Nothing waits for an applicant."),
		__("Cases that were returned, and research under way, appear here."),
	],
	all: () => [
		__("There is no open case that you may see."),
		__("New ones come by the public forms, or from the counter."),
	],
};

// The page My Queue: open cases, urgent first.
export class Queue {
	constructor(page) {
		this.page = page;
		this.asked = { scope: "mine", process: "", when: "", search: "", limit: STEP };
		this.root = $(`<div class="dinas-queue"></div>`).appendTo(page.main);
		page.set_secondary_action(__("Refresh"), () => this.refresh(), "refresh");
		this.make_controls();
		this.status = $(`<p class="dinas-queue-status" role="status"></p>`).appendTo(this.root);
		this.list = $(`<div></div>`).appendTo(this.root);
		this.more = $(`<button type="button" class="btn btn-default btn-sm hidden"></button>`)
			.text(__("Show more"))
			.on("click", () => this.ask({ limit: this.asked.limit + STEP }))
			.appendTo(this.root);
		this.make_start_button();
	}

	// Called whenever the page comes into view: cards of the workspace say what to show.
	show() {
		const { scope, when } = frappe.route_options || {};
		frappe.route_options = null;
		if (scope in SCOPES) return this.ask({ scope, when: when || "", process: "", search: "" });
		return this.refresh();
	}

	make_controls() {
		const bar = $(`<div class="dinas-queue-bar"></div>`).appendTo(this.root);
		this.tabs = $(`<div class="dinas-queue-tabs" role="group"></div>`)
			.attr("aria-label", __("Whose cases"))
			.appendTo(bar);
		for (const [scope, label] of Object.entries(SCOPES)) {
			$(`<button type="button" class="btn btn-sm"></button>`)
				.attr("data-scope", scope)
				.text(label())
				.on("click", () => this.ask({ scope, limit: STEP }))
				.appendTo(this.tabs);
		}
		const filters = $(`<div class="dinas-queue-filters"></div>`).appendTo(bar);
		this.process = this.choice(filters, "process", __("Process"), {
			"": __("All processes"),
			"Research Permit": __("Research Permit"),
			"Data Request": __("Data Request"),
			"Information Objection": __("Information Objection"),
		});
		this.when = this.choice(filters, "when", __("Due"), {
			"": __("Whenever due"),
			overdue: __("Overdue"),
			today: __("Due today"),
		});
		this.search = $(`<input type="search" class="form-control input-sm">`)
			.attr("aria-label", __("Search the queue"))
			.attr("placeholder", __("Number, applicant, title"))
			.on(
				"input",
				frappe.utils.debounce(() => {
					this.ask({ search: this.search.val(), limit: STEP });
				}, 300),
			)
			.appendTo(filters);
	}

	choice(parent, key, label, options) {
		const select = $(`<select class="form-control input-sm"></select>`)
			.attr("aria-label", label)
			.attr("data-filter", key)
			.on("change", () => this.ask({ [key]: select.val(), limit: STEP }))
			.appendTo(parent);
		for (const [value, words] of Object.entries(options)) {
			$("<option></option>").val(value).text(words).appendTo(select);
		}
		return select;
	}

	ask(changes) {
		Object.assign(this.asked, changes);
		return this.refresh();
	}

	async refresh() {
		const asked = { ...this.asked };
		this.show_asked();
		const answer = await frappe.xcall("dinas_sop.queues.api.queue", asked);
		// an answer that was overtaken by another question
		if (JSON.stringify(asked) === JSON.stringify(this.asked)) this.render(answer);
	}

	show_asked() {
		const { scope, process, when, search } = this.asked;
		this.tabs.find("button").each((_i, button) => {
			const chosen = button.dataset.scope === scope;
			$(button)
				.attr("aria-pressed", chosen)
				.toggleClass("btn-primary", chosen)
				.toggleClass("btn-default", !chosen);
		});
		this.process.val(process);
		this.when.val(when);
		if (this.search.val() !== search) this.search.val(search);
	}

	render({ rows, more }) {
		this.list.empty();
		this.more.toggleClass("hidden", !more);
		this.status.text(rows.length ? this.counted(rows, more) : "");
		if (!rows.length) return this.list.append(this.nothing());
		for (const { title, holds } of GROUPS) {
			const group = rows.filter((row) => holds.includes(row.urgency));
			if (group.length) this.list.append(this.group(title(), group));
		}
	}

	counted(rows, more) {
		if (more) return __("The first {0} cases", [rows.length]);
		return rows.length === 1 ? __("One case") : __("{0} cases", [rows.length]);
	}

	group(title, rows) {
		const list = $(`<ul></ul>`);
		for (const row of rows) {
			list.append(row_of(row, this.asked.scope, () => this.explain(row)));
		}
		return $(`<section></section>`)
			.append($(`<h2 class="dinas-queue-group"></h2>`).text(title))
			.append(list);
	}

	explain({ doctype, name, late_reason }) {
		ask_why_late({ doctype, name, reason: late_reason }, () => this.refresh());
	}

	nothing() {
		const { process, when, search, scope } = this.asked;
		const box = $(`<div class="dinas-queue-empty"></div>`);
		const narrowed = process || when || search;
		const [head, help] = narrowed
			? [
					__("No case fits what you chose."),
					__("Choose another process or due date, or search by other words."),
				]
			: EMPTY[scope]();
		box.append($("<h2></h2>").text(head), $("<p></p>").text(help));
		const button = (label, changes) =>
			$(`<button type="button" class="btn btn-default btn-sm"></button>`)
				.text(label)
				.on("click", () => this.ask(changes))
				.appendTo(box);
		if (narrowed) {
			button(__("Show all of them"), { process: "", when: "", search: "", limit: STEP });
		} else if (scope === "mine") {
			button(__("What waits for others in the office"), { scope: "office", limit: STEP });
		}
		return box;
	}

	make_start_button() {
		const line = $(`<div class="dinas-queue-start"></div>`).appendTo(this.root);
		const words = $("<span></span>").appendTo(line);
		const button = $(
			`<button type="button" class="btn btn-default btn-xs"></button>`,
		).appendTo(line);
		const show = () => {
			const chosen = Boolean(frappe.boot.dinas_sop_start_page);
			words.text(
				chosen
					? __("Your desk begins at this page when you log in.")
					: __("Does your day begin here?"),
			);
			button.text(chosen ? __("Stop beginning here") : __("Make this my start page"));
		};
		button.on("click", async () => {
			const start_here = frappe.boot.dinas_sop_start_page ? 0 : 1;
			await frappe.xcall("dinas_sop.queues.start_page.choose", { start_here });
			frappe.boot.dinas_sop_start_page = start_here ? "my-queue" : null;
			show();
		});
		show();
	}
}
