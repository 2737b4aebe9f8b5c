// The race on the page at any tick of its clock. At each stop the server draws the same.

import { all, byId, one } from "../../shared/dom.js";
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
  for (const text of all("text", track)) text.setAttribute("x", way);
  const weight = String(depth() + 1 - at.row), index = one(".index", track);
  if (index.textContent !== weight) index.textContent = weight;
  track.toggleAttribute("data-home", isHome(at));
}

/** A cell is one multiplication. @param {HTMLElement} element @param {Runner} at */
function showRow(element, at) {
  const row = Number(element.dataset.row), cells = all(".race-cells > .race-cell", element);
  const done = row < at.row ? cells.length : row === at.row ? at.done : 0;
  const current = row === at.row && !isHome(at);
  element.dataset.state = current ? "current" : row <= at.row ? "done" : "waiting";
  cells.forEach((cell, place) => cell.classList.toggle("on", place < done));
}

/** @param {string} kind @param {Runner} at */
function showStair(kind, at) {
  const stair = one(`.stair.${kind}`), where = one(".where", stair);
  for (const row of all(".race-row", stair)) showRow(row, at);
  one("output", stair).textContent = String(at.total);
  where.toggleAttribute("data-home", isHome(at));
  const weight = one(`.race-row[data-row="${at.row}"] .race-weight`, stair);
  one("[data-row-name]", where).replaceChildren(...weight.cloneNode(true).childNodes);
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
