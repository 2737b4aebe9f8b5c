// A round of lesson 0 as motion: the answer flows forward along the edges, the blame back, then the numbers appear.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { run } from "../kit/lights.js";

const PASS = 480, TURN = 240; // ms at speed 1
const LAYERS = 2;

const drawing = () => document.querySelector("#diagram.goal");
const round = () => Number(drawing()?.getAttribute("data-round") ?? 0);

/** @type {Animation[]} */
let moving = [];

/** @param {HTMLElement} edge @param {boolean} back @param {number} delay */
function light(edge, back, delay) {
  moving.push(run(edge, back, { duration: PASS / LAYERS / speed(), delay: delay / speed() }));
}

/** The numbers that the round has changed. */
function appear() {
  const timing = { duration: TURN / speed(), delay: (2 * PASS) / speed(), fill: /** @type {const} */ ("backwards") };
  for (const text of all("#diagram.goal .turned")) moving.push(text.animate([{ opacity: 0 }, { opacity: 1 }], timing));
}

function play() {
  for (const edge of all("#diagram.goal .edge")) {
    const layer = Number(edge.dataset.layer) - 1, half = PASS / LAYERS;
    light(edge, false, layer * half);
    light(edge, true, PASS + (LAYERS - 1 - layer) * half);
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
