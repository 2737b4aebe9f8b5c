// The motions of lesson 2: a ball drops into the fog, the fog lifts, an arrow grows along the axis and the ball follows
// its curve. All of them play on the finished picture of the new state.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { alongPath } from "./curve_points.js";

const DROP = 220, LIFT = 480, DRAW = 480, ARROW = 480, HOP = 320; // ms at speed 1
const DRIFT = 40, FALL = 60; // units of the drawing
const SAMPLES = 12; // places of the ball on its way along the curve
const EASE = "cubic-bezier(.3,.05,.2,1)";

/** @typedef {{ beat: string, foggy: boolean, stops: number, fog: Element | null, ball: number[] }} Shown */

/** @type {Animation[]} */
let moving = [];

/** @param {Element} element @param {Keyframe[]} frames @param {number} duration @param {number} [delay] */
function play(element, frames, duration, delay = 0) {
  const timing = { duration: duration / speed(), delay: delay / speed(), easing: EASE };
  const animation = element.animate(frames, { ...timing, fill: /** @type {const} */ ("backwards") });
  moving.push(animation);
  return animation;
}

/** @returns {Shown} */
function look() {
  const svg = document.querySelector("#diagram.hill"), ball = svg?.querySelector(".point");
  const fog = svg?.querySelector(".fog") ?? null;
  return {
    beat: svg?.getAttribute("data-beat-shown") ?? "",
    foggy: fog !== null,
    stops: all("#diagram .stop").length,
    fog: /** @type {Element | null} */ (fog?.cloneNode(true) ?? null),
    ball: ["cx", "cy"].map((name) => Number(ball?.getAttribute(name))),
  };
}

const part = (/** @type {string} */ selector) => document.querySelector(`#diagram ${selector}`);

/** A new place in the fog. */
function drop() {
  const ball = part(".point"), line = part(".tangent:not(.been)");
  if (ball) play(ball, [{ transform: `translateY(-${FALL}px)`, opacity: 0 }, { transform: "none", opacity: 1 }], DROP);
  if (line) play(line, [{ opacity: 0 }, { opacity: 1 }], DROP, DROP);
}

/** The strokes drift apart and fade; then the curve is drawn from left to right. @param {Element} fog */
function lift(fog) {
  part(".clip")?.append(fog);
  const gone = [...fog.children].map((row, k) => {
    const away = `translateX(${k % 2 ? DRIFT : -DRIFT}px)`;
    return play(row, [{ transform: "none", opacity: 1 }, { transform: away, opacity: 0 }], LIFT).finished;
  });
  Promise.allSettled(gone).then(() => fog.remove());
  const curve = part(".curve");
  if (!curve) return;
  curve.setAttribute("pathLength", "1");
  const frames = [{ strokeDasharray: "1 1", strokeDashoffset: "1" }, { strokeDasharray: "1 1", strokeDashoffset: "0" }];
  play(curve, frames, DRAW, LIFT).finished.finally(() => curve.removeAttribute("pathLength"));
}

/** The ball goes along the curve through these places. @param {number[][]} places @param {number} delay */
function travel(places, delay) {
  const ball = part(".point"), line = part(".tangent:not(.been)"), end = places.at(-1);
  const curve = part(".curve")?.getAttribute("d") ?? "";
  if (!ball || !end) return;
  const frames = places.slice(1).flatMap(([x], k) => Array.from({ length: SAMPLES }, (_, sample) => {
    const at = places[k][0] + ((x - places[k][0]) * sample) / SAMPLES;
    return { transform: `translate(${at - end[0]}px, ${(alongPath(curve, at)?.y ?? end[1]) - end[1]}px)` };
  }));
  const duration = HOP * (places.length - 1);
  play(ball, [...frames, { transform: "none" }], duration, delay);
  if (line) play(line, [{ opacity: 0 }, { opacity: 0, offset: 0.9 }, { opacity: 1 }], duration, delay);
}

/** The arrow of a step, then the ball. @param {Shown} now */
function step(now) {
  const arrow = part(".step-arrow"), [shaft] = all("#diagram .step-arrow path");
  if (arrow && shaft) {
    const from = Number(/^M([\d.-]+)/.exec(shaft.getAttribute("d") ?? "")?.[1] ?? 0);
    /** @type {SVGElement} */ (arrow).setAttribute("transform-origin", `${from} 0`);
    play(arrow, [{ transform: "scaleX(0)" }, { transform: "none" }], ARROW);
  }
  walk(now, ARROW);
}

/** @param {Shown} now @param {number} [delay] */
function walk(now, delay = 0) {
  const stops = all("#diagram .stop").map((stop) => ["cx", "cy"].map((name) => Number(stop.getAttribute(name))));
  travel([...stops, now.ball], delay);
}

/** @param {Shown} before @param {Shown} now */
function moved(before, now) {
  if (before.beat !== now.beat) return;
  if (before.foggy && !now.foggy && before.fog) lift(before.fog);
  else if (now.foggy && now.stops > before.stops) drop();
  else if (now.beat !== "1" && now.stops > before.stops) (now.beat === "2" ? step : walk)(now);
}

export function mountNeuron() {
  if (!document.querySelector('#lesson[data-lesson="one-neuron"]')) return;
  let shown = look();
  document.addEventListener("htmx:after:swap", () => {
    for (const animation of moving) animation.finish();
    moving = [];
    const before = shown;
    shown = look();
    if (!reduced()) moved(before, shown);
  });
}
