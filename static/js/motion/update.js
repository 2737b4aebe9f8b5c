// What moves in the update, and what has to be known of the old picture for it.

import { edges, flowOf, number as numberOf, numbers, textOf, valueOf } from "../shared/diagram.js";
import { label, middle } from "./moves.js";

/** @typedef {import("./pulse.js").Point} Point */
/** @typedef {{width: string | null, dash: string, moved: boolean}} Look of an edge, and whether its derivative is not 0 */
/**
 * What an update starts from.
 * @typedef {object} Old
 * @property {Map<string, Look>} looks of the edges, by id
 * @property {Map<string, Point>} places of the weights and biases in their groups, by id
 * @property {{text: string, look: string, place: Point}[]} derivatives that the update uses up
 */

const DASHES = "7 5"; // of a negative weight, as the style sheet draws it
const MOVE_UP = 240, MORPH = 320; // ms

/** @param {SVGPathElement} edge @returns {Look} */
function lookOf(edge) {
  const moved = Number(edge.dataset.pulse) > 0;
  return { width: edge.getAttribute("stroke-width"), dash: edge.matches(".neg") ? DASHES : "none", moved };
}

/** Where a text is written in its group. @param {Element} text @returns {Point} */
const placeOf = (text) => ({ x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")) });

/** @param {SVGSVGElement} svg */
const parameters = (svg) => [...numbers(svg, "W"), ...numbers(svg, "B")];

/** The picture before the update. @param {SVGSVGElement} svg @returns {Old} */
export function oldOf(svg) {
  return {
    looks: new Map(edges(svg).map((edge) => [edge.id, lookOf(edge)])),
    places: new Map(parameters(svg).map((number) => [number.id, placeOf(valueOf(number))])),
    derivatives: numbers(svg, "dW").map((number) => (
      { text: textOf(number), look: valueOf(number).getAttribute("class") ?? "", place: middle(svg, number) }
    )),
  };
}

/**
 * Old values move from where they were and are struck through, derivatives fade, new values appear; edges take their
 * new width.
 * @param {{svg: SVGSVGElement, scene: import("./scene.js").Scene, old: Old | null}} stage
 */
export function update({ svg, scene, old }) {
  const changed = parameters(svg).filter((number) => number.querySelector(".old"));
  for (const number of changed) strike(scene, number, old?.places.get(number.id));
  for (const { text, look, place } of old?.derivatives ?? []) {
    scene.ghost(label(text, look, place), { opacity: [1, 0] }, 0, MOVE_UP);
  }
  scene.fadeIn(changed.flatMap((number) => number.querySelector(".value") ?? []), MOVE_UP, MORPH);
  for (const edge of edges(svg)) morph(scene, edge, old?.looks.get(edge.id));
  for (const edge of edges(svg)) if (isChanged(svg, edge, old)) flash(scene, edge);
}

/**
 * Whether a weight has changed: its label says so, or it had a derivative.
 * @param {SVGSVGElement} svg @param {SVGPathElement} edge @param {Old | null} old
 */
function isChanged(svg, edge, old) {
  const { layer, input, unit } = flowOf(edge), found = numberOf(svg, ["W", layer, input, unit].join("."));
  return found ? found.matches(".changed") : old?.looks.get(edge.id)?.moved;
}

/** Show an edge in full for a moment. @param {import("./scene.js").Scene} scene @param {SVGPathElement} edge */
function flash(scene, edge) {
  scene.animate(edge, { strokeOpacity: ["1", getComputedStyle(edge).strokeOpacity] }, MOVE_UP, MORPH);
}

/** @param {import("./scene.js").Scene} scene @param {Element} number @param {Point | undefined} from where it was */
function strike(scene, number, from) {
  for (const old of number.querySelectorAll(".old")) {
    const to = placeOf(old), start = from ?? to;
    const transform = [`translate(${start.x - to.x}px, ${start.y - to.y}px)`, "translate(0, 0)"];
    scene.animate(old, { transform, textDecorationColor: ["transparent", "currentcolor"] }, 0, MOVE_UP);
  }
}

/** @param {import("./scene.js").Scene} scene @param {SVGPathElement} edge @param {Look | undefined} old */
function morph(scene, edge, old) {
  const now = lookOf(edge);
  if (!old) return;
  const width = [old.width ?? "", now.width ?? ""], dash = [old.dash, now.dash];
  if (width[0] !== width[1]) scene.animate(edge, { strokeWidth: width }, MOVE_UP, MORPH);
  if (dash[0] !== dash[1]) scene.animate(edge, { strokeDasharray: dash }, MOVE_UP, MORPH);
}
