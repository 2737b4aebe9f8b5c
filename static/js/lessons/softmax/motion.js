// The lesson on softmax: the bars follow a slider within a frame, and two balls roll down two costs.

import { all, one } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const STEP = 300, REST = 3600; // ms at speed 1: each step of the faster ball; all other steps of the slower one
const sliders = () => /** @type {HTMLInputElement[]} */ (all(".softmax .logit input"));

/** The probabilities of these logits. @param {number[]} logits */
export function softmax(logits) {
  const top = Math.max(...logits), powers = logits.map((z) => Math.exp(z - top));
  const whole = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / whole);
}

/** Show what the sliders say; the server's answer follows. @param {Event} event */
function follow({ target }) {
  if (!(target instanceof HTMLInputElement) || !target.matches(".softmax .logit input")) return;
  const words = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3 });
  const printed = (/** @type {number} */ value) => words.format(value).replace("-", "−");
  softmax(sliders().map(({ value }) => Number(value))).forEach((share, place) => {
    document.getElementById(`share-${place + 1}`)?.setAttribute("width", String(100 * share));
    one(`[data-value-of="said-${place + 1}"]`).textContent = printed(share);
  });
  one(`output[for="${target.id}"]`).textContent = printed(Number(target.value));
}

/** The places of a ball, as offsets from where it is now. @param {HTMLElement} ball */
function offsets(ball) {
  const way = (ball.dataset.way ?? "").trim().split(" ").map((place) => place.split(",").map(Number));
  const [x, y] = way[way.length - 1];
  return way.map(([left, top]) => `translate(${left - x}px, ${top - y}px)`);
}

/** Roll a ball along its way: a step each until the faster one is home, then the rest. @param {HTMLElement} ball */
function roll(ball) {
  const [fast, slow] = one("#diagram").dataset.run?.split(" ").map(Number) ?? [0, 0], places = offsets(ball);
  const early = fast * STEP, whole = slow > fast ? early + REST : early, per = slow / Math.max(1, places.length - 1);
  const frames = places.map((transform, place) => {
    const step = ball.matches(".cross") ? place : place * per;
    const at = step <= fast ? step * STEP : early + ((step - fast) / (slow - fast)) * REST;
    return { transform, offset: Math.min(1, at / whole) };
  });
  ball.animate([...frames, { transform: "none", offset: 1 }], { duration: whole / speed() });
}

const run = () => /** @type {SVGElement | null} */ (document.querySelector("#diagram.hills"))?.dataset.run ?? "";

export function mountSoftmax() {
  if (!document.querySelector(".softmax")) return;
  let shown = run();
  document.addEventListener("input", follow);
  document.addEventListener("htmx:after:swap", () => {
    const before = shown;
    shown = run();
    if (shown && !before && !reduced()) all("#diagram .ball").forEach(roll);
  });
}
