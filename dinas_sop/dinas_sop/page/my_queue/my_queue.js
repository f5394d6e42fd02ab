frappe.pages["my-queue"].on_page_load = async (wrapper) => {
	frappe.ui.make_app_page({
		parent: wrapper,
		title: __("My Queue"),
		single_column: true,
	});
	await frappe.require(["dinas_sop_desk.bundle.js", "dinas_sop_desk.bundle.css"]);
	wrapper.queue = new dinas_sop.desk.Queue(wrapper.page);
	wrapper.queue.show();
};

frappe.pages["my-queue"].on_page_show = (wrapper) => wrapper.queue?.show();
