// The path that gradient descent would take at a rate, redrawn while the rate is turned. The page carries the slope at
// equal steps along the axis, so this knows no formula.

import { all } from "../../shared/dom.js";
import { alongPath, intoPlot } from "./curve_points.js";
import { signed } from "./printing.js";

const STEPS = 5;
const BESIDE = 120; // units of the drawing: half the text below the path

/** @typedef {{ x0: number, x1: number, slopes: number[] }} Field slopes at equal steps from x0 to x1 */

/** The slope at a weight, between two of those that are known; null outside. @param {Field} field @param {number} weight */
export function slopeAt({ x0, x1, slopes }, weight) {
  const place = ((weight - x0) / (x1 - x0)) * (slopes.length - 1), left = Math.floor(place);
  if (!(place >= 0 && place <= slopes.length - 1)) return null;
  const right = Math.min(left + 1, slopes.length - 1);
  return slopes[left] + (place - left) * (slopes[right] - slopes[left]);
}

/** The weights of some steps, up to the first outside. @param {Field} field @param {number} start @param {number} rate */
export function pathOf(field, start, rate) {
  const weights = [start];
  for (let step = 0; step < STEPS; step += 1) {
    const weight = weights[step], slope = slopeAt(field, weight);
    if (slope === null) break;
    weights.push(weight - rate * slope);
  }
  return weights;
}

/** @param {Element} inside @param {number} rate */
function draw(inside, rate) {
  const { window: shown = "", slopes = "", start } = /** @type {SVGElement} */ (inside).dataset;
  const [x0, x1, y0, y1] = shown.split(" ").map(Number);
  const [width, height] = ["width", "height"].map((name) => Number(inside.getAttribute(name)));
  const curve = inside.querySelector(".curve")?.getAttribute("d") ?? "";
  const plot = { x0, x1, y0, y1, width, height, length: 0, path: curve };
  const weights = pathOf({ x0, x1, slopes: slopes.split(" ").map(Number) }, Number(start), rate);
  const points = weights.map((weight) => intoPlot(plot, weight, 0)[0]).map((x) => [x, alongPath(curve, x)?.y ?? height / 2]);
  const round = (/** @type {number} */ each) => Math.round(each * 10) / 10;
  inside.querySelector(".ghost path")?.setAttribute("d", `M${points.map((point) => point.map(round).join(" ")).join("L")}`);
  all("#diagram .ghost circle").forEach((circle, k) => {
    const [x, y] = points[k + 1] ?? [-99, -99]; // a step that does not exist is outside
    circle.setAttribute("cx", String(round(x)));
    circle.setAttribute("cy", String(round(y)));
  });
  const [from, to = from] = points.map(([x]) => Math.min(Math.max(x, 0), width));
  document.querySelector(".step-arrow path")?.setAttribute("d", `M${round(from)} ${height}H${round(to)}`);
  const head = to < from ? 12 : -12;
  document.querySelector(".step-arrow .head")?.setAttribute("d", `M${round(to)} ${height}l${head} -7v14z`);
  const middle = Math.min(Math.max((from + to) / 2, BESIDE), width - BESIDE);
  document.querySelector(".step-arrow text")?.setAttribute("x", String(round(middle)));
}

/** @param {Event} event */
function turned({ target }) {
  const inside = document.querySelector("#diagram [data-slopes]");
  if (!inside || !(target instanceof HTMLInputElement) || target.id !== "slide-tried") return;
  draw(inside, Number(target.value));
  const printed = document.querySelector('output[for="slide-tried"]');
  for (const text of [printed, ...all('#lesson [data-mirrors="tried"]')]) if (text) text.textContent = signed(Number(target.value));
}

export function mountGhost() {
  document.addEventListener("input", turned);
}
