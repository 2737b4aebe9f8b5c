// Parcels: errors times weights on their way back along the edges into the tray of a unit (see kit/parcels.py).

import { all } from "../../shared/dom.js";
import { speed } from "../../shared/preferences.js";

const RUN = 720, AFTER = 200, APPEAR = 240; // ms at speed 1: a parcel's way, the next one's start, a bar's appearance
const EASE = "cubic-bezier(.3,.05,.2,1)";
const SAMPLES = 24; // of a way
const LONGEST = 160, DIGIT = 8, GAP = 10; // as in kit/parcels.py

/** @typedef {{ x: number, width: number, label: number, inside: boolean, value: number, text: string }} Bar */

/** A number as the page prints it. @param {number} value */
export function printed(value) {
  const words = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3, useGrouping: false });
  return words.format(value).replace("-", "\u2212").replace(/^\u22120$/, "0");
}

/** @param {number} value */
export const signOf = (value) => (value > 0 ? "pos" : value < 0 ? "neg" : "zero");

/** @param {number} value */
export const tidy = (value) => Math.round(value * 1e9) / 1e9;

/** @param {number} value */
const tenth = (value) => Math.round(value * 10) / 10;

/** The bars of these parcels and of their sum. @param {number} room @param {number[]} parcels */
export function stacked(room, parcels) {
  const ends = [0];
  for (const parcel of parcels) ends.push(ends[ends.length - 1] + parcel);
  const low = Math.min(...ends), high = Math.max(...ends), sum = ends[ends.length - 1];
  const scale = high > low ? Math.min(LONGEST, room / (high - low)) : LONGEST;
  const zero = (room - scale * (high - low)) / 2 - scale * low;
  /** @param {number} start @param {number} end @param {number} value @returns {Bar} */
  const bar = (start, end, value) => {
    const text = printed(tidy(value)), needed = DIGIT * text.length + GAP;
    const x = zero + scale * Math.min(start, end), width = scale * Math.abs(end - start);
    const inside = width >= needed, after = x + width + needed / 2;
    const label = inside ? x + width / 2 : after + needed / 2 <= room ? after : x - needed / 2;
    return { x: tenth(x), width: tenth(width), label: tenth(label), inside, value: tidy(value), text };
  };
  return { zero: tenth(zero), bars: [...parcels.map((each, k) => bar(ends[k], ends[k + 1], each)), bar(0, sum, sum)] };
}

/** Draw a bar that is there already. @param {Element} group @param {Bar} bar */
export function drawBar(group, { x, width, label, inside, value, text }) {
  const rect = /** @type {Element} */ (group.querySelector("rect")), words = /** @type {Element} */ (group.querySelector("text"));
  for (const sign of ["pos", "neg", "zero"]) group.classList.toggle(sign, sign === signOf(value));
  rect.setAttribute("x", String(x));
  rect.setAttribute("width", String(width));
  words.setAttribute("x", String(label));
  words.classList.toggle("inside", inside);
  words.textContent = text;
}

/** The places on an edge from its end to its start. @param {SVGPathElement} edge */
function wayBack(edge) {
  const length = edge.getTotalLength();
  return Array.from({ length: SAMPLES + 1 }, (_, k) => {
    const { x, y } = edge.getPointAtLength(length * (1 - k / SAMPLES));
    return { transform: `translate(${x}px, ${y}px)` };
  });
}

/** A copy of a bar that can travel: its middle is where it is moved to. @param {Element} bar */
function traveller(bar) {
  const copy = /** @type {SVGGElement} */ (bar.cloneNode(true));
  copy.removeAttribute("transform");
  copy.removeAttribute("data-bar");
  copy.classList.add("flying");
  const rect = /** @type {Element} */ (copy.querySelector("rect")), text = /** @type {Element} */ (copy.querySelector("text"));
  const width = Number(rect.getAttribute("width")), height = Number(rect.getAttribute("height"));
  const beside = Number(text.getAttribute("x")) - Number(rect.getAttribute("x")) - width / 2;
  rect.setAttribute("x", String(-width / 2));
  rect.setAttribute("y", String(-height / 2));
  text.setAttribute("x", String(beside));
  text.setAttribute("y", "5");
  return copy;
}

/** Show something after a while. @param {Element} element @param {number} delay ms @param {Keyframe} [from] */
export const appear = (element, delay, from = {}) => element.animate(
  [{ opacity: 0, ...from }, { opacity: 1 }],
  { duration: APPEAR / speed(), delay, easing: EASE, fill: /** @type {const} */ ("backwards") },
);

/**
 * Let the parcels of a drawing run along their edges, one after the other; each bar appears when its parcel arrives.
 * @param {SVGElement} drawing with edges `edge-0`, `edge-1`, … from the tray outwards and bars in the same order
 * @returns {Animation[]}
 */
export function send(drawing) {
  const moving = [];
  for (const [k, bar] of [...drawing.querySelectorAll(".parcel[data-bar]:not(.sum, .you)")].entries()) {
    const edge = /** @type {SVGPathElement} */ (drawing.querySelector(`#edge-${k}`)), copy = traveller(bar);
    const delay = (k * AFTER) / speed(), duration = RUN / speed();
    drawing.append(copy);
    const run = copy.animate(wayBack(edge), { duration, delay, easing: EASE, fill: /** @type {const} */ ("backwards") });
    run.finished.then(() => copy.remove(), () => copy.remove());
    moving.push(run, appear(bar, delay + duration));
  }
  return moving;
}

/** The sum grows in the tray, then passes the gate. @param {SVGElement} drawing @returns {Animation[]} */
export function openGate(drawing) {
  const step = APPEAR / speed();
  const bars = all(".parcel.sum, .parcel.you", drawing).map((bar) => appear(bar, 0));
  const [sum, error] = ["#unit-sum", "#unit-error"].map((id) => /** @type {Element} */ (drawing.querySelector(id)));
  return [...bars, appear(sum, step), appear(error, 2 * step, { transform: "translateX(60px)" })];
}
