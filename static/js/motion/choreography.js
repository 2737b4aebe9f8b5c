// What moves in which stage, with the times of the design at speed 1. A table: kind of stage -> what to put on the scene.

import { activeEdges, boxOf, centre, flowOf, numbers, units } from "../shared/diagram.js";
import { about, operandsIn } from "../shared/number_table.js";
import { TRAVEL } from "./easing.js";
import { at, reversed, ribbon } from "./pulse.js";
import { shape, trackOf } from "./scene.js";

const WRITE = 120, GATE = 220, TRAVELS = 480, STAGGER = 40, MOST_STAGGER = 160, MEET = 160;
const MOST_PULSES = 64;
const FAINT = 0.4; // the opacity of pulses that are not of the chosen unit, where there are many

const STOPPED = ["inset(0 100% 0 0)", "inset(0 50% 0 0)", "inset(0 50% 0 0)", "inset(0)"]; // a band that a closed gate stops

/** @typedef {{svg: SVGSVGElement, scene: import("./scene.js").Scene, layer: number, before: Map<string, object>}} Stage */

/** How long the unit with this number waits for its turn among `count`. */
export const stagger = (unit, count) => unit * Math.min(STAGGER, MOST_STAGGER / Math.max(1, count - 1));

/** The pulses of a stage: those that carry something, at most 64, the largest first. */
export function largest(all, most = MOST_PULSES) {
  return all.filter(({ width }) => width > 0).sort((a, b) => b.width - a.width).slice(0, most);
}

function flows(svg) {
  return largest(activeEdges(svg).map(flowOf)).map((one) => ({ ...one, strength: one.edge.matches(".faint:not(.lit)") ? FAINT : 1 }));
}

/** Values run right along every edge of the gap; each unit's sum is written when they have come. */
function weightedInput({ svg, scene, layer }) {
  const found = numbers(svg, "Z", layer), count = units(svg, layer).length || found.length;
  for (const flow of flows(svg)) {
    scene.pulse(flow.edge, { ...flow, start: stagger(flow.unit, count), length: TRAVELS });
  }
  for (const written of found) {
    write(svg, scene, [written], TRAVELS + stagger(Number(written.dataset.q.split(".").at(-1)), count));
  }
}

/** The dot slides along the curve to Z; the band crosses the gate, or stops at it where nothing gets through. */
function activation({ svg, scene, layer }) {
  for (const unit of units(svg, layer)) {
    const dot = unit.querySelector(".dot"), curve = unit.querySelector(".curve");
    if (dot && curve) slide(scene, dot, curve);
    const stopped = unit.querySelector('[data-q^="H."] .value')?.textContent === "0";
    for (const band of unit.querySelectorAll(".band")) {
      if (stopped) scene.animate(band, { clipPath: STOPPED, offset: [0, 0.4, 0.8, 1] }, 0, GATE + WRITE);
      else sweep(scene, band, 0, GATE, "right");
    }
  }
  write(svg, scene, numbers(svg, "H", layer), GATE);
}

/** Numbers appear; until then their places hold the dash of what is not known. */
function write(svg, scene, found, start, length = WRITE) {
  for (const one of found) {
    const value = one.querySelector(".value"), { x, y } = centre(boxOf(svg, value ?? one));
    scene.ghost(shape("path", { class: "dash", d: `M${x - 8} ${y}h16` }), { opacity: [1, 1] }, 0, start);
    scene.fadeIn(one.querySelectorAll(":scope > .value, :scope > .cell"), start, length);
  }
}

/** From the middle of the curve to where the dot stands, never off the curve. */
function slide(scene, dot, curve) {
  const end = Number(dot.getAttribute("cx")), total = curve.getTotalLength();
  const points = Array.from({ length: 33 }, (_, index) => curve.getPointAtLength((total * index) / 32));
  const middle = (points[0].x + points[32].x) / 2;
  const way = points.filter(({ x }) => (x - middle) * (x - end) <= 0);
  if (end < middle) way.reverse();
  const moves = [...way, { x: end, y: Number(dot.getAttribute("cy")) }].map(({ x, y }) =>
    `translate(${x - end}px, ${y - Number(dot.getAttribute("cy"))}px)`);
  scene.animate(dot, { transform: moves }, 0, GATE);
}

/** A rectangle is uncovered in the direction of the flow. */
function sweep(scene, element, start, length, towards) {
  const closed = towards === "right" ? "inset(0 100% 0 0)" : "inset(0 0 0 100%)";
  scene.animate(element, { clipPath: [closed, "inset(0)"] }, start, length);
}

/** The prediction and the target slide into the cost. */
function cost({ svg, scene }) {
  const goals = numbers(svg, "C");
  for (const goal of goals) ghosts(svg, scene, operandsIn(svg, goal.dataset.q), [goal]);
  write(svg, scene, goals, GATE);
}

function ghosts(svg, scene, from, to) {
  for (const goal of to) for (const part of from) ghost(svg, scene, part, goal, GATE);
}

/** A copy of a number runs to another place and is gone. */
function ghost(svg, scene, from, to, length, under = false) {
  const text = from.querySelector(".value") ?? from.querySelector("text");
  if (!text) return;
  const box = boxOf(svg, text), a = centre(box), b = centre(boxOf(svg, to.querySelector(".value") ?? to));
  const copy = shape("text", { class: `ghost ${text.getAttribute("class") ?? ""}`, x: a.x, y: a.y, "text-anchor": "middle", "dominant-baseline": "central" });
  copy.textContent = text.textContent;
  const moves = ["translate(0, 0)", `translate(${b.x - a.x}px, ${b.y - a.y}px)`];
  scene.ghost(copy, { transform: moves, opacity: [1, 1, 0.2] }, 0, length, { easing: TRAVEL, under });
}

/** The output's error: from the cost through ŷ − y and the gate to E. */
function outputError(stage) {
  const { svg, scene, layer } = stage, along = flows(svg);
  for (const flow of along) scene.pulse(flow.edge, { ...flow, start: 0, length: GATE, back: true });
  if (!along.length) ghosts(svg, scene, numbers(svg, "C"), numbers(svg, "M", layer));
  arrive(stage, GATE);
}

/** A hidden layer's error: the source lights up, pulses run left, messages are written, gates let them on or stop them. */
function hiddenError(stage) {
  const { svg, scene, layer } = stage;
  const sources = operandsIn(svg, `M.${layer}.0`).filter(({ dataset }) => about(dataset.q).unit); // not the weights between
  for (const source of sources) scene.ghost(frame(svg, source), { opacity: [1, 1] }, 0, WRITE);
  for (const flow of flows(svg)) scene.pulse(flow.edge, { ...flow, start: WRITE, length: TRAVELS, back: true });
  arrive(stage, WRITE + TRAVELS);
}

function frame(svg, source) {
  const { x, y, width, height } = boxOf(svg, source);
  return shape("rect", { class: "source", x, y, width, height, rx: 6 });
}

/** Messages stand at the right of their units from `when` on; 220 ms later the gates have let them through. */
function arrive({ svg, scene, layer }, when) {
  write(svg, scene, numbers(svg, "M", layer), when);
  scene.fadeIn(numbers(svg, "R", layer), when, WRITE / 2);
  for (const unit of units(svg, layer)) {
    const gate = unit.querySelector(".gate"), closed = gate?.classList.contains("closed");
    for (const tint of unit.querySelectorAll(".tint.message")) sweep(scene, tint, when, MEET / 2, "left");
    if (gate) scene.fadeIn([gate], when, WRITE / 2);
    if (closed) flatten(svg, scene, gate, when);
    for (const tint of unit.querySelectorAll(".tint.slope")) sweep(scene, tint, when + MEET / 2, MEET / 2, "left");
    for (const tint of unit.querySelectorAll(".tint.error")) sweep(scene, tint, when + MEET, GATE - MEET, "left");
  }
  write(svg, scene, numbers(svg, "E", layer), when + GATE - WRITE);
}

/** The pulse that a closed gate stops: it spreads over the face of the block and fades. */
function flatten(svg, scene, gate, start) {
  const sliver = gate.querySelector(".sliver"), { x, y, width, height } = boxOf(svg, gate.querySelector(".block") ?? gate);
  const splash = shape("ellipse", { class: `splash ${sliver?.getAttribute("class") ?? ""}`, cx: x + width, cy: y + height / 2, rx: 9, ry: height / 2 });
  const origin = `${x + width}px ${y + height / 2}px`;
  scene.ghost(splash, { transformOrigin: [origin, origin], transform: ["scale(1, .2)", "scale(.2, 1)"], opacity: [0.9, 0] }, start + GATE - MEET, MEET);
}

/** What came in and the error meet at the weight; their product is written under it. */
function derivative({ svg, scene, layer }) {
  for (const written of numbers(svg, "dW", layer)) {
    for (const operand of operandsIn(svg, written.dataset.q)) ghost(svg, scene, operand, written, TRAVELS, true);
  }
  write(svg, scene, numbers(svg, "dW", layer), TRAVELS);
}

/** Old values move up and are struck, new ones come; edges take their new width. */
function update({ svg, scene, before }) {
  for (const old of svg.querySelectorAll(".old")) {
    scene.animate(old, { transform: ["translate(0, 13px)", "translate(0, 0)"], textDecorationColor: ["transparent", "currentcolor"] }, 0, 240);
  }
  const changed = [...numbers(svg, "W"), ...numbers(svg, "B")].filter((one) => one.querySelector(".old"));
  scene.fadeIn(changed.map((one) => one.querySelector(".value")).filter(Boolean), 240, 320);
  for (const edge of svg.querySelectorAll("path.edge")) {
    const old = before.get(edge.id);
    if (!old) continue;
    const now = lookOf(edge);
    if (now.width !== old.width) scene.animate(edge, { strokeWidth: [old.width, now.width] }, 240, 320);
    if (now.dash !== old.dash) scene.animate(edge, { strokeDasharray: [old.dash, now.dash] }, 240, 320);
  }
}

function lookOf(edge) {
  return { width: edge.getAttribute("stroke-width"), dash: edge.getAttribute("stroke-dasharray") ?? "none" };
}

/** How the edges look before a swap, for the update to start from. */
export const looks = (svg) => new Map([...svg.querySelectorAll("path.edge")].map((edge) => [edge.id, lookOf(edge)]));

const SCENES = {
  weighted_input: weightedInput,
  activation,
  cost,
  error: (stage) => (stage.layer === stage.depth ? outputError(stage) : hiddenError(stage)),
  derivative,
  update,
};

/** Put what moves in a stage of that kind on the scene. @param {Stage & {kind: string, depth: number}} stage */
export function compose(stage) {
  SCENES[stage.kind]?.(stage);
}

/** The same without motion: each edge takes its pulse's width, sign and slices, with an arrowhead where it ends. */
export function still({ svg, scene, kind }) {
  for (const { edge, width, negative, strength } of flows(svg)) {
    const way = kind === "error" ? reversed(trackOf(edge)) : trackOf(edge), half = width / 2;
    const head = half + 5, { x, y, nx, ny } = at(way, way.length - 2 * head), tip = at(way, way.length);
    const triangle = `M${tip.x} ${tip.y}L${x + nx * head} ${y + ny * head}L${x - nx * head} ${y - ny * head}Z`;
    const d = ribbon(way, 0, way.length - 1.9 * head, () => half, negative) + triangle;
    scene.place(shape("path", { class: `still ${negative ? "neg" : "pos"}`, "fill-opacity": strength, d }));
  }
  scene.fadeIn([...svg.querySelectorAll(".number.current")], 0, WRITE);
}
