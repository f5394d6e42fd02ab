// A file goes up as soon as it is chosen, with its progress; the page then carries only its token.

const ADDRESS = "/api/method/dinas_sop.applicants.api.upload";
let running = 0;

export function watch_files() {
	document.querySelectorAll("[data-berkas]").forEach((box) => {
		const input = box.querySelector("input[type=file]");
		input.addEventListener("change", () => input.files.length && send(box, input));
	});
	document.addEventListener("submit", (event) => {
		if (!running) return;
		event.preventDefault();
		const bar = document.querySelector("[data-berkas] progress:not([hidden])");
		say(bar.closest("[data-berkas]"), "Tunggu sampai berkas selesai terunggah.");
	});
}

function send(box, input) {
	const file = input.files[0];
	const bar = box.querySelector("progress");
	const request = new XMLHttpRequest();
	running += 1;
	bar.hidden = false;
	bar.value = 0;
	say(box, `Mengunggah ${file.name} …`);
	request.open("POST", `${ADDRESS}?place=${encodeURIComponent(box.dataset.tempat)}`);
	request.setRequestHeader("Accept", "application/json");
	request.setRequestHeader("Content-Type", "application/octet-stream");
	request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
	const csrf = box.closest("form").elements.csrf_token;
	if (csrf) request.setRequestHeader("X-Frappe-CSRF-Token", csrf.value);
	request.upload.addEventListener("progress", (event) => {
		if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100;
	});
	request.addEventListener("loadend", () => {
		running -= 1;
		bar.hidden = true;
		finish(box, input, file, answer_of(request));
	});
	request.send(file);
}

function answer_of(request) {
	try {
		return JSON.parse(request.responseText).message || {};
	} catch (error) {
		return {};
	}
}

function finish(box, input, file, answer) {
	if (answer.token) {
		box.querySelector("input[type=hidden]").value = answer.token;
		input.value = ""; // the page need not carry the bytes once more
		const name = box.querySelector("[data-nama]");
		const strong = document.createElement("strong");
		strong.textContent = answer.name;
		name.textContent = "";
		name.append(
			strong,
			` (${answer.size}) sudah terunggah. Pilih berkas lain bila ingin mengganti.`,
		);
		name.hidden = false;
		say(box, "");
		box.dispatchEvent(new Event("input", { bubbles: true }));
	} else if (answer.problem) {
		input.value = "";
		say(box, answer.problem, "govuk-error-message");
	} else {
		// no answer: the file stays chosen and goes up with the page
		say(box, `${file.name} belum terunggah; akan dikirim bersama halaman ini.`);
	}
}

function say(box, text, look = "") {
	const place = box.querySelector("[data-kabar]");
	place.textContent = text;
	place.className = look;
}
