// One stage in motion. Everything that moves is either an animation of the page's own elements, which leaves no trace
// in the markup, or a shape in one of two groups, which are removed at the end: stopping at any moment leaves the
// server's picture. A scene is planned first and changes the page only when it runs, so that whatever is measured for
// it is measured in one layout.

import { WRITE } from "./easing.js";
import { IN, Pulses } from "./pulses.js";
import { set, shape } from "./shapes.js";

/** @typedef {import("./pulse.js").Track} Track */
/** @typedef {import("./pulses.js").Run} Run */
/** @typedef {{element: Element, keyframes: PropertyIndexedKeyframes, timing: KeyframeAnimationOptions}} Planned */

const STILL = 120; // ms of a change without movement

const layer = () => shape("g", { class: "motion", "aria-hidden": "true" });

export class Scene {
  /** @type {Planned[]} */
  #planned = [];
  /** @type {Animation[]} */
  #animations = [];
  #length = 0;
  #frame = 0;
  /** @type {Animation | null} */
  #clock = null;

  /** @param {SVGSVGElement} svg the diagram @param {number} speed */
  constructor(svg, speed) {
    this.svg = svg;
    this.speed = speed;
    this.overlay = layer();
    this.under = layer();
    this.pulses = new Pulses(this.under.appendChild(shape("g")));
  }

  /**
   * Animate a property of an element of the page or of the overlay; before `start` it has the first value.
   * @param {Element} element @param {PropertyIndexedKeyframes} keyframes
   * @param {number} start @param {number} length @param {string} easing
   */
  animate(element, keyframes, start, length, easing = WRITE) {
    this.#plan(element, keyframes, { delay: start, duration: length, easing, fill: "backwards" }, start + length);
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
    this.#plan(element, visible, { delay: start, duration: length, easing }, start + length);
  }

  /** Send a pulse along a way. @param {Track} way @param {Run} run */
  pulse(way, run) {
    this.pulses.add(way, run);
    this.#length = Math.max(this.#length, run.start + run.length + IN);
  }

  /**
   * Begin.
   * @param {() => void} ended called when everything has come to rest by itself
   * @param {boolean} stays whether the scene stays visible until it is finished
   */
  run(ended, stays = false) {
    // above the edges, so that the colour of a pulse is its sign's; below the cards and the labels of weights, so that
    // no number is covered
    this.svg.insertBefore(this.under, this.svg.querySelector(":scope > .unit"));
    this.svg.append(this.overlay);
    // an animation of nothing is the clock: what pauses or slows the page's animations does so with the pulses too
    this.#clock = this.overlay.animate(null, { duration: this.#length });
    this.#animations = this.#planned.map(({ element, keyframes, timing }) => element.animate(keyframes, timing));
    this.#animations.push(this.#clock);
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

  /** @param {Element} element @param {PropertyIndexedKeyframes} keyframes @param {KeyframeAnimationOptions} timing @param {number} end */
  #plan(element, keyframes, timing, end) {
    this.#planned.push({ element, keyframes, timing });
    this.#length = Math.max(this.#length, end);
  }

  #draw = () => {
    this.pulses.draw(Number(this.#clock?.currentTime ?? 0));
    if (this.pulses.any) this.#frame = requestAnimationFrame(this.#draw);
  };
}
