// A round of lesson 0 as motion: the answer flows forward along the edges, the blame back, then the numbers appear.

import { all } from "../shared/dom.js";
import { reduced, speed } from "../shared/preferences.js";

const PASS = 480, TURN = 240; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";
const LAYERS = 2;

const drawing = () => document.querySelector("#diagram.goal");
const round = () => Number(drawing()?.getAttribute("data-round") ?? 0);

/** @type {Animation[]} */
let moving = [];

/** A light that runs along an edge. @param {HTMLElement} edge @param {boolean} back @param {number} delay */
function run(edge, back, delay) {
  const light = /** @type {SVGPathElement} */ (/** @type {unknown} */ (edge.cloneNode()));
  light.setAttribute("class", `flow${back ? " back" : ""}`);
  light.setAttribute("pathLength", "1");
  edge.after(light);
  const start = { strokeDasharray: "0.15 2", strokeDashoffset: back ? "-1" : "0.15" };
  const end = { strokeDasharray: "0.15 2", strokeDashoffset: back ? "0.15" : "-1" };
  const timing = { duration: PASS / LAYERS / speed(), delay: delay / speed(), easing: EASE };
  // before its turn and after it a light is outside its edge
  const animation = light.animate([start, end], { ...timing, fill: /** @type {const} */ ("both") });
  animation.finished.then(() => light.remove(), () => light.remove());
  moving.push(animation);
}

/** The numbers that the round has changed. */
function appear() {
  const timing = { duration: TURN / speed(), delay: (2 * PASS) / speed(), fill: /** @type {const} */ ("backwards") };
  for (const text of all("#diagram.goal .turned")) moving.push(text.animate([{ opacity: 0 }, { opacity: 1 }], timing));
}

function play() {
  for (const edge of all("#diagram.goal .edge")) {
    const layer = Number(edge.dataset.layer) - 1, half = PASS / LAYERS;
    run(edge, false, layer * half);
    run(edge, true, PASS + (LAYERS - 1 - layer) * half);
  }
  appear();
}

export function mountGoal() {
  if (!drawing()) return;
  let shown = round();
  document.addEventListener("htmx:after:swap", () => {
    const before = shown;
    shown = round();
    if (shown === before) return;
    for (const animation of moving) animation.finish();
    moving = [];
    if (shown > before && !reduced()) play();
  });
}
