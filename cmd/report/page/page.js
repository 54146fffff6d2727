"use strict";
(() => {
	const form = document.getElementById("filter"), list = document.querySelector(".list");
	if (!list) return;
	const text = document.getElementById("text"), threat = document.getElementById("threat"), count = document.getElementById("count");
	const boxes = [...form.querySelectorAll("input[type=checkbox]")], body = list.tBodies[0];
	const rows = [...body.rows].map((row, at) => ({
		row, at, text: row.textContent.toLowerCase(), severity: row.dataset.severity, threat: row.dataset.threat,
		rule: row.cells[1].textContent, where: row.dataset.where,
	}));

	const filter = () => {
		const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
		const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
		let shown = 0;
		for (const r of rows) {
			const fits = severities.has(r.severity) && (!threat.value || threat.value === r.threat) && words.every((word) => r.text.includes(word));
			r.row.hidden = !fits;
			shown += fits;
		}
		count.textContent = `${shown} of ${rows.length} findings are shown.`;
	};

	const orders = {
		severity: (a, b) => b.severity - a.severity || a.at - b.at,
		rule: (a, b) => a.rule.localeCompare(b.rule) || a.at - b.at,
		where: (a, b) => a.where.localeCompare(b.where) || a.at - b.at,
	};
	for (const head of list.tHead.rows[0].cells) {
		const key = head.dataset.key, button = document.createElement("button");
		if (!key) continue;
		button.type = "button";
		button.textContent = head.textContent;
		head.replaceChildren(button);
		button.addEventListener("click", () => {
			const up = head.getAttribute("aria-sort") !== "ascending";
			for (const other of list.tHead.rows[0].cells) other.removeAttribute("aria-sort");
			head.setAttribute("aria-sort", up ? "ascending" : "descending");
			rows.sort(orders[key]);
			if (!up) rows.reverse();
			body.append(...rows.map((r) => r.row));
		});
	}

	form.hidden = false;
	form.addEventListener("input", filter);
	form.addEventListener("submit", (event) => event.preventDefault());
	filter();
})();
