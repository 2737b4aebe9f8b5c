// Play: one step after another with a rest between them, to the end of the iteration or on and on.

import { placeOf, workbench } from "../shared/position.js";

const REST = 700; // ms after a stage has been shown, at speed 1
const LONG_REST = 1200;
const LONG = new Set(["cost", "update"]);

/** How long a stage stays before the next one. @param {string} kind @param {number} speed */
export const rest = (kind, speed) => (LONG.has(kind) ? LONG_REST : REST) / speed;

export class Playback {
  #timer = null;
  #playing = false;

  /**
   * @param {object} of
   * @param {() => void} of.step asks for the next stage
   * @param {() => number} of.speed
   * @param {() => boolean} of.loop whether to go on into the next iteration
   * @param {(playing: boolean) => void} of.changed
   * @param {{setTimeout: Function, clearTimeout: Function}} [of.clock]
   */
  constructor({ step, speed, loop, changed, clock = globalThis }) {
    Object.assign(this, { step, speed, loop, changed, clock });
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
    this.changed(true);
    this.step();
  }

  stop() {
    if (!this.#playing) return;
    this.#playing = false;
    this.clock.clearTimeout(this.#timer);
    this.changed(false);
  }

  /** A stage has been shown to its end. @param {import("../shared/position.js").Place} place */
  shown(place) {
    if (!this.#playing) return;
    if (place.stage >= place.count && !this.loop()) {
      this.stop();
      return;
    }
    this.clock.clearTimeout(this.#timer);
    this.#timer = this.clock.setTimeout(() => this.step(), rest(place.kind, this.speed()));
  }
}

/** Ties a playback to the page: the buttons show what it does; a hidden tab pauses. */
export function mountPlayback(step, speed) {
  let playing = false, play = "";
  const update = () => {
    document.documentElement.toggleAttribute("data-playing", playing);
    document.getElementById("spoken")?.setAttribute("aria-live", playing && speed() > 1 ? "off" : "polite");
    const button = document.querySelector('button[data-verb="play"]'), label = button?.querySelector(".label");
    if (!label) return;
    if (label.textContent !== button.dataset.pause) play = label.textContent;
    label.textContent = playing ? button.dataset.pause : play;
  };
  const playback = new Playback({
    step,
    speed,
    loop: () => document.querySelector('input[name="loop"]')?.checked ?? false,
    changed: (now) => {
      playing = now;
      update();
    },
  });
  document.addEventListener("visibilitychange", () => document.hidden && playback.stop());
  return { playback, update, shown: () => playback.shown(placeOf(workbench())) };
}
