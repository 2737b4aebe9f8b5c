// The reader's mark in a plot: a slider moves it, and dragging the mark moves the slider.

import { all } from "../../shared/dom.js";

const mark = () => {
  const found = document.querySelector("#lesson [data-mark]");
  return found instanceof SVGElement ? found : null;
};

/** The slider that belongs to a mark. @param {SVGElement} moved */
function sliderOf(moved) {
  const found = document.querySelector(`input[data-marks="${moved.dataset.mark}"]`);
  return found instanceof HTMLInputElement ? found : null;
}

/** What a mark stands for, and where. @param {SVGElement} moved */
function scale({ dataset }) {
  const [least, most, from, to] = [dataset.least, dataset.most, dataset.from, dataset.to].map(Number);
  return { least: least ?? 0, most: most ?? 1, from: from ?? 0, to: to ?? 1 };
}

/** Put the mark where the slider is, and say its number. @param {SVGElement} moved @param {HTMLInputElement} slider */
function follow(moved, slider) {
  const { least, most, from, to } = scale(moved), value = Number(slider.value);
  const share = (value - least) / (most - least);
  const x = moved.getAttribute("transform")?.match(/-?[\d.]+/)?.[0] ?? "0";
  moved.setAttribute("transform", `translate(${x} ${(from + share * (to - from)).toFixed(1)})`);
  const said = value.toLocaleString(document.documentElement.lang);
  for (const text of all(`[data-said="${moved.dataset.mark}"]`)) text.textContent = said;
}

/** Move the slider to where the pointer is. @param {PointerEvent} event */
function drag(event) {
  const moved = mark(), slider = moved && sliderOf(moved), matrix = moved?.ownerSVGElement?.getScreenCTM();
  if (!moved || !slider || !matrix) return;
  const { least, most, from, to } = scale(moved);
  const y = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()).y;
  slider.value = String(least + ((y - from) / (to - from)) * (most - least)); // the slider keeps it within its ends
  follow(moved, slider);
}

/** @param {PointerEvent} event */
function take(event) {
  const moved = event.target instanceof Element && event.target.closest("[data-mark]");
  if (!(moved instanceof SVGElement)) return;
  event.preventDefault();
  moved.setPointerCapture(event.pointerId);
  moved.addEventListener("pointermove", drag);
  moved.addEventListener("lostpointercapture", () => moved.removeEventListener("pointermove", drag), { once: true });
}

export function mountMarks() {
  document.addEventListener("pointerdown", take);
  document.addEventListener("input", ({ target }) => {
    const moved = mark();
    if (moved && target instanceof HTMLInputElement && target === sliderOf(moved)) follow(moved, target);
  });
}
