// The movements that stages are composed of: numbers that are written, shapes that are uncovered, copies that travel.

import { boxOf, centre } from "../shared/diagram.js";
import { TRAVEL } from "./easing.js";
import { shape } from "./scene.js";

/** @typedef {import("./scene.js").Scene} Scene */

export const WRITE = 120; // ms in which a number appears
const DASH = 16; // px
const SAMPLES = 32; // of a curve that a dot slides along

/** The value that a number shows; the number itself where it has none. @param {Element} number */
const valueOf = (number) => number.querySelector(".value") ?? number;

/**
 * Let numbers appear; until then their places hold the dash of an unknown value.
 * @param {SVGSVGElement} svg @param {Scene} scene @param {Iterable<Element>} found @param {number} start
 */
export function write(svg, scene, found, start) {
  for (const number of found) {
    const { x, y } = centre(boxOf(svg, valueOf(number)));
    scene.ghost(shape("path", { class: "dash", d: `M${x - DASH / 2} ${y}h${DASH}` }), { opacity: [1, 1] }, 0, start);
    scene.fadeIn(number.querySelectorAll(":scope > .value, :scope > .cell"), start, WRITE);
  }
}

/**
 * Slide a dot from the middle of its curve to its place, never off the curve.
 * @param {Scene} scene @param {Element} dot @param {SVGGeometryElement} curve @param {number} length
 */
export function slide(scene, dot, curve, length) {
  const end = { x: Number(dot.getAttribute("cx")), y: Number(dot.getAttribute("cy")) }, total = curve.getTotalLength();
  const points = Array.from({ length: SAMPLES + 1 }, (_, index) => curve.getPointAtLength((total * index) / SAMPLES));
  const middle = (points[0].x + points[SAMPLES].x) / 2;
  const way = points.filter(({ x }) => (x - middle) * (x - end.x) <= 0);
  if (end.x < middle) way.reverse();
  const moves = [...way, end].map(({ x, y }) => `translate(${x - end.x}px, ${y - end.y}px)`);
  scene.animate(dot, { transform: moves }, 0, length);
}

/**
 * Uncover a rectangle in the direction of the flow.
 * @param {Scene} scene @param {Element} element @param {number} start @param {number} length
 * @param {"left" | "right"} towards
 */
export function sweep(scene, element, start, length, towards) {
  const closed = towards === "right" ? "inset(0 100% 0 0)" : "inset(0 0 0 100%)";
  scene.animate(element, { clipPath: [closed, "inset(0)"] }, start, length);
}

/**
 * Send a copy of a number to another place, where it disappears.
 * @param {SVGSVGElement} svg @param {Scene} scene @param {Element} from @param {Element} to @param {number} length
 * @param {boolean} under whether it runs under the cards
 */
export function ghost(svg, scene, from, to, length, under = false) {
  const text = from.querySelector(".value") ?? from.querySelector("text");
  if (!text) return;
  const a = centre(boxOf(svg, text)), b = centre(boxOf(svg, valueOf(to)));
  const name = `ghost ${text.getAttribute("class") ?? ""}`;
  const centred = { "text-anchor": "middle", "dominant-baseline": "central" };
  const copy = shape("text", { class: name, ...centred, x: a.x, y: a.y });
  copy.textContent = text.textContent;
  const moves = ["translate(0, 0)", `translate(${b.x - a.x}px, ${b.y - a.y}px)`];
  scene.ghost(copy, { transform: moves, opacity: [1, 1, 0.2] }, 0, length, { easing: TRAVEL, under });
}

/**
 * Spread a pulse that a closed gate stops over the face of its block, until it fades.
 * @param {SVGSVGElement} svg @param {Scene} scene @param {Element} gate @param {number} start @param {number} length
 */
export function flatten(svg, scene, gate, start, length) {
  const { x, y, width, height } = boxOf(svg, gate.querySelector(".block") ?? gate);
  const look = `splash ${gate.querySelector(".sliver")?.getAttribute("class") ?? ""}`;
  const origin = `${x + width}px ${y + height / 2}px`;
  const splash = shape("ellipse", { class: look, cx: x + width, cy: y + height / 2, rx: 9, ry: height / 2 });
  const frames = { transformOrigin: [origin, origin], transform: ["scale(1, .2)", "scale(.2, 1)"], opacity: [0.9, 0] };
  scene.ghost(splash, frames, start, length);
}

/**
 * Frame a number for a moment.
 * @param {SVGSVGElement} svg @param {Scene} scene @param {Element} number @param {number} length
 */
export function frame(svg, scene, number, length) {
  const { x, y, width, height } = boxOf(svg, number);
  scene.ghost(shape("rect", { class: "source", x, y, width, height, rx: 6 }), { opacity: [1, 1] }, 0, length);
}
