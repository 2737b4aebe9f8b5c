// The race as it runs. Its clock is a slider in a form; while it runs or is dragged this script draws the ticks, and
// at each stop the form asks the server for that tick, which says what was seen.

import { around, byId, formById, one } from "../../shared/dom.js";
import { reduced } from "../../shared/preferences.js";
import { endOf, nextRow, nextStop } from "./race_rules.js";
import { currentTick, depth, race, showBetween, showTick } from "./race_view.js";

const ROW_PAUSE = 900; // ms at 8 ticks a second, where motion is reduced
const USUAL = 8; // ticks a second

/** The motion that is under way: the tick and the time at which it began. @type {{ tick: number, time: number } | null} */
let running = null;
/** The tick that was set and not yet answered. @type {number | null} */
let asked = null;
let starts = false, ended = false;
/** Of the next hop. */
let pause = 0;

const rate = () => Number(byId("race").dataset.rate);

/** @param {boolean} on */
function relabel(on) {
  const button = document.getElementById("race-run");
  if (!button) return;
  one(".label", button).textContent = (on ? button.dataset.pause : button.dataset.run) ?? "";
  one("use", button).setAttribute("href", on ? "#icon-pause" : "#icon-play");
}

/** Ask the server for the tick that is shown. */
function settle() {
  asked = currentTick();
  formById("race-clock").requestSubmit();
}

/** @param {boolean} ask */
function stop(ask) {
  if (!running) return;
  running = null;
  clearTimeout(pause);
  relabel(false);
  ended = ask;
  if (ask) settle();
}

/** @param {number} time */
function frame(time) {
  if (!running || !race()) return;
  const last = nextStop(running.tick, depth());
  const now = Math.min(running.tick + (Math.max(0, time - running.time) / 1000) * rate(), last), tick = Math.floor(now);
  if (tick === currentTick()) showBetween(now);
  else showTick(tick);
  if (tick === last) stop(true);
  else requestAnimationFrame(frame);
}

/** From row to row, without anything that travels. */
function hop() {
  if (!running || !race()) return;
  const tick = nextRow(currentTick(), depth());
  showTick(tick);
  if (tick === nextStop(running.tick, depth())) stop(true);
  else pause = window.setTimeout(hop, (ROW_PAUSE * USUAL) / rate());
}

/** Where not all of the lesson has room, the reader sees what happens. @param {string} selector */
function show(selector) {
  one(selector).scrollIntoView({ block: "nearest", behavior: reduced() ? "auto" : "smooth" });
}

function run() {
  if (currentTick() === endOf(depth())) return;
  running = { tick: currentTick(), time: performance.now() };
  relabel(true);
  show(".tracks");
  if (reduced()) hop();
  else requestAnimationFrame(frame);
}

/** @param {Event} event */
function clicked(event) {
  const link = around(event, "#lesson a, #lesson button");
  if (!link || !race()) return;
  if (link.dataset.race !== "run") {
    stop(false);
    asked = null;
    return;
  }
  event.preventDefault();
  event.stopPropagation(); // the link itself leads to where the race would stop
  if (running) stop(true);
  else run();
}

/** @param {Event} event */
function slid({ target }) {
  if (!(target instanceof HTMLInputElement) || target.id !== "race-tick") return;
  stop(false);
  asked = Number(target.value);
  showTick(asked);
}

/** The guess starts the race, which has to run before its end is seen. @param {Event} event */
function committed({ target }) {
  if (!(target instanceof HTMLElement) || target.id !== "guess-home") return;
  one('[name="tick"]', target).setAttribute("value", "0");
  starts = true;
}

/** After an answer: the reader may have moved on while it came. */
function answered() {
  if (!race() || !document.getElementById("race-clock")) {
    running = null;
    return;
  }
  if (starts && currentTick() === 0) run();
  else if (asked !== null && asked !== currentTick()) showTick(asked);
  else {
    asked = null;
    if (!running) showTick(currentTick());
  }
  if (ended) show(".beat.here");
  starts = ended = false;
}

export function mountRace() {
  if (!document.querySelector('[data-lesson="memoization"]')) return;
  document.addEventListener("click", clicked, true);
  document.addEventListener("submit", committed, true);
  document.addEventListener("input", slid);
  document.addEventListener("htmx:after:swap", answered);
  document.addEventListener("visibilitychange", () => document.hidden && stop(true));
}
