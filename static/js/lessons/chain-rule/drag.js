// The point on the first curve of lesson 1 is dragged, or moved by keys: everything follows it within a frame. The
// server's answer, when it is let go, brings the words.

import { all, around, byId } from "../../shared/dom.js";
import { mountDragging } from "../kit/dragging.js";
import { angle, derivatives, lensPaths, moves, nothing, scale, sheetAt, triangle } from "./rules.js";

const STEP = 0.05; // between the places of the track
const PAUSE = 200; // ms after the last key

/** @typedef {number | null} Known */

const svg = () => /** @type {SVGSVGElement | null} */ (document.querySelector("#diagram[data-track]"));
const handle = () => /** @type {SVGGElement | null} */ (document.querySelector("#diagram #handle"));

/** @param {number} value @param {Intl.NumberFormatOptions} [digits] */
const print = (value, digits = { maximumFractionDigits: 3 }) =>
  new Intl.NumberFormat(document.documentElement.lang, digits).format(value + 0).replace("-", "\u2212");

/** @param {Known} value */
const sign = (value) => (value === null ? "none" : value > 0 ? "pos" : value < 0 ? "neg" : "zero");

/** @param {number} value @param {string} text */
const factor = (value, text) => (value < 0 ? `(${text})` : text);

/** @param {Element | null | undefined} element @param {Record<string, string | number>} attributes */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element?.setAttribute(name, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  }
}

/** @param {Element | null | undefined} element @param {Known} value @param {string} [text] */
function write(element, value, text) {
  if (!element) return;
  element.textContent = value === null ? "–" : (text ?? print(value));
  element.classList.remove("pos", "neg", "zero", "none");
  element.classList.add(sign(value));
}

/** @param {Element} machine @param {number} unit @param {number} x @param {number} y @param {number} steep */
function drawSlope(machine, unit, x, y, steep) {
  const part = triangle(unit, x, y, steep), rise = machine.querySelector(".rise");
  set(machine.querySelector(".triangle"), { d: part.path });
  set(machine.querySelector(".tangent"), { x1: part.x0, y1: part.y0, x2: part.x1, y2: part.y1 });
  const runs = machine.querySelector(".run");
  set(runs, { x: part.runAt[0], y: part.runAt[1] });
  if (runs) runs.textContent = print(part.run);
  set(rise, { x: part.riseAt[0], y: part.riseAt[1] });
  write(rise, part.rise, print(part.rise, { maximumFractionDigits: 2 }));
  rise?.classList.toggle("before", !part.right);
  write(machine.querySelector(".times"), steep, `×${factor(steep, print(steep))}`);
}

/** @param {Element} machine @param {number} unit @param {Known} x @param {Known} y @param {Known} steep */
function drawMachine(machine, unit, x, y, steep) {
  if (x === null || y === null) return;
  const [right, down] = sheetAt(unit, x, y, steep);
  set(machine.querySelector(".sheet"), { transform: `translate(${right.toFixed(1)} ${down.toFixed(1)})` });
  set(machine.querySelector(".point"), { cx: x * unit, cy: -y * unit });
  set(machine.querySelector(".handle"), { transform: `translate(${(x * unit).toFixed(1)} ${(-y * unit).toFixed(1)})` });
  if (steep !== null) drawSlope(machine, unit, x, y, steep);
}

/** @param {Known} move */
const about = (move) => print(move ?? 0, { maximumSignificantDigits: 2 });

/** @param {number} move @param {Known} before */
const byFactor = (move, before) => factor(move / (before ?? 1), print(move / (before ?? 1)));

/** @param {SVGSVGElement} picture @param {(Known)[]} changes */
function drawChanges(picture, changes) {
  const end = scale(changes), { zero, longest } = picture.dataset;
  const words = changes.map((each) => (each !== null && each && nothing(each, end) ? "≈ 0" : undefined));
  for (const [k, row] of all(".change", picture).entries()) {
    const move = changes[k], long = Number(longest) * Math.min(1, Math.abs(move ?? 0) / end);
    const bar = row.querySelector(".bar"), by = row.querySelector(".by");
    set(bar, { x: Number(zero) - (move !== null && move < 0 ? long : 0), width: long });
    bar?.classList.toggle("neg", (move ?? 0) < 0);
    bar?.classList.toggle("pos", (move ?? 0) > 0);
    if (bar) write(row.querySelector(".amount"), words[k] ? 0 : move, words[k] ?? about(move));
    if (by && changes[k - 1] && move !== null) by.textContent = `×${byFactor(move, changes[k - 1])} ↓`;
  }
  drawNeedle(picture, changes[changes.length - 1], end, words[changes.length - 1]);
}

/** @param {SVGSVGElement} picture @param {Known} move @param {number} end @param {string} [words] */
function drawNeedle(picture, move, end, words) {
  const needle = /** @type {SVGElement | null} */ (picture.querySelector(".needle:not(.yours):not(.rest)"));
  if (!needle || move === null) return;
  const { x, y } = needle.dataset, turned = angle(move, end);
  set(needle, { transform: `translate(${x} ${y}) rotate(${turned.toFixed(1)})`, "data-angle": turned });
  needle.classList.remove("pos", "neg", "zero");
  needle.classList.add(words ? "zero" : sign(move));
  for (const label of all(".moved, .yours, .needle-dial .tag", picture)) label.remove(); // they belong to another place
  for (const [k, text] of all(".needle-dial .end", picture).entries()) if (k) text.textContent = print(k === 1 ? -end : end);
}

/** What is close to the point. @param {SVGSVGElement} picture @param {Known[]} values before the point, there, after it */
function drawLens(picture, values) {
  const lens = /** @type {SVGElement | null} */ (picture.querySelector(".lens"));
  if (!lens || values.some((each) => each === null || each === undefined)) return;
  const { curve, tangent } = lensPaths(Number(lens.dataset.radius), Number(picture.dataset.unit), values.map(Number));
  set(lens.querySelector(".curve"), { d: curve });
  set(lens.querySelector(".tangent"), { d: tangent });
}

/** The wheels of straight machines turn with the values. @param {SVGSVGElement} picture @param {Known[]} values @param {Known[]} changes */
function drawGears(picture, values, changes) {
  for (const gear of all(".gear", picture)) {
    const at = Number(gear.dataset.value), before = values[at] ?? 0, turn = Number(gear.dataset.degrees);
    const old = gear.querySelector(".old");
    set(old, { transform: `rotate(${turn * before})` });
    set(gear.querySelector(".turning"), { transform: `rotate(${turn * (before + (old ? (changes[at] ?? 0) : 0))})` });
  }
}

/** Show the picture with the variable at a place of its track. @param {number} k */
function show(k) {
  const picture = svg();
  if (!picture) return;
  const { start, unit, first, nudge } = picture.dataset, track = JSON.parse(picture.dataset.track ?? "[]");
  const x = Number((Number(start) + k * STEP).toFixed(2)), at = /** @type {Known[]} */ (track[k]);
  const values = [x, ...at.filter((_, i) => i % 2 === 0)], slopes = at.filter((_, i) => i % 2 === 1);
  const machines = all(".machine", picture).slice(Number(first));
  for (const [i, machine] of machines.entries()) drawMachine(machine, Number(unit), values[i], values[i + 1], slopes[i]);
  const outside = all(".joint", picture).slice(Number(first)), whole = derivatives(slopes);
  for (const [i, joint] of outside.entries()) {
    const [value, derivative] = joint.querySelectorAll(".number");
    write(value, values[i]);
    value.classList.remove("pos", "neg");
    if (derivative) write(derivative, whole[i]);
  }
  drawGears(picture, values, moves(Number(nudge), slopes));
  drawLens(picture, [k - 1, k, k + 1].map((each) => track[each]?.[0]));
  if (slopes.every((each) => each !== null)) drawChanges(picture, moves(Number(nudge), slopes));
  tell(picture, x, values[values.length - 1], whole[0] === null ? 0 : whole[0] * Number(nudge));
}

/** The variable and the result in words. @param {SVGSVGElement} picture @param {number} x @param {Known} result @param {number} move */
function tell(picture, x, result, move) {
  const knob = picture.querySelector('.knob [data-value-of="x"]'), after = picture.querySelector(".needle-dial .under");
  if (knob) knob.textContent = print(x);
  if (after && result !== null) {
    const [name, before, strong] = [after.querySelector(".math"), after.childNodes[1], after.querySelector(".strong")];
    if (name && before) before.textContent = ` = ${print(result)} → `;
    if (strong) strong.textContent = print(result + move);
  }
  set(handle(), { "aria-valuenow": String(x), "aria-valuetext": `${handle()?.getAttribute("aria-label")} = ${print(x)}` });
}

/** The field that the handle sets. */
const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById(handle()?.dataset.field ?? ""));

/** A guess waits for its button; any other number is sent. */
const isGuess = () => field()?.form !== byId("lesson-form");

/** Where the point was moved to, until the server shows it: an answer to what was sent before puts it back.
 * @type {number | null} */
let wanted = null;
let isHeld = false;
let pause = 0;

/** Move the point to the place nearest to a value. @param {number} value */
function moveTo(value) {
  const picture = svg();
  if (!picture) return;
  const start = Number(picture.dataset.start), last = JSON.parse(picture.dataset.track ?? "[]").length - 1;
  const k = Math.max(0, Math.min(last, Math.round((value - start) / STEP)));
  show(k);
  const input = field();
  const placed = Number((start + k * STEP).toFixed(2));
  if (!isGuess()) wanted = placed;
  if (input) input.value = print(placed);
}

function done() {
  pause = 0;
  if (wanted !== null) moveTo(wanted);
  field()?.dispatchEvent(new Event("change", { bubbles: true }));
}

/** From the window to the sheet of the curve that was taken. @type {DOMMatrix | null} */
let onSheet = null;

/** @param {PointerEvent} event */
function drag({ clientX, clientY }) {
  if (onSheet) moveTo(new DOMPoint(clientX, clientY).matrixTransform(onSheet).x / Number(svg()?.dataset.unit));
}

/** @param {PointerEvent} event */
function taken(event) {
  const shown = around(event, "#diagram .window"), sheet = /** @type {SVGGElement | null} */ (shown?.querySelector(".sheet") ?? null);
  if (!shown?.querySelector("#handle") || !sheet) return false;
  onSheet = sheet.getScreenCTM()?.inverse() ?? null;
  handle()?.focus({ preventScroll: true });
  return (isHeld = true);
}

/** @param {boolean} moved */
function released(moved) {
  isHeld = false;
  if (moved && !isGuess()) done();
}

/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 };

/** @param {KeyboardEvent} event */
function pressed(event) {
  const far = KEYS[event.key];
  if (!far || !around(event, "#handle")) return;
  event.preventDefault();
  moveTo((wanted ?? Number(handle()?.getAttribute("aria-valuenow"))) + far);
  window.clearTimeout(pause);
  if (!isGuess()) pause = window.setTimeout(done, PAUSE);
}

/** @param {Event} event */
function typed({ target }) {
  if (!(target instanceof HTMLInputElement) || target.id !== "guess-place" || !svg()) return;
  const value = Number(target.value.replace("\u2212", "-").replace(",", "."));
  if (target.value.trim() && Number.isFinite(value)) show(placeOf(value));
}

/** @param {number} value */
function placeOf(value) {
  const { start, track } = /** @type {SVGSVGElement} */ (svg()).dataset, last = JSON.parse(track ?? "[]").length - 1;
  return Math.max(0, Math.min(last, Math.round((value - Number(start)) / STEP)));
}

export function mountChain() {
  mountDragging({ take: taken, move: drag, end: released });
  document.addEventListener("htmx:after:swap", () => wanted !== null && handle() && moveTo(wanted));
  document.addEventListener("lesson:settled", () => {
    if (!pause && !isHeld) wanted = null;
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("input", typed);
}
