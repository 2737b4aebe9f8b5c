// The written-out products on a phone: cells too narrow for words. A touched one lights up in every row that contains it,
// and the line above the rows says what it is.

import { all, around, one } from "../shared/dom.js";

const rows = () => document.querySelector("table.products");

/** What a cell stands for: the same in every row. @param {Element} cell */
function nameOf(cell) {
  const { quantity, layer } = one("b", cell).dataset;
  return `${quantity} ${layer}`;
}

/** @param {HTMLElement} line @param {Element} cell @param {number} count of the rows that contain it */
function say(line, cell, count) {
  const [name, value] = [...cell.children].map((part) => part.cloneNode(true));
  const words = (line.dataset.words ?? "").replace("{rows}", String(count)).replace("{all}", line.dataset.all ?? "");
  line.replaceChildren(name, " = ", value, ` ${words}`);
}

/** @param {Event} event */
function touched(event) {
  const cell = around(event, "table.products .factor"), line = document.getElementById("touched");
  if (!cell || !line) return;
  const same = all("table.products .factor").filter((each) => nameOf(each) === nameOf(cell));
  for (const each of all("table.products .factor")) each.classList.toggle("touched", same.includes(each));
  say(line, cell, same.length);
}

/** The cell under a finger that slides. @param {PointerEvent} event */
function slid({ clientX, clientY, buttons }) {
  const under = buttons && document.elementFromPoint(clientX, clientY);
  if (under) under.dispatchEvent(new Event("slid", { bubbles: true }));
}

export function mountStaircase() {
  if (!rows()) return;
  document.addEventListener("pointerdown", touched);
  document.addEventListener("pointermove", slid);
  document.addEventListener("slid", touched);
}
