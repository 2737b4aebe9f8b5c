// After an edit: each number of the drawing that has another value shows the old one struck over the new one, until the
// page changes again.

import { diagram } from "../shared/diagram.js";
import { all } from "../shared/dom.js";

const EDITS = /\/(edit|undo|redo)$/;
const SVG = "http://www.w3.org/2000/svg";
const RAISED = 21; // units of the drawing from the new number up to the old one
const LOWERED = 20; // and down to that of a derivative, which has its weight above it
const CAPITAL = 0.727; // em: the height of a digit
const SMALL = 12; // the size of an old number in a small cell
const LEAST = 19; // the height of a cell that has room for two numbers
const LOW = 26; // and that of one where both are small
const AIR = 2.5; // above and below a number that is in no card
const EDGE = 0.8; // the same in a low cell

/** Whether a request changes numbers in place. @param {string} action */
export const isEdit = (action) => EDITS.test(action);

const numbers = () => all(".number .value", diagram() ?? document.createElement("div"));

/** @param {Element} value */
const keyOf = (value) => value.closest("[data-q]")?.getAttribute("data-q") ?? "";

/** The printed numbers by their keys. @returns {Map<string, string>} */
export const printed = () => new Map(numbers().map((value) => [keyOf(value), value.textContent ?? ""]));

/** What covers the drawing behind a text. @param {SVGTextElement} text */
function veil(text) {
  const { x, y, width, height } = text.getBBox(), rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", "veil");
  for (const [name, size] of Object.entries({ x: x - 4, y: y - 1, width: width + 8, height: height + 1, rx: 4 })) {
    rect.setAttribute(name, String(size));
  }
  return rect;
}

/**
 * The room of a number in a smaller drawing: its cell, and some of the air around a low one.
 * @param {Element} number @param {Element} cell
 */
function roomOf(number, cell) {
  const [top, height] = ["y", "height"].map((name) => Number(cell.getAttribute(name)));
  const air = number.closest(".answer") ? AIR : height < LOW ? EDGE : 0;
  return { top: top - air, height: height + 2 * air };
}

/**
 * Move a number down in its cell, so that the old one has room above it: there a name is above the cell.
 * @param {Element} number @param {Element} value @returns {number | null} from the new number to the old; null: no room
 */
function shared(number, value) {
  const cell = number.querySelector(".cell");
  if (!cell || number.closest(".pill")) return keyOf(value).startsWith("W") ? -RAISED : null;
  const { top, height } = roomOf(number, cell);
  if (height < LEAST) return null;
  number.classList.add("shared");
  number.classList.toggle("low", height < LOW);
  const old = SMALL * CAPITAL, air = (height - old - parseFloat(getComputedStyle(value).fontSize) * CAPITAL) / 3;
  value.setAttribute("y", String(top + height - air));
  return 2 * air + old - height;
}

/** Show what the numbers were. @param {Map<string, string>} before */
export function showOld(before) {
  for (const value of numbers()) {
    const old = before.get(keyOf(value)), number = value.parentElement;
    if (!number || !old || old === value.textContent || number.querySelector(".old")) continue;
    number.classList.add("edited");
    const away = keyOf(value).startsWith("dW") ? LOWERED : -RAISED;
    const distance = value.closest(".compact") ? shared(number, value) : away;
    if (distance === null) continue;
    const struck = document.createElementNS(SVG, "text");
    struck.setAttribute("class", "old was");
    struck.setAttribute("x", value.getAttribute("x") ?? "0");
    struck.setAttribute("y", String(Number(value.getAttribute("y")) + distance));
    struck.textContent = old;
    value.before(struck);
    if (!number.matches(".shared")) struck.before(veil(struck)); // over the symbol, under the old number
  }
}
