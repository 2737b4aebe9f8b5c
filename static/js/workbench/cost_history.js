// The history of costs: asked for when the page no longer shows the point that it was drawn for; the point under the
// pointer or the slider is named, and a click goes there.

import { around, one } from "../shared/dom.js";

const IDLE = 150; // ms after the last change of the page: hasty steps ask once

/** Thousands apart from five digits on, as the server writes counts. @param {number} count */
const counted = (count) =>
  new Intl.NumberFormat(document.documentElement.lang, { useGrouping: /** @type {any} */ ("min2") }).format(count);

const curve = () => /** @type {SVGElement | null} */ (document.querySelector(".cost-curve"));
const slider = () => /** @type {HTMLInputElement} */ (one("#costs [type=range]"));

/** @typedef {{iteration: number, cost: string, x: number, y: number}} Point x and y as shares of the drawing */

/** The points of a curve. @param {SVGElement} svg @returns {Point[]} */
function pointsOf(svg) {
  const { iterations = "", costs = "" } = svg.dataset, texts = costs.split(" ");
  const lines = /** @type {SVGPolylineElement[]} */ ([...svg.querySelectorAll("polyline")]);
  const places = lines.flatMap((line, number) => [...line.points].slice(Math.min(number, 1)));
  return iterations.split(" ").map((iteration, at) =>
    ({ iteration: Number(iteration), cost: texts[at], x: places[at].x / 1000, y: places[at].y / 1000 }));
}

/**
 * The nearest of some values, as its place among them.
 * @param {number[]} values @param {number} wanted
 */
export const nearestAt = (values, wanted) =>
  values.reduce((best, value, at) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? at : best), 0);

/** Name a point and mark it on the curve. @param {SVGElement} svg @param {Point} point */
function show(svg, { iteration, cost, x, y }) {
  const mark = one(".there", svg), number = counted(iteration + 1);
  for (const [name, share] of [["cx", x], ["cy", y]]) mark.setAttribute(String(name), `${100 * Number(share)}%`);
  mark.removeAttribute("visibility");
  const said = (slider().dataset.says ?? "").replace("{n}", number).replace("{cost}", cost);
  slider().setAttribute("aria-valuetext", said);
  one("#costs output").textContent = said;
}

/** The point of the curve nearest to the pointer. @param {SVGElement} svg @param {MouseEvent} event */
function under(svg, { clientX }) {
  const { left, width } = svg.getBoundingClientRect(), points = pointsOf(svg);
  return points[nearestAt(points.map(({ x }) => x), (clientX - left) / width)];
}

/** @param {Point} point */
function go({ iteration }) {
  slider().step = "1"; // the exact iteration of the point
  slider().value = String(iteration);
  slider().form?.requestSubmit();
}

/** Show the point of the slider. */
function slide() {
  const svg = curve();
  if (!svg) return;
  const points = pointsOf(svg);
  show(svg, points[nearestAt(points.map(({ iteration }) => iteration), Number(slider().value))]);
}

/** @param {import("htmx.org").Htmx} htmx */
export function mountCostHistory(htmx) {
  let timer = 0;
  /** What was shown and what was wanted when it was asked for last: another tab may be elsewhere, and then it stays so. */
  let asked = "";
  const ask = () => {
    const wanted = document.getElementById("cost-line")?.dataset.at, shown = document.getElementById("history")?.dataset.at;
    if (shown === undefined || wanted === shown || asked === `${shown} ${wanted}`) return;
    asked = `${shown} ${wanted}`;
    htmx.trigger("#history", "poll");
  };
  const update = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, IDLE);
  };
  const onCurve = (/** @type {Event} */ event) => (around(event, ".cost-curve") ? curve() : null);
  document.addEventListener("htmx:after:swap", update);
  document.addEventListener("pointermove", (event) => {
    const svg = onCurve(event);
    if (svg) show(svg, under(svg, event));
  });
  document.addEventListener("click", (event) => {
    const svg = onCurve(event);
    if (svg) go(under(svg, event));
  });
  document.addEventListener("input", (event) => {
    if (around(event, "#costs [type=range]")) slide();
  });
  update();
}
