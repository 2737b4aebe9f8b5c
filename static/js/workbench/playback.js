// Playback: one step after another with a pause between them, to the end of the iteration or on and on.

import { one } from "../shared/dom.js";
import { here } from "../shared/position.js";

/** @typedef {import("../shared/position.js").Place} Place */

/**
 * What playback needs of the page.
 * @typedef {object} Page
 * @property {() => void} step requests the next stage
 * @property {() => number} speed
 * @property {() => boolean} loop whether to continue into the next iteration
 * @property {(playing: boolean) => void} changed
 * @property {{setTimeout: (call: () => void, ms: number) => number, clearTimeout: (timer: number) => void}} [clock]
 */

const PAUSE = 700; // ms after a stage has been shown, at speed 1
const LONG_PAUSE = 1200;
const LONG = new Set(["cost", "update"]);

/** @type {NonNullable<Page["clock"]>} */
const CLOCK = { setTimeout: (call, ms) => setTimeout(call, ms), clearTimeout: (timer) => clearTimeout(timer) };

/** How long a stage is shown before the next one. @param {string} kind @param {number} speed */
export const pause = (kind, speed) => (LONG.has(kind) ? LONG_PAUSE : PAUSE) / speed;

export class Playback {
  #timer = 0;
  #playing = false;
  #clock;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.#clock = page.clock ?? CLOCK;
  }

  get playing() {
    return this.#playing;
  }

  toggle() {
    if (this.#playing) this.stop();
    else this.start();
  }

  start() {
    if (this.#playing) return;
    this.#playing = true;
    this.page.changed(true);
    this.page.step();
  }

  stop() {
    if (!this.#playing) return;
    this.#playing = false;
    this.#clock.clearTimeout(this.#timer);
    this.page.changed(false);
  }

  /** A stage has been shown to its end. @param {Pick<Place, "stage" | "count" | "kind">} place */
  shown(place) {
    if (!this.#playing) return;
    if (place.stage >= place.count && !this.page.loop()) {
      this.stop();
      return;
    }
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.page.step(), pause(place.kind, this.page.speed()));
  }
}

/** The label of the Play button: what a press would do. @param {boolean} playing */
function relabel(playing) {
  const button = one('button[data-verb="play"]'), label = one(".label", button);
  if (label.textContent !== button.dataset.pause) button.dataset.play = label.textContent ?? "";
  label.textContent = (playing ? button.dataset.pause : button.dataset.play) ?? "";
}

/** Whether to continue into the next iteration: a checkbox of the menu. */
const loop = () => document.querySelector('input[name="loop"]:checked') !== null;

/**
 * Tie playback to the page: the buttons show what it does; a hidden tab pauses.
 * @param {() => void} step @param {() => number} speed
 */
export function mountPlayback(step, speed) {
  let playing = false;
  const update = () => {
    document.documentElement.toggleAttribute("data-playing", playing);
    document.getElementById("spoken")?.setAttribute("aria-live", playing && speed() > 1 ? "off" : "polite");
    relabel(playing);
  };
  const changed = (/** @type {boolean} */ now) => {
    playing = now;
    update();
  };
  const playback = new Playback({ step, speed, loop, changed });
  document.addEventListener("visibilitychange", () => document.hidden && playback.stop());
  return { playback, update, shown: () => playback.shown(here()) };
}
