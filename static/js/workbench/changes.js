// After an edit: each number of the drawing that has another value shows the old one struck over the new one, until the
// page changes again.

import { diagram } from "../shared/diagram.js";
import { all } from "../shared/dom.js";

const EDITS = /\/(edit|undo)$/;
const SVG = "http://www.w3.org/2000/svg";
const RAISED = 21; // units of the drawing from the new number up to the old one
const LOWERED = 20; // and down to that of a derivative, which has its weight above it

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

/** Show what the numbers were. @param {Map<string, string>} before */
export function showOld(before) {
  for (const value of numbers()) {
    const old = before.get(keyOf(value)), number = value.parentElement;
    if (!number || !old || old === value.textContent || number.querySelector(".old")) continue;
    const struck = document.createElementNS(SVG, "text");
    struck.setAttribute("class", "old was");
    struck.setAttribute("x", value.getAttribute("x") ?? "0");
    const away = keyOf(value).startsWith("dW") ? LOWERED : -RAISED;
    struck.setAttribute("y", String(Number(value.getAttribute("y")) + away));
    struck.textContent = old;
    value.before(struck);
    struck.before(veil(struck)); // over the symbol, under the old number
    number.classList.add("edited");
  }
}
