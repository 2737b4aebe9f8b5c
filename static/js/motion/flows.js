// What the edges of a stage carry, and how its pulses run.

import { activeEdges, flowOf, number, textOf, valueOf } from "../shared/diagram.js";
import { operandsIn } from "../shared/number_table.js";
import { middle } from "./moves.js";
import { nearest, reversed, stretch } from "./pulse.js";
import { trackOf } from "./shapes.js";

/** @typedef {import("./pulse.js").Track} Track */
/** @typedef {import("../shared/diagram.js").Flow & {strength: number}} Flow with its opacity */
/** @typedef {{way: Track, width: number, negative: boolean, strength: number}} Course of a pulse */

const STAGGER = 40, MOST_STAGGER = 160; // ms
const MOST_PULSES = 64;
const FAINT = 0.4; // the opacity of pulses that are not of the chosen unit, where there are many

/** How long the unit with this number waits among `count`. @param {number} unit @param {number} count */
export const stagger = (unit, count) => unit * Math.min(STAGGER, MOST_STAGGER / Math.max(1, count - 1));

/**
 * The pulses of a stage: those that carry something, at most 64, the largest first.
 * @template {{width: number}} T @param {T[]} all @returns {T[]}
 */
export function largest(all, most = MOST_PULSES) {
  return all.filter(({ width }) => width > 0).sort((a, b) => b.width - a.width).slice(0, most);
}

/** All that the edges of the stage carry. @param {SVGSVGElement} svg @returns {Flow[]} */
export function carried(svg) {
  return activeEdges(svg).map((edge) => ({ ...flowOf(edge), strength: edge.hasAttribute("stroke-opacity") ? FAINT : 1 }));
}

/** What is shown of it. @param {SVGSVGElement} svg */
export const flows = (svg) => largest(carried(svg));

/** The course of a flow along all of its edge. @param {Flow} flow @param {boolean} back @returns {Course} */
export function along({ edge, width, negative, strength }, back) {
  const way = trackOf(edge);
  return { way: back ? reversed(way) : way, width, negative, strength };
}

/** @param {Element | undefined} found */
const isNegative = (found) => Boolean(found && (textOf(found).startsWith("−") || valueOf(found).matches(".neg")));

/**
 * Where the two factors of a derivative meet: at the label of the weight, or in the middle of its edge. The input
 * comes from the left, the error from the right.
 * @param {SVGSVGElement} svg @param {Flow} flow
 * @returns {{label: Element | null, courses: (Course & {from: Element | undefined})[]}}
 */
export function meeting(svg, { edge, layer, input, unit, width, strength }) {
  const key = ["dW", layer, input, unit].join("."), label = number(svg, key), way = trackOf(edge);
  const place = label ? nearest(way, middle(svg, label)) : way.length / 2;
  const factors = operandsIn(svg, key), before = factors.find(({ dataset }) => Number(dataset.layer) < layer);
  const after = factors.find(({ dataset }) => Number(dataset.layer) === layer);
  const course = (/** @type {Element | undefined} */ from, /** @type {Track} */ half) =>
    ({ from, way: half, width, negative: isNegative(from), strength });
  return { label, courses: [course(before, stretch(way, 0, place)), course(after, reversed(stretch(way, place, way.length)))] };
}

/** What meets in a derivative, as far as pulses show it: two for each weight. @param {SVGSVGElement} svg */
export const meetings = (svg) => largest(carried(svg), MOST_PULSES / 2).map((flow) => meeting(svg, flow));
