import { each_docfield } from "./docfields";

const DOCUMENTS = [".pdf", ".jpg", ".jpeg", ".png"];
const RESULTS = [...DOCUMENTS, ".zip", ".docx", ".xlsx", ".csv"];
// The server checks by content what each field takes (workflows/attached.py); here the uploader only offers it.
const RESULT_FIELDS = ["result_file", "file"];
const MAX_BYTES = 10 * 1000 * 1000;

// Options of the standard uploader: private, from the user's own device, of the kinds that are accepted.
export function upload_options(fieldname, target = {}) {
	return {
		...target,
		method: "dinas_sop.workflows.upload_api.upload",
		restrictions: {
			allowed_file_types: RESULT_FIELDS.includes(fieldname) ? RESULTS : DOCUMENTS,
			max_file_size: MAX_BYTES,
			max_number_of_files: 1,
		},
		allow_toggle_private: false,
		allow_web_link: false,
		allow_google_drive: false,
		allow_take_photo: false,
		disable_file_browser: true,
	};
}

// The uploader always offers to make everything public; files of a case are private. Its own words are nouns and
// past tenses in Indonesian; a clerk reads what the button does.
function prepare_uploader(control) {
	const open = control.on_attach_click;
	control.on_attach_click = function () {
		open.call(this);
		const dialog = this.file_uploader.dialog;
		dialog?.get_secondary_btn().hide();
		dialog?.set_title(__("Upload a file"));
		dialog?.get_primary_btn().text(__("Upload this file"));
	};
	const make = control.make_input;
	control.make_input = function () {
		make.call(this);
		name_buttons(this);
	};
	name_buttons(control);
}

function name_buttons(control) {
	control.$input?.text(__("Choose a file"));
	control.$value?.find('[data-action="clear_attachment"]').text(__("Take away"));
}

// A file is shown by the name that people gave it.
function show_names(frm, control) {
	const show = control.set_input;
	control.set_input = function (value, dataurl) {
		show.call(this, value, dataurl);
		if (this.value && this.$value) {
			this.$value.find(".attached-file-link").text(file_label(frm, this.value));
		}
	};
}

export function improve_in_dialog(frm, control) {
	prepare_uploader(control);
	show_names(frm, control);
	const complete = control.on_upload_complete;
	control.on_upload_complete = function (file) {
		frm.dinas_sop.uploads.push(file);
		return complete.call(this, file);
	};
	if (control.value) control.set_input(control.value);
}

// Name of a file as people know it: its URL is random.
export function file_label(frm, url) {
	const known = [...frm.dinas_sop.uploads, ...(frm.get_docinfo()?.attachments || [])];
	const file = known.find((row) => row.file_url === url);
	const extension = (url || "").split(".").pop().toUpperCase();
	if (file && !/^[0-9a-f]{32}\./.test(file.file_name)) return file.file_name;
	return __("Open file ({0})", [extension]);
}

export function setup_attachments(frm) {
	each_docfield(frm.doctype, frm.docname, is_attach, (df) => prepare(frm, df));
	frm.fields
		.filter((control) => is_attach(control.df))
		.forEach((control) => improve(frm, control));
}

function is_attach(df) {
	return df.fieldtype === "Attach";
}

function prepare(frm, df) {
	df.options = upload_options(df.fieldname);
	df.formatter = (value) => {
		if (!value) return "";
		const name = frappe.utils.escape_html(file_label(frm, value));
		return `<a href="${encodeURI(value)}" target="_blank" rel="noopener">${name}</a>`;
	};
}

// The standard control saves the form after each upload, which asks for everything else that is still empty,
// and deletes the file on the server when it is cleared, which a case refuses.
function improve(frm, control) {
	prepare_uploader(control);
	show_names(frm, control);
	control.on_upload_complete = async function (file) {
		frm.dinas_sop.uploads.push(file);
		await this.parse_validate_and_set_in_model(file.file_url);
		frm.attachments.update_attachment(file);
		this.refresh();
	};
	control.clear_attachment = async function () {
		await this.parse_validate_and_set_in_model(null);
		this.refresh();
	};
}
