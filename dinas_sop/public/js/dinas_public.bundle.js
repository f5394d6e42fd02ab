// The applicants' pages work without any of this. It adds: uploads while one goes on typing, rows without a new page,
// fields that come and go with an answer, and a copy of what was typed, kept in this browser for a day.
import { watch_conditions } from "./public/conditions";
import { keep_draft } from "./public/draft";
import { small_helps } from "./public/helps";
import { watch_tables } from "./public/rows";
import { watch_files } from "./public/upload";

function begin() {
	const root = document.documentElement;
	root.classList.remove("tanpa-js");
	root.classList.add("dengan-js");
	watch_tables();
	keep_draft();
	watch_conditions();
	watch_files();
	small_helps();
}

if (document.readyState === "loading") {
	document.addEventListener("DOMContentLoaded", begin);
} else {
	begin();
}
