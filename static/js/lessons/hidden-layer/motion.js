// Lesson 3 as motion: a number that the pass has just found travels from the drawing into its row; the bracket closes
// over what both rows share; the curves and bars grow. What is drawn is already the end of the motion.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const TRAVEL = 480, GROW = 480, NAME = 240; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";

/** @type {Animation[]} */
let moving = [];

/** @param {Element} element @param {Keyframe[]} frames @param {number} duration @param {number} [delay] */
function animate(element, frames, duration, delay = 0) {
  const timing = { duration: duration / speed(), delay: delay / speed(), easing: EASE };
  moving.push(element.animate(frames, { ...timing, fill: /** @type {const} */ ("backwards") }));
}

/** What decides which motion is due. */
const state = () => ({
  found: Number(document.querySelector("[data-found]")?.getAttribute("data-found") ?? -1),
  named: document.querySelector("[data-named]")?.getAttribute("data-named") === "yes",
  ran: document.querySelector("[data-ran]")?.getAttribute("data-ran") === "yes",
  judged: document.querySelector("[data-judged]")?.getAttribute("data-judged") === "yes",
  turned: document.querySelector(".turns .bar:not(.empty)") !== null,
});

/** A factor comes from its number in the drawing. @param {HTMLElement} cell */
function travel(cell) {
  const number = document.querySelector(`#diagram [data-q="${cell.dataset.q}"]`);
  if (!number) return;
  const from = number.getBoundingClientRect(), to = cell.getBoundingClientRect();
  const x = from.left + from.width / 2 - to.left - to.width / 2;
  const y = from.top + from.height / 2 - to.top - to.height / 2;
  animate(cell, [{ transform: `translate(${x}px, ${y}px) scale(0.5)`, opacity: 0.3 }, { transform: "none" }], TRAVEL);
}

/** @param {Element} brace */
const close = (brace) =>
  animate(brace, [{ transform: "scaleX(0)", opacity: 0 }, { transform: "none" }], NAME);

/** @param {Element} text */
const appear = (text) => animate(text, [{ opacity: 0 }, { opacity: 1 }], NAME / 2, NAME);

/** A line is drawn from its beginning. @param {Element} path */
const draw = (path) => animate(path, [{ clipPath: "inset(-20px 100% -20px 0)" }, { clipPath: "inset(-20px 0 -20px 0)" }],
  3 * GROW);

/** @param {Element} bar */
const grow = (bar) => animate(bar, [{ clipPath: "inset(0 100% 0 0)" }, { clipPath: "inset(0)" }], GROW);

/** @param {string} selector @param {(element: HTMLElement) => void} motion */
const each = (selector, motion) => all(selector).forEach(motion);

/** @param {ReturnType<typeof state>} before @param {ReturnType<typeof state>} now */
function play(before, now) {
  if (now.found === before.found + 1) each("#lesson .term.current .q", travel);
  if (now.named && !before.named) {
    each("#lesson .brace", close);
    each('#diagram [data-quantity="E"]', appear);
  }
  if (now.ran && !before.ran) each(".courses .course", draw);
  if (now.judged && !before.judged) each(".judge .curve", draw);
  if (now.turned && !before.turned) each(".turns .bar", grow);
}

export function mountHiddenLayer() {
  if (document.getElementById("lesson")?.dataset.lesson !== "hidden-layer") return;
  let shown = state();
  document.addEventListener("htmx:after:swap", () => {
    const before = shown;
    shown = state();
    for (const animation of moving) animation.finish();
    moving = [];
    if (!reduced()) play(before, shown);
  });
}
