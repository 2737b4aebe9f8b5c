// Weights that are dragged: the parcels follow within a frame; the server's answer comes when the hand rests.

import { all, around, byId, one } from "../../shared/dom.js";
import { drawBar, printed, signOf, stacked, tidy } from "./parcels.js";

const LEAST = -3, MOST = 3, STEP = 0.05, BIG = 0.5, KEY = 0.1; // of a weight
const UNIT = 80; // how far to drag for a weight of 1
const PAUSE = 400; // ms after the last key
const THIN = 1.5, THICK = 14; // as in many_paths/drawing.py

/** @type {Record<string, number>} */
const KEYS = { ArrowUp: KEY, ArrowRight: KEY, ArrowDown: -KEY, ArrowLeft: -KEY, PageUp: BIG, PageDown: -BIG, Home: -9, End: 9 };

/** @param {Element} handle */
const weightOf = (handle) => Number(handle.getAttribute("aria-valuenow"));

/** @param {Element} element @param {number} value */
function setSign(element, value) {
  for (const sign of ["pos", "neg", "zero"]) element.classList.toggle(sign, sign === signOf(value));
}

/** @param {string} id @param {number} value */
function print(id, value) {
  const text = byId(id);
  text.textContent = printed(value);
  setSign(text, value);
}

/** Draw the parcels of the weights that the handles stand for. */
function redraw() {
  const parcels = all(".pull .handle").map((handle) => {
    const output = one(`.pull [data-output="${handle.dataset.output}"][data-error]`);
    return Number(output.dataset.error) * weightOf(handle);
  });
  const place = byId("parcels"), { zero, bars } = stacked(Number(place.dataset.width), parcels);
  for (const [k, bar] of all("[data-bar]", place).entries()) drawBar(bar, bars[k]);
  const line = one(".zero-line", place), left = Number(place.dataset.left);
  line.setAttribute("d", (line.getAttribute("d") ?? "").replace(/^M[-\d.]+/, `M${tidy(left + zero)}`));
  const sum = tidy(parcels.reduce((total, each) => total + each, 0));
  print("unit-sum", sum);
  print("unit-error", tidy(sum * Number(place.dataset.slope)));
  const said = document.querySelector("#draw-reply b");
  if (said) {
    said.textContent = printed(sum);
    setSign(said, sum);
  }
}

/** @param {HTMLElement} handle @param {number} to @returns {number} the weight that it stands for now */
function set(handle, to) {
  const value = tidy(Math.min(MOST, Math.max(LEAST, Math.round(to / STEP) * STEP))), { output, field = "" } = handle.dataset;
  handle.setAttribute("aria-valuenow", String(value));
  handle.setAttribute("aria-valuetext", printed(value));
  print(`weight-${output}`, value);
  const edge = byId(`edge-${output}`);
  setSign(edge, value);
  edge.setAttribute("stroke-width", (THIN + THICK * Math.abs(value)).toFixed(1));
  /** @type {HTMLInputElement} */ (byId(field)).value = printed(value);
  redraw();
  return value;
}

/** Ask the server for this state. @param {HTMLElement} handle */
const settle = ({ dataset }) => byId(dataset.field ?? "").dispatchEvent(new Event("change", { bubbles: true }));

/** The handle in the hand, where it was and where it has been drawn to. @type {{ handle: HTMLElement, from: number, to: number, y: number } | null} */
let held = null;

/** @param {PointerEvent} event */
function take(event) {
  const handle = around(event, ".pull .handle");
  if (!handle || event.button) return;
  event.preventDefault();
  handle.focus({ preventScroll: true });
  held = { handle, from: weightOf(handle), to: weightOf(handle), y: event.clientY };
}

/** @param {PointerEvent} event */
function drag({ clientY }) {
  if (!held) return;
  const { handle, from, y } = held, svg = /** @type {SVGGraphicsElement} */ (/** @type {unknown} */ (handle));
  const down = (clientY - y) / (svg.getScreenCTM()?.a ?? 1);
  handle.setAttribute("transform", `translate(0 ${Math.min(60, Math.max(-60, down))})`);
  held.to = set(handle, from - down / UNIT);
}

function drop() {
  if (!held) return;
  const { handle, from, to } = held;
  handle.removeAttribute("transform");
  if (to !== from) {
    set(handle, to); // an answer that came meanwhile has put it back
    settle(handle);
  }
  held = null;
}

let pause = 0;
/** What the keys have set, until the server shows it: an answer to what was sent before puts it back.
 * @type {{ handle: HTMLElement, to: number } | null} */
let wanted = null;

/** @param {KeyboardEvent} event */
function press(event) {
  const handle = around(event, ".pull .handle"), by = KEYS[event.key];
  if (!handle || !by || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const to = set(handle, (wanted?.handle === handle ? wanted.to : weightOf(handle)) + by);
  wanted = { handle, to };
  clearTimeout(pause);
  pause = window.setTimeout(() => {
    pause = 0;
    set(handle, to);
    settle(handle);
  }, PAUSE);
}

export function mountPull() {
  document.addEventListener("pointerdown", take);
  document.addEventListener("pointermove", drag);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, drop);
  document.addEventListener("keydown", press);
  document.addEventListener("htmx:after:swap", () => wanted?.handle.isConnected && set(wanted.handle, wanted.to));
  document.addEventListener("lesson:settled", () => {
    if (!pause && !held) wanted = null;
  });
}
