// One stage in motion. Everything that moves is either an animation of the page's own elements, which leaves no trace
// in the markup, or a shape in one of two groups, which are removed at the end: stopping at any moment leaves the
// server's picture.

import { progress, travel, WRITE } from "./easing.js";
import { TAIL, at, outline, reversed, span, track } from "./pulse.js";

/** @typedef {import("./pulse.js").Track} Track */
/** @typedef {Record<string, string | number>} Attributes */

/**
 * How a pulse runs along an edge.
 * @typedef {object} Run
 * @property {number} start ms
 * @property {number} length ms
 * @property {number} width of its head, px
 * @property {boolean} negative
 * @property {boolean} [back] from the end of the edge to its start
 * @property {number} [strength] its opacity
 */

/**
 * @typedef {Run & {element: SVGElement, fade: SVGElement, way: Track}} Pulse
 */

const SVG = "http://www.w3.org/2000/svg";
const STILL = 120; // ms of a change without movement
const IN = 160; // ms in which the tail runs into the head that has arrived
const MOST_TRACKS = 1000;

/** The track along an edge, measured once for each form of it. @type {Map<string, Track>} */
const tracks = new Map();

/** @param {SVGPathElement} path @returns {Track} */
export function trackOf(path) {
  const d = path.getAttribute("d") ?? "";
  const known = tracks.get(d);
  if (known) return known;
  if (tracks.size >= MOST_TRACKS) tracks.clear();
  const measured = track(d, () => path);
  tracks.set(d, measured);
  return measured;
}

/** @template {Element} T @param {T} element @param {Attributes} attributes @returns {T} */
function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** An SVG element with attributes. @param {string} name @param {Attributes} attributes @returns {SVGElement} */
export const shape = (name, attributes = {}) => set(document.createElementNS(SVG, name), attributes);

const layer = () => shape("g", { class: "motion", "aria-hidden": "true" });

export class Scene {
  /** @type {Animation[]} */
  #animations = [];
  /** @type {Pulse[]} */
  #pulses = [];
  #length = 0;
  #frame = 0;
  /** @type {Animation | null} */
  #clock = null;

  /** @param {SVGSVGElement} svg the diagram @param {number} speed */
  constructor(svg, speed) {
    this.svg = svg;
    this.speed = speed;
    this.overlay = svg.appendChild(layer());
    // what runs along the edges runs under the cards and the labels, so that no number is covered
    this.under = svg.insertBefore(layer(), svg.querySelector(":scope > g"));
  }

  /**
   * Animate a property of an element of the page or of the overlay; before `start` it has the first value.
   * @param {Element} element @param {PropertyIndexedKeyframes} keyframes
   * @param {number} start @param {number} length @param {string} easing
   */
  animate(element, keyframes, start, length, easing = WRITE) {
    const timing = /** @type {const} */ ({ delay: start, duration: length, easing, fill: "backwards" });
    this.#add(element.animate(keyframes, timing), start + length);
  }

  /** @param {Iterable<Element>} elements @param {number} start @param {number} length */
  fadeIn(elements, start, length) {
    for (const element of elements) this.animate(element, { opacity: [0, 1] }, start, length);
  }

  /** Show a shape under the cards until the scene is finished. @param {SVGElement} element */
  place(element) {
    this.under.append(element);
    this.fadeIn([element], 0, STILL);
  }

  /**
   * Show a shape of the overlay from `start` for `length` only, moving through the keyframes.
   * @param {SVGElement} element @param {PropertyIndexedKeyframes} keyframes
   * @param {number} start @param {number} length
   * @param {{easing?: string, under?: boolean}} options
   */
  ghost(element, keyframes, start, length, { easing = "linear", under = false } = {}) {
    (under ? this.under : this.overlay).append(set(element, { visibility: "hidden" }));
    const visible = { ...keyframes, visibility: ["visible", "visible"] };
    this.#add(element.animate(visible, { delay: start, duration: length, easing }), start + length);
  }

  /** Send a pulse along an edge. @param {SVGPathElement} path @param {Run} run */
  pulse(path, { start, length, back = false, width, negative, strength = 1 }) {
    const way = trackOf(path);
    const id = `pulse-${this.#pulses.length}`, group = shape("g", { class: `pulse ${negative ? "neg" : "pos"}` });
    const fade = shape("linearGradient", { id, gradientUnits: "userSpaceOnUse" });
    const element = shape("path", { fill: `url(#${id})` });
    for (const [offset, opacity] of [[0, 0.25], [0.6, 1]]) {
      fade.append(shape("stop", { offset, "stop-opacity": opacity * strength }));
    }
    group.append(fade, element);
    this.under.append(group);
    this.#pulses.push({ element, fade, way: back ? reversed(way) : way, start, length, width, negative });
    this.#length = Math.max(this.#length, start + length + IN);
  }

  /**
   * Begin.
   * @param {() => void} ended called when everything has come to rest by itself
   * @param {boolean} stays whether the scene stays visible until it is finished
   */
  run(ended, stays = false) {
    // an animation of nothing is the clock: what pauses or slows the page's animations does so with the pulses too
    this.#clock = this.overlay.animate(null, { duration: this.#length });
    this.#add(this.#clock, this.#length);
    for (const animation of this.#animations) animation.playbackRate = this.speed;
    this.#clock.onfinish = () => {
      if (!stays) this.finish();
      ended();
    };
    this.#draw();
  }

  /** Show the end state at once, however far the scene has come. Calling it again does nothing. */
  finish() {
    cancelAnimationFrame(this.#frame);
    if (this.#clock) this.#clock.onfinish = null;
    for (const animation of this.#animations.splice(0)) animation.cancel();
    this.overlay.remove();
    this.under.remove();
  }

  /** @param {Animation} animation @param {number} end */
  #add(animation, end) {
    this.#animations.push(animation);
    this.#length = Math.max(this.#length, end);
  }

  #draw = () => {
    const now = Number(this.#clock?.currentTime ?? 0);
    for (const { element, fade, way, start, length, width, negative } of this.#pulses) {
      const head = travel(progress(now, start, length)) + TAIL * progress(now, start + length, IN);
      element.setAttribute("d", outline(way, head, width, negative));
      const [tail, front] = span(head).map((part) => at(way, part * way.length));
      set(fade, { x1: tail.x, y1: tail.y, x2: front.x, y2: front.y });
    }
    if (this.#pulses.length) this.#frame = requestAnimationFrame(this.#draw);
  };
}
