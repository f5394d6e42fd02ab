// Small things: what is wrong gets the focus, a form is sent once, a link is copied, a PDF is compared.

export function small_helps() {
	focus_errors();
	straight_to_receipt();
	document.querySelectorAll("form[data-sekali]").forEach(send_once);
	document.querySelectorAll("[data-salin]").forEach(copy);
	document.querySelectorAll("[data-sidik]").forEach(compare);
}

function focus_errors() {
	const summary = document.getElementById("ada-salah");
	if (!summary) return;
	const target = location.hash && document.getElementById(location.hash.slice(1));
	(target || summary).focus();
	summary.addEventListener("click", (event) => {
		const link = event.target.closest("a[href^='#']");
		const field = link && document.getElementById(link.getAttribute("href").slice(1));
		if (!field) return;
		event.preventDefault();
		(field.closest(".govuk-form-group") || field).scrollIntoView();
		field.focus({ preventScroll: true });
	});
}

// The receipt comes as the answer to the sending itself; for a reload the page gets its own address.
function straight_to_receipt() {
	document.querySelectorAll("[data-langsung]").forEach((input) => (input.value = "ya"));
	const receipt = document.querySelector("[data-alamat]");
	if (receipt) history.replaceState(null, "", receipt.dataset.alamat);
}

function send_once(form) {
	form.addEventListener("submit", (event) => {
		if (event.defaultPrevented) return;
		if (form.dataset.terkirim) {
			event.preventDefault();
			return;
		}
		form.dataset.terkirim = "ya";
		setTimeout(() => delete form.dataset.terkirim, 10000);
	});
	addEventListener("pageshow", () => delete form.dataset.terkirim);
}

function copy(button) {
	if (!navigator.clipboard) {
		button.hidden = true;
		return;
	}
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(button.dataset.salin);
		button.textContent = "Tautan tersalin";
	});
}

function compare(box) {
	if (!window.crypto || !crypto.subtle) return;
	box.hidden = false;
	const known = box.dataset.sidik.split(" ").filter(Boolean);
	box.querySelector("input").addEventListener("change", async (event) => {
		const [file] = event.target.files;
		if (!file) return;
		const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
		const found = [...new Uint8Array(digest)]
			.map((byte) => byte.toString(16).padStart(2, "0"))
			.join("");
		box.querySelector("[data-cocok-hasil]").textContent = known.includes(found)
			? "Cocok: berkas Anda sama persis dengan yang tersimpan pada Dinas."
			: "Tidak cocok: berkas Anda tidak sama dengan yang tersimpan pada Dinas.";
	});
}
