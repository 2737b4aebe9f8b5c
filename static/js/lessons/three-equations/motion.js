// Lesson 6 as motion: a pair of factors closes like a fan onto its error, parcels run back along the edges into the
// tray, the sum goes through the gate, and at the end one breath runs forward and one back.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { EASE, run } from "../kit/lights.js";

const FOLD = 240, RUN = 480, DROP = 120; // ms at speed 1
const STEPS = 12; // of a parcel's way along its curve
const BACKWARDS = /** @type {const} */ ("backwards");

const drawing = () => /** @type {HTMLElement | null} */ (document.querySelector("#diagram.equations"));

/** @type {Animation[]} */
let moving = [];

/** @param {Element} element @param {Keyframe[]} frames @param {number} duration @param {number} delay */
function move(element, frames, duration, delay = 0) {
  const timing = { duration: duration / speed(), delay: delay / speed(), easing: EASE, fill: BACKWARDS };
  moving.push(element.animate(frames, timing));
}

/** A light along an edge. @param {HTMLElement} edge @param {boolean} backwards @param {number} delay */
function light(edge, backwards, delay) {
  moving.push(run(edge, backwards, { duration: RUN / speed(), delay: delay / speed() }));
}

/** The middle of a box in units of the drawing. @param {Element} element */
function middle(element) {
  const { x, y, width, height } = /** @type {SVGGraphicsElement} */ (element).getBBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** From where an element has come, as a transform. @param {Element} element @param {Element} from */
function offset(element, from) {
  const a = middle(element), b = middle(from);
  return `translate(${b.x - a.x}px, ${b.y - a.y}px)`;
}

const pairOf = (/** @type {string} */ term) => all(`.equations .row-0 .pair[data-term="${term}"]`);

/** The factors of one term and the error that they fold into. @param {HTMLElement} chip @param {number} delay */
function fold(chip, delay) {
  const { term = "" } = chip.dataset, pair = pairOf(term);
  for (const factor of pair) {
    const copy = /** @type {Element} */ (factor.cloneNode(true));
    factor.after(copy);
    const way = [{ opacity: 1 }, { transform: offset(factor, chip), opacity: 0.2 }];
    move(copy, way, FOLD, delay);
    moving.at(-1)?.finished.then(() => copy.remove(), () => copy.remove());
  }
  for (const shape of all(`.equations .fan[data-term="${term}"]`)) move(shape, [{ opacity: 0 }, { opacity: 1 }], FOLD, delay);
  move(chip, [{ opacity: 0 }, { opacity: 0, offset: 0.6 }, { opacity: 1 }], FOLD, delay);
}

/** The chip opens again: its factors come out of it to their places. @param {HTMLElement} chip */
function unfold(chip) {
  for (const factor of pairOf(chip.dataset.term ?? "")) {
    move(factor, [{ transform: offset(factor, chip), opacity: 0.2 }, { opacity: 1 }], FOLD);
  }
}

/** The points of an edge from its end to a parcel's place. @param {HTMLElement} parcel @returns {Keyframe[]} */
function wayOf(parcel) {
  const path = /** @type {SVGPathElement | null} */ (document.querySelector(`#${parcel.dataset.edge}`));
  if (!path) return [];
  const head = middle(parcel.querySelector(".head") ?? parcel), length = path.getTotalLength();
  const points = [...Array(STEPS + 1).keys()].map((k) => path.getPointAtLength(length * (1 - k / STEPS)));
  const last = points.findIndex(({ x }) => x <= head.x), way = points.slice(0, last < 0 ? undefined : last);
  return [...way, head].map(({ x, y }) => ({ transform: `translate(${x - head.x}px, ${y - head.y}px)` }));
}

/** Parcels come back one after the other; each drops into the tray, then their sum. */
function send() {
  const parcels = all(".equations .parcel"), bars = all(".equations .tray .bar");
  parcels.forEach((parcel, k) => move(parcel, wayOf(parcel), RUN, k * DROP));
  bars.forEach((bar, k) => {
    move(bar, [{ opacity: 0, transform: "translate(30px, 0)" }, { opacity: 1 }], FOLD, RUN + k * DROP);
  });
}

/** The numbers of one quantity in the first hidden layer. @param {string} symbol */
const hidden = (symbol, unit = "") => all(`.equations [data-q^="${symbol}.1.${unit}"]`);

/** The sum goes through the gate into the error. */
function open() {
  const error = hidden("E", "0").at(-1), [sum] = hidden("M", "0");
  if (error && sum) move(error, [{ transform: offset(error, sum), opacity: 0.3 }, { opacity: 1 }], FOLD);
}

/** One step further back: what the second hidden layer sends to the first. */
function back() {
  for (const edge of all('.equations .edge[data-layer="2"]')) light(edge, true, 0);
  for (const number of [...hidden("M"), ...hidden("E")]) {
    move(number, [{ opacity: 0 }, { opacity: 1 }], FOLD, RUN);
  }
}

/** One breath forward, one back. */
function breathe() {
  for (const edge of all(".equations .edge")) {
    const layer = Number(edge.dataset.layer) - 1;
    light(edge, false, layer * RUN);
    light(edge, true, (3 - layer) * RUN);
  }
  for (const formula of all('.equations [class*="law-"]')) move(formula, [{ opacity: 0 }, { opacity: 1 }], FOLD, 2 * RUN);
}

const MOTIONS = {
  folded: () => all(".equations .row-1 .chip.error").forEach((chip, k) => fold(chip, k * FOLD)),
  sent: send,
  opened: open,
  back,
  count: breathe,
};

const state = () => ({ .../** @type {Record<string, string | undefined>} */ (drawing()?.dataset) });

export function mountEquations() {
  if (!drawing()) return;
  let shown = state();
  document.addEventListener("htmx:after:swap", () => {
    const before = shown;
    shown = state();
    for (const animation of moving) animation.finish();
    moving = [];
    if (reduced() || shown.beat !== before.beat) return;
    for (const [name, play] of Object.entries(MOTIONS)) if (shown[name] && !before[name]) play();
  });
  const over = (/** @type {Event} */ { target }) => {
    const chip = target instanceof Element ? target.closest(".equations .row-1 .chip.error") : null;
    if (chip && !reduced() && !chip.getAnimations().length) unfold(/** @type {HTMLElement} */ (chip));
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", over);
}
