// A ring on the axis of a plot: a slider above the drawing. What is drawn around it follows within a frame, and so do
// the texts that repeat its value; where a field is typed in, the ring follows the field.

import { all } from "../../shared/dom.js";
import { signed } from "./printing.js";

/** @typedef {HTMLInputElement} Input */

const ring = () => /** @type {Input | null} */ (document.querySelector("#lesson [data-ring]"));

/** @param {Input} slider */
const field = (slider) => /** @type {Input | null} */ (document.getElementById(`field-${slider.dataset.ring}`));

/** Where a slider's value is drawn along the axis. @param {Input} slider */
function across({ value, min, max }) {
  const width = Number(document.querySelector("#diagram .field")?.getAttribute("width"));
  return Math.round(((Number(value) - Number(min)) / (Number(max) - Number(min))) * width * 10) / 10;
}

/** @param {Input} slider */
function draw(slider) {
  const handle = document.querySelector(".axis-handle"), way = document.querySelector(".axis-way");
  const x = across(slider), [, y = "0"] = handle?.getAttribute("transform")?.match(/ ([\d.]+)\)/) ?? [];
  handle?.setAttribute("transform", `translate(${x} ${y})`);
  const ball = Number(document.querySelector("#diagram .axis-dot")?.getAttribute("cx"));
  handle?.classList.toggle("at-ball", Math.abs(x - ball) < 1);
  way?.setAttribute("d", (way.getAttribute("d") ?? "").replace(/^M[\d.-]+/, `M${x}`));
  for (const text of all(`#lesson [data-mirrors="${slider.dataset.ring}"]`)) text.textContent = signed(Number(slider.value));
}

/** @param {Event} event */
function moved({ target }) {
  const slider = ring();
  if (!slider || !(target instanceof HTMLInputElement)) return;
  const typed = field(slider);
  if (target === slider) {
    if (typed) typed.value = signed(Number(slider.value));
  } else if (target === typed) {
    const value = Number(target.value.replace(",", ".").replace("\u2212", "-"));
    if (target.value.trim() && Number.isFinite(value)) slider.value = String(value);
  } else return;
  draw(slider);
}

/** Letting go of the ring drops the ball, and Enter does. @param {Event} event */
function dropped(event) {
  const slider = ring();
  if (!slider || event.target !== slider) return;
  const byKey = event instanceof KeyboardEvent;
  if (byKey ? event.key !== "Enter" : !("drops" in slider.dataset) || slider.value === slider.defaultValue) return;
  event.preventDefault();
  slider.form?.requestSubmit();
}

/** Where the page said last that the ring is. */
let said = "";

/** After an answer the ring is where the page says, or stays where the reader has put it. */
function answered() {
  const slider = ring();
  if (!slider) return;
  if (slider.defaultValue !== said) slider.value = said = slider.defaultValue;
  draw(slider);
}

export function mountRing() {
  if (!document.querySelector('#lesson[data-lesson="one-neuron"]')) return;
  said = ring()?.defaultValue ?? "";
  document.addEventListener("input", moved);
  document.addEventListener("keydown", dropped);
  document.addEventListener("pointerup", dropped);
  document.addEventListener("htmx:after:swap", answered);
}
