// Where several paths arrive at a unit, what each of them brings is written beside it, and fades into the sum.

import { numbers } from "../shared/diagram.js";
import { printed } from "../shared/printed.js";
import { label, middle, shift } from "./moves.js";
import { at } from "./pulse.js";
import { trackOf } from "./shapes.js";

/** @typedef {import("./flows.js").Flow} Flow */

export const SUM = 200; // ms that the sum waits for its terms
const EARLY = 60, SHOWN = 340; // ms before the pulses arrive, and as long as the terms stay
const APART = 17, BESIDE = 7; // px between terms, and from the unit to them
const MOST = 8;

/** @param {Flow[]} flows @param {boolean} back @returns {Flow[][]} those that arrive at one unit, together */
export function arrivals(flows, back) {
  /** @type {Map<number, Flow[]>} */
  const found = new Map();
  for (const flow of flows) {
    const unit = back ? flow.input : flow.unit;
    found.set(unit, [...(found.get(unit) ?? []), flow]);
  }
  return [...found.values()].filter(({ length }) => length > 1 && length <= MOST);
}

/**
 * Write the terms of each sum of a layer, first to last from top to bottom.
 * @param {SVGSVGElement} svg @param {import("./scene.js").Scene} scene @param {Flow[]} flows that stand out
 * @param {{quantity: string, layer: number, when: (unit: number) => number, back?: boolean}} sum
 * @returns {number} how long the sums wait
 */
export function addends(svg, scene, flows, { quantity, layer, when, back = false }) {
  const sums = new Map(numbers(svg, quantity, layer).map((found) => [Number(found.dataset.unit), found]));
  const groups = arrivals(flows, back).filter(([{ unit, input }]) => sums.has(back ? input : unit));
  for (const group of groups) {
    const unit = back ? group[0].input : group[0].unit, sum = /** @type {SVGGElement} */ (sums.get(unit));
    const terms = [...group].sort((a, b) => (back ? a.unit - b.unit : a.input - b.input));
    const goal = middle(svg, sum);
    for (const [index, { edge, value, negative }] of terms.entries()) {
      const way = trackOf(edge), end = at(way, back ? 0 : way.length);
      const x = end.x + (back ? BESIDE : -BESIDE), y = end.y + (index - (terms.length - 1) / 2) * APART;
      const kind = `term ${back ? "start" : "end"} ${negative ? "neg" : "pos"}`;
      const text = label(printed(value, document.documentElement.dataset.decimal ?? "."), kind, { x, y });
      const transform = ["translate(0, 0)", "translate(0, 0)", "translate(0, 0)", shift({ x, y }, goal)];
      scene.ghost(text, { transform, opacity: [0, 1, 1, 0] }, when(unit) - EARLY, SHOWN);
    }
  }
  return groups.length ? SUM : 0;
}
