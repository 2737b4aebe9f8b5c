// What moves in the stages of the forward pass.

import { numbers, textOf, units } from "../shared/diagram.js";
import { operandsIn } from "../shared/number_table.js";
import { addends } from "./addends.js";
import { along, carried, flows, stagger } from "./flows.js";
import { ghost, slide, sweep, write, WRITE } from "./moves.js";

/** @typedef {import("./choreography.js").Stage} Stage */

const GATE = 220, TRAVELS = 480; // ms
const STOPPED = ["inset(0 100% 0 0)", "inset(0 50% 0 0)", "inset(0 50% 0 0)", "inset(0)"]; // a band at a closed gate

/**
 * Values run right along every edge of the gap; each unit's sum is written when they have arrived.
 * @param {Stage} stage
 */
export function weightedInput({ svg, scene, layer }) {
  const found = numbers(svg, "Z", layer), count = units(svg, layer).length || found.length;
  const when = (/** @type {number} */ unit) => TRAVELS + stagger(unit, count);
  for (const flow of flows(svg)) {
    scene.pulse(along(flow, false).way, { ...flow, start: stagger(flow.unit, count), length: TRAVELS });
  }
  const clear = carried(svg).filter(({ strength }) => strength === 1);
  const wait = addends(svg, scene, clear, { quantity: "Z", layer, when });
  for (const written of found) {
    const unit = Number(written.dataset.unit), start = when(unit) + wait;
    for (const bias of wait ? numbers(svg, "B", layer) : []) {
      if (bias.dataset.unit === written.dataset.unit) ghost(svg, scene, bias, written, wait, when(unit));
    }
    write(svg, scene, [written], start);
  }
}

/**
 * The dot slides along the curve to Z; the band crosses the gate, or stops at it where nothing gets through.
 * @param {Stage} stage
 */
export function activation({ svg, scene, layer }) {
  for (const unit of units(svg, layer)) {
    const dot = unit.querySelector(".dot");
    const curve = /** @type {SVGGeometryElement | null} */ (unit.querySelector(".curve"));
    if (dot && curve) slide(scene, dot, curve, GATE);
    const value = unit.querySelector('[data-quantity="H"]'), isStopped = value !== null && textOf(value) === "0";
    for (const band of unit.querySelectorAll(".band")) {
      if (isStopped) scene.animate(band, { clipPath: STOPPED, offset: [0, 0.4, 0.8, 1] }, 0, GATE + WRITE);
      else sweep(scene, band, 0, GATE, "right");
    }
  }
  write(svg, scene, numbers(svg, "H", layer), GATE);
}

/** The prediction and the target slide into the cost. @param {Stage} stage */
export function cost({ svg, scene }) {
  const goals = numbers(svg, "C");
  for (const goal of goals) {
    for (const operand of operandsIn(svg, goal.dataset.q ?? "")) ghost(svg, scene, operand, goal, GATE);
  }
  write(svg, scene, goals, GATE);
}
