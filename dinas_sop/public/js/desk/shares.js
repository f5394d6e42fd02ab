// Bars with names as long as those of campuses and units are: the platform's charts cut them off. Each stands in the
// page as text, so that a phone and a screen reader have it too.
const CHARTS = [
	{ name: "Research per Theme", title: () => __("Research per Theme") },
	{ name: "Applications per Campus", title: () => __("Applications per Campus") },
	{ name: "Applications per Unit Kerja", title: () => __("Applications per Unit Kerja") },
];

// Fill the workspace's block. It lives in a shadow root, which the page's own styles do not reach.
export async function show_shares(root) {
	const styles = document.createElement("link");
	styles.rel = "stylesheet";
	styles.href = frappe.assets.bundled_asset("dinas_sop_desk.bundle.css");
	const box = $(`<div class="dinas-shares"></div>`);
	$(root).append(styles, box);
	const answers = await Promise.all(
		CHARTS.map(({ name }) =>
			frappe.xcall("dinas_sop.reports.charts.get", { chart_name: name }),
		),
	);
	CHARTS.forEach(({ title }, i) => box.append(share_of(title(), answers[i])));
}

function share_of(title, { labels, datasets }) {
	const section = $(`<section></section>`).append($("<h3></h3>").text(title));
	if (!labels.length) return section.append($("<p></p>").text(__("Nothing yet.")));
	const values = datasets[0].values;
	const most = Math.max(...values);
	const list = $("<ol></ol>").appendTo(section);
	labels.forEach((label, i) => {
		$("<li></li>")
			.append(
				$(`<span class="dinas-share-name"></span>`).text(label),
				$(`<span class="dinas-share-number"></span>`).text(values[i]),
				$(`<span class="dinas-share-bar" aria-hidden="true"></span>`).css(
					"width",
					`${(100 * values[i]) / most}%`,
				),
			)
			.appendTo(list);
	});
	return section;
}
