// The drawing of the entrance: round after round the numbers flow forward, the error flows back, and the cost falls. It
// knows no formula: each round is a drawing of the server's. It rests while it is out of sight, and can be paused.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { run } from "../kit/lights.js";

const LIGHT = 640, FADE = 220, ROUND = 5000, LAST = 1800; // ms at speed 1

// When the lights leave for their gaps, by layer of weights. At the start the new weights are there to be seen.
const FORWARD = [500, 1240], COST = FORWARD[1] + LIGHT + 60;
const BACK = [COST + 1400, COST + 560];

/** When the numbers of each letter are there, by layer of weights from 1. @type {Record<string, (layer: number) => number>} */
const ARRIVALS = {
  W: () => 0,
  B: () => 0,
  Z: (layer) => FORWARD[layer - 1] + LIGHT,
  H: (layer) => FORWARD[layer - 1] + LIGHT,
  C: () => COST,
  R: (layer) => FORWARD[layer - 1] + LIGHT,
  M: (layer) => (layer === 2 ? COST + 200 : BACK[1] + LIGHT),
  E: (layer) => (layer === 2 ? COST + 400 : BACK[1] + LIGHT),
  dW: (layer) => BACK[layer - 1] + LIGHT / 2,
};
const GIVEN = ["W", "B"]; // in the first round

/** @type {Animation[]} */
let moving = [];
let round = 0, paused = false, inSight = true;

const places = () => all(".living-picture > .diagram .number[id]");
const edges = () => all('.living-picture > .diagram :is([id^="edge-1"], [id^="edge-2"])');
const rounds = () => all(".living-picture > template").map((one) => /** @type {HTMLTemplateElement} */ (one).content);

/** What an element of the drawing looks like in another round. @param {Element} element @param {Element | null} other */
function copy(element, other) {
  for (const name of ["class", "d", "cx", "cy", "stroke-width"]) {
    const value = other?.getAttribute(name);
    if (value) element.setAttribute(name, value);
  }
}

/** Put the numbers and the weights of a round into the drawing. @param {DocumentFragment} next */
function fill(next) {
  for (const place of places()) {
    const other = next.querySelector(`[id="${place.id}"]`);
    const value = place.querySelector(".value"), changed = other?.querySelector(".value");
    copy(place, other);
    if (!value || !changed) continue;
    copy(value, changed);
    value.textContent = changed.textContent;
  }
  for (const edge of edges()) copy(edge, next.querySelector(`[id="${edge.id}"]`));
  for (const unit of all(".living-picture > .diagram .unit")) {
    const other = next.querySelector(`[id="${unit.id}"]`);
    for (const dot of unit.querySelectorAll(".dot")) copy(dot, other?.querySelector(".dot") ?? null);
  }
}

/** Let an element appear in the course of the round. @param {Element} element @param {number} at ms */
function appear(element, at) {
  const length = round === rounds().length - 1 ? ROUND + LAST : ROUND, hidden = { opacity: 0 };
  const frames = [hidden, { ...hidden, offset: at / length }, { opacity: 1, offset: (at + FADE) / length }, { opacity: 1 }];
  moving.push(element.animate(frames, { duration: length / speed() }));
}

function lights() {
  for (const edge of edges()) {
    const layer = Number(edge.id.split("-")[1]) - 1, duration = LIGHT / speed();
    moving.push(run(edge, false, { duration, delay: FORWARD[layer] / speed() }));
    moving.push(run(edge, true, { duration, delay: BACK[layer] / speed() }));
  }
}

/** The cost of this round appears; those before it are there, those after it are not. */
function fall() {
  all(".cost-point").forEach((point, number) => {
    point.toggleAttribute("data-ahead", number > round);
    if (number === round) appear(point, COST);
  });
}

function play() {
  const drawings = rounds();
  fill(drawings[round]);
  for (const place of places()) {
    const { quantity = "", layer = "" } = place.dataset;
    if (!(quantity in ARRIVALS) || (round === 0 && GIVEN.includes(quantity))) continue;
    for (const mark of place.querySelectorAll(".value, .cell")) appear(mark, ARRIVALS[quantity](Number(layer)));
  }
  for (const gate of all(".living-picture > .diagram .unit > :is(.dot, .gate)")) {
    appear(gate, ARRIVALS.R(Number(gate.parentElement?.id.split("-")[1])));
  }
  lights();
  fall();
  rest();
  Promise.all(moving.map(({ finished }) => finished)).then(() => {
    moving = [];
    round = (round + 1) % drawings.length;
    play();
  });
}

/** Pause or continue, depending on the button and on whether the drawing is in sight. */
function rest() {
  const still = paused || !inSight;
  for (const animation of moving) {
    if (animation.playState === "finished") continue;
    if (still) animation.pause();
    else animation.play();
  }
}

/** @param {HTMLElement} button */
function mountButton(button) {
  const picture = button.closest(".living"), { pause = "", play: on = "" } = button.dataset;
  const name = () => {
    picture?.toggleAttribute("data-playing", !paused);
    button.setAttribute("aria-label", paused ? on : pause);
  };
  button.addEventListener("click", () => {
    paused = !paused;
    rest();
    name();
  });
  name();
  button.hidden = false;
}

export function mountLiving() {
  const button = document.getElementById("living-pause"), picture = document.querySelector(".living-picture");
  if (!button || !picture || reduced()) return;
  mountButton(button);
  new IntersectionObserver(([{ isIntersecting }]) => {
    inSight = isIntersecting;
    rest();
  }).observe(picture);
  play();
}
