// Plays the stage that a change of the page revealed; any other change is shown at once. Motion never delays anybody:
// the next action ends it within a frame, and what remains is the server's picture.

import { diagram } from "../shared/diagram.js";
import { distance } from "../shared/position.js";
import { compose, still } from "./choreography.js";
import { Scene } from "./scene.js";
import { shape } from "./shapes.js";
import { oldOf } from "./update.js";

/** @typedef {import("../shared/position.js").Place} Place */

/**
 * What a motion starts from.
 * @typedef {object} Before
 * @property {Place} place
 * @property {string} form
 * @property {import("./update.js").Old | null} old what an update changes
 * @property {SVGElement | null} picture the old picture, where it will fade
 */

/** What names a number on the page: its copy has none of it. */
const NAMING = ["tabindex", "data-q", "data-quantity", "data-layer", "data-unit", "data-input", "role", "aria-label"];

const FADE = 120, NEXT = 160; // ms

/**
 * Whether going on by that many stages is shown in motion: one stage forward, or any number back.
 * @param {number} moved
 */
const isShown = (moved) => moved < 0 || moved === 1;

export class StagePlayer {
  /** @type {Scene | null} */
  #scene = null;
  /** @type {Before | null} */
  #before = null;
  /** @type {(() => void) | null} */
  #ended = null;

  /** @param {{speed: () => number, reduced: () => boolean}} settings */
  constructor({ speed, reduced }) {
    this.speed = speed;
    this.reduced = reduced;
  }

  /** Show the end state at once, and report the end of the stage. */
  finish() {
    const ended = this.#ended;
    this.#scene?.finish();
    this.#scene = this.#ended = null;
    ended?.();
  }

  /**
   * The page is about to change: keep what the motion starts from, and no more, since a copy of the picture costs
   * several milliseconds.
   * @param {Place} place @param {Place | null} next null where nothing will move
   */
  before(place, next) {
    this.finish();
    const svg = diagram();
    this.#before = svg && next && isShown(distance(place, next)) ? beforeOf(svg, place, next) : null;
  }

  /**
   * The page has changed.
   * @param {Place} place @param {boolean} quiet without motion
   * @param {() => void} ended called when the stage has been shown
   */
  after(place, quiet, ended) {
    const svg = diagram(), before = this.#before;
    this.#before = null;
    const moved = svg && before?.form === formOf(svg) ? distance(before.place, place) : 0;
    if (quiet || !svg || !before || !isShown(moved)) {
      ended();
      return;
    }
    this.#scene = new Scene(svg, this.speed());
    if (moved < 0) fade(this.#scene, before.picture, FADE);
    else this.#forward(svg, this.#scene, before, place);
    this.#run(ended, this.reduced() && moved > 0);
  }

  /** @param {SVGSVGElement} svg @param {Scene} scene @param {Before} before @param {Place} place */
  #forward(svg, scene, before, { iteration, kind, layer, depth }) {
    if (this.reduced()) {
      still({ svg, scene, kind });
      return;
    }
    if (iteration > before.place.iteration) fade(scene, before.picture, NEXT);
    compose({ svg, scene, kind, layer, depth, old: before.old });
  }

  /** @param {() => void} ended @param {boolean} stays */
  #run(ended, stays) {
    this.#ended = ended;
    this.#scene?.run(() => {
      this.#ended = null;
      ended();
    }, stays);
  }
}

/** @param {SVGSVGElement} svg @param {Place} place @param {Place} next @returns {Before} */
function beforeOf(svg, place, next) {
  const fades = next.iteration > place.iteration || distance(place, next) < 0;
  return {
    place,
    form: formOf(svg),
    old: next.kind === "update" ? oldOf(svg) : null,
    picture: fades ? copyOf(svg) : null,
  };
}

/** Two drawings of one form have everything at the same place. @param {SVGSVGElement} svg */
function formOf(svg) {
  return [svg.getAttribute("viewBox"), svg.dataset.level, svg.dataset.sizes].join();
}

/** The old picture, without the names that belong to the new one. @param {SVGSVGElement} svg */
function copyOf(svg) {
  const group = shape("g", { class: "before" });
  group.append(...[...svg.children].map((child) => child.cloneNode(true)));
  for (const named of group.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const focusable of group.querySelectorAll("[tabindex], [data-q]")) {
    for (const name of NAMING) focusable.removeAttribute(name);
  }
  return group;
}

/** @param {Scene} scene @param {SVGElement | null} picture @param {number} length */
function fade(scene, picture, length) {
  if (picture) scene.ghost(picture, { opacity: [1, 0] }, 0, length);
}
