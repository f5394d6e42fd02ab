// A signature drawn by finger or mouse. Without it the typed name is the signature.
import SignaturePad from "signature_pad";

document.addEventListener("DOMContentLoaded", () => {
	document.querySelectorAll("[data-tanda-tangan]").forEach((box) => {
		const canvas = box.querySelector("canvas");
		const input = box.querySelector("input[type=hidden]");
		const pad = new SignaturePad(canvas, { penColor: "#14284b", backgroundColor: "#ffffff" });
		const fit = () => {
			const strokes = pad.toData();
			canvas.width = canvas.offsetWidth;
			canvas.height = canvas.offsetHeight;
			pad.clear();
			if (strokes.length) pad.fromData(strokes);
			else if (input.value) pad.fromDataURL(input.value);
		};
		fit();
		addEventListener("resize", fit);
		pad.addEventListener("endStroke", () => (input.value = pad.toDataURL("image/png")));
		box.querySelector("[data-hapus-ttd]").addEventListener("click", () => {
			pad.clear();
			input.value = "";
		});
	});
});
