// Rows of a table: added and removed without a new page. Without a script the same buttons send the page.

export function watch_tables() {
	document.querySelectorAll("[data-tabel]").forEach((table) => {
		table.addEventListener("click", (event) => {
			const button = event.target.closest("button");
			if (!button || button.name !== "_aksi") return;
			event.preventDefault();
			const rows = () => [...table.querySelectorAll("[data-baris]")];
			if (button.value.startsWith("tambah:")) {
				add(rows());
			} else if (rows().length > 1) {
				const row = button.closest("[data-baris]");
				const next = row.nextElementSibling;
				row.remove();
				next.querySelector("input, textarea, select, button")?.focus();
			} else {
				empty(rows()[0]);
			}
			rows().forEach((row, index) =>
				row
					.querySelectorAll("[data-nomor]")
					.forEach((one) => (one.textContent = index + 1)),
			);
			table.dispatchEvent(new Event("input", { bubbles: true }));
		});
	});
}

function add(rows) {
	const last = rows[rows.length - 1];
	const row = last.cloneNode(true);
	const number = Math.max(...rows.map(row_number)) + 1;
	row.querySelectorAll("[name], [id], [for]").forEach((one) => {
		for (const name of ["name", "id", "for"]) {
			const value = one.getAttribute(name);
			if (value) one.setAttribute(name, value.replace(/([.-])\d+(?=[.-])/, `$1${number}`));
		}
		one.removeAttribute("aria-describedby");
		one.removeAttribute("aria-invalid");
	});
	row.querySelectorAll(".govuk-error-message, input[type=hidden]").forEach((one) =>
		one.remove(),
	);
	row.querySelectorAll(".govuk-form-group--error").forEach((one) =>
		one.classList.remove("govuk-form-group--error"),
	);
	row.querySelectorAll("button").forEach(
		(one) => (one.value = one.value.replace(/\d+$/, number)),
	);
	empty(row);
	last.after(row);
	row.querySelector("input, textarea, select").focus();
}

function empty(row) {
	row.querySelectorAll("input, textarea, select").forEach((one) => {
		if (one.type === "checkbox") one.checked = false;
		else if (one.type !== "hidden") one.value = "";
	});
}

function row_number(row) {
	return Number(row.querySelector("[name*='.']").name.split(".")[1]);
}
