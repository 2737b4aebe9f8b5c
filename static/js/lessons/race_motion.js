// The motion of the race from one row to the next: what changes its position slides there, and the error that is kept
// falls from the row that found it into the next one.

import { all, one } from "../shared/dom.js";
import { speed } from "../shared/preferences.js";
import { race } from "./race_view.js";

const FLIGHT = 480, COLLAPSE = 240; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";

/** @type {Animation[]} */
let moving = [];

/** End every motion at once. */
export function finishMotion() {
  for (const animation of moving) animation.finish();
  moving = [];
}

/** @param {number} number */
const rowAt = (number) => one(`tr[data-row="${number}"]`, race());

/** @param {HTMLElement} row @returns {[HTMLElement, DOMRect][]} */
const boxes = (row) =>
  all(".lane, th > span, .count > span", row).map((element) => [element, element.getBoundingClientRect()]);

/** @param {HTMLElement} element @param {DOMRect} old */
function slide(element, old) {
  const now = element.getBoundingClientRect();
  if (!old.height || !now.height || old.top === now.top) return;
  const frames = [{ translate: `0 ${old.top - now.top}px` }, { translate: "0 0" }];
  moving.push(element.animate(frames, { duration: COLLAPSE / speed(), easing: EASE }));
}

/** @param {HTMLElement} bar the error in its new row @param {DOMRect} source where it was found */
function fall(bar, source) {
  bar.parentElement?.getAnimations().forEach((animation) => animation.cancel());
  const way = `0 ${source.top - bar.getBoundingClientRect().top}px`;
  const frames = [
    { translate: way, scale: "1 1", opacity: 0.4 },
    { translate: way, scale: "1 1.1", opacity: 1, offset: 0.35 },
    { translate: "0 0", scale: "1 1", opacity: 1 },
  ];
  moving.push(bar.animate(frames, { duration: FLIGHT / speed(), easing: EASE }));
}

/**
 * Prepare the motion from one row to the next.
 * @param {number} from @param {number} to @returns {() => void} starts it, once the new place is shown
 */
export function motionBetween(from, to) {
  const before = [...boxes(rowAt(from)), ...boxes(rowAt(to))];
  const source = one(".keeping", rowAt(from)).firstElementChild?.getBoundingClientRect();
  return () => {
    for (const [element, old] of before) slide(element, old);
    const bar = /** @type {HTMLElement | null} */ (rowAt(to).querySelector(".race-bar"));
    if (bar && source) fall(bar, source);
  };
}
