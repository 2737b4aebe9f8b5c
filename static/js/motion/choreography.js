// What moves in which stage, with the times of the design at speed 1. A table: kind of stage -> what moves.

import { activeEdges, edges, flowOf, numbers, units } from "../shared/diagram.js";
import { about, operandsIn } from "../shared/number_table.js";
import { flatten, frame, ghost, slide, sweep, write, WRITE } from "./moves.js";
import { at, reversed, ribbon } from "./pulse.js";
import { shape, trackOf } from "./scene.js";

/** @typedef {import("../shared/diagram.js").Flow} Flow */
/** @typedef {{width: string | null, dash: string}} Look of an edge */
/** @typedef {Map<string, Look>} Looks of all edges, by id */

/**
 * A stage that is played.
 * @typedef {object} Stage
 * @property {SVGSVGElement} svg
 * @property {import("./scene.js").Scene} scene
 * @property {string} kind
 * @property {number} layer
 * @property {number} depth layers of weights
 * @property {Looks} before how the edges looked before an update
 */

const GATE = 220, TRAVELS = 480, STAGGER = 40, MOST_STAGGER = 160, MEET = 160; // ms
const MOVE_UP = 240, MORPH = 320; // ms, of an update
const MOST_PULSES = 64;
const FAINT = 0.4; // the opacity of pulses that are not of the chosen unit, where there are many

const STOPPED = ["inset(0 100% 0 0)", "inset(0 50% 0 0)", "inset(0 50% 0 0)", "inset(0)"]; // a band at a closed gate

/** How long the unit with this number waits among `count`. @param {number} unit @param {number} count */
export const stagger = (unit, count) => unit * Math.min(STAGGER, MOST_STAGGER / Math.max(1, count - 1));

/**
 * The pulses of a stage: those that carry something, at most 64, the largest first.
 * @template {{width: number}} T @param {T[]} all @returns {T[]}
 */
export function largest(all, most = MOST_PULSES) {
  return all.filter(({ width }) => width > 0).sort((a, b) => b.width - a.width).slice(0, most);
}

/** @param {SVGSVGElement} svg */
function flows(svg) {
  const strengthOf = (/** @type {Flow} */ { edge }) => (edge.matches(".faint:not(.lit)") ? FAINT : 1);
  return largest(activeEdges(svg).map(flowOf)).map((flow) => ({ ...flow, strength: strengthOf(flow) }));
}

/**
 * Values run right along every edge of the gap; each unit's sum is written when they have arrived.
 * @param {Stage} stage
 */
function weightedInput({ svg, scene, layer }) {
  const found = numbers(svg, "Z", layer), count = units(svg, layer).length || found.length;
  for (const flow of flows(svg)) {
    scene.pulse(flow.edge, { ...flow, start: stagger(flow.unit, count), length: TRAVELS });
  }
  for (const written of found) {
    write(svg, scene, [written], TRAVELS + stagger(Number(written.dataset.unit), count));
  }
}

/**
 * The dot slides along the curve to Z; the band crosses the gate, or stops at it where nothing gets through.
 * @param {Stage} stage
 */
function activation({ svg, scene, layer }) {
  for (const unit of units(svg, layer)) {
    const dot = unit.querySelector(".dot");
    const curve = /** @type {SVGGeometryElement | null} */ (unit.querySelector(".curve"));
    if (dot && curve) slide(scene, dot, curve, GATE);
    const isStopped = unit.querySelector('[data-quantity="H"] .value')?.textContent === "0";
    for (const band of unit.querySelectorAll(".band")) {
      if (isStopped) scene.animate(band, { clipPath: STOPPED, offset: [0, 0.4, 0.8, 1] }, 0, GATE + WRITE);
      else sweep(scene, band, 0, GATE, "right");
    }
  }
  write(svg, scene, numbers(svg, "H", layer), GATE);
}

/** The prediction and the target slide into the cost. @param {Stage} stage */
function cost({ svg, scene }) {
  const goals = numbers(svg, "C");
  for (const goal of goals) {
    for (const operand of operandsIn(svg, goal.dataset.q ?? "")) ghost(svg, scene, operand, goal, GATE);
  }
  write(svg, scene, goals, GATE);
}

/** The output's error: from the cost through ŷ − y and the gate to E. @param {Stage} stage */
function outputError(stage) {
  const { svg, scene, layer } = stage, along = flows(svg), [source] = numbers(svg, "C");
  for (const flow of along) scene.pulse(flow.edge, { ...flow, start: 0, length: GATE, back: true });
  if (!along.length && source) for (const message of numbers(svg, "M", layer)) ghost(svg, scene, source, message, GATE);
  arrive(stage, GATE);
}

/**
 * A hidden layer's error: the source is framed, pulses run left, messages are written, gates let them through or stop
 * them.
 * @param {Stage} stage
 */
function hiddenError(stage) {
  const { svg, scene, layer } = stage;
  // not the weights between
  const sources = operandsIn(svg, `M.${layer}.0`).filter(({ dataset }) => about(dataset.q ?? "").unit);
  for (const source of sources) frame(svg, scene, source, WRITE);
  for (const flow of flows(svg)) scene.pulse(flow.edge, { ...flow, start: WRITE, length: TRAVELS, back: true });
  arrive(stage, WRITE + TRAVELS);
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
 * The numbers that a derivative is computed from meet at the weight; their product is written under it.
 * @param {Stage} stage
 */
function derivative({ svg, scene, layer }) {
  const found = numbers(svg, "dW", layer);
  for (const written of found) {
    for (const operand of operandsIn(svg, written.dataset.q ?? "")) ghost(svg, scene, operand, written, TRAVELS, true);
  }
  write(svg, scene, found, TRAVELS);
}

/** Old values move up and are struck through, new ones appear; edges take their new width. @param {Stage} stage */
function update({ svg, scene, before }) {
  for (const old of svg.querySelectorAll(".old")) {
    const up = ["translate(0, 13px)", "translate(0, 0)"], struck = ["transparent", "currentcolor"];
    scene.animate(old, { transform: up, textDecorationColor: struck }, 0, MOVE_UP);
  }
  const changed = [...numbers(svg, "W"), ...numbers(svg, "B")].filter((number) => number.querySelector(".old"));
  scene.fadeIn(changed.flatMap((number) => number.querySelector(".value") ?? []), MOVE_UP, MORPH);
  for (const edge of edges(svg)) morph(scene, edge, before.get(edge.id));
}

/** @param {import("./scene.js").Scene} scene @param {SVGPathElement} edge @param {Look | undefined} old */
function morph(scene, edge, old) {
  const now = lookOf(edge);
  if (!old) return;
  const width = [old.width ?? "", now.width ?? ""], dash = [old.dash, now.dash];
  if (width[0] !== width[1]) scene.animate(edge, { strokeWidth: width }, MOVE_UP, MORPH);
  if (dash[0] !== dash[1]) scene.animate(edge, { strokeDasharray: dash }, MOVE_UP, MORPH);
}

/** @param {SVGPathElement} edge @returns {Look} */
function lookOf(edge) {
  return { width: edge.getAttribute("stroke-width"), dash: edge.getAttribute("stroke-dasharray") ?? "none" };
}

/** How the edges look before a change, for the update to start from. @param {SVGSVGElement} svg @returns {Looks} */
export const looks = (svg) => new Map(edges(svg).map((edge) => [edge.id, lookOf(edge)]));

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

/**
 * The same without motion: each edge takes its pulse's width, sign and slices, with an arrowhead where it ends.
 * @param {Pick<Stage, "svg" | "scene" | "kind">} stage
 */
export function still({ svg, scene, kind }) {
  for (const { edge, width, negative, strength } of flows(svg)) {
    const way = kind === "error" ? reversed(trackOf(edge)) : trackOf(edge), half = width / 2;
    const head = half + 5, { x, y, nx, ny } = at(way, way.length - 2 * head), tip = at(way, way.length);
    const triangle = `M${tip.x} ${tip.y}L${x + nx * head} ${y + ny * head}L${x - nx * head} ${y - ny * head}Z`;
    const d = ribbon(way, 0, way.length - 1.9 * head, () => half, negative) + triangle;
    scene.place(shape("path", { class: `still ${negative ? "neg" : "pos"}`, "fill-opacity": strength, d }));
  }
  scene.fadeIn(svg.querySelectorAll(".number.current"), 0, WRITE);
}
