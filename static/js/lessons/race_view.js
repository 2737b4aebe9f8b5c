// The race on the page at any tick of its clock. At each stop the server draws the same.

import { all, byId, one } from "../shared/dom.js";
import { keeping, written } from "./race_rules.js";

/** @typedef {import("./race_rules.js").Runner} Runner */

const KINDS = /** @type {const} */ ({ written, keeping });

export const race = () => document.getElementById("race");
export const depth = () => Number(byId("race").dataset.depth);
export const currentTick = () => Number(byId("race").dataset.tick);

/** @param {Runner} at */
const isHome = ({ way }) => way === 1;

/** Where a runner is on the track. @param {string} kind @param {Runner} at */
function showWay(kind, at) {
  const track = one(`.track.${kind}`), way = `${Math.round(at.way * 1e4) / 100}%`;
  one(".covered", track).setAttribute("width", way);
  one(".head", track).setAttribute("cx", way);
  one(".head-row", track).setAttribute("x", way);
  const row = isHome(at) ? "✓" : String(at.row), text = one(".head-row", track);
  if (text.textContent !== row) text.textContent = row;
}

/** @param {HTMLElement} element @param {Runner} at */
function showRow(element, at) {
  const row = Number(element.dataset.row), cells = all(".race-cells > .race-cell", element);
  const known = element.querySelector(".race-known") !== null;
  const all_of_it = cells.length - (known ? 0 : 1); // the first multiplication joins two factors
  const done = row < at.row ? all_of_it : row === at.row ? at.done : 0;
  const filled = done && !known ? done + 1 : done;
  element.dataset.state = done === 0 ? "waiting" : done < all_of_it ? "current" : "done";
  cells.forEach((cell, place) => cell.classList.toggle("on", place < filled));
}

/** @param {string} kind @param {Runner} at */
function showStair(kind, at) {
  const stair = one(`.stair.${kind}`), where = one(".where", stair);
  for (const row of all(".race-row", stair)) showRow(row, at);
  one("output", stair).textContent = String(at.total);
  where.textContent = isHome(at) ? where.dataset.home ?? "" : (where.dataset.row ?? "").replace("{row}", String(at.row));
}

/** The runners between two ticks. @param {number} tick */
export function showBetween(tick) {
  for (const [kind, at] of Object.entries(KINDS)) showWay(kind, at(tick, depth()));
}

/** Everything at a tick. @param {number} tick */
export function showTick(tick) {
  for (const [kind, at] of Object.entries(KINDS)) showStair(kind, at(tick, depth()));
  showBetween(tick);
  byId("race").dataset.tick = String(tick);
  one('[data-value-of="tick"]').textContent = String(tick);
  /** @type {HTMLInputElement} */ (byId("race-tick")).value = String(tick);
}
