// The answer of lesson 1 as motion: the knob turns, the nudge passes bar by bar, the needle moves last.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const PART = 220; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";

const picture = () => /** @type {SVGSVGElement | null} */ (document.querySelector("#diagram.machines"));
const state = () => picture()?.dataset.state ?? "";

/** @type {Animation[]} */
let moving = [];

/** @param {Element} element @param {string} start @param {string} end @param {number} turn */
function move(element, start, end, turn) {
  const timing = { duration: PART / speed(), delay: (turn * PART) / speed(), easing: EASE };
  moving.push(element.animate([{ transform: start }, { transform: end }], { ...timing, fill: "backwards" }));
}

/** Turn a mark around its middle. @param {HTMLElement} mark @param {number} from @param {number} to @param {number} turn */
function rotate(mark, from, to, turn) {
  const middle = `translate(${mark.dataset.x}px, ${mark.dataset.y}px)`;
  move(mark, `${middle} rotate(${from}deg)`, `${middle} rotate(${to}deg)`, turn);
}

function play() {
  const zero = picture()?.dataset.zero ?? "0";
  for (const pointer of all(".pointer.new", picture() ?? document)) {
    const to = Number(/rotate\(([-\d.]+)/.exec(pointer.getAttribute("transform") ?? "")?.[1] ?? 0);
    rotate(pointer, to - Number(pointer.dataset.turn), to, 0);
  }
  for (const wheel of all(".gear .turning", picture() ?? document)) {
    const turn = Number(/** @type {HTMLElement} */ (wheel.parentElement).dataset.value);
    move(wheel, `rotate(${wheel.dataset.from}deg)`, `rotate(${wheel.dataset.to}deg)`, turn);
  }
  const bars = all(".change .bar", picture() ?? document);
  for (const [k, bar] of bars.entries()) {
    bar.style.transformOrigin = `${zero}px 0`;
    move(bar, "scaleX(0)", "scaleX(1)", k);
  }
  for (const needle of all(".needle:not(.yours)", picture() ?? document)) rotate(needle, 0, Number(needle.dataset.angle), bars.length);
}

export function mountChainMotion() {
  let before = state();
  document.addEventListener("htmx:after:swap", () => {
    const now = state(), answered = now.endsWith("shown") && now.startsWith(before) && now !== before;
    before = now;
    if (!answered) return;
    for (const animation of moving) animation.finish();
    moving = [];
    if (!reduced()) play();
  });
}
