// What moves in which stage. A table: kind of stage -> what moves.

import { derivative, hiddenError, outputError } from "./backward.js";
import { along, flows, meetings } from "./flows.js";
import { activation, cost, weightedInput } from "./forward.js";
import { WRITE } from "./moves.js";
import { arrow } from "./pulse.js";
import { shape } from "./shapes.js";
import { update } from "./update.js";

/**
 * A stage that is played.
 * @typedef {object} Stage
 * @property {SVGSVGElement} svg
 * @property {import("./scene.js").Scene} scene
 * @property {string} kind
 * @property {number} layer
 * @property {number} depth layers of weights
 * @property {import("./update.js").Old | null} old the picture before an update
 */

/** @type {Record<string, (stage: Stage) => void>} */
const SCENES = {
  weighted_input: weightedInput,
  activation,
  cost,
  error: (stage) => (stage.layer === stage.depth ? outputError(stage) : hiddenError(stage)),
  derivative,
  update,
};

/** Put what moves in a stage of that kind on the scene. @param {Stage} stage */
export function compose(stage) {
  SCENES[stage.kind]?.(stage);
}

/** What the pulses of a stage would run along. @param {SVGSVGElement} svg @param {string} kind */
function courses(svg, kind) {
  if (kind === "derivative") return meetings(svg).flatMap((one) => one.courses);
  return flows(svg).map((flow) => along(flow, kind === "error"));
}

/**
 * The same without motion: each edge takes its pulse's width, sign and slices, with an arrowhead where it ends.
 * @param {Pick<Stage, "svg" | "scene" | "kind">} stage
 */
export function still({ svg, scene, kind }) {
  for (const { way, width, negative, strength } of courses(svg, kind)) {
    const look = `still ${negative ? "neg" : "pos"}`;
    scene.place(shape("path", { class: look, "fill-opacity": strength, d: arrow(way, width, negative) }));
  }
  scene.fadeIn(svg.querySelectorAll(".number.current"), 0, WRITE);
}
