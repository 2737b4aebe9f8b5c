// Points that follow a slider, or the pointer that drags them, along their curves within a frame. The curve is read from
// its path, so this knows no formula; the server's answer, when the movement pauses, brings the exact numbers.

import { all, around } from "../../shared/dom.js";
import { mountDragging } from "../kit/dragging.js";
import { alongPath, fromPlot, intoPlot, tangentAt } from "./curve_points.js";
import { signed } from "./printing.js";

/** @typedef {import("./curve_points.js").Plot} Plot */

/** @param {Element} svg @param {string} selector */
const part = (svg, selector) => /** @type {Element} */ (svg.querySelector(selector));

/** @param {Element} svg @returns {Plot} */
function plotOf(svg) {
  const { window: shown = "", length } = /** @type {SVGElement} */ (svg).dataset;
  const [x0, x1, y0, y1] = shown.split(" ").map(Number);
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  return { x0, x1, y0, y1, width, height, length: Number(length), path: part(svg, ".curve").getAttribute("d") ?? "" };
}

/** @param {Element | null} element @param {Record<string, number>} numbers */
function place(element, numbers) {
  for (const [name, number] of Object.entries(numbers)) element?.setAttribute(name, String(Math.round(number * 10) / 10));
}

/**
 * Move the point of one plot to a value.
 * @param {Element} svg @param {number} value
 * @returns {number | null} what the curve's function gives there; null outside the plot
 */
function move(svg, value) {
  const plot = plotOf(svg), [x] = intoPlot(plot, value, 0), found = alongPath(plot.path, x);
  if (!found) return null;
  place(svg.querySelector(".point"), { cx: x, cy: found.y });
  place(svg.querySelector(".tangent"), tangentAt(x, found, plot.length));
  return fromPlot(plot, x, found.y)[1];
}

const moved = () => /** @type {HTMLInputElement | null} */ (document.querySelector("#lesson .slider input[type=range]"));

/** The curves that a slider moves, in the order in which a value passes through them. @param {Element} slider */
const curvesOf = (slider) => all(`#lesson [data-follows="${slider.id}"]`);

/** Let all points follow their slider. @param {HTMLInputElement} slider */
function follow(slider) {
  /** @type {number | null} */
  let value = Number(slider.value);
  for (const svg of curvesOf(slider)) value = value === null ? null : move(svg, value);
  const printed = document.querySelector(`output[for="${slider.id}"]`);
  if (printed) printed.textContent = signed(Number(slider.value));
}

/** @param {Event} event */
function slid({ target }) {
  if (target instanceof HTMLInputElement && target.type === "range" && curvesOf(target).length) follow(target);
}

/** After an answer: the reader may have moved on while it came. */
function answered() {
  const slider = moved();
  if (slider && slider.value !== slider.defaultValue && curvesOf(slider).length) follow(slider);
}

/** @type {{ svg: Element, field: Element, slider: HTMLInputElement } | null} */
let held = null;

/** @param {PointerEvent} event */
function drag({ clientX }) {
  if (!held) return;
  const { svg, field, slider } = held, { left, width } = field.getBoundingClientRect(), plot = plotOf(svg);
  const [value] = fromPlot(plot, ((clientX - left) / width) * plot.width, 0);
  slider.step = "any";
  slider.value = String(Math.round(value * 100) / 100);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {PointerEvent} event */
function taken(event) {
  const plot = around(event, "#lesson .plot"), svg = plot?.querySelector(".dragged"), slider = moved();
  if (!plot || !svg || !slider) return false;
  held = { svg, field: part(plot, ".field"), slider };
  slider.focus({ preventScroll: true }); // an answer that comes meanwhile leaves it as it is
  return true;
}

export function mountCurves() {
  document.addEventListener("input", slid);
  document.addEventListener("htmx:after:swap", answered);
  mountDragging({ take: taken, move: drag, end: () => (held = null) });
}
