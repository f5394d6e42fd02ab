// Shows and hides fields while somebody types, by the same tree that the server evaluates (applicants/conditions.py).

const text_of = (value) => (value === null || value === undefined ? "" : String(value));
const same = (a, b) => text_of(a) === text_of(b);
const truth = (value) => !["", "0"].includes(text_of(value));

function value_of(tree, values) {
	if (!Array.isArray(tree)) return tree;
	const [kind, ...parts] = tree;
	if (kind === "doc") return values(parts[0]);
	if (kind === "list") return parts.map((part) => value_of(part, values));
	if (kind === "not") return truth(value_of(parts[0], values)) ? "" : 1;
	if (kind === "and") return parts.every((part) => truth(value_of(part, values))) ? 1 : "";
	if (kind === "or") return parts.some((part) => truth(value_of(part, values))) ? 1 : "";
	const [left, right] = parts.map((part) => value_of(part, values));
	if (kind === "in") return [].concat(right).some((item) => same(left, item)) ? 1 : "";
	return same(left, right) === (kind === "==") ? 1 : "";
}

function looks_at(tree) {
	if (!Array.isArray(tree)) return [];
	return tree[0] === "doc"
		? [tree[1]]
		: [].concat(...tree.slice(1).map((part) => looks_at(part)));
}

export function watch_conditions() {
	const groups = [...document.querySelectorAll("[data-syarat]")].map((element) => ({
		element,
		form: element.closest("form"),
		tree: JSON.parse(element.dataset.syarat),
	}));
	if (!groups.length) return;
	const update = () =>
		groups.forEach(({ element, form, tree }) => {
			// what was answered on an earlier page the server has decided already
			if (!looks_at(tree).every((name) => form.elements[name])) return;
			element.hidden = !truth(value_of(tree, (name) => answer(form.elements[name])));
		});
	document.addEventListener("input", update);
	document.addEventListener("change", update);
	update();
}

function answer(input) {
	return input.type === "checkbox" && !input.checked ? "" : input.value;
}
