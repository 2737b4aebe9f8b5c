// The race as it runs: its clock, its buttons and its keys. The server has drawn a place; this moves between places.

import { around, one } from "../shared/dom.js";
import { areSilent, commandOf, isTaken, mayRepeat } from "../shared/keyboard.js";
import { reduced, speed } from "../shared/preferences.js";
import { finishMotion, motionBetween } from "./race_motion.js";
import { earlier, later, pause, placeAt, rowEnd } from "./race_rules.js";
import { currentTick, depth, followLayer, race, showPlace, unit } from "./race_view.js";

/** @type {number | null} */
let timer = null;

/** @param {number} next the tick to show @param {boolean} quiet without motion */
function show(next, quiet = false) {
  finishMotion();
  const from = placeAt(currentTick()).row, to = placeAt(next).row;
  const start = !quiet && !reduced() && to === from + 1 ? motionBetween(from, to) : () => {};
  showPlace(next);
  start();
}

/** @param {boolean} playing */
function relabel(playing) {
  const button = one('[data-race="play"]', race()), { play: start, pause: halt } = button.dataset;
  button.setAttribute("aria-pressed", String(playing));
  one(".label", button).textContent = (playing ? halt : start) ?? "";
}

function stop() {
  if (timer === null) return;
  clearTimeout(timer);
  timer = null;
  relabel(false);
}

function tick() {
  const next = later(currentTick(), reduced() ? "row" : "tick", depth());
  show(next);
  if (next === rowEnd(depth())) stop();
  else timer = setTimeout(tick, pause(placeAt(next), { speed: speed(), reduced: reduced() }));
}

function play() {
  if (timer !== null) {
    stop();
    return;
  }
  if (currentTick() === rowEnd(depth())) show(0);
  relabel(true);
  timer = setTimeout(tick, 0);
}

/** @type {Record<string, (held: boolean) => void>} */
const actions = {
  play,
  step: (held) => show(later(currentTick(), unit(), depth()), held),
  back: () => show(earlier(currentTick(), unit())),
  first: () => show(0),
  last: () => show(rowEnd(depth())),
};

/** @param {string} command */
function run(command, held = false) {
  if (command !== "play") stop();
  actions[command](held);
}

/** @param {Event} event */
function clicked(event) {
  const button = around(event, "#race [data-race], #race [data-race-to]");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.race) {
    run(button.dataset.race);
    return;
  }
  stop();
  show(Number(button.dataset.raceTo));
}

let pressed = 0;

/** Whether the arrow keys scroll the box that has the focus. @param {KeyboardEvent} event */
const scrolls = ({ target }) =>
  target instanceof Element && target.matches(".scroller") && target.scrollWidth > target.clientWidth;

/** @param {KeyboardEvent} event */
function keyPressed(event) {
  const command = String(commandOf(event));
  if (!actions[command] || isTaken(event) || areSilent() || scrolls(event)) return;
  event.preventDefault();
  if (event.repeat && !mayRepeat(command, event.timeStamp - pressed)) return;
  pressed = event.timeStamp;
  run(command, event.repeat);
}

/** The race, where the page has one. */
export function mountRace() {
  if (!document.getElementById("race")) return;
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keyPressed);
  document.addEventListener("input", stop);
  document.addEventListener("htmx:after:swap", followLayer);
  followLayer();
  document.addEventListener("visibilitychange", () => document.hidden && stop());
}
