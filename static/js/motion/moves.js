// The movements that stages are composed of: numbers that are written, shapes that are uncovered, copies that travel.

import { boxOf, centre, textOf, valueOf } from "../shared/diagram.js";
import { TRAVEL } from "./easing.js";
import { at } from "./pulse.js";
import { shape } from "./shapes.js";

/** @typedef {import("./scene.js").Scene} Scene */

export const WRITE = 120; // ms in which a number appears
const DASH = 16; // px
const SAMPLES = 32; // of a curve that a dot slides along
const STOPS = 12; // of a number that rides along an edge

/**
 * Let numbers appear; until then their places hold the dash of an unknown value.
 * @param {SVGSVGElement} svg @param {Scene} scene @param {Iterable<Element>} found @param {number} start
 */
export function write(svg, scene, found, start) {
  for (const number of found) {
    const { x, y } = centre(boxOf(svg, valueOf(number)));
    scene.ghost(shape("path", { class: "dash", d: `M${x - DASH / 2} ${y}h${DASH}` }), { opacity: [1, 1] }, 0, start);
    scene.fadeIn(number.querySelectorAll(":scope > .value, :scope > .cell, :scope > .bar"), start, WRITE);
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
 * A text around a point, in the look of a number's value.
 * @param {string} words @param {string} look @param {import("./pulse.js").Point} point
 */
export function label(words, look, { x, y }) {
  const centred = { "text-anchor": "middle", "dominant-baseline": "central" };
  const text = shape("text", { class: `ghost ${look}`, ...centred, x, y });
  text.textContent = words;
  return text;
}

/** @param {import("./pulse.js").Point} from @param {import("./pulse.js").Point} to */
export const shift = (from, to) => `translate(${to.x - from.x}px, ${to.y - from.y}px)`;

/** A copy of what a number shows, around a point. @param {Element} number @param {import("./pulse.js").Point} point */
const copy = (number, point) => label(textOf(number), valueOf(number).getAttribute("class") ?? "", point);

/** The middle of a number's value. @param {SVGSVGElement} svg @param {Element} number */
export const middle = (svg, number) => centre(boxOf(svg, valueOf(number)));

/**
 * Send a copy of a number to another place, where it disappears.
 * @param {SVGSVGElement} svg @param {Scene} scene @param {Element} from @param {Element} to
 * @param {number} length @param {number} start
 */
export function ghost(svg, scene, from, to, length, start = 0) {
  const a = middle(svg, from), b = middle(svg, to);
  const frames = { transform: ["translate(0, 0)", shift(a, b)], opacity: [1, 1, 0.2] };
  scene.ghost(copy(from, a), frames, start, length, { easing: TRAVEL });
}

/**
 * Send a copy of a number along a way, under the cards; at its end it disappears.
 * @param {Scene} scene @param {Element} from @param {import("./pulse.js").Track} way @param {number} length
 */
export function ride(scene, from, way, length) {
  const points = Array.from({ length: STOPS + 1 }, (_, index) => at(way, (way.length * index) / STOPS));
  const frames = { transform: points.map((point) => shift(points[0], point)), opacity: [0.4, 1, 1, 1, 0.2] };
  scene.ghost(copy(from, points[0]), frames, 0, length, { easing: TRAVEL, under: true });
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
