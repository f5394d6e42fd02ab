// What is typed on a page and not yet sent, kept in this browser for a day; and a way back to a form that was begun.

const DAY = 24 * 3600 * 1000;
const PLACE = "dinas-sop:";
const NOT_KEPT = ["csrf_token", "situs_web", "_aksi"];

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
	restore(form, read(key));
	const keep = () => write(key, { isi: values(form) });
	form.addEventListener("input", keep);
	form.addEventListener("change", keep);
	form.addEventListener("submit", (event) => {
		if (event.defaultPrevented) return;
		if (event.submitter && event.submitter.value === "buang") forget(formulir);
		else remove(key); // the server has it now
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
	return found;
}

function restore(form, kept) {
	if (!kept || !kept.isi) return;
	for (const [name, value] of Object.entries(kept.isi)) {
		const input = form.elements[name];
		if (!input || name.endsWith(".token")) continue;
		if (input.type === "checkbox") input.checked = true;
		else input.value = value;
	}
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

function read(key) {
	try {
		return JSON.parse(localStorage.getItem(PLACE + key));
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

function remove(key) {
	each((one) => one === PLACE + key && localStorage.removeItem(one));
}
