// The race on the page: reads the place that is shown, and shows another one. Nothing else keeps the place, so that an
// answer of the server may come at any time.

import { all, byId, one } from "../shared/dom.js";
import { reduced } from "../shared/preferences.js";
import { earlier, keptIn, knownFrom, later, placeAt, rowEnd } from "./race_rules.js";

/** @typedef {import("./race_rules.js").Place} Place */

export const race = () => byId("race");
export const depth = () => Number(race().dataset.depth);
export const currentTick = () => Number(race().dataset.tick);

/** What a step goes by. @returns {import("./race_rules.js").Unit} */
export const unit = () => (document.querySelector('input[name="by"][value="tick"]:checked') ? "tick" : "row");

/** @param {number} row @param {Place} place */
const stateOf = (row, place) => (row < place.row ? "done" : row === place.row ? "current" : "waiting");

/** @param {Element} element @param {string} name @param {string | null} value null for no such attribute */
function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Fill the {names} of a sentence. @param {string | undefined} words @param {Record<string, unknown>} values */
const filled = (words = "", values) => words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** Multiplications of a row, written out and with errors kept. @param {number} row @param {Place} place */
function countsOf(row, place) {
  if (row === place.row) return place;
  return row < place.row ? { done: 2 * row, kept: keptIn(row, 2 * row) } : { done: 0, kept: 0 };
}

/** @param {HTMLElement} element @param {Place} place */
function showCells(element, place) {
  const row = Number(element.dataset.row), { done, kept } = countsOf(row, place);
  const written = done > 0 ? done + 1 : 0, memoized = kept > 0 && row === 1 ? kept + 1 : kept; // the first factor too
  all(".spelled .race-cell", element).forEach((cell, index) => cell.classList.toggle("ticked", index < written));
  all(".keeping .race-cell", element).forEach((cell, index) => cell.classList.toggle("ticked", index < memoized));
  element.querySelector(".race-bar")?.classList.toggle("ticked", kept > 0);
}

/** @param {HTMLElement} element @param {Place} place */
function showRow(element, place) {
  const state = stateOf(Number(element.dataset.row), place), [written, memoized] = all(".count", element);
  element.dataset.state = state;
  setAttribute(element, "aria-current", state === "current" ? "step" : null);
  showCells(element, place);
  one("span", written).textContent = state === "current" ? String(place.done) : written.dataset.total ?? "";
  one("span", memoized).textContent = state === "current" ? String(place.kept) : memoized.dataset.total ?? "";
}

/** @param {Place} place */
function showCounters(place) {
  for (const name of /** @type {const} */ (["written", "memoized"])) {
    const counter = one(`.counter.${name}`, race());
    one("output", counter).textContent = String(place[name]);
    one("rect", counter).setAttribute("width", String(place[name]));
  }
  const known = knownFrom(place, depth());
  for (const node of all(".chain-node[data-layer]", race())) {
    node.dataset.known = String(Number(node.dataset.layer) >= known);
  }
}

/** @param {Place} place */
function showButtons(place) {
  const back = earlier(place.tick, unit()), step = later(place.tick, unit(), depth());
  const targets = { back, step, first: 0, last: rowEnd(depth()) };
  for (const [verb, target] of Object.entries(targets)) {
    const button = one(`[data-race="${verb}"]`, race());
    setAttribute(button, "value", `tick=${target}`);
    setAttribute(button, "aria-disabled", target === place.tick ? "true" : null);
  }
  all("[data-race-to]", race()).forEach((stop, index) => {
    stop.dataset.state = Number(stop.dataset.raceTo) < place.tick ? "done" : stateOf(index + 1, place);
  });
}

/** @param {Place} place */
function showWords(place) {
  const values = { ...place, rows: depth() }, row = one(".race-row-said", race()), spoken = byId("race-spoken");
  row.textContent = filled(row.dataset.words, values);
  if (place.complete || place.tick === 0) spoken.textContent = filled(spoken.dataset.words, values);
}

/**
 * Put the place into the address and into the form, so that a reload or another answer of the server keeps it.
 * @param {number} tick
 */
function remember(tick) {
  race().dataset.tick = String(tick);
  const address = new URL(location.href);
  address.searchParams.delete("to");
  if (tick) address.searchParams.set("tick", String(tick));
  else address.searchParams.delete("tick");
  const text = address.pathname + address.search;
  history.replaceState(history.state, "", text);
  byId("lesson").dataset.address = text;
  one('input[type="hidden"][name="tick"]').setAttribute("value", String(tick));
  for (const back of all('input[name="back"]')) back.setAttribute("value", text);
}

/** Keep the current row in view above the buttons. */
function followRow() {
  const row = one('[data-state="current"]', race()).getBoundingClientRect();
  const floor = one(".race-dock", race()).getBoundingClientRect().top;
  if (row.bottom <= floor - 8 && row.top >= 8) return;
  const top = row.top < 8 ? row.top - 80 : row.bottom - floor + 48;
  window.scrollBy({ top, behavior: reduced() ? "auto" : "smooth" });
}

/** On a narrow screen, keep the current cell in view within its own box. */
function followCell() {
  const box = one(".race-scroller", race()), cell = all('[data-state="current"] .spelled .ticked', race()).at(-1);
  if (box.scrollWidth <= box.clientWidth) return;
  if (!cell) {
    box.scrollLeft = 0;
    return;
  }
  const { left, right } = box.getBoundingClientRect(), place = cell.getBoundingClientRect();
  if (place.right > right - 12 || place.left < left + 90) box.scrollLeft += place.right - right + 24;
}

/** On a narrow screen, keep the layer of the current row in view in the picture of the chain. */
export function followLayer() {
  const box = one(".chain-card .scroller", race()), layer = depth() + 1 - placeAt(currentTick()).row;
  const node = document.querySelector(`#race .chain-node[data-layer="${layer}"]`);
  if (!node || box.scrollWidth <= box.clientWidth) return;
  const place = node.getBoundingClientRect(), { left, width } = box.getBoundingClientRect();
  box.scrollLeft += place.left + place.width / 2 - left - width / 2;
}

/** Show a place of the race. @param {number} tick */
export function showPlace(tick) {
  const place = placeAt(tick);
  for (const row of all("tr[data-row]", race())) showRow(row, place);
  showCounters(place);
  showButtons(place);
  showWords(place);
  remember(tick);
  followRow();
  followCell();
  followLayer();
}
