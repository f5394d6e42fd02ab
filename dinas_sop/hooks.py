app_name = "dinas_sop"
app_title = "Dinas SOP"
app_publisher = "Dinas SOP contributors"
app_description = "SOP 5.2.9 of a provincial office, from the public form to the archive"
app_email = "dinas-sop@example.org"
app_license = "gpl-3.0"
required_apps = ["frappe/erpnext"]
export_python_type_annotations = True

after_install = "dinas_sop.install.after_install"
after_migrate = "dinas_sop.install.after_migrate"
before_uninstall = "dinas_sop.uninstall.before_uninstall"

_CASE = "dinas_sop.permissions.cases.has_case_permission"
_CASES = "dinas_sop.permissions.cases.case_conditions"
_ATTACHED = "dinas_sop.permissions.cases.has_attached_permission"
_ATTACHED_LIST = "dinas_sop.permissions.cases.attached_conditions"
has_permission = {
	"Research Permit": _CASE,
	"Data Request": _CASE,
	"Official Letter": _ATTACHED,
	"SOP Step Log": _ATTACHED,
	"Information Objection": "dinas_sop.permissions.objections.has_objection_permission",
	"File": "dinas_sop.permissions.files.has_file_permission",
}
permission_query_conditions = {
	"Research Permit": _CASES,
	"Data Request": _CASES,
	"Official Letter": _ATTACHED_LIST,
	"SOP Step Log": _ATTACHED_LIST,
	"Information Objection": "dinas_sop.permissions.objections.objection_conditions",
}

_ROW = {
	"before_validate": "dinas_sop.workflows.attached.refuse_row_on_its_own",
	"on_trash": "dinas_sop.workflows.attached.refuse_row_on_its_own",
}
doc_events = {
	"File": {
		"before_validate": "dinas_sop.workflows.attached.guard_file",
		"after_insert": "dinas_sop.workflows.kept_files.store_under_random_name",
		"on_trash": "dinas_sop.workflows.attached.guard_file_deletion",
	},
	"DocShare": {"validate": "dinas_sop.workflows.attached.refuse_share"},
	"Workflow": {
		"validate": "dinas_sop.workflows.consistency.check_workflow",
		"on_update": "dinas_sop.workflows.consistency.workflow_saved",
		"on_trash": "dinas_sop.workflows.consistency.refuse_workflow_deletion",
	},
	"Official Letter": {
		"validate": "dinas_sop.public_information.extension.check_letter",
		"on_update": "dinas_sop.public_information.extension.letter_saved",
	},
	"Holiday List": {"on_update": "dinas_sop.workflows.recalculate.holidays_changed"},
	"Web Form": {
		"validate": "dinas_sop.workflows.consistency.check_web_form",
		"on_update": "dinas_sop.applicants.web_forms.forget_forms",
		"after_rename": "dinas_sop.applicants.web_forms.forget_forms",
		"on_trash": "dinas_sop.applicants.web_forms.forget_forms",
	},
	("Research Permit", "Data Request"): {"on_update": "dinas_sop.applicants.mail.tell_whose_turn"},
	("Disposition", "Correction", "Requested Data", "Data File", "Research Team Member"): _ROW,
}

on_session_creation = "dinas_sop.queues.start_page.at_login"
extend_bootinfo = "dinas_sop.queues.start_page.at_boot"

jinja = {"methods": ["dinas_sop.letters.printing.dinas_sop_document"]}
pdf_generator = "dinas_sop.letters.printing.pdf_for_print"
before_request = ["dinas_sop.permissions.acting.at_request", "dinas_sop.letters.printing.choose_generator"]

doctype_js = {
	"Workflow": "public/js/desk/workflow.js",
	"Web Form": "public/js/desk/web_form.js",
}

page_renderer = ["dinas_sop.applicants.renderer.PublicPage"]
website_path_resolver = ["dinas_sop.applicants.renderer.resolve_path"]
scheduler_events = {
	"cron": {"*/5 * * * *": ["dinas_sop.permissions.acting.sync", "dinas_sop.notices.scan.run"]},
	"hourly": ["dinas_sop.applicants.parking.sweep"],
}
_CORE_FORM = "frappe.website.doctype.web_form.web_form"
override_whitelisted_methods = {
	f"{_CORE_FORM}.accept": "dinas_sop.applicants.core_forms.accept",
	f"{_CORE_FORM}.get_form_data": "dinas_sop.applicants.core_forms.get_form_data",
}
