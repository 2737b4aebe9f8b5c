// The timeline: a click goes to a stage (its stops are buttons of a form); a drag shows the end state of each stage
// that it passes, and plays the stage where it ends once.

import { all, around } from "../shared/dom.js";
import { here } from "../shared/position.js";
import { latest } from "./latest.js";

const DRAG = 5; // px from which a press is a drag
const PAGE = 4; // stages that Page Up and Page Down go

/**
 * @param {number} x
 * @param {{stage: number, middle: number}[]} stops
 * @returns {number} the stage whose stop is nearest
 */
export const nearestStage = (x, stops) =>
  stops.reduce((best, stop) => (Math.abs(stop.middle - x) < Math.abs(best.middle - x) ? stop : best)).stage;

const timeline = () => document.getElementById("timeline");

/** The stops on screen; with many stages some have none. */
const stops = () => all("#timeline li > button").map((element) => {
  const { left, width } = element.getBoundingClientRect();
  return { stage: Number(element.getAttribute("value")), middle: left + width / 2 };
});

/** The click that ends a drag is not a click. @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

export function swallowClick() {
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}

/** @typedef {(stage: number, quiet: boolean) => Promise<void>} Seek */

/** @param {Seek} seek */
function mountDrag(seek) {
  /** @type {{start: number, stage: number | null, moved: boolean} | null} */
  let drag = null;
  const scrub = latest((stage) => seek(stage, true));

  document.addEventListener("pointerdown", (event) => {
    const drags = event.button === 0 && event.pointerType !== "touch"; // a finger scrolls
    const begins = drags && timeline()?.contains(/** @type {Node} */ (event.target)) && stops().length;
    drag = begins ? { start: event.clientX, stage: null, moved: false } : null;
  });
  document.addEventListener("pointercancel", () => (drag = null));
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.moved ||= Math.abs(event.clientX - drag.start) > DRAG;
    const stage = nearestStage(event.clientX, stops());
    if (!drag.moved || stage === drag.stage) return;
    drag.stage = stage;
    scrub.want(stage);
  });
  document.addEventListener("pointerup", () => {
    const { moved = false, stage = null } = drag ?? {};
    if (moved && stage) scrub.want(stage).then(() => seek(stage - 1, true)).then(() => seek(stage, false));
    if (moved) swallowClick();
    drag = null;
  });
}

/** @param {Seek} seek @param {(verb: string) => void} press */
function mountSlider(seek, press) {
  /** Left, right, Home and End are keys of the whole page. @type {Record<string, () => void>} */
  const keys = {
    ArrowUp: () => press("step"),
    ArrowDown: () => press("back"),
    PageUp: () => seek(Math.min(here().count, here().stage + PAGE), false),
    PageDown: () => seek(Math.max(0, here().stage - PAGE), false),
  };
  document.addEventListener("keydown", (event) => {
    if (!keys[event.key] || !around(event, '#timeline [role="slider"]')) return;
    event.preventDefault();
    keys[event.key]();
  });
}

/** @param {{seek: Seek, press: (verb: string) => void}} page */
export function mountTimeline({ seek, press }) {
  mountDrag(seek);
  mountSlider(seek, press);
}
