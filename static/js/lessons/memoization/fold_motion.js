// What lesson 5 keeps, as motion: the error falls from the row that found it into the next one; the repeated factors of
// every row slide below their error; and the curves of growth are drawn from left to right.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const FALL = 480, FOLD = 240, ROW = 120, DRAW = 900; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";

/** @type {Animation[]} */
let moving = [];

/** @param {Element} element @param {Keyframe[]} frames @param {number} duration @param {number} delay */
function move(element, frames, duration, delay = 0) {
  const timing = { duration: duration / speed(), delay: delay / speed(), easing: EASE };
  moving.push(element.animate(frames, { ...timing, fill: "backwards" }));
}

/** The error falls from the row above. */
function fall() {
  const errors = all(".known-error"), [above, own] = errors.slice(-2);
  if (!own) return;
  const way = `0 ${above.getBoundingClientRect().top - own.getBoundingClientRect().top}px`;
  move(own, [{ translate: way, opacity: 0.3 }, { translate: way, opacity: 1, offset: 0.3 }, { translate: "0 0" }], FALL);
}

/**
 * One row closes: its repeated factors slide below their error, and its own factors get room for their numbers.
 * @param {HTMLElement} row @param {number} delay
 */
function foldRow(row, delay) {
  const away = /** @type {HTMLElement | null} */ (row.querySelector(".fold-away")), part = away?.parentElement;
  const narrow = away ? `${/** @type {HTMLElement} */ (away.firstElementChild).offsetWidth}px` : "";
  if (!away || !part) return;
  move(part, [{ inlineSize: `${away.offsetWidth}px` }, { inlineSize: `${part.offsetWidth}px` }], FOLD, delay);
  for (const cell of all(".fold-cell", away)) {
    const gone = { translate: `${-cell.offsetLeft}px 0`, visibility: "visible", opacity: 0.4 };
    move(cell, [{ translate: "0 0", visibility: "visible" }, gone], FOLD, delay);
  }
  for (const cell of all(".fold-cell.new", row)) {
    move(cell, [{ inlineSize: narrow }, { inlineSize: `${cell.offsetWidth}px` }], FOLD, delay);
  }
  for (const number of all(".new b", row)) move(number, [{ fontSize: "0" }, {}], FOLD, delay);
  for (const shown of all(".fold-error, .fold-value, .fold-count", row)) {
    move(shown, [{ opacity: 0 }, { opacity: 1 }], FOLD, delay);
  }
}

function fold() {
  all(".fold-row").forEach((row, number) => foldRow(row, number * ROW));
}

function draw() {
  for (const curve of all(".growth .curve")) {
    move(curve, [{ strokeDasharray: "1", strokeDashoffset: "1" }, { strokeDasharray: "1", strokeDashoffset: "0" }], DRAW);
  }
}

/** What has just been uncovered, by the mark of its still picture. @type {[string, () => void][]} */
const MOTIONS = [[".known-cell.kept", fall], [".folded", fold], ['[data-value-of="work-written"]', draw]];

const uncovered = () => MOTIONS.filter(([mark]) => document.querySelector(`#lesson ${mark}`));

export function mountFolding() {
  if (!document.querySelector('[data-lesson="memoization"]')) return;
  let before = uncovered(), beat = document.querySelector(".beat.here")?.id;
  document.addEventListener("htmx:after:swap", () => {
    for (const animation of moving) animation.finish();
    moving = [];
    const now = uncovered(), open = document.querySelector(".beat.here")?.id;
    const fresh = open === beat && !reduced() ? now.filter((each) => !before.includes(each)) : [];
    before = now;
    beat = open;
    for (const [, play] of fresh) play();
  });
}
