// One stage in motion. Everything that moves is either an animation of the page's own, which leaves no trace in the
// markup, or a shape in one of two groups, which are removed at the end: ending at any moment leaves the server's picture.

import { TAIL, at, outline, reversed, span, track } from "./pulse.js";
import { progress, travel, WRITE } from "./easing.js";

const SVG = "http://www.w3.org/2000/svg";
const STILL = 120; // ms of a change without movement
const IN = 160; // ms in which the tail runs into the head that has arrived

/** The way along an edge, measured once for each form of it. */
const tracks = new Map();

export function trackOf(path) {
  const d = path.getAttribute("d");
  if (!tracks.has(d)) {
    if (tracks.size > 1000) tracks.clear();
    tracks.set(d, track(d, () => path));
  }
  return tracks.get(d);
}

function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** An SVG element with attributes. */
export const shape = (name, attributes = {}) => set(document.createElementNS(SVG, name), attributes);

export class Scene {
  #animations = [];
  #pulses = [];
  #length = 0;
  #frame = 0;

  /** @param {SVGSVGElement} svg the diagram @param {number} speed */
  constructor(svg, speed) {
    this.svg = svg;
    this.speed = speed;
    this.overlay = svg.appendChild(shape("g", { class: "motion", "aria-hidden": "true" }));
    // what runs along the edges runs under the cards and the labels, so that no number is covered
    this.under = svg.insertBefore(shape("g", { class: "motion", "aria-hidden": "true" }), svg.querySelector(":scope > g"));
  }

  /** Animate a property of an element of the page or of the overlay; before `start` it has the first value. */
  animate(element, keyframes, start, length, easing = WRITE) {
    if (!element) return;
    this.#add(element.animate(keyframes, { delay: start, duration: length, easing, fill: "backwards" }), start + length);
  }

  fadeIn(elements, start, length) {
    for (const element of elements) this.animate(element, { opacity: [0, 1] }, start, length);
  }

  /** A shape under the cards that is there until the scene is finished. */
  place(element) {
    this.under.append(element);
    this.fadeIn([element], 0, STILL);
  }

  /** A shape of the overlay that is seen from `start` for `length` only, moving through the keyframes. */
  ghost(element, keyframes, start, length, { easing = "linear", under = false } = {}) {
    (under ? this.under : this.overlay).append(set(element, { visibility: "hidden" }));
    this.#add(element.animate({ ...keyframes, visibility: ["visible", "visible"] }, { delay: start, duration: length, easing }), start + length);
  }

  /** Send a pulse along an edge from `start` on; `back` is from its end to its start, `strength` its opacity. */
  pulse(path, { start, length, back = false, width, negative, strength = 1 }) {
    const way = trackOf(path);
    const id = `pulse-${this.#pulses.length}`, group = shape("g", { class: `pulse ${negative ? "neg" : "pos"}` });
    const fade = shape("linearGradient", { id, gradientUnits: "userSpaceOnUse" }), element = shape("path", { fill: `url(#${id})` });
    fade.append(shape("stop", { "stop-opacity": 0.25 * strength }), shape("stop", { offset: 0.6, "stop-opacity": strength }));
    group.append(fade, element);
    this.under.append(group);
    this.#pulses.push({ element, fade, way: back ? reversed(way) : way, start, length, width, negative });
    this.#length = Math.max(this.#length, start + length + IN);
  }

  /** Begin; `ended` is called when all has come to rest by itself. A scene that `stays` is seen until it is finished. */
  run(ended, stays = false) {
    // an animation of nothing is the clock: what pauses or slows the page's animations holds for the pulses too
    this.clock = this.overlay.animate(null, { duration: this.#length });
    this.#add(this.clock, this.#length);
    for (const animation of this.#animations) animation.playbackRate = this.speed;
    this.clock.onfinish = () => {
      if (!stays) this.finish();
      ended();
    };
    this.#draw();
  }

  /** The end state at once, however far it has come. Calling it again does nothing. */
  finish() {
    cancelAnimationFrame(this.#frame);
    if (this.clock) this.clock.onfinish = null;
    for (const animation of this.#animations.splice(0)) animation.cancel();
    this.overlay.remove();
    this.under.remove();
  }

  #add(animation, end) {
    this.#animations.push(animation);
    this.#length = Math.max(this.#length, end);
  }

  #draw = () => {
    const now = Number(this.clock.currentTime ?? 0);
    for (const { element, fade, way, start, length, width, negative } of this.#pulses) {
      const head = travel(progress(now, start, length)) + TAIL * progress(now, start + length, IN);
      element.setAttribute("d", outline(way, head, width, negative));
      const [tail, front] = span(head).map((part) => at(way, part * way.length));
      set(fade, { x1: tail.x, y1: tail.y, x2: front.x, y2: front.y });
    }
    if (this.#pulses.length) this.#frame = requestAnimationFrame(this.#draw);
  };
}
