frappe.provide("dinas_sop.letter");

frappe.ui.form.on("Official Letter", {
	setup(frm) {
		frm.set_query("signatory", () => ({
			filters: { name: ["in", Object.keys(frm.doc.__onload?.officials || {})] },
		}));
		// a changed draft is saved first: its Save button comes back in the place of "Issue letter"
		$(frm.wrapper).on("dirty", () => {
			if (frm.save_disabled) return;
			frm.toolbar.current_status = null;
			frm.toolbar.set_primary_action(true);
		});
	},

	signatory(frm) {
		dinas_sop.letter.name_signatory(frm);
	},

	refresh(frm) {
		const letter = dinas_sop.letter;
		if (frm.is_new()) {
			frm.disable_form();
			frm.set_intro(__("Letters are drafted from their case."), "orange");
			return;
		}
		letter.close_fields(frm);
		letter.name_signatory(frm);
		letter.arrange(frm);
		letter.say_where_it_stands(frm);
		letter.add_buttons(frm);
		letter.show(frm);
	},
});

Object.assign(dinas_sop.letter, {
	API: "dinas_sop.letters.api.",
	WORDS: [
		"subject",
		"recipient",
		"basis",
		"considering",
		"opening",
		"body",
		"provisions",
		"closing",
		"copies_to",
		"signatory",
		"acting_line",
		"nature",
		"attachment_note",
	],
	// Layouts with a centred title carry neither an address nor Sifat and Lampiran.
	OF_A_LETTER_TO_SOMEBODY: ["recipient", "nature", "attachment_note"],
	TO_SOMEBODY: [
		"Surat Balasan Permohonan Data",
		"Surat Pemberitahuan Perpanjangan Waktu",
		"Surat Biasa",
	],
	FILES: [".pdf", ".jpg", ".jpeg", ".png"],
	FRAME_WIDTH: 860, // pixels: a sheet of 215 mm with the margin around it

	is_draft(frm) {
		return frm.doc.status === "Draf";
	},

	may_write(frm) {
		return Boolean(frm.doc.__onload?.may_write);
	},

	close_fields(frm) {
		const open = this.is_draft(frm) && this.may_write(frm);
		for (const field of this.WORDS) frm.set_df_property(field, "read_only", open ? 0 : 1);
		const to_somebody = this.TO_SOMEBODY.includes(frm.doc.__onload?.layout);
		frm.toggle_display(this.OF_A_LETTER_TO_SOMEBODY, to_somebody);
		frm.toggle_display(["basis", "considering"], !to_somebody);
		if (!open) frm.disable_save();
	},

	// People are known by name, not by the address they log in with.
	name_signatory(frm) {
		const name = frm.doc.__onload?.officials?.[frm.doc.signatory] || "";
		frm.set_df_property("signatory", "description", frappe.utils.escape_html(name));
	},

	// A draft: its words at the left, each box as high as its text. An issued letter: its PDF over the whole width.
	arrange(frm) {
		const page = frm.fields_dict.preview_html.$wrapper.closest(".form-column");
		const words = frm.fields_dict.subject.$wrapper.closest(".form-column");
		const draft = this.is_draft(frm);
		words.toggle(draft);
		page.toggleClass("col-sm-6", draft).toggleClass("col-sm-12", !draft);
		// stays in sight while the words beside it are read and changed
		page.children().css({ position: draft ? "sticky" : "static", top: "115px" });
		for (const name of this.WORDS) {
			const input = frm.fields_dict[name].$input;
			if (input?.is("textarea")) this.grow(input[0]);
		}
	},

	grow(box) {
		box.style.height = "auto";
		box.style.height = `${Math.max(box.scrollHeight, 60) + 4}px`;
	},

	say_where_it_stands(frm) {
		const { status, replaces, replaced_by, revoke_reason } = frm.doc;
		const link = (name) =>
			frappe.utils.get_form_link("Official Letter", name, true, __("Open"));
		frm.set_intro("");
		if (status === "Draf" && !this.may_write(frm)) {
			frm.set_intro(__("A draft that somebody else writes at another step."), "yellow");
		} else if (status === "Draf" && replaces) {
			frm.set_intro(`${__("Will replace an issued letter.")} ${link(replaces)}`, "blue");
		} else if (status === "Terbit" && this.may_write(frm)) {
			frm.set_intro(
				__("Print the PDF, have it signed and scan it, or have it signed electronically."),
				"blue",
			);
		} else if (status === "Diganti") {
			frm.set_intro(`${__("Replaced by a later letter.")} ${link(replaced_by)}`, "orange");
		} else if (status === "Dicabut") {
			const why = frappe.utils.escape_html(revoke_reason || "");
			frm.set_intro(`${__("Revoked.")} ${why}`, "red");
		}
		if (frm.doc.__onload?.case_changed && ["Terbit", "Ditandatangani"].includes(status)) {
			frm.set_intro(
				__(
					"The case has changed since this letter was issued. Is the letter still right?",
				),
				"orange",
			);
		}
	},

	add_buttons(frm) {
		const { status, reference_doctype, reference_name } = frm.doc;
		const write = this.may_write(frm);
		frm.add_custom_button(__("Open case"), () =>
			frappe.set_route("Form", reference_doctype, reference_name),
		);
		if (status === "Draf") {
			const draft = __("Draft of the letter");
			frm.add_custom_button(__("PDF of the draft"), () => this.open(frm, "preview"), draft);
			const anchors = { tnde: 1 };
			frm.add_custom_button(
				__("PDF for SRIKANDI"),
				() => this.open(frm, "preview", anchors),
				draft,
			);
			if (!write) return;
			frm.add_custom_button(__("Discard draft"), () => this.discard(frm), draft);
			if (!frm.is_dirty()) {
				frm.page.set_primary_action(__("Issue letter"), () => this.issue(frm));
			}
			return;
		}
		frm.add_custom_button(__("Issued PDF"), () => this.open(frm, "download"));
		if (frm.doc.signed_file) {
			const signed = () => this.open(frm, "download", { signed: 1 });
			frm.add_custom_button(__("Signed file"), signed);
		}
		if (!write) return;
		if (status === "Terbit") {
			frm.page.set_primary_action(__("Upload signed letter"), () => this.upload(frm));
		} else if (status === "Ditandatangani") {
			frm.add_custom_button(
				__("Upload another file"),
				() => this.upload(frm),
				__("Correction"),
			);
		}
		if (["Terbit", "Ditandatangani"].includes(status)) {
			frm.add_custom_button(
				__("Draft a letter that replaces it"),
				() => this.replace(frm),
				__("Correction"),
			);
		}
	},

	open(frm, method, args = {}) {
		const query = new URLSearchParams({ name: frm.doc.name, ...args });
		window.open(`/api/method/${this.API}${method}?${query}`, "_blank");
	},

	issue(frm) {
		frappe.confirm(
			__(
				"The letter gets its number and today's date and cannot be changed afterwards. Issue it?",
			),
			async () => {
				await frappe.xcall(`${this.API}issue`, { name: frm.doc.name });
				await frm.reload_doc();
				frappe.show_alert({
					message: __("Issued with number {0}", [frm.doc.letter_number]),
					indicator: "green",
				});
			},
		);
	},

	discard(frm) {
		frappe.confirm(__("Discard this draft?"), async () => {
			await frappe.xcall(`${this.API}discard`, { name: frm.doc.name });
			frappe.set_route("Form", frm.doc.reference_doctype, frm.doc.reference_name);
		});
	},

	async replace(frm) {
		const name = await frappe.xcall(`${this.API}draft`, {
			doctype: frm.doc.reference_doctype,
			name: frm.doc.reference_name,
			letter_template: frm.doc.letter_template,
		});
		frappe.set_route("Form", "Official Letter", name);
	},

	upload(frm) {
		const dialog = new frappe.ui.Dialog({
			title: __("Upload signed letter"),
			fields: [{ fieldname: "file", fieldtype: "HTML" }],
			primary_action_label: __("Upload this file"),
			primary_action: () => this.send(frm, dialog),
		});
		const help = __(
			"The scan of the signed paper, or the PDF that was signed electronically. PDF, JPEG or PNG, under 10 MB.",
		);
		dialog.fields_dict.file.$wrapper.html(
			`<label for="signed-file">${help}</label>
			<input type="file" id="signed-file" accept="${this.FILES.join(",")}">
			<p class="text-danger mt-2" role="alert"></p>`,
		);
		dialog.show();
	},

	async send(frm, dialog) {
		const wrapper = dialog.fields_dict.file.$wrapper;
		const [file] = wrapper.find("input")[0].files;
		if (!file) {
			wrapper.find("[role=alert]").text(__("Please choose the signed file."));
			return;
		}
		const form = new FormData();
		form.append("name", frm.doc.name);
		form.append("file", file);
		dialog.disable_primary_action();
		const response = await fetch(`/api/method/${this.API}bring_back`, {
			method: "POST",
			headers: { "X-Frappe-CSRF-Token": frappe.csrf_token, Accept: "application/json" },
			body: form,
		});
		const answer = await response.json().catch(() => ({}));
		dialog.enable_primary_action();
		if (!response.ok) {
			wrapper.find("[role=alert]").html(this.problem(answer));
			return;
		}
		dialog.hide();
		await frm.reload_doc();
		const electronic = answer.message?.signed_electronically;
		frappe.show_alert({
			message: electronic
				? __("Kept. The PDF carries an electronic signature.")
				: __("Kept as the signed letter."),
			indicator: "green",
		});
	},

	problem(answer) {
		const messages = JSON.parse(answer._server_messages || "[]").map((text) =>
			JSON.parse(text),
		);
		return (
			messages.map((each) => each.message).join("<br>") ||
			__("The file could not be uploaded.")
		);
	},

	// A draft is laid out anew after every change; of an issued letter the kept file is shown.
	show(frm) {
		const wrapper = frm.fields_dict.preview_html.$wrapper;
		if (!this.is_draft(frm)) {
			const signed = frm.doc.signed_file ? "&signed=1" : "";
			const url = `/api/method/${this.API}download?name=${frm.doc.name}${signed}`;
			wrapper.html(
				`<iframe class="dinas-letter-file" src="${url}" title="${__("Letter")}"></iframe>`,
			);
			wrapper.find("iframe").css({ width: "100%", height: "78vh", border: 0 });
			return;
		}
		if (!wrapper.find("iframe.dinas-letter-draft").length) {
			wrapper.html(
				`<p class="text-danger" role="alert"></p><div><iframe class="dinas-letter-draft"
					sandbox="allow-same-origin" style="width: 100%; height: 60vh; border: 0; background: var(--bg-color)" title="${__("How the letter will look")}"></iframe></div>`,
			);
			wrapper.find("iframe").on("load", (event) => this.fit(event.target));
			this.follow_typing(frm);
		}
		this.lay_out(frm);
	},

	follow_typing(frm) {
		const later = frappe.utils.debounce(() => this.is_draft(frm) && this.lay_out(frm), 600);
		for (const name of this.WORDS) {
			const control = frm.fields_dict[name];
			control.df.onchange = later;
			control.$wrapper.on("input", later);
		}
	},

	async lay_out(frm) {
		const wrapper = frm.fields_dict.preview_html.$wrapper;
		const typed = {};
		for (const name of this.WORDS) {
			const control = frm.fields_dict[name];
			const shown = control.$input && !control.df.read_only && !control.df.hidden;
			typed[name] = shown ? control.get_value() : frm.doc[name];
		}
		const asked = (this.asked = (this.asked || 0) + 1);
		const response = await fetch(`/api/method/${this.API}preview_words`, {
			method: "POST",
			headers: {
				"Content-Type": "application/json",
				"X-Frappe-CSRF-Token": frappe.csrf_token,
				Accept: "application/json",
			},
			body: JSON.stringify({ name: frm.doc.name, values_now: typed }),
		});
		const answer = await response.json().catch(() => ({}));
		if (asked !== this.asked) return; // a later one is under way
		wrapper.find("[role=alert]").html(response.ok ? "" : this.problem(answer));
		if (response.ok) wrapper.find("iframe").attr("srcdoc", answer.message);
	},

	fit(frame) {
		const box = frame.parentElement;
		const scale = Math.min(1, box.clientWidth / this.FRAME_WIDTH);
		const height = frame.contentDocument?.documentElement.scrollHeight || 1300;
		$(frame).css({
			width: this.FRAME_WIDTH,
			height,
			border: 0,
			transform: `scale(${scale})`,
			transformOrigin: "0 0",
		});
		$(box).css({
			height: height * scale,
			maxHeight: "calc(100vh - 150px)",
			overflow: "hidden auto",
		});
	},
});
