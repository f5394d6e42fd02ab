// What is typed on a page and not yet sent, kept in this browser for a day; and a way back to a form that was begun.

const DAY = 24 * 3600 * 1000;
const PLACE = "dinas-sop:";
const NOT_KEPT = ["csrf_token", "situs_web", "_aksi", "_langsung"];

export function keep_draft() {
	sweep();
	const done = document.querySelector("[data-selesai]");
	if (done) forget(done.dataset.selesai);
	offer();
	const form = document.querySelector("form[data-draf]");
	if (!form) return;
	const { formulir, draf } = form.dataset;
	write(`${formulir}:kini`, { draf, hal: page_number() });
	const key = `${formulir}:${draf}:${page_number()}`;
	// a page that was sent is the server's, as soon as another page of the form has come back
	each(
		(one) =>
			one !== PLACE + key && (read_raw(one) || {}).terkirim && localStorage.removeItem(one),
	);
	restore(form, read(key));
	const keep = () => write(key, { isi: values(form) });
	form.addEventListener("input", keep);
	form.addEventListener("change", keep);
	form.addEventListener("submit", (event) => {
		if (event.defaultPrevented) return;
		if (event.submitter && event.submitter.value === "buang") forget(formulir);
		else write(key, { isi: values(form), terkirim: true });
	});
}

function page_number() {
	return new URLSearchParams(location.search).get("hal") || "1";
}

function values(form) {
	const found = {};
	for (const one of form.elements) {
		if (!one.name || NOT_KEPT.includes(one.name) || ["file", "submit"].includes(one.type))
			continue;
		if (["radio", "checkbox"].includes(one.type) && !one.checked) continue;
		found[one.name] = one.value;
	}
	form.querySelectorAll("[data-nama]:not([hidden])").forEach((text) => {
		found[`${text.closest("[data-berkas]").dataset.berkas}.nama`] = text.textContent;
	});
	return found;
}

function restore(form, kept) {
	if (!kept || !kept.isi) return;
	for (const [name, value] of Object.entries(kept.isi)) {
		const input = form.elements[name];
		if (!input) continue;
		if (name.endsWith(".token")) restore_file(input, kept.isi);
		else if (input.type === "checkbox") input.checked = true;
		else input.value = value;
	}
}

// A phone often closes the page while its camera is open: what was up already need not go up again.
function restore_file(token, kept) {
	const box = token.closest("[data-berkas]");
	const name = kept[`${box.dataset.berkas}.nama`];
	if (token.value || !name) return;
	token.value = kept[token.name];
	const text = box.querySelector("[data-nama]");
	text.textContent = name;
	text.hidden = false;
}

function offer() {
	const box = document.querySelector("[data-lanjutkan]");
	const kept = box && read(`${box.dataset.lanjutkan}:kini`);
	if (!kept) return;
	const link = box.querySelector("[data-lanjutkan-tautan]");
	link.href = `/${box.dataset.lanjutkan}?draf=${encodeURIComponent(kept.draf)}&hal=${kept.hal}`;
	box.hidden = false;
}

function forget(form) {
	each((key) => key.startsWith(`${PLACE}${form}:`) && localStorage.removeItem(key));
}

function sweep() {
	each((key) => {
		const kept = read(key.slice(PLACE.length));
		if (!kept || Date.now() - kept.saat > DAY) localStorage.removeItem(key);
	});
}

function each(task) {
	try {
		Object.keys(localStorage)
			.filter((key) => key.startsWith(PLACE))
			.forEach(task);
	} catch (error) {
		// a browser that keeps nothing: the server has the pages that were sent
	}
}

const read = (key) => read_raw(PLACE + key);

function read_raw(key) {
	try {
		return JSON.parse(localStorage.getItem(key));
	} catch (error) {
		return null;
	}
}

function write(key, value) {
	try {
		localStorage.setItem(PLACE + key, JSON.stringify({ ...value, saat: Date.now() }));
	} catch (error) {
		// full, or not allowed
	}
}
