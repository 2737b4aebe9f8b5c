// The pulses of a scene, drawn again in each frame. Those that stand out are drops with a fading tail, each an element of
// its own; the faint ones of a crowded gap are one shape for each sign: 64 gradients take longer than a frame.

import { progress, travel } from "./easing.js";
import { TAIL, at, outline, span } from "./pulse.js";
import { set, shape } from "./shapes.js";

/** @typedef {import("./pulse.js").Track} Track */

/**
 * How a pulse runs along its way.
 * @typedef {object} Run
 * @property {number} start ms
 * @property {number} length ms
 * @property {number} width of its head, px
 * @property {boolean} negative
 * @property {number} [strength] its opacity
 * @typedef {{run: Run, way: Track}} Pulse
 * @typedef {Pulse & {element: SVGElement, fade: SVGElement}} Drop
 * @typedef {{element: SVGElement, pulses: Pulse[]}} Flock pulses that are one shape
 */

/** ms in which the tail runs into the head that has arrived */
export const IN = 160;

/** How far the head has come. @param {Run} run @param {number} now ms */
const headOf = ({ start, length }, now) =>
  travel(progress(now, start, length)) + TAIL * progress(now, start + length, IN);

/** @param {Pulse} pulse @param {number} now */
const outlineOf = ({ run, way }, now) => outline(way, headOf(run, now), run.width, run.negative);

export class Pulses {
  /** @type {Drop[]} */
  #drops = [];
  /** By class. @type {Map<string, Flock>} */
  #flocks = new Map();

  /** @param {SVGElement} group where they are drawn */
  constructor(group) {
    this.group = group;
  }

  get any() {
    return this.#drops.length + this.#flocks.size > 0;
  }

  /** @param {Track} way @param {Run} run */
  add(way, run) {
    if (run.strength !== undefined && run.strength < 1) this.#flock(run).pulses.push({ run, way });
    else this.#drops.push(this.#drop(way, run));
  }

  /** @param {number} now ms since the scene began */
  draw(now) {
    for (const { element, pulses } of this.#flocks.values()) {
      element.setAttribute("d", pulses.map((pulse) => outlineOf(pulse, now)).join(""));
    }
    for (const { element, fade, way, run } of this.#drops) {
      const d = outlineOf({ way, run }, now);
      element.setAttribute("d", d);
      if (!d) continue;
      const [tail, front] = span(headOf(run, now)).map((part) => at(way, part * way.length));
      set(fade, { x1: tail.x, y1: tail.y, x2: front.x, y2: front.y });
    }
  }

  /** @param {Run} run @returns {Flock} */
  #flock({ negative, strength = 1 }) {
    const name = `pulse faint ${negative ? "neg" : "pos"}`, known = this.#flocks.get(name);
    if (known) return known;
    const flock = { element: shape("path", { class: name, "fill-opacity": strength }), pulses: [] };
    this.group.prepend(flock.element);
    this.#flocks.set(name, flock);
    return flock;
  }

  /** @param {Track} way @param {Run} run @returns {Drop} */
  #drop(way, run) {
    const id = `pulse-${this.#drops.length}`, group = shape("g", { class: `pulse ${run.negative ? "neg" : "pos"}` });
    const fade = shape("linearGradient", { id, gradientUnits: "userSpaceOnUse" });
    const element = shape("path", { fill: `url(#${id})` });
    for (const [offset, opacity] of [[0, 0.25], [0.6, 1]]) fade.append(shape("stop", { offset, "stop-opacity": opacity }));
    group.append(fade, element);
    this.group.append(group);
    return { run, way, element, fade };
  }
}
