// What moves in the stages of the backward pass.

import { numbers, textOf, units } from "../shared/diagram.js";
import { about, operandsIn } from "../shared/number_table.js";
import { addends } from "./addends.js";
import { along, carried, flows, meeting, meetings } from "./flows.js";
import { flatten, frame, ghost, ride, sweep, write, WRITE } from "./moves.js";

/** @typedef {import("./choreography.js").Stage} Stage */

const GATE = 220, TRAVELS = 480, MEET = 160; // ms

/** The output's error: from the cost through ŷ − y and the gate to E. @param {Stage} stage */
export function outputError(stage) {
  const { svg, scene, layer } = stage, carry = flows(svg), [source] = numbers(svg, "C");
  for (const flow of carry) scene.pulse(along(flow, true).way, { ...flow, start: 0, length: GATE });
  if (!carry.length && source) {
    const messages = numbers(svg, "M", layer), goals = messages.length ? messages : numbers(svg, "E", layer);
    for (const goal of goals) ghost(svg, scene, source, goal, GATE);
  }
  arrive(stage, GATE);
}

/**
 * A hidden layer's error: the source is framed, pulses run left, messages are written, gates let them through or stop
 * them.
 * @param {Stage} stage
 */
export function hiddenError(stage) {
  const { svg, scene, layer } = stage, arrival = WRITE + TRAVELS;
  // not the weights between
  const sources = operandsIn(svg, `M.${layer}.0`).filter(({ dataset }) => about(dataset.q ?? "").unit);
  for (const source of sources) frame(svg, scene, source, WRITE);
  for (const flow of flows(svg)) scene.pulse(along(flow, true).way, { ...flow, start: WRITE, length: TRAVELS });
  const clear = carried(svg).filter(({ strength }) => strength === 1);
  const wait = addends(svg, scene, clear, { quantity: "M", layer, when: () => arrival, back: true });
  arrive(stage, arrival + wait);
}

/**
 * Messages appear at the right of their units from `when` on; 220 ms later the gates have let them through.
 * @param {Stage} stage @param {number} when
 */
function arrive({ svg, scene, layer }, when) {
  write(svg, scene, numbers(svg, "M", layer), when);
  scene.fadeIn(numbers(svg, "R", layer), when, WRITE / 2);
  for (const unit of units(svg, layer)) passGate(svg, scene, unit, when);
  write(svg, scene, numbers(svg, "E", layer), when + GATE - WRITE);
}

/** @param {SVGSVGElement} svg @param {import("./scene.js").Scene} scene @param {Element} unit @param {number} when */
function passGate(svg, scene, unit, when) {
  const gate = unit.querySelector(".gate");
  /** @type {[string, number, number][]} */
  const tints = [["message", 0, MEET / 2], ["slope", MEET / 2, MEET / 2], ["error", MEET, GATE - MEET]];
  for (const [name, start, length] of tints) {
    for (const tint of unit.querySelectorAll(`.tint.${name}`)) sweep(scene, tint, when + start, length, "left");
  }
  if (gate) scene.fadeIn([gate], when, WRITE / 2);
  if (gate?.classList.contains("closed")) flatten(svg, scene, gate, when + GATE - MEET, MEET);
}

/**
 * The layer's input comes from the left, the error from the right; they meet at the weight, and their product is
 * written under it. Pulses show it on every edge; where there is room, the numbers ride along.
 * @param {Stage} stage
 */
export function derivative({ svg, scene, layer }) {
  for (const { courses } of meetings(svg)) {
    for (const course of courses) scene.pulse(course.way, { ...course, start: 0, length: TRAVELS });
  }
  const roomy = svg.dataset.level === "full" ? carried(svg) : [];
  for (const { label, courses } of roomy.map((flow) => meeting(svg, flow))) {
    for (const { from, way } of label ? courses : []) {
      if (from && textOf(from)) ride(scene, from, way, TRAVELS);
    }
  }
  write(svg, scene, numbers(svg, "dW", layer), TRAVELS);
}
