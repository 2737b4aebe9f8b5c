// When a swap moved one stage on, that stage is played; anything else is shown at once. Motion is never in the way: the
// next wish ends it within a frame, and what is left is the server's picture.

import { compose, looks, still } from "./choreography.js";
import { diagram } from "../shared/diagram.js";
import { distance } from "../shared/position.js";
import { Scene, shape } from "./scene.js";

const FADE = 120, NEXT = 160;

/** Whether going on by that many stages is shown in motion: one stage forward, or any number back. */
const isShown = (moved) => moved < 0 || moved === 1;

export class Motion {
  #scene = null;
  #before = null;
  #ended = null;

  /** @param {{speed: () => number, reduced: () => boolean}} settings */
  constructor({ speed, reduced }) {
    this.speed = speed;
    this.reduced = reduced;
  }

  /** The end state at once; whoever waited for it is told. */
  finish() {
    const ended = this.#ended;
    this.#scene?.finish();
    this.#scene = this.#ended = null;
    ended?.();
  }

  /**
   * The page is about to change: remember what the motion starts from, and no more, since a copy of the picture costs
   * several milliseconds.
   * @param {import("../shared/position.js").Place} place
   * @param {import("../shared/position.js").Place | null} next null where nothing will move
   */
  before(place, next) {
    this.finish();
    const svg = diagram(), moved = svg && next ? distance(place, next) : 0;
    this.#before = isShown(moved) ? {
      place,
      form: form(svg),
      looks: next.kind === "update" ? looks(svg) : new Map(),
      picture: moved < 0 || next.iteration > place.iteration ? copy(svg) : null,
    } : null;
  }

  /**
   * The page has changed. @param {import("../shared/position.js").Place} place
   * @param {boolean} quiet without motion @param {() => void} ended called when the stage has been shown
   */
  after(place, quiet, ended) {
    const svg = diagram(), before = this.#before;
    this.#before = null;
    const moved = before && svg && before.form === form(svg) ? distance(before.place, place) : 0;
    if (quiet || !isShown(moved)) {
      ended();
      return;
    }
    const scene = new Scene(svg, this.speed());
    this.#scene = scene;
    if (moved < 0) fade(scene, before.picture, FADE);
    else if (this.reduced()) still({ svg, scene, kind: place.kind });
    else {
      if (place.iteration > before.place.iteration) fade(scene, before.picture, NEXT);
      compose({ svg, scene, kind: place.kind, layer: place.layer, depth: place.depth, before: before.looks });
    }
    this.#ended = ended;
    scene.run(() => {
      this.#ended = null;
      ended();
    }, this.reduced() && moved > 0);
  }
}

/** Two drawings of one form have everything at the same place. */
function form(svg) {
  return [svg.getAttribute("viewBox"), svg.dataset.level, svg.dataset.sizes].join();
}

/** The old picture, without the names that belong to the new one. */
function copy(svg) {
  const group = shape("g", { class: "before" });
  group.append(...[...svg.children].map((child) => child.cloneNode(true)));
  for (const named of group.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const focusable of group.querySelectorAll("[tabindex], [data-q]")) {
    for (const name of ["tabindex", "data-q", "role", "aria-label"]) focusable.removeAttribute(name);
  }
  return group;
}

function fade(scene, picture, length) {
  scene.ghost(picture, { opacity: [1, 0] }, 0, length);
}
