// The race on its page: the server has drawn a place, this moves on between places. Nothing is kept here but the clock;
// where the race stands is read from the page, so that any answer of the server may come in between.

import { reduced, speed } from "../shared/preferences.js";
import { keptBy, mayRepeat, wishOf } from "../shared/keyboard.js";
import { earlier, keptIn, knownFrom, later, placeAt, rest, rowEnd } from "./race_rules.js";

const FLIGHT = 480, COLLAPSE = 240; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";

const race = () => document.getElementById("race");
const all = (selector) => race().querySelectorAll(selector);
const tickNow = () => Number(race().dataset.tick);
const depth = () => Number(race().dataset.depth);
const by = () => document.querySelector('input[name="by"]:checked')?.value ?? "row";

let timer = null;
let moving = [];

const stateOf = (row, place) => (row < place.row ? "done" : row === place.row ? "current" : "waiting");
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function showRow(element, place) {
  const row = Number(element.dataset.row), state = stateOf(row, place);
  const full = { done: 2 * row, kept: keptIn(row, 2 * row) };
  const { done, kept } = state === "current" ? place : state === "done" ? full : { done: 0, kept: 0 };
  element.dataset.state = state;
  if (state === "current") element.setAttribute("aria-current", "step");
  else element.removeAttribute("aria-current");
  element.querySelectorAll(".spelled .race-cell").forEach((cell, at) => cell.classList.toggle("ticked", done > 0 && at <= done));
  element.querySelector(".race-bar")?.classList.toggle("ticked", kept > 0);
  element.querySelectorAll(".keeping .race-cell").forEach((cell, at) => cell.classList.toggle("ticked", kept > 0 && at < kept + (row === 1)));
  const [written, memoized] = element.querySelectorAll(".count");
  written.firstElementChild.textContent = state === "current" ? done : written.dataset.total;
  memoized.firstElementChild.textContent = state === "current" ? kept : memoized.dataset.total;
}

function showCounters(place) {
  for (const name of ["written", "memoized"]) {
    const counter = race().querySelector(`.counter.${name}`);
    counter.querySelector("output").textContent = place[name];
    counter.querySelector("rect").setAttribute("width", place[name]);
  }
  const known = knownFrom(place, depth());
  for (const node of all(".chain-node[data-layer]")) node.dataset.known = String(Number(node.dataset.layer) >= known);
}

function showDock(place) {
  const values = { ...place, rows: depth() }, end = rowEnd(depth());
  const aims = { back: earlier(place.tick, by()), step: later(place.tick, by(), depth()), first: 0, last: end };
  for (const [verb, aim] of Object.entries(aims)) {
    const button = race().querySelector(`[data-race="${verb}"]`);
    button.value = `tick=${aim}`;
    if (aim === place.tick) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
  all("[data-race-to]").forEach((stop, at) => {
    stop.dataset.state = Number(stop.dataset.raceTo) < place.tick ? "done" : stateOf(at + 1, place);
  });
  const said = race().querySelector(".race-row-said"), spoken = document.getElementById("race-spoken");
  said.textContent = filled(said.dataset.words, values);
  if (place.complete || place.tick === 0) spoken.textContent = filled(spoken.dataset.words, values);
}

function remember(tick) {
  race().dataset.tick = tick;
  const address = new URL(location.href);
  address.searchParams.delete("to");
  if (tick) address.searchParams.set("tick", tick);
  else address.searchParams.delete("tick");
  const text = address.pathname + address.search;
  history.replaceState(history.state, "", text);
  document.getElementById("lesson").dataset.address = text;
  document.querySelector('input[type="hidden"][name="tick"]').value = tick;
  for (const back of document.querySelectorAll('input[name="back"]')) back.value = text;
}

/** The row at work stays in sight above the dock; on a narrow screen the cell at work too, within its own box. */
function follow() {
  const row = race().querySelector('[data-state="current"]').getBoundingClientRect();
  const floor = race().querySelector(".race-dock").getBoundingClientRect().top;
  if (row.bottom > floor - 8 || row.top < 8) window.scrollBy({ top: row.top < 8 ? row.top - 80 : row.bottom - floor + 48, behavior: reduced() ? "auto" : "smooth" });
  const box = race().querySelector(".race-scroller"), cells = all('[data-state="current"] .spelled .ticked');
  const last = cells[cells.length - 1];
  if (box.scrollWidth <= box.clientWidth) return;
  const place = box.getBoundingClientRect(), cell = (last ?? box).getBoundingClientRect();
  if (!last) box.scrollLeft = 0;
  else if (cell.right > place.right - 12 || cell.left < place.left + 90) box.scrollLeft += cell.right - place.right + 24;
}

function finish() {
  for (const animation of moving) animation.finish();
  moving = [];
}

const rowAt = (number) => race().querySelector(`tr[data-row="${number}"]`);
const boxes = (row) => [...row.querySelectorAll(".lane, th > span, .count > span")].map((element) => [element, element.getBoundingClientRect()]);

/** What changes its place slides there; the error that is kept falls from the row that found it into the next one. */
function moved(before, found, place) {
  const duration = { duration: COLLAPSE / speed(), easing: EASE };
  for (const [element, old] of before) {
    const now = element.getBoundingClientRect();
    if (old.height && now.height && old.top !== now.top) moving.push(element.animate([{ translate: `0 ${old.top - now.top}px` }, { translate: "0 0" }], duration));
  }
  const bar = rowAt(place.row).querySelector(".race-bar");
  if (!bar || !found) return;
  bar.parentElement.getAnimations().forEach((animation) => animation.cancel());
  const way = `0 ${found.top - bar.getBoundingClientRect().top}px`;
  const frames = [{ translate: way, scale: "1 1", opacity: 0.4 }, { translate: way, scale: "1 1.1", opacity: 1, offset: 0.35 }, { translate: "0 0", scale: "1 1", opacity: 1 }];
  moving.push(bar.animate(frames, { duration: FLIGHT / speed(), easing: EASE }));
}

function show(tick, quiet = false) {
  finish();
  const place = placeAt(tick), last = placeAt(tickNow());
  const onward = !quiet && !reduced() && place.row === last.row + 1;
  const before = onward ? [...boxes(rowAt(last.row)), ...boxes(rowAt(place.row))] : [];
  const found = onward ? rowAt(last.row).querySelector(".keeping").firstElementChild.getBoundingClientRect() : null;
  for (const row of all("tr[data-row]")) showRow(row, place);
  showCounters(place);
  showDock(place);
  remember(tick);
  follow();
  if (onward) moved(before, found, place);
}

function pause() {
  if (timer === null) return;
  clearTimeout(timer);
  timer = null;
  label(false);
}

function label(playing) {
  const button = race()?.querySelector('[data-race="play"]');
  if (!button) return;
  button.setAttribute("aria-pressed", playing);
  button.querySelector(".label").textContent = playing ? button.dataset.pause : button.dataset.play;
}

function run() {
  const next = later(tickNow(), reduced() ? "row" : "tick", depth());
  show(next);
  if (next === rowEnd(depth())) pause();
  else timer = setTimeout(run, rest(placeAt(next), { speed: speed(), reduced: reduced() }));
}

function play() {
  if (timer !== null) {
    pause();
    return;
  }
  if (tickNow() === rowEnd(depth())) show(0);
  label(true);
  timer = setTimeout(run, 0);
}

const acts = {
  play: () => play(),
  step: (held) => show(later(tickNow(), by(), depth()), held),
  back: () => show(earlier(tickNow(), by())),
  first: () => show(0),
  last: () => show(rowEnd(depth())),
};

function act(wish, held = false) {
  if (wish !== "play") pause();
  acts[wish](held);
}

function clicked(event) {
  const button = event.target.closest?.("[data-race], [data-race-to]");
  if (!button || !race()?.contains(button)) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") return;
  if (button.dataset.race) {
    act(button.dataset.race);
    return;
  }
  pause();
  show(Number(button.dataset.raceTo));
}

let pressed = 0;

function key(event) {
  const wish = wishOf(event), box = event.target.closest?.(".scroller");
  if (!race() || !acts[wish] || event.defaultPrevented || keptBy(event.target, event.key)) return;
  if (localStorage.getItem("keys-off") !== null || document.querySelector("dialog[open]")) return;
  if (event.target === box && box.scrollWidth > box.clientWidth) return; // the arrows scroll it
  event.preventDefault();
  if (event.repeat && !mayRepeat(wish, event.timeStamp - pressed)) return;
  pressed = event.timeStamp;
  act(wish, event.repeat);
}

/** The race, where the page has one. */
export function mountRace() {
  if (!race()) return;
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", key);
  document.addEventListener("input", pause);
  document.addEventListener("visibilitychange", () => document.hidden && pause());
}
