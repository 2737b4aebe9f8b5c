// When a swap moved one stage on, that stage is played; anything else is shown at once. Motion is never in the way: the
// next wish ends it within a frame, and what is left is the server's picture.

import { compose, looks, still } from "./choreography.js";
import { diagram } from "../shared/diagram.js";
import { distance } from "../shared/position.js";
import { Scene, shape } from "./scene.js";

const FADE = 120, NEXT = 160;

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

  /** The page is about to change: remember what a motion would start from. @param {import("../shared/position.js").Place} place */
  before(place) {
    this.finish();
    const svg = diagram();
    this.#before = svg && { place, looks: looks(svg), picture: copy(svg), form: form(svg) };
  }

  /**
   * The page has changed. @param {import("../shared/position.js").Place} place
   * @param {boolean} quiet without motion @param {() => void} ended called when the stage has been shown
   */
  after(place, quiet, ended) {
    const svg = diagram(), before = this.#before;
    this.#before = null;
    const moved = before && svg && before.form === form(svg) ? distance(before.place, place) : 0;
    if (quiet || !moved || moved > 1) {
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
